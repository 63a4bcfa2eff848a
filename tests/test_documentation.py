"""What the pages for people say of settings, commands and libraries is what the code says."""

import configparser
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from archive.cli import main
from archive.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def requirements(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]


def setup_cfg() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def table(text: str, first: str, last: str) -> list[list[str]]:
    """The rows of the table between two marks, without its head."""
    between = text.split(first, 1)[1].split(last, 1)[0]
    rows = [line for line in between.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[2:]]


def shown(value: Any) -> str:
    """A default as the table writes it."""
    if value == "":
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{','.join(value) if isinstance(value, tuple) else value}`"


def settings_rows() -> list[list[str]]:
    return [[f"`{item.name}`", shown(item.default), item.metadata["help"]] for item in fields(Settings)]


def test_readme_lists_every_setting_with_its_default() -> None:
    assert table(README, "<!-- settings", "<!-- end of settings") == settings_rows()


def test_readme_lists_every_command() -> None:
    listed = set(re.findall(r"^\| `acervo ([a-z]+(?: add)?)", README, flags=re.MULTILINE))
    commands = set()
    for name, command in main.commands.items():
        inner = command.commands if isinstance(command, click.Group) else {}
        commands |= {f"{name} {each}" for each in inner} or {name}
    assert listed == commands


def test_every_pinned_library_has_a_row_with_its_reason() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = table(text, "## At run time", "## From Debian")
    assert {canonicalize_name(row[0]) for row in rows} == {
        canonicalize_name(one.name) for one in requirements("requirements.txt")
    }
    assert all(len(row) == 5 and all(row) for row in rows)


def test_the_wheel_asks_for_the_libraries_that_are_pinned() -> None:
    lines = setup_cfg()["options"]["install_requires"].split("\n")
    asked = {canonicalize_name(one.name): one for one in map(Requirement, filter(None, lines))}
    pinned = {canonicalize_name(one.name): one for one in requirements("requirements.txt")}
    assert asked.keys() == pinned.keys()
    for name, one in pinned.items():
        (pin,) = one.specifier
        assert asked[name].specifier.contains(pin.version), name
        assert asked[name].extras == one.extras, name
        assert any(bound.operator == "<" for bound in asked[name].specifier), f"{name} has no upper bound"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_in_order(name: str) -> None:
    pins = requirements(name)
    assert all([one.operator for one in pin.specifier] == ["=="] for pin in pins)
    names = [canonicalize_name(pin.name) for pin in pins]
    assert names == sorted(names)


def test_the_change_log_begins_with_the_version_of_the_package() -> None:
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert versions[0] == setup_cfg()["metadata"]["version"]


def test_every_folder_with_code_is_a_package() -> None:
    """A folder without __init__.py would be left out of the wheel."""
    data = ROOT / "archive" / "migrations" / "versions"
    folders = {
        path.parent for house in ("archive", "ingest", "export") for path in (ROOT / house).rglob("*.py")
    }
    assert not [folder for folder in folders - {data} if not (folder / "__init__.py").exists()]


def test_templates_have_one_path_in_the_tree_and_in_the_wheel() -> None:
    assert (ROOT / "archive" / "templates").resolve() == ROOT / "templates"
