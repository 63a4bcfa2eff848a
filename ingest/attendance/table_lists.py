"""The lists in a grid of cells: their heading rows, what stands in each column, where each body ends."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.attendance import people
from ingest.attendance.around import could_be_a_person, has_identifier, is_of_an_office, looks_like_a_name
from ingest.attendance.cells import Grid, Row
from ingest.attendance.headings import NAMES, Column, folded, is_list_title
from ingest.attendance.table_heads import Columns, Head, find_heads
from ingest.redactions import Sex

_STRONG = frozenset(
    {
        Column.AGE,
        Column.SEX,
        Column.GRADE,
        Column.GROUP,
        Column.GRADE_GROUP,
        Column.SIGNATURE,
        Column.CURP,
        Column.RFC,
        Column.BIRTH_DATE,
        Column.GUARDIAN,
        Column.ENROLMENT,
        Column.MARK,
    }
)
_REACHES = frozenset({Column.PHONE, Column.EMAIL, Column.ADDRESS})
_WEAK = _REACHES | {Column.PLACE, Column.SCHOOL, Column.POST, Column.OTHER, Column.REMARKS, Column.CCT}
_SERVANTS_HEADINGS = frozenset({Column.SIGNATURE, Column.SEX, Column.MARK})
_OF_SERVANTS = re.compile(
    r"\b(?:DIRECTORIO|EJERCICIO|DENOMINACION|ADSCRIPCION|SERVIDOR(?:A|ES|AS)?|REMUNERACION|SUELDO|SALARIO|EXTENSION|"
    r"EXT|OFICIAL|TABULADOR|PLAZA|NOMBRAMIENTO|PONENTES?|TITULAR)\b"
)
_OF_ATTENDEES = re.compile(
    r"\b(?:ALUMN|ESTUDIANT|PARTICIPANT|ASISTENT|MENOR|NIN[OA]|BENEFICIARI|TUTOR|PADRE|MADRE)"
)
_WHOLE_NAMES = re.compile(r"\bNOMBRES? COMPLETOS?|\bAPELLIDOS?\b")
_OFFICE_POST = re.compile(
    r"\b(?:DIRECTOR|SUBDIRECTOR|COORDINADOR|TITULAR|PRESIDENT|REGIDOR|SINDIC|SECRETARI|JEF[AE]|TESORER|CONTRALOR|"
    r"AUXILIAR|ENCARGAD|ANALISTA|OFICIAL|COMISARI|SUPERVISOR|ASESOR|NOTIFICADOR|JUEZ|MEDIADOR|CRONISTA)"
)
_OFFICE_MAIL = re.compile(r"@(?:[\w-]+\.)*(?:gob|edu|org)\.mx\b", re.I)
_CURP = re.compile(r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]{0,2}")
_GUESSED = (
    Column.CURP,
    Column.NAME,
    Column.EMAIL,
    Column.PHONE,
    Column.SEX,
    Column.AGE,
    Column.GRADE_GROUP,
)
_LEAST_NAMES = 5  # names of three words under a lone «Nombre» that make a list
_LEAST_ROWS = 3  # of people, in a table without headings
_SAMPLE = 400  # rows looked at to know what a column holds


@dataclass(frozen=True)
class TableList:
    """One list, or several side by side: everything in rows ``start`` to ``end`` (excluded) is its body."""

    head: Head | None
    columns: Columns
    groups: tuple[tuple[int, ...], ...]
    start: int
    end: int
    heading_texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The row in which the list begins, headings included."""
        return self.head.first if self.head else self.start


