"""The moments of a film that stand for it as pages: what people look at, and what is read of it.

The same moments of an original and of its public version are the same pages, so that they can be compared
side by side; so their number follows from the length alone, with bounds that no film is likely to lie on.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.video import VideoFrame

from ingest.errors import DamagedFile, DecompressionBomb
from ingest.faces.centerface import Pixels
from ingest.options import Options

POINTS = 0.75  # of a pixel: screens count 96 pixels to an inch
_LENGTHS = (1.37, 7.37, 45.37, 181.37)  # seconds, from each of which on there are more
_SAMPLES = (2, 4, 8, 16, 24)
_MICROSECONDS = 1_000_000


def moments(seconds: float) -> tuple[float, ...]:
    """The moments of a film of this length, in seconds from its first frame."""
    count = _SAMPLES[bisect(_LENGTHS, seconds)]
    return tuple((number + 0.5) * seconds / count for number in range(count))


def length(path: Path) -> float:
    """Seconds, as the file says; how long its frames really last is told by reading them."""
    with opened(path) as film:
        stream = film.streams.video[0]
        if stream.duration is not None and stream.time_base is not None:
            return float(stream.duration * stream.time_base)
        return (film.duration or 0) / _MICROSECONDS


def frames_at(path: Path, wanted: Sequence[float], options: Options) -> Iterator[Pixels]:
    """The frame shown at each moment, upright; of moments behind the end, the last frame."""
    with opened(path) as film:
        stream = film.streams.video[0]
        start = float((stream.start_time or 0) * (stream.time_base or 0))
        for moment in wanted:
            yield upright(_frame_at(film, start + moment, options))


def upright(frame: VideoFrame) -> Pixels:
    """The frame turned as the telephone was held."""
    pixels = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
    quarters = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(pixels, quarters)) if quarters else pixels


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """A film that has pictures; raises DamagedFile for anything else, also while it is read."""
    try:
        with av.open(str(path), metadata_errors="ignore") as film:
            if not film.streams.video:
                raise DamagedFile
            yield film
    except (av.FFmpegError, MemoryError) as error:
        raise DamagedFile from error


def _frame_at(film: InputContainer, moment: float, options: Options) -> VideoFrame:
    stream = film.streams.video[0]
    film.seek(max(0, int(moment * _MICROSECONDS)))
    last: VideoFrame | None = None
    for frame in film.decode(stream):
        if frame.width * frame.height > options.limits.pixels:
            raise DecompressionBomb
        if last is not None and frame.time is not None and frame.time > moment:
            return last
        last = frame
    if last is None:
        raise DamagedFile
    return last
