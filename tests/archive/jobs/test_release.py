"""Releases: every dataset by one order each, nothing twice, nothing half-made, nobody to be made out."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.datasets import DECLARATIONS
from archive.errors import NotFound, ReleaseUnderWay
from archive.jobs.release import release as make_ordered
from archive.models.datasets import OrderState, PublishedCells, Release
from archive.models.registers import School
from archive.resources import Resources
from archive.services import datasets
from archive.services.audit import COMMAND_LINE
from archive.services.checking import Trouble, check
from archive.services.reading import datasets as reading
from archive.services.reading.dataset_values import RowsAsked
from export.values import Format, Version
from tests.archive.open_data import COUNTS, fill, release, workshop


@pytest.fixture
def filled(resources: Resources) -> Resources:
    fill(resources)
    return resources


def _troubles(resources: Resources) -> set[Trouble]:
    return {finding.trouble for finding in check(resources)}


def test_every_dataset_is_released_and_released_again_only_when_it_changed(filled: Resources) -> None:
    first = release(filled, DECLARATIONS)
    assert {view.state for view in first.values()} == {OrderState.MADE}, first
    assert {str(view.version) for view in first.values()} == {"1.0.0"}
    again = release(filled, DECLARATIONS)
    assert {view.state for view in again.values()} == {OrderState.UNCHANGED}
    with filled.database.write() as session:
        session.add(School(cct="15EPR0009Z", name="Primaria Nueva", level="primaria"))
    changed = release(filled, ["escuelas"])["escuelas"]
    assert changed.version == Version(1, 1, 0)
    newest = reading.dataset(filled, "escuelas").newest
    assert newest.difference is not None
    assert (newest.difference.rows_added, newest.difference.rows_removed) == (1, 0)
    assert newest.release.change_note == "Filas nuevas: 1."
    assert _troubles(filled) == set()


def test_a_release_has_every_format_and_its_bytes_are_those_of_its_checksums(filled: Resources) -> None:
    release(filled, ["platicas"])
    newest = reading.dataset(filled, "platicas").newest.release
    assert {file.format for file in newest.distributions} == set(Format)
    for file in newest.distributions:
        assert filled.public.read(file.sha256).__len__() == file.byte_size


def test_attendance_hides_small_counts_and_whole_groups_and_pools_the_small_school(filled: Resources) -> None:
    release(filled, ["asistencia"])
    page = reading.rows(filled, "asistencia", RowsAsked(limit=1_000))
    names = [field.name for field in page.fields]
    rows = [dict(zip(names, row, strict=True)) for row in page.rows]
    shown = [row["asistentes"] for row in rows if row["estatus"] != "NP"]
    assert shown
    assert all(value >= 10 and value % 5 == 0 for value in shown)
    assert all(row["asistentes"] == "NP" for row in rows if row["estatus"] == "NP")
    assert "Telesecundaria Zeta" not in {row["escuela"] for row in rows}
    assert any(str(row["grupo"]).startswith("conjunto-2022") for row in rows)
    small = next(number for number, (women, _) in enumerate(COUNTS) if women == 9)
    school = "Preparatoria Ávila"
    hidden = [row for row in rows if row["escuela"] == school and row["inicio"].month == 3 + small]
    assert {row["estatus"] for row in hidden if row["caracteristica"] == "sexo"} == {"NP"}


def test_what_a_withdrawn_release_said_of_people_stays_in_the_ledger(filled: Resources) -> None:
    release(filled, ["asistencia"])
    datasets.withdraw(filled, COMMAND_LINE, "asistencia", "1.0.0", "Se publicó por error")
    with pytest.raises(NotFound):
        reading.dataset(filled, "asistencia")
    seen = reading.release(filled, "asistencia", "1.0.0")
    assert seen.withdrawn_at is not None
    assert (seen.release.withdrawn, seen.release.distributions) == ("Se publicó por error", ())
    with filled.database.read() as session:
        rows = session.scalars(select(Release.rows_sha256)).all()
        assert session.scalars(select(PublishedCells)).all()
    assert not filled.public.exists(rows[0])
    assert filled.vault.exists(rows[0])
    assert _troubles(filled) == set()
    assert release(filled, ["asistencia"])["asistencia"].version == Version(1, 0, 1)


def test_an_order_waits_for_the_one_before_it(filled: Resources) -> None:
    datasets.order(filled, COMMAND_LINE, "escuelas")
    with pytest.raises(ReleaseUnderWay):
        datasets.order(filled, COMMAND_LINE, "escuelas")


class _Dies(Exception):
    """As if the process had been killed."""


class _FailingZone:
    """A public zone whose process dies at the given put."""

    def __init__(self, zone: object, at: int) -> None:
        self._zone, self._left = zone, at

    def __getattr__(self, name: str) -> object:
        return getattr(self._zone, name)

    def put_file(self, path: Path) -> object:
        self._left -= 1
        if self._left < 0:
            raise _Dies
        return self._zone.put_file(path)  # type: ignore[attr-defined]


@pytest.mark.parametrize("at", [0, 1, 5, 11])
def test_a_worker_killed_while_it_stores_leaves_nothing_half_made(filled: Resources, at: int) -> None:
    order_id = datasets.order(filled, COMMAND_LINE, "escuelas")
    dying = replace(filled, public=_FailingZone(filled.public, at))  # type: ignore[arg-type]
    with workshop(dying) as shop, pytest.raises(_Dies):
        make_ordered(shop, order_id)
    with pytest.raises(NotFound):
        reading.dataset(filled, "escuelas")
    assert _troubles(filled) == set()
    with workshop(filled) as shop:
        make_ordered(shop, order_id)
        make_ordered(shop, order_id)  # a job may run twice
    assert reading.dataset(filled, "escuelas").newest.release.version == Version(1, 0, 0)
    assert _troubles(filled) == set()


def test_a_row_that_breaks_its_promise_refuses_the_release_and_says_where(filled: Resources) -> None:
    with filled.database.write() as session:
        session.add(School(cct="NO-ES-CCT", name="Mal escrita"))
    refused = release(filled, ["escuelas"])["escuelas"]
    assert refused.state is OrderState.REFUSED
    assert refused.sentence is not None
    assert "columna «cct»" in refused.sentence % refused.data
    assert _troubles(filled) == set()
