"""A PDF's public version: a new file that holds what its pages show, and nothing else of the old one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import numpy as np
import pymupdf
from PIL import Image

from ingest import box_codes, box_sizes, content, new_pdf, ocr, redact, render, unseen, vector_redact
from ingest.box_codes import Codes
from ingest.errors import AbilityMissing, DamagedFile
from ingest.extract.pdf import has_ink, open_pdf
from ingest.layer import looks_written
from ingest.options import Options
from ingest.picture_use import PictureUse
from ingest.redactions import PagePlan, Plan
from ingest.values import Box, Page, TextSource, Word
from ingest.word_layer import add_words, put_before

PICTURE_DPI = 200.0
PICTURE_MAX_SIDE = 6000
JPEG_QUALITY = 85
OFF = 1.0  # points by which a plan's page may differ from the document's
SAME = 0.002  # share of a page's pixels that may differ after cleaning
_SEEN_ANNOTATIONS = frozenset(
    {
        *("FreeText", "Stamp", "Ink", "Line", "Square", "Circle", "Polygon", "PolyLine"),
        *("Highlight", "Underline", "StrikeOut", "Squiggly", "Caret"),
    }
)
_TO_BE_REMOVED = "Redact"
_UNSEEN_FLAGS = 1 | 2 | 32  # invisible, hidden, no view
_KEYS = (
    *(
        "Metadata",
        "PieceInfo",
        "LastModified",
        "AA",
        "StructParent",
        "StructParents",
        "Thumb",
        "OC",
        "B",
        "Tabs",
    ),
    *("Alternates", "OPI", "ID", "Measure", "PtData", "Name", "SeparationInfo", "Dur", "Trans", "PresSteps"),
    *("VP", "TemplateInstantiated", "AF", "DPart", "Ref"),
)


def make(
    source: Path,
    target: Path,
    options: Options,
    pages: Sequence[Page],
    plan: Plan | None = None,
    codes: Codes | None = None,
) -> None:
    """Write the public version of the PDF at ``source``; ``pages`` is what reading it gave.

    Where there is a plan, what lies beneath its boxes is taken out and the boxes are drawn with their codes.
    """
    with (
        open_pdf(source, options.password) as document,
        open_pdf(source, options.password) as original,
        pymupdf.open() as public,
    ):
        for each in (document, original):
            _bake(each)
        task = _task(document, options, pages, plan, codes)
        links = [_plain_links(page) for page in document.pages()]
        pictured = _only_as_pictures(document, original, task)
        for number in range(document.page_count):
            if number in pictured:
                _add_picture(public, original[number], task)
            else:
                public.insert_pdf(
                    document, from_page=number, to_page=number, annots=False, links=False, widgets=False
                )
        _finish(public, pictured, links, task)
        _save(public, target)


@dataclass(frozen=True)
class _Task:
    """What is asked for, page by page."""

    options: Options
    read: dict[int, Page]
    plans: dict[int, PagePlan]
    places: dict[int, redact.Places]
    seen: dict[int, list[Word]]  # by page, the words of pages whose boxes could not be emptied

    def boxes(self, number: int) -> list[Box]:
        return [box for _, box in self.places.get(number + 1, ())]


def _task(
    document: pymupdf.Document,
    options: Options,
    pages: Sequence[Page],
    plan: Plan | None,
    codes: Codes | None,
) -> _Task:
    """Raises DamagedFile where the plan is not this document's: it must not be trusted then."""
    plans = {page.number: page for page in plan.pages} if plan else {}
    places = redact.boxes_by_page(plan, codes or box_codes.numbered(plan)) if plan else {}
    if plan and not (
        set(plans) == set(range(1, document.page_count + 1))
        and all(_is_of(page, plans[page.number + 1]) for page in document.pages())
    ):
        raise DamagedFile
    return _Task(options, {page.number: page for page in pages}, plans, places, {})


def _is_of(page: pymupdf.Page, plan: PagePlan) -> bool:
    rect = page.rect
    return bool(abs(rect.width - plan.width) <= OFF and abs(rect.height - plan.height) <= OFF)


