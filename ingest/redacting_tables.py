"""A workbook or CSV made public: lists without their people, other tables without what detectors find."""

from collections.abc import Sequence
from pathlib import Path

from ingest.attendance.public_table import Grounds, write_public
from ingest.attendance.sheets import read_plain_table, read_table
from ingest.attendance.tables import Cover, TableReading
from ingest.detect.findings import find_in_text
from ingest.errors import ListNotFound
from ingest.legal import Legal
from ingest.options import Options
from ingest.redactions import Examination, PagePlan, Redaction, Route, Why
from ingest.values import Box, FileType

_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)  # a cell has no place on a page


def read(path: Path, file_type: FileType, route: Route | None, options: Options) -> TableReading:
    """The table's public form; raises ListNotFound where a list was announced and none is there."""
    found = read_table(path, file_type, options, find_in_text)
    if found is not None:
        return found
    if route is Route.ATTENDANCE:
        raise ListNotFound
    return read_plain_table(path, file_type, options, find_in_text)


def examined(reading: TableReading, route: Route | None) -> Examination:
    """The reading in the words of all examinations: each sheet is a page, each entry of its index a box."""
    if reading.counts is not None:
        kind, why = Route.ATTENDANCE, Why.LIST_FOUND
    else:
        kind, why = Route.DOCUMENT, Why.NO_LIST_FOUND if route is None else Why.ASKED
    return Examination(
        kind,
        why,
        pages=_sheets(reading.covers),
        people=reading.secrets,
        required=reading.required,
        counts=reading.counts,
    )


def write(reading: TableReading, wanted: FileType, legal: Legal, target: Path) -> None:
    """Write the public table; a workbook carries its index of redactions as a sheet."""
    grounds = {cover.data_type: legal.ground(cover.data_type) for cover in reading.covers}
    write_public(
        reading,
        target,
        wanted.value,
        {kind: Grounds(ground.basis, ground.motive) for kind, ground in grounds.items()},
    )


def _sheets(covers: Sequence[Cover]) -> tuple[PagePlan, ...]:
    names = list(dict.fromkeys(cover.sheet for cover in covers))
    return tuple(
        PagePlan(
            number,
            0.0,
            0.0,
            tuple(
                Redaction(number, _NOWHERE, cover.data_type, cover.extent)
                for cover in covers
                if cover.sheet == name
            ),
        )
        for number, name in enumerate(names, start=1)
    )
