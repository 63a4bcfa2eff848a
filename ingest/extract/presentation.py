"""Presentations -> one page per shown slide: as LibreOffice draws it where present, else its text alone.

Speaker notes and the text of hidden slides are for staff: they go to Page.notes, never to Page.text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ingest import office, sealed
from ingest.errors import AbilityMissing, DamagedFile, NoPages, TooManyPages
from ingest.extract import opendoc, pdf, slides
from ingest.extract.paged import drawn_page
from ingest.options import Options
from ingest.pack import PackWriter
from ingest.values import FileType, Page, Survey

_Slide = slides.Slide | opendoc.Slide


@dataclass(frozen=True)
class _Deck:
    """What could be read of the file itself; nothing of it for the old binary format."""

    slides: Sequence[_Slide] = ()
    title: str | None = None
    created: datetime | None = None

    @property
    def shown(self) -> list[_Slide]:
        return [slide for slide in self.slides if not slide.hidden]


def survey(path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
    sealed.demand_open(path)
    readable = file_type is not FileType.PPT
    if not office.available():
        if not readable:
            raise AbilityMissing(tool=office.NAME)
        return _text_survey(file_type, _deck(path, file_type, options), options, (office.ABILITY,))
    deck = _deck_or_nothing(path, file_type, options)
    if readable and deck is not None and not deck.shown:
        raise NoPages
    rendered = office.render(path, file_type, work, options.limits)
    if rendered is not None:
        drawn = pdf.survey(rendered, file_type, options, work)
        return replace(
            drawn,
            file_type=file_type,
            title=deck.title if deck else None,
            created=deck.created if deck else None,
            rendered=True,
        )
    if deck is None or not deck.slides:
        raise DamagedFile
    return _text_survey(file_type, deck, options, ())


def read(
    path: Path,
    file_type: FileType,
    survey: Survey,
    first: int,
    last: int,
    options: Options,
    work: Path,
    pack: PackWriter,
) -> Iterator[Page]:
    deck = _deck_or_nothing(path, file_type, options) or _Deck()
    asides = _asides(deck, survey.page_count)
    last = min(last, survey.page_count)
    if not survey.rendered:
        for number in range(first, last + 1):
            slide = deck.shown[number - 1]
            yield drawn_page(number, slide.text, options, pack, label=slide.name, notes=asides.get(number))
        return
    names = _names(deck, survey.page_count)
    for page in pdf.read_pdf_pages(work / office.RENDERED, first, last, options, pack):
        yield replace(page, label=names.get(page.number), notes=asides.get(page.number))


def _text_survey(file_type: FileType, deck: _Deck, options: Options, missing: tuple[str, ...]) -> Survey:
    pages = len(deck.shown)
    if pages == 0:
        raise NoPages
    if pages > options.limits.pages:
        raise TooManyPages(pages=pages, limit=options.limits.pages)
    return Survey(file_type, pages, title=deck.title, created=deck.created, missing_abilities=missing)


def _deck_or_nothing(path: Path, file_type: FileType, options: Options) -> _Deck | None:
    """LibreOffice may still draw what the exact readers find wrong."""
    try:
        return _deck(path, file_type, options)
    except DamagedFile:
        return None


def _deck(path: Path, file_type: FileType, options: Options) -> _Deck:
    if file_type is FileType.PPTX:
        deck = slides.open_deck(path)
        return _Deck(deck.slides, deck.title, deck.created)
    if file_type is FileType.ODP:
        about = opendoc.about(path, options.limits)
        return _Deck(opendoc.slides(path, options.limits), about.title, about.created)
    return _Deck()


def _names(deck: _Deck, pages: int) -> dict[int, str | None]:
    """Slide names by page, where pages and shown slides correspond one to one."""
    if len(deck.shown) != pages:
        return {}
    return {number: slide.name for number, slide in enumerate(deck.shown, start=1)}


def _asides(deck: _Deck, pages: int) -> dict[int, str]:
    """What is for staff, by page: notes of the slide, then hidden slides up to the next shown one.

    Where slides and pages do not correspond, all of it goes to the first page with the slide's number.
    """
    exact = len(deck.shown) == pages
    found: dict[int, list[str]] = {}
    page = 0
    for number, slide in enumerate(deck.slides, start=1):
        page += not slide.hidden
        place = max(1, page) if exact else 1
        if slide.hidden:
            words = "\n".join(filter(None, (slide.text, slide.notes)))
            found.setdefault(place, []).append(f"[Diapositiva {number}, oculta]\n{words}")
        elif slide.notes:
            found.setdefault(place, []).append(
                slide.notes if exact else f"[Diapositiva {number}]\n{slide.notes}"
            )
    return {place: "\n\n".join(parts) for place, parts in found.items()}
