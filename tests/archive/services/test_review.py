"""Reviewers decide on boxes: one, a column, a value everywhere; undo, redo, finish."""

import pytest

from archive import queue
from archive.errors import (
    Forbidden,
    InvalidInput,
    NothingToUndo,
    NotPublishable,
    ReviewConflict,
    ReviewFinished,
)
from archive.models.documents import State
from archive.models.redactions import Deed, RedactionState, Rejection
from archive.permissions import Role
from archive.queue import Verb
from archive.resources import Resources
from archive.services import publishing, review, review_view, steps
from archive.services.boxes import boxes_key
from archive.services.review import Scope
from ingest.redactions import DataType
from ingest.values import Box, DocumentKind
from tests.archive.accounts import account
from tests.archive.deciding import boxes_of, document_of, make_reviewed, review_of, reviewer
from tests.factories import Sketch, make_document

ANA, LUIS = "Ana Sofía Zaragoza Quiroz", "Luis Ángel Peñaloza Téllez"


def _states(resources: Resources, document_id: object) -> list[RedactionState]:
    return [one.state for one in boxes_of(resources, document_id)]  # type: ignore[arg-type]


def test_one_box_is_decided_on_alone(resources: Resources) -> None:
    document_id = make_reviewed(resources, None, ANA, LUIS)
    rosa = reviewer(resources)
    first, _second = boxes_of(resources, document_id)
    assert review.accept(resources, rosa, document_id, [first.id]) == 1
    assert _states(resources, document_id) == [RedactionState.ACCEPTED, RedactionState.PROPOSED]
    decided = boxes_of(resources, document_id)[0]
    assert decided.decided_by == rosa.id
    assert decided.decided_at is not None


@pytest.mark.parametrize(("scope", "reached"), [(Scope.COLUMN, 3), (Scope.TABLE, 3), (Scope.DOCUMENT, 2)])
def test_a_decision_reaches_as_far_as_it_is_meant_to(
    resources: Resources, scope: Scope, reached: int
) -> None:
    document_id = make_reviewed(resources, None, ANA, LUIS, "ZARAGOZA QUIROZ ANA SOFIA")
    first = boxes_of(resources, document_id)[0]
    assert review.accept(resources, reviewer(resources), document_id, [first.id], scope) == reached


def test_a_lists_names_are_never_uncovered_in_one_stroke(resources: Resources) -> None:
    document_id = make_reviewed(resources, None, ANA, LUIS)
    first = boxes_of(resources, document_id)[0]
    with pytest.raises(InvalidInput):
        review.reject(
            resources, reviewer(resources), document_id, [first.id], Rejection.NOT_PERSONAL, Scope.COLUMN
        )
    assert set(_states(resources, document_id)) == {RedactionState.PROPOSED}


def test_what_was_done_is_undone_and_redone_by_who_did_it(resources: Resources) -> None:
    document_id = make_reviewed(resources, None, ANA, LUIS)
    rosa, berta = reviewer(resources), account(resources, "berta", Role.REVIEWER)
    one, other = (box.id for box in boxes_of(resources, document_id))
    review.accept(resources, rosa, document_id, [one])
    review.reject(resources, berta, document_id, [other], Rejection.NOT_PERSONAL)
    assert steps.undo(resources, rosa, document_id) is Deed.ACCEPT
    assert _states(resources, document_id) == [RedactionState.PROPOSED, RedactionState.REJECTED]
    with pytest.raises(NothingToUndo):
        steps.undo(resources, rosa, document_id)
    assert steps.redo(resources, rosa, document_id) is Deed.ACCEPT
    assert _states(resources, document_id) == [RedactionState.ACCEPTED, RedactionState.REJECTED]


def test_undoing_does_not_take_back_what_another_decided_since(resources: Resources) -> None:
    document_id = make_reviewed(resources, None, ANA)
    rosa, berta = reviewer(resources), account(resources, "berta", Role.REVIEWER)
    (box,) = boxes_of(resources, document_id)
    review.reject(resources, rosa, document_id, [box.id], Rejection.NOT_PERSONAL)
    review.accept(resources, berta, document_id, [box.id])
    with pytest.raises(ReviewConflict):
        steps.undo(resources, rosa, document_id)
    assert _states(resources, document_id) == [RedactionState.ACCEPTED]


def test_several_steps_are_undone_and_redone_in_order_until_something_new_is_done(
    resources: Resources,
) -> None:
    document_id = make_document(resources, Sketch(state=State.READY))
    rosa = reviewer(resources)
    drawn = review.draw(resources, rosa, document_id, 1, Box(10, 10, 60, 30), DataType.SIGNATURE)
    review.move(resources, rosa, document_id, drawn, Box(20, 20, 80, 40))
    steps.undo(resources, rosa, document_id)
    assert boxes_of(resources, document_id)[0].x0 == 10
    steps.undo(resources, rosa, document_id)
    assert boxes_of(resources, document_id) == []
    steps.redo(resources, rosa, document_id)
    steps.redo(resources, rosa, document_id)
    assert boxes_of(resources, document_id)[0].x0 == 20
    steps.undo(resources, rosa, document_id)
    review.retype(resources, rosa, document_id, drawn, DataType.HANDWRITING)
    with pytest.raises(NothingToUndo):
        steps.redo(resources, rosa, document_id)


