"""What the committee's, the catalogue's and the consents' pages can show, in words that begin with zz."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import update

from archive.models.base import now
from archive.models.documents import State
from archive.models.legal import LegalBasis
from archive.models.redactions import Origin, Redaction, RedactionState, Rejection, Review
from archive.permissions import Role
from archive.resources import Resources
from archive.services import committee, consents, people, publishing, review
from archive.services.audit import SystemActor
from archive.services.boxes import boxes_key
from archive.services.committee import Choice, Member
from archive.services.people import Person
from archive.services.prints import prints_of
from archive.services.publishing import current_publication
from archive.services.versions import IndexEntry, act_for, close_version, open_version
from ingest.redactions import DataType, Source
from ingest.values import Box, DocumentKind, FileType
from tests.archive.accounts import account
from tests.archive.deciding import boxes_of, keep_draft, make_reviewed
from tests.factories import Sketch, make_document, make_published

NAME = "Zzana Zzcruz"
_MINUTES = "https://zz.example.org/zz"


@dataclass(frozen=True)
class CommitteeWork:
    open_session: int
    closed_session: int
    proposed: UUID
    photographed: UUID
    redacted: UUID  # published, with parts left out


def make_committee_work(resources: Resources) -> CommitteeWork:
    _say_the_law_in_our_words(resources)
    reviewer = account(resources, "zzrosa", Role.PUBLISHER)
    clerk = account(resources, "zzcomite", Role.COMMITTEE)
    waiting, brought, taken_back, *decided = (_proposed(resources, reviewer) for _ in range(6))
    closed = _session(resources, clerk, "zz1", _MINUTES, decided)
    for document_id, choice in zip(decided, Choice, strict=False):
        _vote(resources, clerk, closed, choice, document_id)
    committee.close(resources, clerk, closed, dict.fromkeys(decided, "Zznota"))
    still_open = _session(resources, clerk, "zz2", "", [brought, taken_back])
    _vote(resources, clerk, still_open, Choice.ABSTAIN, brought)
    publishing.return_to_review(resources, reviewer, taken_back, "Zzmotivo")
    return CommitteeWork(
        still_open, closed, waiting, _photographed(resources, reviewer), _redacted(resources, decided[0])
    )


def _say_the_law_in_our_words(resources: Resources) -> None:
    """The catalogue is data of the archive, in the language of the law."""
    with resources.database.write() as session:
        session.execute(update(LegalBasis).values(basis="Zzley", motive="Zzmotivo"))
        session.add_all(
            LegalBasis(basis="Zzley", motive="Zzmotivo", valid_from=since, valid_to=until, used=True)
            for since, until in ((date(2020, 1, 1), date(2021, 1, 1)), (date(2999, 1, 1), None))
        )


def _proposed(resources: Resources, reviewer: SystemActor) -> UUID:
    sketch = Sketch(
        title="Zzlista",
        source_name="zz.pdf",
        texts=("zzletra",),
        kind=DocumentKind.ATTENDANCE_RECORD,
        state=State.IN_REVIEW,
    )
    document_id = make_reviewed(resources, sketch, NAME)
    with resources.database.write() as session:
        people.remember(
            session, prints_of(resources.settings), document_id, [Person(DataType.NAME, NAME, 1, 2)]
        )
    review.accept(resources, reviewer, document_id, [one.id for one in boxes_of(resources, document_id)])
    review.finish(resources, reviewer, document_id)
    keep_draft(resources, document_id)
    review.confirm_page(resources, reviewer, document_id, 1, beside_result=True)
    publishing.propose(resources, reviewer, document_id)
    return document_id


def _session(
    resources: Resources, clerk: SystemActor, number: str, minutes: str, documents: list[UUID]
) -> int:
    members = (Member("Zzuna", "Zzcargo", chair=True), Member("Zzdos"), Member("Zztres"))
    session_id = committee.convene(resources, clerk, date(2026, 3, 2), number, minutes, members)
    committee.bring(resources, clerk, session_id, documents)
    return session_id


def _vote(resources: Resources, clerk: SystemActor, session_id: int, choice: Choice, one: UUID) -> None:
    for member in committee.open_session(resources, clerk, session_id).members:
        committee.vote(resources, clerk, session_id, member.id, choice, [one])


def _photographed(resources: Resources, reviewer: SystemActor) -> UUID:
    """A published photograph with faces in every state, and consents that hold, ran out and were revoked."""
    sketch = Sketch(title="Zzfoto", source_name="zz.jpg", texts=("zzletra",), kind=DocumentKind.PHOTOGRAPH)
    document_id = make_document(resources, sketch)
    states = (
        (RedactionState.PROPOSED, None),
        (RedactionState.ACCEPTED, None),
        (RedactionState.REJECTED, Rejection.NOT_PERSONAL),
        (RedactionState.REJECTED, Rejection.CONSENT),
        (RedactionState.REJECTED, Rejection.CONSENT),
    )
    with resources.database.write() as session:
        session.add_all(
            Redaction(
                document_id=document_id,
                page=1,
                **Box(20 * place, 90, 20 * place + 18, 120)._asdict(),
                data_type=DataType.FACE,
                source=Source.PICTURE,
                confidence=0.8,
                origin=Origin.DETECTOR,
                state=state,
                rejection=reason,
            )
            for place, (state, reason) in enumerate(states)
        )
    face = boxes_of(resources, document_id)[-1].id
    signed = {"signer": NAME, "use": "Zzuso", "signed_on": date(2025, 1, 5)}
    yesterday = now().date() - timedelta(days=1)
    consents.record_consent(resources, reviewer, face, valid_until=yesterday, **signed)  # type: ignore[arg-type]
    consents.record_consent(
        resources,
        reviewer,
        face,
        valid_until=None,
        form_document_id=document_id,
        **signed,  # type: ignore[arg-type]
    )
    revoked = consents.record_consent(resources, reviewer, face, valid_until=None, **signed)  # type: ignore[arg-type]
    consents.revoke(resources, reviewer, revoked)
    with resources.database.read() as session:
        assert session.get_one(Review, document_id).alarmed_at is not None
    return document_id


def _redacted(resources: Resources, confirmed: UUID) -> UUID:
    """Published, withdrawn and published again, each time with parts left out."""
    (document_id,) = make_published(
        resources, Sketch(title="Zztestado", source_name="zz.pdf", texts=("zzletra",))
    )
    entries = [
        IndexEntry(f"E{n}", 1, kind.value, "Zz", "", "Zzley", "Zzmotivo", (0.0, 0.0, 1.0, 1.0))
        for n, kind in enumerate(DataType, start=1)
    ]
    for index in (entries, [], entries):
        with resources.database.write() as session:
            close_version(session, document_id)
            open_version(
                session,
                document_id,
                publication_id=current_publication(session, document_id).id,
                act=act_for(session, confirmed, boxes_key(session, confirmed)),
                sha256="0" * 64,
                size=1,
                file_type=FileType.PDF,
                index=index,
                report={},
            )
    return document_id
