"""``acervo release`` and ``acervo export``: every dataset by one command, each a package that validates."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from frictionless import Package, system

from archive.cli import main
from archive.datasets import DECLARATIONS
from archive.migrations import upgrade
from archive.resources import open_resources
from archive.services.reading import datasets as reading
from archive.settings import Settings
from tests.archive.open_data import fill


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    settings = Settings(instance=tmp_path / "instance")
    settings.instance.mkdir()
    with open_resources(settings) as resources:
        upgrade(resources.database)
        fill(resources)
    return settings.instance


def _run(instance: Path, *words: str) -> tuple[int, list[dict[str, object]]]:
    done = CliRunner().invoke(main, ["--instance", str(instance), *words, "--json"])
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


def _demand_valid(folder: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note", "rowNumber", "fieldName"])


def test_one_command_releases_every_dataset_and_each_package_is_valid(instance: Path, tmp_path: Path) -> None:
    code, told = _run(instance, "release", "--all", "--note", "Primer trimestre")
    assert (code, {one["state"] for one in told}) == (0, {"made"}), told
    assert {one["dataset"] for one in told} == set(DECLARATIONS)
    with open_resources(Settings(instance=instance)) as resources:
        for one in reading.all_datasets(resources):
            folder = tmp_path / one.dataset.slug
            folder.mkdir()
            for file in one.newest.release.distributions:
                (folder / file.file_name).write_bytes(resources.public.read(file.sha256))
            _demand_valid(folder)
    code, told = _run(instance, "release", "escuelas")
    assert (code, [one["state"] for one in told]) == (0, ["unchanged"])


def test_export_writes_the_formats_asked_for_and_releases_nothing(instance: Path, tmp_path: Path) -> None:
    out = tmp_path / "salida"
    code, told = _run(instance, "export", "--all", "--out", str(out), "--formats", "csv,json")
    assert (code, len(told)) == (0, len(DECLARATIONS)), told
    for slug in DECLARATIONS:
        names = {path.name for path in (out / slug).iterdir()}
        assert {f"{slug}.csv", f"{slug}.json"} <= names
        assert f"{slug}.xlsx" not in names
    with open_resources(Settings(instance=instance)) as resources:
        assert reading.all_datasets(resources) == ()


def test_an_unknown_dataset_is_refused_by_name(instance: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--instance", str(instance), "release", "nada"])
    assert done.exit_code == 2
    assert "«nada»" in done.output
