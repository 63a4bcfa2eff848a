"""Personal data on the screen: the queue by urgency, a page with its boxes and its result, the counts."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from flask import Response, request

from archive.errors import NotFound
from archive.permissions import Permission
from archive.services import counting, review_view
from archive.services.counting import CountsView
from archive.services.review import Scope
from archive.services.review_view import BoxView, ReviewPage, ReviewView
from archive.web import gate_words, redaction_labels
from archive.web.routes import current_resources, route
from archive.web.workspace import review_words
from archive.web.workspace.face import show, signed_in, workspace
from archive.web.workspace.reading_forms import number
from ingest.redactions import AgeBand, DataType, Sex
from ingest.values import DocumentKind, Family

REVIEW = "/trabajo/revision/<uuid:document_id>"
_DECIDE = Permission.REVIEW_DECIDE
# Every type a person may draw; a whole page is the program's own way out of doubt, and sound is not drawn.
DATA_TYPES = tuple(one for one in DataType if one not in (DataType.WHOLE_PAGE, DataType.VOICE))

_PROPOSABLE = frozenset({"ready", "in_review", "withdrawn"})


@dataclass(frozen=True)
class Told:
    """What just happened, in a sentence, and the box that came of it."""

    sentence: str
    box: int | None = None


@dataclass(frozen=True)
class Desk:
    """One page on the reviewer's desk, among the others of its document."""

    view: ReviewView
    page: ReviewPage
    beside: bool  # the result stands beside the original
    drawable: tuple[BoxView, ...]

    @property
    def address(self) -> str:
        return f"/trabajo/revision/{self.view.document.id}"

    @property
    def here(self) -> str:
        return self.at(self.page.number)

    def at(self, page: int) -> str:
        """The address of a page, in the view that is open."""
        return f"{self.address}?pagina={page}&junto={int(self.beside)}"

    @property
    def other_view(self) -> str:
        return f"{self.address}?pagina={self.page.number}&junto={int(not self.beside)}"

    @property
    def in_sheets(self) -> bool:
        return self.view.document.file_type.family is Family.SHEET

    @property
    def waiting(self) -> bool:
        """Whether a job is making the version that is to be compared."""
        covers = self.view.confidential or any(page.boxes for page in self.view.pages)
        failed = self.view.document.failure is not None
        return self.view.finished and covers and not self.view.draft_ready and not failed

    @property
    def proposable(self) -> bool:
        return not self.view.missing and self.view.document.state in _PROPOSABLE

    @cached_property
    def left(self) -> dict[int, int]:
        """How many boxes are still to be decided on, by page."""
        counted = Counter(
            page.number for page in self.view.pages for box in page.boxes if box.state == "proposed"
        )
        return dict(counted)

    @cached_property
    def next_open(self) -> int | None:
        """The next page, around the end, on which something is to be decided or confirmed."""
        numbers = [page.number for page in self.view.pages if self.open(page)]
        later = [one for one in numbers if one > self.page.number]
        return next(iter((*later, *(one for one in numbers if one < self.page.number))), None)

    def open(self, page: ReviewPage) -> bool:
        if page.number in self.left or (page.doubtful and not page.doubt_confirmed):
            return True
        return self.view.draft_ready and self.view.confidential and not page.confirmed

    @property
    def first_type(self) -> DataType:
        """What a person most likely draws here."""
        return DataType.FACE if is_picture(self.view) else DataType.NAME


def is_picture(view: ReviewView) -> bool:
    row = view.document
    return row.kind is DocumentKind.PHOTOGRAPH or row.file_type.family in (Family.IMAGE, Family.MEDIA)


@route(workspace, "/trabajo/revision/por-revisar", permission=_DECIDE)
def review_queue() -> Response:
    page = number(request.args.get("pagina", "")) or 1
    waiting = review_view.queue_of(current_resources(), signed_in(), page)
    return show("redaction_queue", waiting=waiting, page=page, per_page=review_view.QUEUE_SHOWN)


@route(workspace, REVIEW, permission=_DECIDE, endpoint="review_document")
def review_document(document_id: UUID) -> Response:
    """``?pagina=`` which page, ``?junto=1`` with the result beside it, ``?parte=1`` without the frame."""
    return show_desk(
        document_id,
        number(request.args.get("pagina", "")),
        beside=_flag(request.args.get("junto", "")),
        part="parte" in request.args,
    )


@route(workspace, REVIEW + "/version/<int:page>.webp", permission=_DECIDE)
def draft_image(document_id: UUID, page: int) -> Response:
    """A page of the public version as it would be."""
    image = review_view.draft_preview(current_resources(), signed_in(), document_id, page)
    return Response(image, mimetype="image/webp")


@route(workspace, REVIEW + "/asistentes", permission=_DECIDE)
def counts_page(document_id: UUID) -> Response:
    return show_counts(document_id)


def show_desk(
    document_id: UUID,
    wanted_page: int | None = None,
    *,
    beside: bool | None = None,
    part: bool = False,
    status: int = 200,
    told: Told | None = None,
    problem: str | None = None,
) -> Response:
    """The page asked for, or the first on which something is open, with what just happened."""
    desk = open_desk(document_id, wanted_page, beside)
    return show(
        "redaction_part" if part else "redaction_desk",
        status,
        desk=desk,
        counts=counting.counts_of(current_resources(), signed_in(), document_id),
        words=review_words,
        labels=redaction_labels,
        gate_words=gate_words,
        data_types=DATA_TYPES,
        rejections=tuple(redaction_labels.REJECTION_LABELS),
        scopes=tuple(Scope),
        told=told,
        problem=problem,
    )


def open_desk(document_id: UUID, wanted_page: int | None, beside: bool | None) -> Desk:
    """Raises NotExamined for a document that still has to be, and NotFound for one without pages."""
    view = review_view.open_review(current_resources(), signed_in(), document_id)
    if not view.pages:
        raise NotFound
    beside = (is_picture(view) or view.finished) if beside is None else beside
    last = view.pages[-1].number
    page = view.pages[min(wanted_page or 1, last) - 1]
    desk = Desk(view, page, beside, tuple(box for box in page.boxes if review_words.has_place(box)))
    if wanted_page is None and not desk.open(page) and desk.next_open:
        return open_desk(document_id, desk.next_open, beside)
    return desk


def show_counts(document_id: UUID, status: int = 200, problem: str | None = None) -> Response:
    found = counting.counts_of(current_resources(), signed_in(), document_id)
    if found is None:
        raise NotFound
    view = review_view.open_review(current_resources(), signed_in(), document_id)
    return show(
        "redaction_counts",
        status,
        view=view,
        counts=found,
        parts_of=count_parts(found),
        labels=redaction_labels,
        typed=request.form,
        problem=problem,
    )


def count_parts(found: CountsView) -> dict[str, list[tuple[str, int]]]:
    """Fields of the form for the counts by part: their names and what was read."""
    counts = found.counts
    by_sex, by_age = dict(counts.by_sex), dict(counts.by_age)
    return {
        "sex": [(sex.value, by_sex.get(sex, 0)) for sex in Sex],
        "age": [(band.value, by_age.get(band, 0)) for band in AgeBand],
        "grade": list(counts.by_grade),
    }


def _flag(untrusted_text: str) -> bool | None:
    return {"1": True, "0": False}.get(untrusted_text)
