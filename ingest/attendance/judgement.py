"""Whether a table lists attendees, or is one of those that stay public: directories, programmes, schools."""

import re
from collections.abc import Sequence

from ingest.attendance.headings import NAMES, Column, folded, is_list_title
from ingest.attendance.level_page import LevelPage, Table, cells_of
from ingest.attendance.lines import Phrase, is_office, is_person

# Nobody asks an official's age in a directory, nor for a signature in a programme.
STRONG = frozenset(
    {
        Column.AGE,
        Column.SEX,
        Column.GRADE,
        Column.GROUP,
        Column.GRADE_GROUP,
        Column.CURP,
        Column.BIRTH_DATE,
        Column.ENROLMENT,
        Column.GUARDIAN,
    }
)
SPLIT_NAMES = NAMES - {Column.NAME}
_POINT = re.compile(r"\s*(?:\d{1,2}|[IVX]{1,5}|[a-z])?[.)°-]+\s|\s*[•·▪*-]\s|\s*(?:PRIMERO|PUNTO)\b")
_PHONE_BOOK = re.compile(r"\bDIRECTORIO\b|\bTELEFONOS? DE (?:EMERGENCIA|ATENCION)")
_PROGRAMME = re.compile(r"\b(?:PROGRAMA|AGENDA|ORDEN DEL DIA|CRONOGRAMA|CALENDARIO)\b")


def is_list(table: Table, page: LevelPage, *, titled: bool) -> bool:
    """Whether the body under these headings holds people who attended."""
    kinds = table.kinds
    if _counts(table, page):
        return False
    if not kinds & NAMES and Column.CURP not in kinds:
        return titled and Column.SIGNATURE in kinds
    if _of_officials(table, page) and not kinds & {Column.CURP, Column.AGE, Column.BIRTH_DATE}:
        return titled and Column.SIGNATURE in kinds
    if titled:
        return True
    above = " ".join(folded(line.text) for line in page.lines if line.y < table.top)
    if kinds & STRONG or Column.CURP in kinds:
        return not (_PHONE_BOOK.search(above) and len(kinds & STRONG) < 2)
    if _PHONE_BOOK.search(above) or _PROGRAMME.search(above):
        return False
    if kinds & SPLIT_NAMES or Column.SIGNATURE in kinds:
        return True
    return _persons(table, page) >= 0.5


def is_titled(lines: Sequence[Phrase]) -> bool:
    """Whether a line of the page is a list's title; «1. Lista de asistencia» is a point of an agenda."""
    return any(is_list_title(line.text) and not _POINT.match(line.text) for line in lines)


def _texts(table: Table, page: LevelPage, kinds: frozenset[Column]) -> list[str]:
    """What stands in the columns of these kinds, by row."""
    texts: list[str] = []
    for row in table.rows:
        words = [word for word in page.words if row.holds(word.y)]
        for column, cell in zip(table.columns, cells_of(words, table.columns), strict=True):
            if column.column in kinds and cell:
                texts.append(" ".join(word.text for word in cell))
    return texts


def _of_officials(table: Table, page: LevelPage) -> bool:
    """Whether most rows are of people in public posts, whose names the law keeps public."""
    posts = _texts(table, page, frozenset({Column.POST}))
    return bool(posts) and sum(is_office(text) for text in posts) > 0.6 * len(posts)


def _counts(table: Table, page: LevelPage) -> bool:
    """Whether numbers stand where names should: «Alumnos» over how many there are."""
    names = _texts(table, page, NAMES)
    return bool(names) and sum(not any(map(str.isalpha, text)) for text in names) > 0.6 * len(names)


def _persons(table: Table, page: LevelPage) -> float:
    """The share of names that are a person's."""
    names = _texts(table, page, frozenset({Column.NAME}))
    return sum(is_person(text) for text in names) / len(names) if names else 0.0
