"""Visits are added up per document and day, by several processes at once, and nothing of a person is kept."""

from datetime import date
from threading import Thread
from uuid import uuid4

from sqlalchemy import select

from archive.models.visits import DocumentVisits
from archive.resources import Resources
from archive.services.audit import COMMAND_LINE
from archive.services.visits import Seen, count_visits, most_visited, visits_by_month
from tests.factories import Sketch, make_document

DAY, NEXT_MONTH = date(2026, 3, 31), date(2026, 4, 1)


def test_what_several_processes_counted_adds_up(resources: Resources) -> None:
    document = make_document(resources, Sketch())
    seen = {(document, DAY): Seen(2), (document, NEXT_MONTH): Seen(1, 1)}
    writers = [Thread(target=count_visits, args=(resources, seen)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with resources.database.read() as session:
        rows = session.scalars(select(DocumentVisits).order_by(DocumentVisits.day)).all()
    assert [(row.day, row.visits, row.downloads) for row in rows] == [(DAY, 8, 0), (NEXT_MONTH, 4, 4)]


def test_months_and_documents_are_added_up(resources: Resources) -> None:
    one, other = make_document(resources, Sketch(title="Una")), make_document(resources, Sketch(title="Otra"))
    assert count_visits(resources, {(one, DAY): Seen(3), (other, NEXT_MONTH): Seen(5, 2)})
    months = visits_by_month(resources, COMMAND_LINE)
    assert [(each.month, each.visits, each.downloads) for each in months] == [
        ("2026-04", 5, 2),
        ("2026-03", 3, 0),
    ]
    assert [each.title for each in most_visited(resources, COMMAND_LINE, NEXT_MONTH)] == ["Otra"]


def test_a_document_that_is_gone_does_not_stop_the_others(resources: Resources) -> None:
    document = make_document(resources, Sketch())
    assert count_visits(resources, {(uuid4(), DAY): Seen(1), (document, DAY): Seen(1)})
    assert visits_by_month(resources, COMMAND_LINE)[0].visits == 1
