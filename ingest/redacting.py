"""The way of a file to its public version: read, judged by its content, covered, written anew.

The gate (ingest.verify) is not called here: it looks at the result in a process of its own.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ingest import (
    binding,
    box_codes,
    filming,
    photograph,
    public_pdf,
    redact,
    redacting_pages,
    redacting_tables,
)
from ingest.errors import NoSuchPublicForm
from ingest.examine import decided, examine
from ingest.legal import Legal
from ingest.legal_defaults import default_legal
from ingest.options import Options
from ingest.orders import Made, Order
from ingest.redacting_pages import Sight, Source
from ingest.redactions import Examination, PagePlan, Plan, Redaction, Route
from ingest.values import Box, Family, FileType

_PICTURES = frozenset({FileType.JPEG, FileType.PNG})
_POSSIBLE = {
    Family.PDF: "pdf",
    Family.WORD: "pdf",
    Family.PRESENTATION: "pdf",
    Family.IMAGE: "pdf, jpg, png",
    Family.SHEET: "xlsx, csv",
    Family.MEDIA: "mp4",
}
_NOTHING = "nada"


def demand_possible(file_type: FileType, wanted: FileType) -> None:
    """Raises NoSuchPublicForm with what can be asked for instead."""
    possible = _POSSIBLE.get(file_type.family, "")
    if wanted.value not in possible.split(", "):
        raise NoSuchPublicForm(
            found=file_type.value.upper(), wanted=wanted.value.upper(), possible=possible or _NOTHING
        )


def count_pages(path: Path, file_type: FileType, options: Options, work: Path) -> int:
    """How many pages a redaction would have to read; files without a public form have none."""
    if file_type.family not in _POSSIBLE:
        return 0
    if file_type.family is Family.SHEET:
        return 1
    if file_type.family is Family.MEDIA:
        return filming.weight(path)
    return redacting_pages.opened(path, file_type, options, work).page_count


def look(path: Path, file_type: FileType, route: Route | None, options: Options, work: Path) -> Examination:
    """What would be covered, for people to decide on."""
    if file_type.family is Family.SHEET:
        return redacting_tables.examined(redacting_tables.read(path, file_type, route, options), route)
    if file_type.family is Family.MEDIA:
        return filming.look(path, options)
    source = redacting_pages.opened(path, file_type, options, work)
    return examine(source, source.sights(), route)


def make(path: Path, file_type: FileType, order: Order, target: Path, options: Options, work: Path) -> Made:
    """Write the public version to ``target``; raises the refusal that fits where none can be made."""
    demand_possible(file_type, order.wanted)
    if file_type.family is Family.SHEET:
        return _make_table(path, file_type, order, target, options)
    if file_type.family is Family.MEDIA:
        return filming.make(path, order, target, options)
    source = redacting_pages.opened(path, file_type, options, work)
    sights = source.sights()
    examined = examine(source, sights, order.route)
    if order.decided is not None:
        examined = decided(examined, sights, order.decided)
    made = Made(
        order.wanted,
        examined,
        examined.people,
        examined.required,
        examined.pages,
        order.left_open,
    )
    if order.wanted in _PICTURES:
        _write_picture(source, examined, order.wanted, target)
        return made
    return _write_pdf(source, sights, order, made, target, options)


def _make_table(path: Path, file_type: FileType, order: Order, target: Path, options: Options) -> Made:
    reading = redacting_tables.read(path, file_type, order.route, options)
    examined = redacting_tables.examined(reading, order.route)
    redacting_tables.write(reading, order.wanted, legal_for(order, examined), target)
    return Made(order.wanted, examined, examined.people, examined.required)


def _write_pdf(
    source: Source, sights: list[Sight], order: Order, made: Made, target: Path, options: Options
) -> Made:
    """The pages and, beside them, cover sheet and index."""
    examined = made.examination
    plan = Plan(examined.pages, made.secrets, made.required)
    codes = box_codes.numbered(plan)
    body = target.with_suffix(".body.pdf")
    letters = _may_stay_letters(source, sights, order, examined)
    if letters and source.pdf_path is not None:
        read = [sight.seen.page for sight in sights]
        public_pdf.make(source.pdf_path, body, options, read, plan, codes)
    else:
        redact.as_pictures(source.shown(), plan, codes, body)
    legal = legal_for(order, examined)
    before = (binding.around if order.legal else binding.behind)(body, target, legal, codes)
    body.unlink()
    left_open = tuple(replace(each, page=each.page + before) for each in made.left_open)
    return replace(made, covered=moved(examined.pages, before), left_open=left_open, letters=letters)


def _may_stay_letters(source: Source, sights: list[Sight], order: Order, examined: Examination) -> bool:
    """Lists and photographs go as pictures, whatever they are made of; so does what was only ever scanned."""
    return (
        examined.route is Route.DOCUMENT
        and not order.as_pictures
        and source.pdf_path is not None
        and not all(sight.scanned for sight in sights)
    )


def moved(pages: tuple[PagePlan, ...], before: int) -> tuple[PagePlan, ...]:
    """The same pages as numbered behind a cover sheet."""
    return tuple(
        replace(
            page,
            number=page.number + before,
            redactions=tuple(replace(each, page=each.page + before) for each in page.redactions),
        )
        for page in pages
    )


def legal_for(order: Order, examined: Examination) -> Legal:
    """What was handed over, or what can be said without a catalogue; on lists, unknown age is minor."""
    minors = examined.route is not Route.DOCUMENT
    return order.legal or default_legal("", datetime.now(UTC).date(), minors=minors)


def _write_picture(source: Source, examined: Examination, wanted: FileType, target: Path) -> None:
    """One page as a picture again: of a photograph its covers alone, of a paper with the boxes' codes."""
    page = examined.pages[0]
    if examined.route is Route.PHOTO and source.picture_path is not None:
        photograph.make(source.picture_path, wanted, [page], target, source.options)
        return
    picture = source.shown_page(1)
    across, down = picture.width / page.width, picture.height / page.height
    redactions = [_in_pixels(each, across, down) for each in page.redactions]
    redact.image(picture, redactions, target, scale=across)


def _in_pixels(redaction: Redaction, across: float, down: float) -> Redaction:
    x0, y0, x1, y1 = redaction.box
    return replace(redaction, box=Box(x0 * across, y0 * down, x1 * across, y1 * down))
