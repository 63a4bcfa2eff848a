"""An archive with something in every register, and its datasets released, for the tests of open data."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from archive.jobs.release import release as make_ordered
from archive.jobs.workshop import Workshop
from archive.models.activities import Activity, ActivityCounts, ActivityTalk
from archive.models.phones import Phone
from archive.models.practices import Practice
from archive.models.registers import School, Unit
from archive.models.talks import Talk
from archive.models.visits import DocumentVisits
from archive.resources import Resources
from archive.services import datasets
from archive.services.audit import COMMAND_LINE
from archive.services.datasets import OrderView
from archive.services.intake import limits_of
from ingest.sandbox import Sandbox
from tests.factories import Sketch, make_published

COUNTS = ((60, 48), (41, 37), (3, 90), (72, 66), (9, 4), (55, 58))  # women, men


def fill(resources: Resources) -> tuple[UUID, ...]:
    """Two documents, a practice, schools (one of them small), talks, activities with counts; their ids."""
    documents = make_published(resources, Sketch(title="Minuta de trabajo"), Sketch(title="Año en cifras"))
    with resources.database.write() as session:
        unit = Unit(slug="inclusion", name="Unidad de Inclusión")
        session.add(unit)
        session.flush()
        practice = Practice(slug="rompe-el-ciclo", name="Rompe el ciclo", unit_id=unit.id, start_year=2022)
        talk = Talk(slug="violencia-digital", title="Violencia digital", unit_id=unit.id, minutes=50)
        schools = [
            School(cct="15EES0001A", name="Secundaria Ñu", level="secundaria", shift="matutino", pupils=420),
            School(cct="15EBH0002B", name="Preparatoria Ávila", level="bachillerato", pupils=300),
            School(cct="15ETV0003C", name="Telesecundaria Zeta", level="secundaria", pupils=18),
        ]
        phone = Phone(name="Línea de la Vida", number="800 911 2000", emergency=True, unit_id=unit.id)
        session.add_all((practice, talk, phone, *schools))
        session.flush()
        session.add(DocumentVisits(document_id=documents[0], day=date(2022, 5, 19), visits=3, downloads=1))
        for number, (women, men) in enumerate(COUNTS):
            activity = Activity(
                title=f"Plática {number + 1}",
                date=date(2022, 3 + number, 18),
                practice_id=practice.id,
                school_id=schools[number % 3].id,
                unit_id=unit.id,
            )
            session.add(activity)
            session.flush()
            session.add(ActivityTalk(activity_id=activity.id, talk_id=talk.id))
            session.add(_counts(activity.id, women, men))
    return documents


def _counts(activity_id: UUID, women: int, men: int) -> ActivityCounts:
    total, young = women + men, (women + men) // 3
    return ActivityCounts(
        activity_id=activity_id,
        total=total,
        minors=total,
        by_sex={"mujer": women, "hombre": men},
        by_age={"12-14": young, "15-17": total - young},
    )


@contextmanager
def workshop(resources: Resources):  # type: ignore[no-untyped-def]
    with Sandbox(limits_of(resources)) as sandbox, ThreadPoolExecutor(1) as hands:
        yield Workshop(resources, sandbox, hands)


def release(resources: Resources, slugs: Iterable[str], **said: object) -> dict[str, OrderView]:
    """Order each dataset and do its job here and now; what became of each order."""
    found = {}
    with workshop(resources) as shop:
        for slug in slugs:
            order_id = datasets.order(resources, COMMAND_LINE, slug, **said)  # type: ignore[arg-type]
            make_ordered(shop, order_id)
            found[slug] = datasets.order_view(resources, COMMAND_LINE, order_id)
    return found