def _only_as_pictures(document: pymupdf.Document, original: pymupdf.Document, task: _Task) -> set[int]:
    """Clean every page in place; the numbers of those that can only go public as pictures."""
    if _has_hidden_layers(document):
        return set(range(document.page_count))
    pictured: set[int] = set()
    use = PictureUse()
    for number in range(document.page_count):
        try:
            if _cleaned(document, number, original, task.read.get(number + 1)) and _emptied(
                document[number], task
            ):
                use.look_at(document[number])
            else:
                pictured.add(number)
        except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
            pictured.add(number)  # a page that cannot be taken apart can still be shown
    use.make_bare(document)
    return pictured | use.unclear


def _emptied(page: pymupdf.Page, task: _Task) -> bool:
    """Take out what lies beneath the page's boxes; the words seen are kept for the page's picture if not."""
    boxes = task.boxes(page.number)
    if not boxes:
        return True
    words = [
        Word(str(word[4]), Box(*pymupdf.Rect(word[:4]) * page.rotation_matrix))
        for word in page.get_text("words", flags=0)
    ]
    if vector_redact.remove_beneath(page, boxes):
        return True
    task.seen[page.number] = words
    return False


def _bake(document: pymupdf.Document) -> None:
    """What annotations and form fields show becomes part of the page; the others go."""
    for page in document.pages():
        for annotation in list(page.annots()):
            kind = annotation.type[1]
            if kind == _TO_BE_REMOVED:
                continue  # somebody marked this to be removed: it is, below
            if kind not in _SEEN_ANNOTATIONS or annotation.flags & _UNSEEN_FLAGS:
                page.delete_annot(annotation)
        for widget in list(page.widgets()):
            if _flags(document, widget.xref) & _UNSEEN_FLAGS:
                page.delete_widget(widget)
        page.apply_redactions()
    document.bake(annots=True, widgets=True)


def _flags(document: pymupdf.Document, xref: int) -> int:
    value = document.xref_get_key(xref, "F")[1]
    return int(value) if value.lstrip("-").isdigit() else 0


def _has_hidden_layers(document: pymupdf.Document) -> bool:
    return any(not layer["on"] for layer in document.get_ocgs().values())


def _plain_links(page: pymupdf.Page) -> list[tuple[pymupdf.Rect, str]]:
    """The page's web links, names and passwords within them removed; the place is as shown."""
    out = []
    for link in page.get_links():
        uri = plain_address(str(link.get("uri") or ""))
        if uri:
            out.append((pymupdf.Rect(link["from"]) * page.rotation_matrix, uri))
    return out