def find_lists(grid: Grid, *, known: Columns | None = None) -> tuple[TableList, ...]:
    """The lists of a sheet; ``known`` are the columns of the sheet before, for one without headings."""
    titled = _has_title(grid)
    heads = list(find_heads(grid))
    lists: list[TableList] = []
    for number, head in enumerate(heads):
        end = heads[number + 1].first if number + 1 < len(heads) else len(grid.rows)
        alike = known is not None and set(head.columns.values()) == set(known.values())
        if _is_list(grid, head, end, titled=titled or alike):
            start = head.last + 1
            lists.append(TableList(head, head.columns, head.groups, start, end, head.texts))
    if not lists:
        if any(len(head.columns) > 1 for head in heads):
            return ()  # the table has headings, and they are of something else
        unheaded = _without_headings(grid, titled=titled, known=known)
        return (unheaded,) if unheaded else ()
    return tuple(_to_the_next(lists, len(grid.rows)))


def _to_the_next(lists: list[TableList], rows: int) -> Iterator[TableList]:
    """A body reaches to the next list's headings: a table between two lists is not told apart from them."""
    for number, found in enumerate(lists):
        end = lists[number + 1].head if number + 1 < len(lists) else None
        last = end.first if end else rows
        yield TableList(found.head, found.columns, found.groups, found.start, last, found.heading_texts)


def _has_title(grid: Grid) -> bool:
    return is_list_title(grid.name) or any(
        is_list_title(cell) for row in grid.rows[:_SAMPLE] for cell in row if cell
    )


def _is_list(grid: Grid, head: Head, end: int, *, titled: bool) -> bool:
    """Whether people who came, and no offices, schools or things, stand under these headings."""
    kinds = frozenset(head.columns.values())
    rows = grid.rows[head.last + 1 : end][:_SAMPLE]
    under = [
        row[place] for row in rows for place, kind in head.columns.items() if kind in NAMES and row[place]
    ]
    names = [text for text in under if not text.isdigit()]
    if under and not names:
        return False  # «Alumnos» over how many there are
    headings = " ".join(folded(text) for text in head.texts.values())
    strong = kinds & _STRONG
    about_attendees = bool(_OF_ATTENDEES.search(headings))
    if not names:
        return titled or len(strong) >= 2 or (about_attendees and bool(strong))
    if not titled and not about_attendees:
        if 2 * sum(is_of_an_office(name) for name in names) >= len(names):
            return False
        if 2 * sum(could_be_a_person(name) for name in names) < len(names) and len(strong) < 2:
            return False
        if _is_of_servants(grid, head, kinds, rows, headings):
            return False
    return (
        titled
        or about_attendees
        or bool(strong or kinds & _REACHES)
        or len(kinds & _WEAK) >= 2
        or len(kinds & NAMES) > 1
        or bool(_WHOLE_NAMES.search(headings))
        or (len(head.texts) <= 2 and _are_names(head, rows, names))
    )


def _are_names(head: Head, rows: tuple[Row, ...], names: list[str]) -> bool:
    """Names of three words under a lone «Nombre»; in small letters only if no prices stand beside them."""
    beside = [row[place] for row in rows for place in head.texts if place not in head.columns and row[place]]
    priced = any(any(sign.isdigit() for sign in text) for text in beside)
    likely = _is_whole_name if priced else _could_be_whole_name
    return sum(map(likely, names)) >= _LEAST_NAMES


def _could_be_whole_name(text: str) -> bool:
    return len(text.split()) > 2 and could_be_a_person(text)


def _is_whole_name(text: str) -> bool:
    return len(text.split()) > 2 and looks_like_a_name(text)


def _is_of_servants(
    grid: Grid, head: Head, kinds: frozenset[Column], rows: tuple[Row, ...], headings: str
) -> bool:
    """A directory of public servants, which the law orders to publish, by its words, posts and mail."""
    if (kinds & _STRONG) - _SERVANTS_HEADINGS:
        return False
    if Column.SIGNATURE not in kinds and (
        _OF_SERVANTS.search(headings) or _speaks_of_servants(grid, head.first)
    ):
        return True
    posts = _under(head.columns, rows, Column.POST)
    mails = _under(head.columns, rows, Column.EMAIL)
    in_office = sum(bool(_OFFICE_POST.search(folded(post))) for post in posts)
    from_office = sum(bool(_OFFICE_MAIL.search(mail)) for mail in mails)
    return bool(posts) and 5 * in_office >= 3 * len(posts) and 5 * from_office >= 4 * len(mails)


