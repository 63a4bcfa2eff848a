"""Videos -> pages without text, one for each of a few moments: size, length, date, frames and a poster."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
from PIL import Image

from ingest import film_samples
from ingest.boxes import made
from ingest.errors import DamagedFile, DecompressionBomb
from ingest.options import Options
from ingest.pack import PackWriter
from ingest.render import add_preview, add_thumbnail
from ingest.values import FileType, Page, Preview, Survey

POSTER_AT = 0.1  # share of the film: the first frames are often black
_DARK = 12.0  # mean brightness under which a frame shows nothing
_TRIES = 5


def survey(path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
    with _film(path) as film:
        width = int(film.get(cv2.CAP_PROP_FRAME_WIDTH))
        height = int(film.get(cv2.CAP_PROP_FRAME_HEIGHT))
        if width * height > options.limits.pixels:
            raise DecompressionBomb
        seconds = _seconds(film)
    created = None
    if file_type is not FileType.WEBM:
        with path.open("rb") as file:
            created = made(file, path.stat().st_size)
    pages = len(film_samples.moments(film_samples.length(path)))
    return Survey(file_type, pages, created=created, width=width, height=height, duration=seconds)


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
    wanted = film_samples.moments(film_samples.length(path))[first - 1 : last]
    for number, frame in enumerate(film_samples.frames_at(path, wanted, options), start=first):
        picture = Image.fromarray(frame)
        yield Page(
            number,
            picture.width * film_samples.POINTS,
            picture.height * film_samples.POINTS,
            "",
            preview=add_preview(picture, options, pack),
            thumbnail=_thumbnail(path, options, pack) if number == 1 else None,
        )


def _thumbnail(path: Path, options: Options, pack: PackWriter) -> Preview:
    """The first moments are often black: of the whole film something else stands in lists."""
    with _film(path) as film:
        return add_thumbnail(_poster(film), options, pack)


@contextmanager
def _film(path: Path) -> Iterator[cv2.VideoCapture]:
    film = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    try:
        if not film.isOpened():
            raise DamagedFile
        yield film
    finally:
        film.release()


def _seconds(film: cv2.VideoCapture) -> float | None:
    """Length as frames by rate; a stream that does not say has none."""
    frames, rate = film.get(cv2.CAP_PROP_FRAME_COUNT), film.get(cv2.CAP_PROP_FPS)
    return round(frames / rate, 2) if frames > 0 and rate > 0 else None


def _poster(film: cv2.VideoCapture) -> Image.Image:
    """The first frame from a tenth of the film on that is not black."""
    frames = max(1.0, film.get(cv2.CAP_PROP_FRAME_COUNT))
    best: Image.Image | None = None
    for turn in range(_TRIES):
        film.set(cv2.CAP_PROP_POS_FRAMES, int(frames * min(0.9, POSTER_AT * (turn + 1))))
        there, frame = film.read()
        if not there:
            film.set(cv2.CAP_PROP_POS_FRAMES, 0)
            there, frame = film.read()
        if not there:
            continue
        picture = Image.fromarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB))
        if float(frame.mean()) > _DARK:
            return picture
        best = best or picture
    if best is None:
        raise DamagedFile
    return best
