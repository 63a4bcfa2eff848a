"""The public's door: figures that follow what happens, long documents, statements that go by index."""

from uuid import uuid4

import pytest
from sqlalchemy import event

from archive.errors import NotFound
from archive.models.documents import State
from archive.permissions import Role
from archive.resources import Resources
from archive.search.engine import FacetName
from archive.services.publishing import withdraw
from archive.services.reading import browsing, documents, finding, published
from archive.services.reading.values import Search
from ingest.values import DocumentKind
from tests.archive.accounts import account
from tests.factories import Sketch, make_document, make_practice, make_published

REVIEWER = "revisora"


def test_figures_follow_every_publication_and_withdrawal(resources: Resources) -> None:
    assert browsing.figures(resources).documents == 0
    practice = make_practice(resources, "Rompe el ciclo", "rompe-el-ciclo")
    first, _second = make_published(
        resources, Sketch(practice_id=practice), Sketch(texts=("a", "b"), kind=DocumentKind.REPORT)
    )
    figures = browsing.figures(resources)
    assert (figures.documents, figures.pages) == (2, 3)
    assert [one.documents for one in figures.practices] == [1]
    withdraw(resources, account(resources, REVIEWER, Role.REVIEWER), first, "prueba")
    figures = browsing.figures(resources)
    assert (figures.documents, figures.practices) == (1, ())


def test_the_stamp_changes_with_every_act_and_only_then(resources: Resources) -> None:
    before = browsing.stamp(resources)
    assert browsing.stamp(resources) == before
    (document_id,) = make_published(resources, Sketch())
    after = browsing.stamp(resources)
    assert after != before
    withdraw(resources, account(resources, REVIEWER, Role.REVIEWER), document_id, "prueba")
    assert browsing.stamp(resources) != after


def test_a_long_document_lists_the_first_pages_that_answer(resources: Resources) -> None:
    (document_id,) = make_published(resources, Sketch(texts=("nada", *["la palabra"] * 60)))
    inside = documents.inside(resources, document_id, "palabra")
    assert [page.number for page in inside.pages] == list(range(2, 42))
    assert inside.more
    assert not documents.inside(resources, document_id, "otra").pages


def test_the_strip_stays_within_the_document(resources: Resources) -> None:
    (document_id,) = make_published(resources, Sketch(texts=("página",) * 30))
    for number, first, last in ((1, 1, 12), (15, 9, 20), (30, 19, 30)):
        leaf = documents.leaf(resources, document_id, number, "")
        assert [page.number for page in leaf.strip] == list(range(first, last + 1))
        assert leaf.page is not None
        assert leaf.page.number == number


def test_what_is_not_published_is_not_found(resources: Resources) -> None:
    hidden = make_document(resources, Sketch(state=State.READY, public_pages=True))
    for one in (hidden, uuid4()):
        for ask in (documents.card, documents.document, documents.download, documents.thumbnail):
            with pytest.raises(NotFound):
                ask(resources, one)
        for ask_page in (documents.page_picture, documents.page_text):
            with pytest.raises(NotFound):
                ask_page(resources, one, 1)
        assert documents.pages(resources, one, 1, 5) == ()
        assert documents.inside(resources, one, "agenda").pages == ()


def test_a_chosen_value_nobody_has_stays_to_be_taken_away(resources: Resources) -> None:
    make_published(resources, Sketch())
    found = finding.search(resources, Search(chosen=((FacetName.UNIT, ("ninguna",)),)))
    assert found.total == 0
    (unit,) = [facet for facet in found.facets if facet.name is FacetName.UNIT]
    assert [(value.value, value.count, value.chosen) for value in unit.values] == [("ninguna", 0, True)]


def test_similar_documents_are_published_ones(resources: Resources) -> None:
    text = "Prevención de la violencia digital en las escuelas secundarias del municipio."
    one, other, _hidden = make_published(
        resources, Sketch(texts=(text,)), Sketch(texts=(text,)), Sketch(texts=(text,), state=State.READY)
    )
    assert [card.id for card in finding.similar(resources, one)] == [other]


def test_a_document_is_found_by_its_id_and_not_by_reading_all_that_is_published(resources: Resources) -> None:
    """A planner that starts from the state reads every published document for one page."""
    if not resources.database.is_sqlite:
        pytest.skip("SQLite's planner is the one without statistics")
    said: list[tuple[str, object]] = []
    engine = resources.database.engine
    event.listen(
        engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, parameters, *_: said.append((statement, parameters)),
    )
    one = uuid4()
    places = {"id": one, "ids": [one, uuid4()], "number": 1, "first": 1, "last": 9}
    places |= {"document_0": one, "number_0": 1, "document_1": uuid4(), "number_1": 2}
    statements = (
        published.CARDS_BY_ID,
        published.DOCUMENT,
        published.TOPICS_OF_DOCUMENT,
        published.PUBLIC_VERSION,
        published.PAGES_BETWEEN,
        published.TEXTS_BETWEEN,
        published.PAGE_CONTENT,
        published.answers(2),
    )
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(statement, places)
            text, parameters = said[-1]
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", parameters).all()  # type: ignore[arg-type]
            assert "ix_documents_state" not in str(plan)
            assert "SEARCH documents" in str(plan)
