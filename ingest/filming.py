"""The way of a film to its public version: moments to look at, what is decided there, a new film.

A film is looked at by its moments (ingest.film_samples), which are its pages.  A face that was found is
followed through the film and covered from its first to its last sighting; it stays visible only if people
left it open at every moment that shows it.  What people draw, and what is written, is covered where it stands
from the moment before to the moment after.  Sound is one more thing to decide on: a box on the first page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from ingest import film, film_samples, ocr, photograph
from ingest.faces import tracks
from ingest.film import FilmPlan, Standing
from ingest.options import Options
from ingest.orders import Made, Order
from ingest.redactions import (
    DataType,
    Examination,
    Finding,
    PagePlan,
    Redaction,
    Route,
    Secrets,
    Source,
    Why,
)
from ingest.values import Box, Page

LIKELY = 0.5  # text that is surer is searched for in the finished film
SOUND_STRIP = 0.05  # of the first frame's height: where the sound's box is shown
_SCREEN_DPI = 96.0
_ALIKE = 0.6  # share of the larger of two boxes that the other covers, from which they are the same


@dataclass(frozen=True)
class _Moment:
    """One page of a film."""

    time: float
    page: Page


@dataclass(frozen=True)
class _Watched:
    """A film, seen: its faces through time and its moments as pages."""

    plan: FilmPlan
    moments: tuple[_Moment, ...]
    proposed: Examination


def weight(path: Path) -> int:
    """How much there is to do, as pages of a document: one for each second."""
    return int(film_samples.length(path)) + 1


def look(path: Path, options: Options) -> Examination:
    """What would be covered at the film's moments, for people to decide on."""
    return _watched(path, options).proposed


def make(path: Path, order: Order, target: Path, options: Options) -> Made:
    """Write the public film to ``target``; sound is kept only where people left its box open."""
    seen = _watched(path, options)
    examined = seen.proposed
    if order.decided is not None:
        pages = tuple(
            replace(page, redactions=tuple(each for each in order.decided if each.page == page.number))
            for page in examined.pages
        )
        examined = replace(examined, pages=pages)
    plan = _final(seen, examined.pages, order.left_open)
    with_sound = any(each.data_type is DataType.VOICE for each in order.left_open)
    film.make(path, plan, target, options, with_sound=with_sound)
    return Made(order.wanted, examined, examined.people, covered=examined.pages, left_open=order.left_open)


def faces_left(path: Path, made: Made, options: Options) -> tuple[int, ...]:
    """The moments, as pages, nearest to where a finished film still shows a face that nobody left open."""
    found = film.remaining(path, options)
    times = film_samples.moments(film_samples.length(path))
    pages = {page.number: page for page in made.covered}
    moments = [
        _Moment(time, Page(number, pages[number].width, pages[number].height, ""))
        for number, time in enumerate(times, start=1)
        if number in pages
    ]
    left = [track for track in found.tracks if not _is_open(track, moments, made.left_open)]
    return tuple(sorted({_nearest(times, track[0].time) for track in left}))


def _watched(path: Path, options: Options) -> _Watched:
    plan = film.plan(path, options)
    times = film_samples.moments(film_samples.length(path))
    moments, pages, found = [], [], []
    frames = film_samples.frames_at(path, times, options)
    for number, (time, frame) in enumerate(zip(times, frames, strict=True), start=1):
        picture = Image.fromarray(frame)
        page = _read(number, picture, options)
        here = [*_faces(plan, time, page), *photograph.written(picture, page, options)]
        moments.append(_Moment(time, page))
        found += here
        boxes = [Redaction(number, box, each.data_type) for each in here for box in each.boxes]
        pages.append(PagePlan(number, page.width, page.height, tuple(boxes)))
    if film.has_sound(path):
        found.append(sound := _sound(moments[0].page))
        spoken = Redaction(1, sound.boxes[0], DataType.VOICE)
        pages[0] = replace(pages[0], redactions=(*pages[0].redactions, spoken))
    values = tuple((each.data_type, each.text) for each in found if each.text and each.confidence > LIKELY)
    proposed = Examination(
        Route.FILM, Why.FILM, tuple(pages), tuple(found), Secrets(tuple(dict.fromkeys(values)))
    )
    return _Watched(plan, tuple(moments), proposed)


