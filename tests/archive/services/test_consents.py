"""A face that stays visible needs a consent that holds; one that is revoked is an alarm."""

from datetime import date, timedelta

import pytest

from archive.errors import InvalidInput, NotPublishable
from archive.models.base import now
from archive.models.documents import Document, State
from archive.models.redactions import Origin, Redaction, RedactionState, Rejection
from archive.resources import Resources
from archive.services import consents, publishing, review
from ingest.redactions import DataType, Source
from ingest.values import DocumentKind
from tests.archive.deciding import boxes_of, keep_draft, review_of, reviewer
from tests.factories import Sketch, make_document

SIGNED = {"signer": "Marta Quiroz Cruz", "use": "Portal de transparencia", "signed_on": date(2026, 1, 5)}


def _photograph(resources: Resources, reason: Rejection, data_type: DataType = DataType.FACE):
    """A photograph whose one face a reviewer left visible."""
    sketch = Sketch(kind=DocumentKind.PHOTOGRAPH, state=State.IN_REVIEW, grounds=("photograph",))
    document_id = make_document(resources, sketch)
    with resources.database.write() as session:
        session.add(
            Redaction(
                document_id=document_id,
                page=1,
                **dict(zip(("x0", "y0", "x1", "y1"), (10.0, 10.0, 40.0, 50.0), strict=True)),
                data_type=data_type,
                source=Source.PICTURE,
                confidence=0.8,
                origin=Origin.DETECTOR,
                state=RedactionState.PROPOSED,
            )
        )
    rosa = reviewer(resources)
    (face,) = boxes_of(resources, document_id)
    review.reject(resources, rosa, document_id, [face.id], reason)
    review.finish(resources, rosa, document_id)
    keep_draft(resources, document_id)
    review.confirm_page(resources, rosa, document_id, 1, beside_result=True)
    return document_id, face.id


def test_a_visible_face_needs_a_consent_that_holds_today(resources: Resources) -> None:
    document_id, face = _photograph(resources, Rejection.CONSENT)
    rosa = reviewer(resources)
    with pytest.raises(NotPublishable):
        publishing.propose(resources, rosa, document_id)
    yesterday = now().date() - timedelta(days=1)
    consents.record_consent(resources, rosa, face, valid_until=yesterday, **SIGNED)
    with pytest.raises(NotPublishable):
        publishing.propose(resources, rosa, document_id)
    consents.record_consent(resources, rosa, face, valid_until=None, **SIGNED)
    publishing.propose(resources, rosa, document_id)


def test_sound_left_in_a_film_needs_a_consent_as_a_face_does(resources: Resources) -> None:
    document_id, sound = _photograph(resources, Rejection.CONSENT, DataType.VOICE)
    rosa = reviewer(resources)
    with pytest.raises(NotPublishable):
        publishing.propose(resources, rosa, document_id)
    consents.record_consent(resources, rosa, sound, valid_until=None, **SIGNED)
    publishing.propose(resources, rosa, document_id)


def test_who_is_public_or_nobody_needs_no_consent(resources: Resources) -> None:
    document_id, _face = _photograph(resources, Rejection.PUBLIC_SERVANT)
    publishing.propose(resources, reviewer(resources), document_id)


def test_revoking_flags_what_is_published(resources: Resources) -> None:
    document_id, face = _photograph(resources, Rejection.CONSENT)
    rosa = reviewer(resources)
    consent = consents.record_consent(resources, rosa, face, valid_until=None, **SIGNED)
    with resources.database.write() as session:
        session.get_one(Document, document_id).state = State.PUBLISHED
    consents.revoke(resources, rosa, consent)
    assert review_of(resources, document_id).alarmed_at is not None
    (view,) = consents.consents_of(resources, rosa, document_id)
    assert not view.valid


def test_who_signed_is_not_kept_by_name(resources: Resources) -> None:
    document_id, face = _photograph(resources, Rejection.CONSENT)
    consents.record_consent(resources, reviewer(resources), face, valid_until=None, **SIGNED)
    (view,) = consents.consents_of(resources, reviewer(resources), document_id)
    assert "Quiroz" not in repr(view)
    with pytest.raises(InvalidInput):
        consents.record_consent(resources, reviewer(resources), face, valid_until=date(2025, 1, 1), **SIGNED)
