"""The index of redactions: per box its code, page, kind of datum, extent, legal basis and motive."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from ingest.box_codes import LABELS, Codes, extent_in_words
from ingest.legal import Legal

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would work out a cell that begins so


@dataclass(frozen=True)
class IndexRow:
    """One box; the names of the fields are those of the CSV's columns and the JSON's keys."""

    code: str
    page: int  # of the document, its cover sheet not counted
    data_type: str
    data_type_label: str
    words: int
    lines: int
    paragraphs: int
    legal_basis: str
    motive: str
    caption: str


def index(codes: Codes, legal: Legal) -> tuple[IndexRow, ...]:
    """The rows in the order of the codes."""
    rows = []
    for box in codes.boxes:
        redaction, extent = box.redaction, box.redaction.extent
        ground = legal.ground(redaction.data_type)
        label = LABELS[redaction.data_type]
        rows.append(
            IndexRow(
                code=box.code,
                page=redaction.page,
                data_type=redaction.data_type.value,
                data_type_label=label,
                words=extent.words,
                lines=extent.lines,
                paragraphs=extent.paragraphs,
                legal_basis=ground.basis,
                motive=ground.motive,
                caption=_caption(label, extent_in_words(extent)),
            )
        )
    return tuple(rows)


def _caption(label: str, extent: str) -> str:
    """As the Lineamientos (sexagésimo primero) want it: what was done, how much, what kind of datum."""
    kind = label if label.isupper() or label.startswith("CLABE") else label[0].lower() + label[1:]
    return f"ELIMINADO: {extent}. Dato: {kind}." if extent else f"ELIMINADO. Dato: {kind}."


def index_csv(rows: Sequence[IndexRow]) -> str:
    """The index as CSV, one line per box."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, [each.name for each in fields(IndexRow)], lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in asdict(row).items()})
    return buffer.getvalue()


def _cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def index_json(rows: Sequence[IndexRow]) -> str:
    """The index as one JSON document."""
    return json.dumps({"redactions": [asdict(row) for row in rows]}, ensure_ascii=False, indent=2) + "\n"
