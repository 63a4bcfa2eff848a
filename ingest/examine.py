"""What the pages of a document hold that may not be published, and what of them may stay."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest import box_sizes, listed_columns, page_faces, photograph, unread
from ingest.attendance import pages as lists
from ingest.attendance.cover import whole_page
from ingest.attendance.pages import ListReading
from ingest.detect import attendance, findings
from ingest.detect import lines as laying
from ingest.detect import photograph as photographs
from ingest.errors import ListNotFound, NothingCertain, PaperNotRead
from ingest.redacting_pages import Sight, Source
from ingest.redactions import (
    DataType,
    Examination,
    Extent,
    Finding,
    PagePlan,
    Redaction,
    Route,
    Secrets,
    Why,
)
from ingest.values import Box, FileType, Page, Word

LIKELY = 0.5  # a finding that is less sure is a question to a person
_LETTERS = re.compile(r"[^\W\d_]{4,}")


def examine(source: Source, sights: Sequence[Sight], asked: Route | None) -> Examination:
    """The pages by the rules their content calls for.

    Raises ListNotFound where a list was asked for and none is there, NothingCertain where every page would
    have to be covered whole, and PaperNotRead where something written could not be read.
    """
    found = lists.read([sight.seen for sight in sights])
    if found is not None:
        return _of_lists(sights, found)
    if asked is Route.ATTENDANCE:
        raise ListNotFound
    announced = [sight for sight in sights if _announces_list(sight)]
    if announced:
        return _of_announced(sights, announced)
    if any(unread.is_unread_paper(sight) for sight in sights):
        raise PaperNotRead
    if asked is not Route.DOCUMENT and _is_photograph(source, sights, asked):
        return _of_photographs(source, sights, asked)
    pages = [_open(sight.seen.page) for sight in sights]
    why = Why.ASKED if asked is Route.DOCUMENT else Why.NO_LIST_FOUND
    return _with_findings(Examination(Route.DOCUMENT, why, tuple(pages)), sights)


def _announces_list(sight: Sight) -> bool:
    page = sight.seen.page
    return attendance.announced(page.text) or attendance.announced(laying.lay(page.words).text)


def _of_announced(sights: Sequence[Sight], announced: Sequence[Sight]) -> Examination:
    """A list by its title of which no table could be made out: its pages are covered whole."""
    if len(announced) == len(sights):
        raise NothingCertain
    numbers = tuple(sight.seen.page.number for sight in announced)
    pages = tuple(
        whole_page(sight.seen.page) if sight.seen.page.number in numbers else _open(sight.seen.page)
        for sight in sights
    )
    listed = Examination(Route.ATTENDANCE, Why.LIST_FOUND, pages, unsure_pages=numbers)
    return _with_findings(listed, sights)


def _is_photograph(source: Source, sights: Sequence[Sight], asked: Route | None) -> bool:
    if source.picture_path is None:
        return False
    texts = [sight.seen.page.text for sight in sights]
    return asked is Route.PHOTO or photographs.found(texts, FileType.JPEG)


def _of_photographs(source: Source, sights: Sequence[Sight], asked: Route | None) -> Examination:
    assert source.picture_path is not None
    why = Why.ASKED if asked is Route.PHOTO else Why.HARDLY_ANY_TEXT
    plans = [
        photograph.plan(source.picture_path, source.file_type, sight.seen.page, source.options)
        for sight in sights
    ]
    found = tuple(finding for plan in plans for finding in plan.findings)
    codes = [
        finding
        for sight in sights
        for finding in findings.find_in_picture(sight.seen.picture, sight.seen.dpi, sight.seen.page.number)
    ]
    pages = tuple(
        covered(replace(plan.page, kept=()), [each for each in codes if each.page == plan.page.number])
        for plan in plans
    )
    values = tuple((each.data_type, each.text) for each in found if each.text and each.confidence > LIKELY)
    return Examination(Route.PHOTO, why, pages, (*found, *codes), Secrets(values))


def _of_lists(sights: Sequence[Sight], found: ListReading) -> Examination:
    if len(found.unsure_pages) == len(sights):
        raise NothingCertain
    listed = Examination(
        Route.ATTENDANCE,
        Why.LIST_FOUND,
        found.pages,
        people=found.people,
        required=found.required,
        counts=found.counts,
        unsure_pages=found.unsure_pages,
    )
    return _with_findings(listed, sights)


def _open(page: Page) -> PagePlan:
    return PagePlan(page.number, page.width, page.height, (), page.words)


def _with_findings(examined: Examination, sights: Sequence[Sight]) -> Examination:
    """The same with what the detectors find among the words that would stay, and on the pictures."""
    found = [
        finding
        for plan, sight in zip(examined.pages, sights, strict=True)
        for finding in _found_on(plan, sight)
    ]
    likely = [each for each in found if each.confidence > LIKELY or each.data_type is DataType.FACE]
    pages = tuple(
        covered(plan, [finding for finding in likely if finding.page == plan.number])
        for plan in examined.pages
    )
    values = (*examined.people.values, *((each.data_type, each.text) for each in likely if each.text))
    secrets = Secrets(tuple(dict.fromkeys(values)))
    required = _still_required(examined, pages)
    return replace(examined, pages=pages, findings=tuple(found), people=secrets, required=required)


def _found_on(plan: PagePlan, sight: Sight) -> Iterable[Finding]:
    if any(each.data_type is DataType.WHOLE_PAGE for each in plan.redactions):
        return
    text = " ".join(word.text for word in plan.kept)
    yield from findings.find(replace(sight.seen.page, words=plan.kept, text=text))
    yield from findings.find_in_picture(sight.seen.picture, sight.seen.dpi, plan.number)
    yield from page_faces.found(sight)


def decided(examined: Examination, sights: Sequence[Sight], boxes: Sequence[Redaction]) -> Examination:
    """What people decided instead of what was proposed: their boxes, and no other, go.

    Raises ListUncovered where a list's people would be seen.
    """
    listed_columns.demand_covered(examined, boxes)
    pages = []
    shown: set[str] = set()
    for plan, sight in zip(examined.pages, sights, strict=True):
        mine = tuple(each for each in boxes if each.page == plan.number)
        kept = beside(sight.seen.page.words, [each.box for each in mine])
        shown |= {word.text for word in set(kept) - set(plan.kept)}
        pages.append(replace(plan, redactions=mine, kept=kept))
    people = Secrets(
        tuple(
            (kind, text)
            for kind, text in examined.people.values
            if not all(word in shown for word in text.split())
        )
    )
    required = _still_required(examined, pages)
    return replace(examined, pages=tuple(pages), people=people, required=required)


def covered(plan: PagePlan, found: Sequence[Finding]) -> PagePlan:
    """The page with these findings covered as well, and without the words they touch."""
    new = tuple(
        Redaction(plan.number, box, finding.data_type, _extent(box, plan.kept))
        for finding in found
        for box in finding.boxes
    )
    boxes = [each.box for each in new]
    return replace(plan, redactions=(*plan.redactions, *new), kept=beside(plan.kept, boxes))


def beside(words: Iterable[Word], boxes: Sequence[Box]) -> tuple[Word, ...]:
    """The words that none of the boxes touches."""
    return tuple(
        word for word in words if not any(box_sizes.touch(box_sizes.core(word), box) for box in boxes)
    )


def _extent(box: Box, words: Iterable[Word]) -> Extent:
    touched = sum(1 for word in words if box_sizes.touch(box_sizes.core(word), box))
    return Extent(words=touched, lines=1 if touched else 0)


def _still_required(examined: Examination, pages: Sequence[PagePlan]) -> tuple[str, ...]:
    """Of a list, the phrases that no box took words from; of other documents, every line that stays."""
    lines = [line for plan in pages for line in lines_of(plan.kept)]
    if examined.route is not Route.ATTENDANCE:
        return tuple(dict.fromkeys(line for line in lines if _LETTERS.search(line)))
    whole = "\n".join(" ".join(line.split()) for line in lines)
    return tuple(phrase for phrase in examined.required if _stands_in(phrase, whole))


def _stands_in(phrase: str, whole: str) -> bool:
    return all(word in whole for word in phrase.split())


def lines_of(words: Sequence[Word]) -> list[str]:
    """Words as lines of text, cells apart."""
    text = laying.lay(words).text
    return [part.strip() for line in text.splitlines() for part in line.split("\t") if part.strip()]