def plain_address(untrusted_uri: str) -> str | None:
    """A web address without credentials; None for any other kind of address."""
    try:
        parts = urlsplit(untrusted_uri.strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return urlunsplit(
        (parts.scheme.lower(), parts.netloc.rpartition("@")[2], parts.path, parts.query, parts.fragment)
    )


def _cleaned(document: pymupdf.Document, number: int, original: pymupdf.Document, read: Page | None) -> bool:
    """Take out what the page does not show; False if it can only go public as a picture."""
    page = document[number]
    if _is_garbage(page, read):
        return False
    unseen.remove_outside(page)
    unseen.remove_invisible_text(page)
    unseen.remove_unseen_text(page)
    if unseen.has_text_on_text(page):
        return False
    changed = unseen.difference(unseen.shown(original[number]), unseen.shown(page))
    return float(np.mean(changed)) <= SAME


def _is_garbage(page: pymupdf.Page, read: Page | None) -> bool:
    """Whether there is a text layer that says something else than the page shows."""
    text = page.get_text(flags=pymupdf.TEXT_MEDIABOX_CLIP)
    return (
        bool(text.strip()) and read is not None and read.source is TextSource.OCR and not looks_written(text)
    )


def _add_picture(public: pymupdf.Document, page: pymupdf.Page, task: _Task) -> None:
    rect = page.rect
    zoom = render.fitting_zoom(rect.width, rect.height, PICTURE_DPI, max_side=PICTURE_MAX_SIDE)
    number = page.number + 1
    redact.add_burned_page(
        public,
        render.picture(page, zoom),
        PagePlan(number, rect.width, rect.height),
        task.places.get(number, ()),
    )


def _finish(
    public: pymupdf.Document,
    pictured: set[int],
    links: list[list[tuple[pymupdf.Rect, str]]],
    task: _Task,
) -> None:
    for number in range(public.page_count):
        page = public[number]
        _make_upright(page)
        boxes = task.boxes(number)
        words = _words_to_add(page, number in pictured, task)
        add_words(page, redact.allowed(words, boxes))
        for place, uri in links[number]:
            if not any(box_sizes.touch(Box(place.x0, place.y0, place.x1, place.y1), box) for box in boxes):
                page.insert_link({"kind": pymupdf.LINK_URI, "from": place, "uri": uri})
        new_pdf.draw_boxes(page, task.places.get(number + 1, ()))


def _make_upright(page: pymupdf.Page) -> None:
    """No rotation; what a cropped page shows becomes all of it, or PyMuPDF would show another part."""
    kind, crop = page.parent.xref_get_key(page.xref, "CropBox")
    if not page.rotation or kind != "array":
        page.remove_rotation()
        return
    x0, y0, x1, y1 = (float(number) for number in crop.strip("[]").split())
    page.set_mediabox(pymupdf.Rect(x0, y0, x1, y1).normalize() & page.mediabox)
    page.remove_rotation()
    left, bottom, right, top = page.mediabox
    put_before(page, f"1 0 0 1 {-left:g} {-bottom:g} cm\n".encode())
    page.set_mediabox(pymupdf.Rect(0, 0, right - left, top - bottom))


def _words_to_add(page: pymupdf.Page, pictured: bool, task: _Task) -> Iterable[Word]:
    """Words for pages whose own text is gone: as seen or as OCR read them, now or before."""
    if page.get_text().strip():
        return ()
    number = page.number + 1
    if task.seen.get(page.number):
        return task.seen[page.number]
    read = task.read.get(number)
    if read is not None and read.source is TextSource.OCR and (not pictured or page.number in task.seen):
        return task.plans[number].kept if number in task.plans else read.words
    rect, options = page.rect, task.options
    zoom = render.fitting_zoom(rect.width, rect.height, options.ocr_dpi, max_side=10_000, max_pixels=40e6)
    image = render.picture(page, zoom, grey=True)
    if not has_ink(image):
        return ()
    try:
        return ocr.read_image(image, options, zoom * render.POINTS_PER_INCH).words
    except AbilityMissing:
        return ()


def _save(public: pymupdf.Document, target: Path) -> None:
    content.drop_properties(public)
    _drop_keys(public)
    public.del_xml_metadata()
    public.set_toc([])
    public.set_metadata({"producer": new_pdf.PRODUCER})
    public.save(target, garbage=4, clean=True, deflate=True, no_new_id=True)


def _drop_keys(public: pymupdf.Document) -> None:
    for xref in range(1, public.xref_length()):
        present = set(public.xref_get_keys(xref))
        for key in _KEYS:
            if key in present and not _is_needed(public, xref, key):
                public.xref_set_key(xref, key, "null")


def _is_needed(public: pymupdf.Document, xref: int, key: str) -> bool:
    """``Name`` and ``ID`` mean other things in other objects; only pictures and forms lose theirs."""
    if key not in ("Name", "ID", "B", "Ref"):
        return False
    return public.xref_get_key(xref, "Type")[1] not in ("/XObject", "/Page")


def pictures_as_pdf(pictures: Sequence[Image.Image], target: Path, pages: Sequence[Page]) -> None:
    """Pictures (already bare of metadata) as the pages of a new PDF, with the words OCR read on them."""
    read = {page.number: page for page in pages}
    with pymupdf.open() as public:
        for number, picture in enumerate(pictures, 1):
            known = read.get(number)
            width, height = (
                (known.width, known.height) if known else (612.0, 612.0 * picture.height / picture.width)
            )
            buffer = BytesIO()
            picture.save(buffer, "JPEG", quality=JPEG_QUALITY)
            page = public.new_page(width=width, height=height)
            page.insert_image(page.rect, stream=buffer.getvalue())
            add_words(page, known.words if known and known.source is TextSource.OCR else ())
        _save(public, target)
