"""Settings: from file and environment, checked, frozen."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from archive.errors import BadSetting
from archive.settings import Settings, ensure_secret_key, load_settings

README = Path(__file__).parents[2] / "README.md"


def test_defaults_need_nothing_but_a_folder(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {})
    assert settings.database_address == f"sqlite:///{tmp_path / 'acervo.sqlite'}"
    assert settings.search == "tantivy"
    assert settings.faces == ("portal", "workspace", "api")


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('port = 9000\nfaces = ["portal"]\nauthority = "Toluca"\n')
    settings = load_settings(tmp_path, {"ACERVO_PORT": "9001", "ACERVO_SECURE_COOKIES": "no"})
    assert (settings.port, settings.faces, settings.authority) == (9001, ("portal",), "Toluca")
    assert settings.secure_cookies is False


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("colour = 1", "colour"),
        ('port = "many"', "port"),
        ('search = "grep"', "search"),
        ('faces = ["portal", "attic"]', "faces"),
        ("k_anonymity = 4", "k_anonymity"),
        ("port = ", "settings.toml"),
        ("languages = []", "languages"),
        ('secure_cookies = "perhaps"', "secure_cookies"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(tmp_path: Path, written: str, named: str) -> None:
    (tmp_path / "settings.toml").write_text(written)
    with pytest.raises(BadSetting) as refused:
        load_settings(tmp_path, {})
    assert refused.value.data["name"] == named


def test_the_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path)
    first = ensure_secret_key(settings)
    assert len(first) == 64
    assert ensure_secret_key(settings) == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_a_change_of_a_setting_is_checked_like_the_setting() -> None:
    assert Settings().changed(port=8001, host=None).port == 8001
    with pytest.raises(BadSetting):
        Settings().changed(faces=("cellar",))


def test_every_setting_stands_in_the_readme_with_its_default_and_help() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    written = {name: help_text for name, _default, help_text in rows}
    assert written == {item.name: item.metadata["help"] for item in fields(Settings)}
