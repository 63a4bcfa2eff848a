"""Fills an official XLSX template: only the new rows are written, all else stays byte for byte.

Libraries that read a workbook and write it anew drop what they do not know: extensions, controls, lists.
So rows are put into the sheets' own XML, and one style for days into the styles.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from export.forms.cells import checked, written
from export.forms.errors import (
    FormColumnAmbiguous,
    FormColumnUnknown,
    FormTooLong,
    NotATemplate,
    SheetMissing,
)
from export.forms.mapping import FormMapping, Source
from export.forms.template import CHILD, TABLE, Column, Sheet, Template, read_template
from export.forms.workbook import STYLES, Workbook
from export.problems import CellProblem, RowsRefused
from export.values import Row, Rows, Value

MOST_PROBLEMS = 20
MOST_ROWS = 1_048_576
Filled = dict[int, Value]  # by column


class NotTheSame(CellProblem):
    code = "not_the_same"
    sentence = (
        "Fila %(row)s, columna «%(column)s»: dice «%(value)s» y otra fila con la misma clave dice otra cosa; "
        "en el formato son una sola."
    )


@dataclass
class _Forms:
    """What goes into each sheet, as far as it was read."""

    main: list[Filled] = field(default_factory=list)
    children: dict[str, list[Filled]] = field(default_factory=dict)
    by_key: dict[tuple[Value, ...], int] = field(default_factory=dict)
    said: set[tuple[Value, ...]] = field(default_factory=set)  # a child's row is written once
    problems: list[CellProblem] = field(default_factory=list)


def fill(template: Path, mapping: FormMapping, rows: Rows, target: Path) -> int:
    """Writes the filled form and says how many rows it has; raises RowsRefused before anything is written."""
    book = Workbook(template)
    form = read_template(book)
    chosen = _chosen(form.main, mapping.columns)
    tables = {number: _chosen(_child(form, number), each) for number, each in mapping.tables.items()}
    links = {number: _linking(form.main, number) for number in tables}
    forms = _Forms(children={number: [] for number in tables})
    for number, row in enumerate(rows(), 1):
        _take(row, number, mapping, chosen, tables, links, forms)
        if len(forms.problems) >= MOST_PROBLEMS:
            break
    if forms.problems:
        raise RowsRefused(tuple(forms.problems[:MOST_PROBLEMS]))
    _write(book, form, forms, target)
    return len(forms.main)


def _take(
    row: Row,
    number: int,
    mapping: FormMapping,
    chosen: Sequence[tuple[Column, Source]],
    tables: dict[str, list[tuple[Column, Source]]],
    links: dict[str, int],
    forms: _Forms,
) -> None:
    """One of the dataset's rows: a row of the form, or more for one that is there, and its children's."""
    filled = _values(row, number, chosen, forms.problems)
    key = tuple(row[place] for place in mapping.group) if mapping.group else (number,)
    if key in forms.by_key:
        _compare(filled, forms.main[forms.by_key[key]], number, chosen, forms.problems)
    else:
        forms.by_key[key] = len(forms.main)
        forms.main.append(filled)
    id_ = forms.by_key[key] + 1
    for table, columns in tables.items():
        child = _values(row, number, columns, forms.problems)
        if any(value is not None for value in child.values()):
            forms.main[id_ - 1][links[table]] = id_
            said = (table, id_, *child.values())
            if said not in forms.said:
                forms.said.add(said)
                forms.children[table].append({1: id_, **child})


def _values(
    row: Row, number: int, chosen: Sequence[tuple[Column, Source]], problems: list[CellProblem]
) -> Filled:
    filled: Filled = {}
    for column, source in chosen:
        try:
            filled[column.place] = checked(source.of(row), column, number)
        except CellProblem as problem:
            problems.append(problem)
    return filled


def _compare(
    filled: Filled,
    first: Filled,
    number: int,
    chosen: Sequence[tuple[Column, Source]],
    problems: list[CellProblem],
) -> None:
    for column, _ in chosen:
        value = filled.get(column.place)
        if value != first.get(column.place):
            problems.append(NotTheSame(row=number, column=column.heading, value=value))


def _chosen(sheet: Sheet, sources: Mapping[str, Source]) -> list[tuple[Column, Source]]:
    """Each source with the column that its heading or number names."""
    return [(_column(sheet, name), source) for name, source in sources.items()]


def _column(sheet: Sheet, name: str) -> Column:
    wanted = _folded(name)
    found = [each for each in sheet.columns if name == each.field or wanted == _folded(each.heading)]
    if not found:
        raise FormColumnUnknown(column=name, sheet=sheet.name)
    if len(found) > 1:
        raise FormColumnAmbiguous(column=name)
    return found[0]


def _folded(heading: str) -> str:
    """A heading as people compare it; official ones end with their child table's name on a line below."""
    return " ".join(CHILD.sub("", heading).split()).casefold()


