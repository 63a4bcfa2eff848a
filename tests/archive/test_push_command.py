"""``acervo push``: the newest release goes from the archive's store to a CKAN portal over HTTP, and whole."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from archive.migrations import upgrade
from archive.resources import open_resources
from archive.services.reading import datasets as reading
from archive.settings import Settings
from tests.archive.open_data import fill, release
from tests.export.ckan.stand_in import KEY, ORGANIZATION, StandIn


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    stand_in = StandIn()
    yield stand_in
    stand_in.close()


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one release, which no test changes."""
    settings = Settings(instance=tmp_path_factory.mktemp("archive") / "instance")
    settings.instance.mkdir()
    with open_resources(settings) as resources:
        upgrade(resources.database)
        fill(resources)
        release(resources, ["escuelas"])
    return settings.instance


def _push(instance: Path, stand_in: StandIn, *words: str, key: str = KEY) -> Result:
    command = ["--instance", str(instance), "push", *words, "--ckan", stand_in.address]
    command += ["--organization", ORGANIZATION, "--json"]
    return CliRunner().invoke(main, command, env={"ACERVO_CKAN_KEY": key})


def test_the_files_on_the_portal_are_those_of_the_release(instance: Path, stand_in: StandIn) -> None:
    done = _push(instance, stand_in, "escuelas")
    assert done.exit_code == 0, done.output
    with open_resources(Settings(instance=instance)) as resources:
        released = reading.dataset(resources, "escuelas").newest.release.distributions
    [package] = stand_in.public()
    assert [each["content"] for each in package["resources"]] == [each.sha256 for each in released]
    before = stand_in.public()
    assert _push(instance, stand_in, "escuelas").exit_code == 0
    assert stand_in.public() == before


def test_a_dry_run_sends_nothing(instance: Path, stand_in: StandIn) -> None:
    done = _push(instance, stand_in, "escuelas", "--dry-run")
    assert done.exit_code == 0, done.output
    assert stand_in.requests
    assert stand_in.packages == {}


def test_a_refusal_of_the_portal_ends_with_its_reason_and_without_the_key(
    instance: Path, stand_in: StandIn
) -> None:
    done = _push(instance, stand_in, "escuelas", key="otra-clave")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["reason"]
    assert "otra-clave" not in done.output
    assert stand_in.packages == {}


def test_a_dataset_without_a_release_is_not_pushed(instance: Path, stand_in: StandIn) -> None:
    done = _push(instance, stand_in, "platicas")
    assert done.exit_code == 2
    assert "«platicas»" in done.output
    assert stand_in.requests == []
