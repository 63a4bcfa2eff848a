"""Every kind, state, job and action has its word."""

from collections.abc import Iterable

import pytest

from archive.models.committee import Choice
from archive.models.documents import State
from archive.models.redactions import Deed, RedactionState, Rejection
from archive.permissions import Role
from archive.queue import JobState, Verb
from archive.search.engine import FacetName, Sort
from archive.services.audit import Action
from archive.services.review import Scope
from archive.web import labels, redaction_labels
from ingest import box_codes
from ingest.redactions import AgeBand, DataType, Leak, Sex, Source
from ingest.values import DocumentKind, Ground, TextSource


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (labels.KIND_LABELS, DocumentKind),
        (labels.KIND_LABELS_PLURAL, DocumentKind),
        (labels.STATE_LABELS, State),
        (labels.FACET_LABELS, FacetName),
        (labels.SORT_LABELS, Sort),
        (labels.ROLE_LABELS, Role),
        (labels.GROUND_LABELS, Ground),
        (labels.TEXT_SOURCE_LABELS, TextSource),
        (labels.JOB_STATE_LABELS, JobState),
        (labels.VERB_LABELS, Verb),
        (labels.ACTION_LABELS, Action),
        (redaction_labels.DATA_TYPE_LABELS, DataType),
        (redaction_labels.DATA_TYPE_PHRASES, DataType),
        (redaction_labels.SOURCE_REASONS, Source),
        (redaction_labels.REDACTION_STATE_LABELS, RedactionState),
        (redaction_labels.SUGGESTION_SENTENCES, RedactionState),
        (redaction_labels.REJECTION_LABELS, Rejection),
        (redaction_labels.DEED_LABELS, Deed),
        (redaction_labels.SCOPE_LABELS, Scope),
        (redaction_labels.LEAK_LABELS, Leak),
        (redaction_labels.SEX_LABELS, Sex),
        (redaction_labels.AGE_LABELS, AgeBand),
        (labels.CHOICE_LABELS, Choice),
        (labels.OUTCOME_LABELS, Choice),
    ],
)
def test_every_member_has_a_word(table: dict[str, str], members: Iterable[str]) -> None:
    assert set(table) == set(members)


def test_types_are_called_as_on_the_boxes_of_the_public_version() -> None:
    assert dict(box_codes.LABELS) == redaction_labels.DATA_TYPE_LABELS