def test_drawing_counts_the_words_below_and_sends_a_ready_document_to_review(resources: Resources) -> None:
    document_id = make_document(resources, Sketch(state=State.READY))
    review.draw(resources, reviewer(resources), document_id, 1, Box(0, 0, 595, 842), DataType.OTHER)
    (box,) = boxes_of(resources, document_id)
    assert (box.words, box.lines) == (9, 1)
    assert document_of(resources, document_id).state is State.IN_REVIEW
    with pytest.raises(InvalidInput):
        review.draw(resources, reviewer(resources), document_id, 1, Box(900, 10, 990, 30), DataType.OTHER)


def test_a_proposal_of_the_program_is_rejected_with_a_reason_not_taken_away(resources: Resources) -> None:
    document_id = make_reviewed(resources, None, ANA)
    with pytest.raises(InvalidInput):
        review.remove(resources, reviewer(resources), document_id, boxes_of(resources, document_id)[0].id)


def test_a_review_ends_when_all_is_decided_and_doubtful_pages_were_seen(resources: Resources) -> None:
    document_id = make_reviewed(resources, None, ANA)
    rosa = reviewer(resources)
    with resources.database.write() as session:
        session.merge(review_of(resources, document_id)).doubtful_pages = [1]
    with pytest.raises(NotPublishable):
        review.finish(resources, rosa, document_id)
    review.accept(resources, rosa, document_id, [boxes_of(resources, document_id)[0].id])
    with pytest.raises(NotPublishable):
        review.finish(resources, rosa, document_id)
    review.confirm_page(resources, rosa, document_id, 1, beside_result=False)
    review.finish(resources, rosa, document_id)
    assert review_of(resources, document_id).finished_by == rosa.id
    with resources.database.read() as session:
        assert [job.verb for job in queue.look(session) if job.subject == str(document_id)] == [Verb.DRAFT]


def test_nobody_confirms_a_result_that_was_not_made_yet(resources: Resources) -> None:
    document_id = make_reviewed(resources, None, ANA)
    with pytest.raises(NotPublishable):
        review.confirm_page(resources, reviewer(resources), document_id, 1, beside_result=True)


def test_a_later_decision_opens_the_review_again(resources: Resources) -> None:
    document_id = make_reviewed(resources, None, ANA)
    rosa = reviewer(resources)
    (box,) = boxes_of(resources, document_id)
    review.accept(resources, rosa, document_id, [box.id])
    review.finish(resources, rosa, document_id)
    steps.undo(resources, rosa, document_id)
    assert review_of(resources, document_id).finished_at is None


def test_a_proposed_document_is_not_decided_on_any_more(resources: Resources) -> None:
    document_id = make_document(resources, Sketch(state=State.READY))
    publishing.propose(resources, reviewer(resources), document_id)
    with pytest.raises(ReviewFinished):
        review.draw(resources, reviewer(resources), document_id, 1, Box(1, 1, 9, 9), DataType.NAME)


def test_a_decision_on_a_published_document_is_an_alarm(resources: Resources) -> None:
    document_id = make_document(resources, Sketch(state=State.PUBLISHED))
    review.draw(resources, reviewer(resources), document_id, 1, Box(10, 10, 90, 30), DataType.NAME)
    assert review_of(resources, document_id).alarmed_at is not None
    (waiting,) = review_view.queue_of(resources, reviewer(resources)).documents
    assert waiting.alarmed


def test_the_queue_begins_with_what_is_urgent(resources: Resources) -> None:
    plain, asked, minors = (make_reviewed(resources, None, ANA) for _ in range(3))
    review.request_publication(resources, reviewer(resources), asked)
    with resources.database.write() as session:
        session.merge(review_of(resources, minors)).minors = True
    alarmed = make_document(resources, Sketch(state=State.PUBLISHED))
    review.draw(resources, reviewer(resources), alarmed, 1, Box(10, 10, 90, 30), DataType.NAME)
    waiting = review_view.queue_of(resources, reviewer(resources))
    assert [one.document.id for one in waiting.documents] == [alarmed, asked, minors, plain]
    assert (waiting.total, waiting.documents[-1].to_decide) == (4, 1)


def test_the_review_shows_boxes_with_their_reasons_and_what_is_missing(resources: Resources) -> None:
    sketch = Sketch(kind=DocumentKind.ATTENDANCE_RECORD, state=State.IN_REVIEW)
    document_id = make_reviewed(resources, sketch, ANA, LUIS)
    view = review_view.open_review(resources, reviewer(resources), document_id)
    (page,) = view.pages
    assert [box.in_column for box in page.boxes] == [2, 2]
    assert page.boxes[0].box == Box(60, 100, 200, 114)
    assert (view.to_decide, view.can_undo, view.confidential) == (2, False, True)
    assert view.missing[0] == "las listas de asistencia contienen datos personales de menores de edad."


def test_pages_have_one_digest_as_long_as_what_is_covered_stays(resources: Resources) -> None:
    document_id = make_reviewed(resources, None, ANA)
    rosa = reviewer(resources)
    (box,) = boxes_of(resources, document_id)
    with resources.database.read() as session:
        before = boxes_key(session, document_id, 1)
    review.accept(resources, rosa, document_id, [box.id])
    with resources.database.read() as session:
        assert boxes_key(session, document_id, 1) != before
    steps.undo(resources, rosa, document_id)
    with resources.database.read() as session:
        assert boxes_key(session, document_id, 1) == before


def test_who_may_not_review_decides_nothing(resources: Resources) -> None:
    document_id = make_reviewed(resources, None, ANA)
    uploader = account(resources, "sube", Role.UPLOADER)
    with pytest.raises(Forbidden):
        review.accept(resources, uploader, document_id, [boxes_of(resources, document_id)[0].id])