def _child(form: Template, number: str) -> Sheet:
    if number not in form.children:
        raise SheetMissing(sheet=f"Tabla_{number}")
    return form.children[number]


def _linking(main: Sheet, number: str) -> int:
    """The column of the main sheet that points into a child table."""
    for column in main.columns:
        if f"Tabla_{number}" in column.heading or (column.type == TABLE and column.field == number):
            return column.place
    raise FormColumnUnknown(column=f"Tabla_{number}", sheet=main.name)


def _write(book: Workbook, form: Template, forms: _Forms, target: Path) -> None:
    styles, day_style = _with_day_style(book.parts.get(STYLES, b""))
    changed = {STYLES: styles}
    sheets = [(form.main, forms.main)]
    sheets += [(form.children[number], rows) for number, rows in forms.children.items()]
    for sheet, rows in sheets:
        part = book.sheets[sheet.name]
        changed[part] = _with_rows(book.parts[part], sheet, rows, day_style, from_1904=book.from_1904)
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in book.parts.items():
            archive.writestr(name, changed.get(name, content))


def _with_rows(
    sheet_xml: bytes, sheet: Sheet, rows: Sequence[Filled], day_style: int, *, from_1904: bool
) -> bytes:
    """The sheet's XML with these rows below its headings; empty ones that stood there give way."""
    if sheet.headings + len(rows) > MOST_ROWS:
        raise FormTooLong
    text = _decoded(sheet_xml)
    opened = re.search(r"<((?:\w+:)?)sheetData\b[^>]*(?<!/)>", text)
    if not opened:
        raise NotATemplate
    prefix = opened[1]
    end = text.index(f"</{prefix}sheetData>", opened.end())
    cut = end
    for row in re.finditer(rf'<{prefix}row\b[^>]*?\br="(\d+)"', text[opened.end() : end]):
        if int(row[1]) > sheet.headings:
            cut = opened.end() + row.start()
            break
    cells = "".join(_rows(rows, sheet.headings + 1, prefix, day_style, from_1904=from_1904))
    head = re.sub(rf"<{prefix}dimension\b[^>]*/>", "", text[: opened.start()])  # optional, and now wrong
    return (head + text[opened.start() : cut] + cells + text[end:]).encode()


def _rows(
    rows: Sequence[Filled], first: int, prefix: str, day_style: int, *, from_1904: bool
) -> Iterator[str]:
    for number, filled in enumerate(rows, first):
        cells = "".join(
            written(value, place, number, prefix=prefix, day_style=day_style, from_1904=from_1904)
            for place, value in sorted(filled.items())
            if value is not None
        )
        yield f'<{prefix}row r="{number}">{cells}</{prefix}row>'


def _with_day_style(styles: bytes) -> tuple[bytes, int]:
    """The styles with one more, a day's, and its number."""
    text = _decoded(styles)
    found = re.search(r"<((?:\w+:)?)cellXfs\b[^>]*>(.*?)</\1cellXfs>", text, re.DOTALL)
    if not found:
        raise NotATemplate
    prefix, inner = found[1], found[2]
    count = len(re.findall(rf"<{prefix}xf\b", inner))
    day = f'<{prefix}xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    replaced = f'<{prefix}cellXfs count="{count + 1}">{inner}{day}</{prefix}cellXfs>'
    return (text[: found.start()] + replaced + text[found.end() :]).encode(), count


def _decoded(part: bytes) -> str:
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotATemplate from error
