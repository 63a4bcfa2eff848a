"""How many people came to an activity: as staff state it, or as checked lists say.  Restricted.

Numbers by sex and by age stand beside one another and are not crossed: that is all that most lists tell.
What the public sees of them goes through disclosure control (export.disclosure).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select, union
from sqlalchemy.orm import Session

from archive.errors import InvalidInput
from archive.models.activities import ActivityCounts, ActivityDocument
from archive.models.documents import Document
from archive.models.people import ListCounts
from archive.permissions import Actor
from ingest.redactions import AgeBand, Sex

MOST_PEOPLE = 999_999
_FIELD = "Asistentes"

# Which document is evidence of which activity: it names it, or staff tied it to it.
EVIDENCE = union(
    select(Document.activity_id.label("activity_id"), Document.id.label("document_id")).where(
        Document.activity_id.is_not(None)
    ),
    select(ActivityDocument.activity_id, ActivityDocument.document_id),
).subquery("evidence")


@dataclass(frozen=True)
class Attendance:
    """People at one activity; ``by_sex``, ``by_age``, minors and adults sum to the total or are unknown."""

    total: int
    by_sex: tuple[tuple[Sex, int], ...] = ()
    by_age: tuple[tuple[AgeBand, int], ...] = ()
    minors: int = 0
    adults: int = 0


def checked(counts: Attendance) -> Attendance:
    """With minors and adults told from the ages.  Raises InvalidInput if the parts do not add up.

    An unknown age counts as a minor's (LGDNNA 5).
    """
    ages = dict(counts.by_age)
    minors, adults = counts.minors, counts.adults
    if sum(ages.values()) and not minors and not adults:
        adults = ages.get(AgeBand.ADULT, 0)
        minors = sum(ages.values()) - adults
    numbers = (counts.total, minors, adults, *dict(counts.by_sex).values(), *ages.values())
    if not all(0 <= number <= MOST_PEOPLE for number in numbers):
        raise InvalidInput(field=_FIELD, reason="escriba números enteros que no sean negativos")
    sums = (sum(dict(counts.by_sex).values()), sum(ages.values()), minors + adults)
    if any(one not in (0, counts.total) for one in sums):
        raise InvalidInput(field=_FIELD, reason="las partes no suman el total")
    if ages.get(AgeBand.ADULT, 0) > adults:
        raise InvalidInput(field=_FIELD, reason="hay más edades de 18 o más que personas adultas")
    return Attendance(counts.total, counts.by_sex, counts.by_age, minors, adults)


def state(session: Session, actor: Actor, activity_id: UUID, counts: Attendance | None) -> None:
    """Keep what staff state, or (None) go back to what the lists say."""
    session.execute(delete(ActivityCounts).where(ActivityCounts.activity_id == activity_id))
    if counts is None:
        return
    session.add(
        ActivityCounts(
            activity_id=activity_id,
            total=counts.total,
            minors=counts.minors,
            adults=counts.adults,
            by_sex={key.value: number for key, number in counts.by_sex},
            by_age={key.value: number for key, number in counts.by_age},
            stated_by=actor.id,
        )
    )


def stated(session: Session, activity_id: UUID) -> Attendance | None:
    """What staff stated of an activity."""
    row = session.get(ActivityCounts, activity_id)
    return _attendance(row) if row is not None else None


def attendances(session: Session) -> dict[UUID, Attendance]:
    """By activity: what staff stated; where they did not, the sum of its checked lists."""
    lists: dict[UUID, list[ListCounts]] = {}
    wanted = (
        select(EVIDENCE.c.activity_id, ListCounts)
        .join(ListCounts, ListCounts.document_id == EVIDENCE.c.document_id)
        .where(ListCounts.checked_at.is_not(None))
        .order_by(ListCounts.document_id)
    )
    for activity_id, counts in session.execute(wanted):
        lists.setdefault(activity_id, []).append(counts)
    found = {activity_id: _together(rows) for activity_id, rows in lists.items()}
    found.update({row.activity_id: _attendance(row) for row in session.scalars(select(ActivityCounts))})
    return found


def _together(rows: Sequence[ListCounts]) -> Attendance:
    """One list each for the morning and the afternoon; a part that one of them lacks is unknown of all."""
    total = sum(row.total for row in rows)
    by_sex: Counter[str] = Counter()
    by_age: Counter[str] = Counter()
    for row in rows:
        by_sex.update(row.by_sex)
        by_age.update(row.by_age)
    known_ages = sum(row.minors + row.adults for row in rows) == total
    return Attendance(
        total=total,
        by_sex=tuple((sex, by_sex[sex]) for sex in Sex) if by_sex.total() == total else (),
        by_age=tuple((age, by_age[age]) for age in AgeBand) if by_age.total() == total else (),
        minors=sum(row.minors for row in rows) if known_ages else 0,
        adults=sum(row.adults for row in rows) if known_ages else 0,
    )


def _attendance(row: ActivityCounts) -> Attendance:
    return Attendance(
        total=row.total,
        by_sex=tuple((Sex(key), number) for key, number in row.by_sex.items()),
        by_age=tuple((AgeBand(key), number) for key, number in row.by_age.items()),
        minors=row.minors,
        adults=row.adults,
    )
