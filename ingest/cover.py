"""The cover sheet in front of a public version and the index of redactions behind it.

What they say is what LGTAIP arts. 109 and 120 and the Lineamientos (sexagésimo primero and tercero) ask for:
area, document, parts and pages, basis and reasons, who classifies, the committee's act, and per box the
kind of datum, how much of it, law and motive.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date as Date
from pathlib import Path

import pymupdf

from ingest import new_pdf
from ingest.box_codes import COLOURS, LABELS, Codes
from ingest.cover_pages import ACCENT, BOLD, MARGIN, MUTED, PLAIN, WIDTH, Sheets
from ingest.legal import Ground, Legal
from ingest.redaction_index import IndexRow, index
from ingest.redactions import DataType

LANGUAGE = "es-MX"
TO_FILL_IN = "Por completar"
NO_ACT = "Pendiente de la sesión del Comité de Transparencia"
_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_FIELD = (150.0, WIDTH - 2 * MARGIN - 150.0)
_TABLE = (48.0, 40.0, 112.0, 232.0, 60.0)
_HEADS = ("Clave", "Página", "Tipo de dato", "Parte eliminada", "Fundamento")
_SWATCH = 12.0


def bind(body: Path, target: Path, legal: Legal, codes: Codes, *, language: str = LANGUAGE) -> int:
    """Write ``target``: cover sheet, the finished pages of ``body``, index; how many pages the cover takes.

    The pages of ``body`` must be bare of hidden channels already, and nothing is added to them.
    """
    rows = index(codes, legal)
    with pymupdf.open(body) as finished, pymupdf.open() as public:
        add_cover(public, legal, rows, finished.page_count)
        before = int(public.page_count)
        public.insert_pdf(finished, annots=False, links=True, widgets=False)
        if rows:
            add_index(public, legal, rows)
        new_pdf.save(public, target, language)
    return before


def add_cover(public: pymupdf.Document, legal: Legal, rows: Sequence[IndexRow], page_count: int) -> None:
    """Append the cover sheet."""
    sheets = Sheets(public, _running_head(legal, "Carátula"))
    _heading(sheets, legal, "Carátula de la versión pública")
    for label, value in _fields(legal, rows, page_count):
        sheets.row((label, value or TO_FILL_IN), _FIELD, fonts=(BOLD, PLAIN), size=9.5)
        sheets.space(5)
    sheets.space(26)
    sheets.need(60)
    sheets.row(("Firma de quien clasifica", "_" * 44), _FIELD, fonts=(BOLD, PLAIN), size=9.5)
    if legal.legend:
        sheets.space(14)
        sheets.paragraph(legal.legend, size=8.5, colour=MUTED)
    sheets.end_page()


def add_index(public: pymupdf.Document, legal: Legal, rows: Sequence[IndexRow]) -> None:
    """Append the index: one line per box, then the bases and motives its last column points to."""
    sheets = Sheets(public, _running_head(legal, "Índice de partes eliminadas"))
    _heading(sheets, legal, "Índice de partes eliminadas")
    sheets.paragraph(
        "Las páginas se cuentan desde la primera del documento, sin la carátula ni este índice.",
        size=8.5,
        colour=MUTED,
    )
    sheets.space(8)
    notes = _notes(rows)
    _table_head(sheets)
    for row in rows:
        if sheets.need(14):
            _table_head(sheets)
        _table_row(sheets, row, notes[Ground(row.legal_basis, row.motive)])
    sheets.space(16)
    sheets.need(60)
    sheets.paragraph("Fundamentos y motivos", size=11, font=BOLD, colour=ACCENT)
    sheets.space(4)
    for ground, name in notes.items():
        sheets.row(
            (name, f"Fundamento: {ground.basis}.\nMotivo: {ground.motive}"),
            (_TABLE[0], WIDTH - 2 * MARGIN - _TABLE[0]),
            fonts=(BOLD, PLAIN),
        )
        sheets.space(5)
    sheets.end_page()


def _running_head(legal: Legal, part: str) -> str:
    return f"{part} · versión pública" + (f" · {legal.identifier}" if legal.identifier else "")


def _heading(sheets: Sheets, legal: Legal, title: str) -> None:
    if legal.authority:
        sheets.paragraph(legal.authority, size=9.5, colour=MUTED)
    sheets.paragraph(title, size=17, font=BOLD, colour=ACCENT)
    sheets.space(4)
    sheets.rule(ACCENT, 1.2)
    sheets.space(12)


def _fields(legal: Legal, rows: Sequence[IndexRow], page_count: int) -> Iterable[tuple[str, str]]:
    yield "Área", legal.area
    yield "Documento", legal.document
    if legal.identifier:
        yield "Identificador", legal.identifier
    yield "Páginas", str(page_count)
    yield "Carácter de lo eliminado", f"Información {legal.character.value}"
    yield "Fecha de clasificación", spelled(legal.classified_on) if legal.classified_on else ""
    yield "Partes clasificadas", _parts(rows)
    yield "Fundamento legal", _in_lines(row.legal_basis for row in rows) or legal.general.basis
    yield "Razones", _in_lines(row.motive for row in rows) or legal.general.motive
    yield "Quien clasifica", ", ".join(each for each in (legal.classifier, legal.post) if each)
    yield "Acta del Comité de Transparencia", _act(legal)


def _act(legal: Legal) -> str:
    if legal.act is None:
        return NO_ACT
    said = f"{legal.act.number}, de fecha {spelled(legal.act.date)}"
    return f"{said}\n{legal.act.link}" if legal.act.link else said


def _in_lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(texts))


def _parts(rows: Sequence[IndexRow]) -> str:
    """Per kind of datum, how many boxes and on which pages."""
    if not rows:
        return "Ninguna"
    pages: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        pages[row.data_type].append(row.page)
    return "\n".join(
        f"{LABELS[DataType(kind)]}: {len(found)} {'parte' if len(found) == 1 else 'partes'}, "
        f"{'página' if len(set(found)) == 1 else 'páginas'} {page_ranges(found)}"
        for kind, found in pages.items()
    )


def page_ranges(pages: Iterable[int]) -> str:
    """``1, 3 a 5``: runs of three and more pages in short."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    said = [f"{run[0]} a {run[-1]}" if len(run) > 2 else ", ".join(str(page) for page in run) for run in runs]
    return ", ".join(said)


def spelled(day: Date) -> str:
    """``5 de febrero de 2027``."""
    return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"


def _notes(rows: Sequence[IndexRow]) -> dict[Ground, str]:
    """Every ground in the order it first comes up, and the name the table calls it by."""
    grounds = dict.fromkeys(Ground(row.legal_basis, row.motive) for row in rows)
    return {ground: f"F{number}" for number, ground in enumerate(grounds, 1)}


def _table_head(sheets: Sheets) -> None:
    sheets.row(_HEADS, _TABLE, fonts=(BOLD,) * len(_HEADS), size=8.5, colour=MUTED)
    sheets.space(2)
    sheets.rule()
    sheets.space(4)


def _table_row(sheets: Sheets, row: IndexRow, note: str) -> None:
    red, green, blue = (part / 255 for part in COLOURS[DataType(row.data_type)])
    sheets.swatch((red, green, blue), x=MARGIN - _SWATCH)
    sheets.row(
        (row.code, str(row.page), row.data_type_label, row.caption, note),
        _TABLE,
        fonts=(BOLD, PLAIN, PLAIN, PLAIN, PLAIN),
        size=8.5,
    )
    sheets.space(3)
