"""Every kind, state, job and action has its word."""

from collections.abc import Iterable

import pytest

from archive.models.documents import State
from archive.permissions import Role
from archive.queue import JobState, Verb
from archive.search.engine import FacetName, Sort
from archive.services.audit import Action
from archive.web import labels
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
    ],
)
def test_every_member_has_a_word(table: dict[str, str], members: Iterable[str]) -> None:
    assert set(table) == set(members)