def _read(number: int, picture: Image.Image, options: Options) -> Page:
    width, height = picture.width * film_samples.POINTS, picture.height * film_samples.POINTS
    if not ocr.available(options):
        return Page(number, width, height, "")
    read = ocr.read_image(picture, options, _SCREEN_DPI)
    return Page(number, width, height, read.text, read.words)


def _faces(plan: FilmPlan, time: float, page: Page) -> Iterator[Finding]:
    for track in plan.tracks:
        for box in _boxes_at(track, time, page):
            sure = max(point.score for point in track)
            yield Finding(page.number, (box,), DataType.FACE, Source.PICTURE, round(sure, 3))


def _boxes_at(track: tracks.Track, time: float, page: Page) -> Iterator[Box]:
    """A face's patch at a moment, in points of its page; none where it is not covered then."""
    for patch in tracks.patches((track,), time):
        x0, y0, x1, y1 = (side * film_samples.POINTS for side in patch)
        box = Box(max(0.0, x0), max(0.0, y0), min(page.width, x1), min(page.height, y1))
        if box.x1 > box.x0 and box.y1 > box.y0:
            yield box


def _sound(first: Page) -> Finding:
    strip = Box(0.0, first.height * (1 - SOUND_STRIP), first.width, first.height)
    return Finding(1, (strip,), DataType.VOICE, Source.PICTURE, 1.0)


def _final(seen: _Watched, pages: Sequence[PagePlan], left_open: Sequence[Redaction]) -> FilmPlan:
    """The faces that stay covered through time, and beside them what is covered in its place."""
    decided = [each for page in pages for each in page.redactions if each.data_type is not DataType.VOICE]
    closed = tuple(
        track
        for track in seen.plan.tracks
        if not _is_open(track, seen.moments, left_open) or _is_any_of(track, seen.moments, decided)
    )
    standing = tuple(
        _standing(each, seen.moments)
        for each in decided
        if not any(_is_any_of(track, seen.moments, [each]) for track in closed)
    )
    return replace(seen.plan, tracks=closed, standing=standing)


def _is_open(track: tracks.Track, moments: Sequence[_Moment], left_open: Sequence[Redaction]) -> bool:
    """Whether people left a face open wherever a moment shows it; what no moment shows stays covered."""
    shown = [(moment, box) for moment in moments for box in _boxes_at(track, moment.time, moment.page)]
    return bool(shown) and all(
        any(
            each.page == moment.page.number
            and each.data_type is DataType.FACE
            and photograph.holds_middle(each.box, box)
            for each in left_open
        )
        for moment, box in shown
    )


def _is_any_of(track: tracks.Track, moments: Sequence[_Moment], boxes: Sequence[Redaction]) -> bool:
    """Whether one of the boxes is this very face's at its moment."""
    return any(
        each.page == moment.page.number and each.data_type is DataType.FACE and _alike(each.box, box)
        for moment in moments
        for box in _boxes_at(track, moment.time, moment.page)
        for each in boxes
    )


def _standing(box: Redaction, moments: Sequence[_Moment]) -> Standing:
    """A box in pixels, from the moment before its own to the moment after."""
    at = box.page - 1
    begins = moments[at - 1].time if at > 0 else 0.0
    ends = moments[at + 1].time if at + 1 < len(moments) else float("inf")
    return Standing(begins, ends, Box(*(side / film_samples.POINTS for side in box.box)))


def _alike(one: Box, other: Box) -> bool:
    across = max(0.0, min(one.x1, other.x1) - max(one.x0, other.x0))
    down = max(0.0, min(one.y1, other.y1) - max(one.y0, other.y0))
    larger = max((box.x1 - box.x0) * (box.y1 - box.y0) for box in (one, other))
    return larger > 0 and across * down >= _ALIKE * larger


def _nearest(times: Sequence[float], time: float) -> int:
    return 1 + min(range(len(times)), key=lambda number: abs(times[number] - time))
