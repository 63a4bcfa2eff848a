"""The rows of a list -> how many came, by sex, age band and grade; nothing that names anybody.

Whoever's age nobody can tell counts as a minor (LGDNNA art. 5: in doubt, a person is presumed adolescent);
only an age, a birth date or a post that children do not hold makes an adult.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ingest.attendance import people
from ingest.attendance.headings import NAMES, Column, folded
from ingest.redactions import AgeBand, Counts, Sex

Kind = TypeVar("Kind")

_SURE = 0.8  # rows below it are listed for a person to look at
_SIGNS_OF_A_PERSON = NAMES | {
    Column.CURP,
    Column.RFC,
    Column.PHONE,
    Column.EMAIL,
    Column.SIGNATURE,
    Column.ENROLMENT,
    Column.BIRTH_DATE,
    Column.GUARDIAN,
    Column.AGE,
}
_GRADES = (Column.GRADE_GROUP, Column.GRADE, Column.GROUP)
_LEAST_AGE_OF_A_TAXPAYER = 16


@dataclass(frozen=True)
class Row:
    """One row of a list as read: personal, in memory only."""

    page: int  # page or sheet, from 1
    number: int  # row of the page or sheet, from 1
    values: tuple[tuple[Column, str], ...]  # what could not be read is people.UNREAD
    sureness: float = 1.0  # 0..1, how well it was read

    def first(self, column: Column) -> str:
        """What stands in a column, in the first of that kind in which anything stands."""
        return next((text for kind, text in self.values if kind is column and _stands(text)), "")


@dataclass(frozen=True)
class _Person:
    """A row as what is counted of it."""

    sex: Sex
    age: AgeBand
    grade: str
    doubtful: bool


def count(rows: Sequence[Row], *, event: date | None = None, printed_total: int | None = None) -> Counts:
    """Counts of the rows that are people; ``event`` is the day ages are reckoned for."""
    present = [row for row in rows if is_person(row)]
    columns = _columns_in_use(present)
    m = _meaning_of_m(present)
    found = [(row, _person(row, columns, m, event)) for row in present]
    to_check = tuple((row.page, row.number) for row, person in found if person.doubtful)
    return Counts(
        total=len(found),
        by_sex=_sorted(Counter(person.sex for _, person in found), tuple(Sex)),
        by_age=_sorted(Counter(person.age for _, person in found), tuple(AgeBand)),
        by_grade=_grades(Counter(person.grade for _, person in found)),
        minors=sum(person.age is not AgeBand.ADULT for _, person in found),
        adults=sum(person.age is AgeBand.ADULT for _, person in found),
        confidence=_confidence(present, len(to_check), printed_total),
        rows_to_check=to_check,
    )


def is_person(row: Row) -> bool:
    """Whether anybody stands in a row: numbered rows that nobody filled in are no people."""
    return any(kind in _SIGNS_OF_A_PERSON and _stands(text) for kind, text in row.values)


def _stands(text: str) -> bool:
    return bool(text.strip(" -—–_.·/*"))


def _columns_in_use(rows: Sequence[Row]) -> frozenset[Column]:
    """The columns in which most rows have something; where they do, an empty cell is a doubt."""
    filled = Counter(kind for row in rows for kind in {kind for kind, text in row.values if _stands(text)})
    return frozenset(kind for kind, number in filled.items() if number * 2 > len(rows))


def _meaning_of_m(rows: Sequence[Row]) -> Sex:
    """«M» is mujer beside «H» and masculino beside «F»; where both or neither stand, CURPs tell.

    Where nothing tells, it is mujer, as in the CURP and in most lists of the country.
    """
    told = Counter(
        people.sex_of_curp(row.first(Column.CURP))
        for row in rows
        if folded(row.first(Column.SEX)).strip(" .") == "M"
    )
    if told[Sex.WOMAN] != told[Sex.MAN]:
        return Sex.WOMAN if told[Sex.WOMAN] > told[Sex.MAN] else Sex.MAN
    letters = {folded(row.first(Column.SEX)).strip(" .") for row in rows}
    if "H" not in letters and letters & {"F", "FEM", "FEMENINO"}:
        return Sex.MAN
    return Sex.WOMAN


def _person(row: Row, columns: frozenset[Column], m: Sex, event: date | None) -> _Person:
    written = people.sex_of(row.first(Column.SEX), m=m)
    told = people.sex_of_curp(row.first(Column.CURP))
    age = _age(row, event)
    post = row.first(Column.POST)
    grown_up = age is None and people.is_grown_up(post)
    grade = next((grade for kind in _GRADES if (grade := people.grade_of(row.first(kind)))), "")
    doubtful = (
        row.sureness < _SURE
        or not any(_stands(text) for kind, text in row.values if kind in NAMES | {Column.CURP})
        or (written is None and told is None and Column.SEX in columns)
        or (written is not None and told is not None and written is not told)
        or (age is None and Column.AGE in columns and not grown_up)
        or (not grade and not grown_up and any(kind in columns for kind in _GRADES[:2]))
    )
    return _Person(
        sex=written or told or Sex.UNSTATED,
        age=AgeBand.ADULT if grown_up else people.band_of(age),
        grade=grade,
        doubtful=doubtful,
    )


def _age(row: Row, event: date | None) -> int | None:
    age = people.age_of(row.first(Column.AGE))
    if age is not None or event is None:
        return age
    birth = (
        people.birth_date(row.first(Column.BIRTH_DATE), before=event)
        or people.birth_in_key(row.first(Column.CURP), before=event)
        or people.birth_in_key(row.first(Column.RFC), before=event, least_age=_LEAST_AGE_OF_A_TAXPAYER)
    )
    return people.age_at(birth, event) if birth else None


def _sorted(counted: Counter[Kind], order: tuple[Kind, ...]) -> tuple[tuple[Kind, int], ...]:
    return tuple((kind, counted[kind]) for kind in order if counted[kind])


def _grades(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items())) if any(counted) else ()


def _confidence(rows: Sequence[Row], doubtful: int, printed_total: int | None) -> float:
    """How far to trust the counts: as read, less the rows in doubt; halved where the list's total differs."""
    if not rows:
        return 1.0 if not printed_total else 0.5
    read = sum(row.sureness for row in rows) / len(rows)
    sure = read * (1 - 0.5 * doubtful / len(rows))
    return round(sure if printed_total in (None, len(rows)) else sure / 2, 3)
