"""The people of a list as what must be gone from everywhere else; in memory only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, permutations

from ingest.attendance.around import looks_like_a_name
from ingest.attendance.counts import Row
from ingest.attendance.headings import NAMES, Column, data_type, folded
from ingest.attendance.people import UNREAD
from ingest.redactions import DataType, Secrets

_SINGLES_OUT = frozenset(
    {
        Column.CURP,
        Column.RFC,
        Column.PHONE,
        Column.EMAIL,
        Column.ADDRESS,
        Column.BIRTH_DATE,
        Column.ENROLMENT,
        Column.GUARDIAN,
    }
)
_FIGURES = 8  # digits from which a number of an unknown kind singles a person out
_SHORTEST = 4
_PARTICLES = frozenset({"DE", "DEL", "LA", "LAS", "LOS", "Y", "E"})


@dataclass(frozen=True)
class Listed:
    """Neighbouring words of the listed names, by which a name is known again in another cell."""

    pairs: frozenset[tuple[str, str]]

    def stand_in(self, text: str) -> bool:
        return any(pair in self.pairs for pair in pairwise(_words(text)))


def listed(people: Iterable[Row]) -> Listed:
    """The words of each name side by side, in every order its columns may be put."""
    return Listed(
        frozenset(pair for row in people for name in names_of(row) for pair in pairwise(_words(name)))
    )


def secrets_of(people: Iterable[Row]) -> Secrets:
    """Every value that tells who somebody is; ages, grades and schools tell it only together."""
    found: dict[tuple[DataType, str], None] = {}
    for row in people:
        for name in names_of(row):
            found[DataType.NAME, name] = None
        for kind, text in row.values:
            if kind not in NAMES and _singles_out(kind, text):
                found[data_type(kind), text] = None
    return Secrets(tuple(found))


def names_of(row: Row) -> Iterator[str]:
    """A person's name as it stands, and where its parts are known, in the other orders."""
    parts = {kind: text for kind, text in row.values if kind in NAMES and len(text) > 1 and text != UNREAD}
    if Column.NAME in parts:
        whole = parts[Column.NAME]
        before, comma, after = whole.partition(",")
        yield whole
        if comma and after.strip():
            yield f"{after.strip()} {before.strip()}"
    if len(parts) > 1:
        order = [parts[kind] for kind in parts]
        yield " ".join(order)
        given = [text for kind, text in parts.items() if kind in {Column.GIVEN_NAMES, Column.NAME}]
        surnames = [parts[kind] for kind in (Column.FIRST_SURNAME, Column.SECOND_SURNAME) if kind in parts]
        for one, other in permutations((given, surnames)):
            yield " ".join([*one, *other])
    elif parts and Column.NAME not in parts:
        yield from parts.values()


def _singles_out(kind: Column, text: str) -> bool:
    if len(text) < _SHORTEST:
        return False
    if kind in _SINGLES_OUT:
        return True
    return sum(sign.isdigit() for sign in text) >= _FIGURES or (
        kind is Column.REMARKS and looks_like_a_name(text)
    )


def _words(text: str) -> list[str]:
    return [
        word
        for part in folded(text).replace("-", " ").split()
        if len(word := part.strip(".,;:()\"'«»“”")) > 2 and word not in _PARTICLES
    ]