def _speaks_of_servants(grid: Grid, before: int) -> bool:
    """Whether the sheet's name or the first cells above a table call it a directory."""
    above = " ".join(folded(cell) for row in grid.rows[: before or _LEAST_ROWS] for cell in row if cell)
    return bool(_OF_SERVANTS.search(f"{folded(grid.name)} {above}"))


def _under(columns: Columns, rows: tuple[Row, ...], wanted: Column) -> list[str]:
    return [row[place] for row in rows for place, kind in columns.items() if kind is wanted and row[place]]


def _without_headings(grid: Grid, *, titled: bool, known: Columns | None) -> TableList | None:
    """A list whose headings are missing, by the sheet before it or by what its columns hold."""
    if known and _goes_on(grid, known):
        columns = {place: kind for place, kind in known.items() if place < grid.width}
        return TableList(None, columns, (tuple(sorted(columns)),), 0, len(grid.rows))
    guessed = {
        place: kind
        for place in range(grid.width)
        if (kind := _guess([row[place] for row in grid.rows[:_SAMPLE] if row[place]]))
    }
    kinds = frozenset(guessed.values())
    if Column.NAME not in kinds and Column.CURP not in kinds:
        return None
    telling = kinds & (_STRONG | _REACHES)
    if not (telling or titled) or (_speaks_of_servants(grid, 0) and not kinds & _STRONG):
        return None
    start = _first_row(grid, guessed)
    return TableList(None, guessed, (tuple(sorted(guessed)),), start, len(grid.rows))


def _goes_on(grid: Grid, known: Columns) -> bool:
    """Whether people stand where they stood on the sheet before."""
    places = [place for place, kind in known.items() if kind in NAMES]
    if max(places) >= grid.width:
        return False
    names = [row[place] for row in grid.rows[:_SAMPLE] for place in places if row[place]]
    return bool(names) and 5 * sum(map(could_be_a_person, names)) >= 4 * len(names)


def _first_row(grid: Grid, columns: Columns) -> int:
    """The first row in which a name or a key stands where names or keys stand."""
    telling = {place: kind for place, kind in columns.items() if kind in {Column.NAME, Column.CURP}}
    return next(
        number
        for number, row in enumerate(grid.rows)
        if any(_fits(row[place], kind) for place, kind in telling.items())
    )


def _guess(cells: list[str]) -> Column | None:
    """What most cells of a column are; names only where a person is as likely as not named by most."""
    if len(cells) < _LEAST_ROWS:
        return None
    for kind in _GUESSED:
        if 5 * sum(_fits(cell, kind) for cell in cells) >= 3 * len(cells):
            return kind if kind is not Column.AGE or not _counts_up(cells) else Column.NUMBER
    return None


def _fits(cell: str, kind: Column) -> bool:
    if kind is Column.CURP:
        return bool(_CURP.match(folded(cell)))
    if kind is Column.NAME:
        return _is_whole_name(cell)
    if kind is Column.EMAIL:
        return "@" in cell
    if kind is Column.PHONE:
        return has_identifier(cell) and sum(sign.isdigit() for sign in cell) >= 10
    if kind is Column.SEX:
        return people.sex_of(cell, m=Sex.WOMAN) is not None
    if kind is Column.AGE:
        return people.age_of(cell) is not None
    return bool(re.fullmatch(r"[1-6] ?[°ºo]?[ \"-]*[A-H]?\"?", cell))


def _counts_up(cells: list[str]) -> bool:
    numbers = [int(cell) for cell in cells if cell.isdigit()]
    rises = sum(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) > 1 and 5 * rises >= 4 * (len(numbers) - 1)
