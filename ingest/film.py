"""The public version of a video: faces covered in every frame, sound only by decision, nothing else kept.

The film is read twice: once a few frames a second are searched for faces, then every frame is covered and
written anew as H.264 in MP4, which every browser plays.  Titles, places, chapters, subtitles and other
streams stay behind because only pixels and, if so decided, samples of sound are taken.  A film remains
evidence: no detector sees every face in every frame, so a person watches the result before it is published.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio import AudioStream
from av.container import InputContainer, OutputContainer
from av.video import VideoFrame, VideoStream

from ingest.errors import DamagedFile, DecompressionBomb, FilmTooLong
from ingest.faces import find, tracks
from ingest.faces.centerface import Pixels
from ingest.faces.scales import Look
from ingest.options import Options
from ingest.photograph import COVER
from ingest.values import Box, FileType

LOOKS_A_SECOND = 8
SIDE = 960  # of a frame when it is searched: faces of some 25 pixels in a film of 1,920
MOST_SECONDS = 1800.0
MOST_FRAMES = 120_000
LARGEST_SIDE = 1920  # of the public film
QUALITY = "23"  # x264's constant rate factor
_TICKS = Fraction(1, 90_000)
_CLEARLY = 0.35


@dataclass(frozen=True)
class FilmPlan:
    """What is to be covered through a film; boxes in pixels of its frames as they are shown."""

    seconds: float
    tracks: tuple[tracks.Track, ...]


@dataclass(frozen=True)
class _Shown:
    """One frame as it is meant to be seen."""

    time: float  # seconds from the first frame
    pixels: Pixels


def plan(path: Path, options: Options) -> FilmPlan:
    """Every face that a few looks a second find, joined through time."""
    looks: list[tracks.Seen] = []
    last = 0.0
    for shown in _frames(path, options):
        last = shown.time
        if not looks or shown.time - looks[-1].time >= 1 / LOOKS_A_SECOND - 1e-6:
            looks.append(tracks.Seen(shown.time, _faces(shown.pixels)))
    if not looks:
        raise DamagedFile
    return FilmPlan(last, tracks.tracks(looks))


def make(
    path: Path, found: FilmPlan, target: Path, options: Options, *, with_sound: bool = False
) -> FileType:
    """Write the film with its faces covered to ``target``, an MP4, and say what type it now is."""
    with _new(target) as public:
        film = _Film(public)
        with _opened(path) as sound:
            heard = sound.streams.audio[0] if with_sound and sound.streams.audio else None
            track = film.add_sound(heard) if heard is not None else None
            for shown in _frames(path, options):
                film.show(covered(shown.pixels, tracks.patches(found.tracks, shown.time)), shown.time)
            film.end_pictures()
            if heard is not None and track is not None:
                _copy_sound(sound, heard, track, public, found.seconds)
    return FileType.MP4


def covered(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """The frame with every box in one flat colour."""
    height, width = pixels.shape[:2]
    public = pixels.copy()
    for box in boxes:
        x0, y0 = max(0, int(box.x0)), max(0, int(box.y0))
        x1, y1 = min(width, -int(-box.x1 // 1)), min(height, -int(-box.y1 // 1))
        if x1 > x0 and y1 > y0:
            public[y0:y1, x0:x1] = COVER
    return public


def remaining(path: Path, options: Options) -> tuple[float, ...]:
    """The moments, in seconds, at which a finished film clearly still shows a face."""
    found = plan(path, options)
    moments = {round(point.time, 2) for track in found.tracks for point in track if point.score >= _CLEARLY}
    return tuple(sorted(moments))


class _Film:
    """A new film that takes its size from its first frame."""

    def __init__(self, public: OutputContainer) -> None:
        self._public = public
        # Every stream must be known before the first frame is written.
        self._stream: VideoStream = public.add_stream("libx264", rate=30)
        self._stream.pix_fmt = "yuv420p"
        self._stream.options = {"crf": QUALITY, "preset": "veryfast", "threads": "1"}
        self._stream.time_base = _TICKS
        self._stream.codec_context.time_base = _TICKS
        self._size: tuple[int, int] | None = None
        self._last = -1

    def add_sound(self, heard: AudioStream) -> AudioStream:
        return self._public.add_stream("aac", rate=heard.rate or 44_100, layout="stereo")

    def show(self, pixels: Pixels, time: float) -> None:
        if self._size is None:
            self._size = _public_size(pixels.shape[1], pixels.shape[0])
            self._stream.width, self._stream.height = self._size
        frame = VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
        frame = frame.reformat(*self._size, format="yuv420p")
        # Two frames of one moment are a fault of the original: the later goes one tick on.
        self._last = max(self._last + 1, round(time / _TICKS))
        frame.pts, frame.time_base = self._last, _TICKS
        self._public.mux(self._stream.encode(frame))

    def end_pictures(self) -> None:
        self._public.mux(self._stream.encode(None))


def _faces(pixels: Pixels) -> tuple[find.Face, ...]:
    """The faces in one frame, upright ones and those that lie: one size, three turns."""
    side = min(max(pixels.shape[:2]) * 2, SIDE)
    return find.faces_in_looks(pixels, (Look(side), Look(side // 2, 90), Look(side // 2, 270)))


def _frames(path: Path, options: Options) -> Iterator[_Shown]:
    """Every frame, upright, its time counted from the first; bounded in number, length and pixels."""
    with _opened(path) as film:
        if not film.streams.video:
            raise DamagedFile
        stream = film.streams.video[0]
        stream.thread_type = "SLICE"
        first: float | None = None
        for number, frame in enumerate(film.decode(stream)):
            if frame.width * frame.height > options.limits.pixels:
                raise DecompressionBomb
            time = float(frame.time if frame.time is not None else number / 25)
            first = time if first is None else first
            if number >= MOST_FRAMES or time - first > MOST_SECONDS:
                raise FilmTooLong(minutes=round(MOST_SECONDS / 60))
            yield _Shown(max(0.0, time - first), _upright(frame))


def _upright(frame: VideoFrame) -> Pixels:
    """The frame turned as the telephone was held."""
    pixels = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
    quarters = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(pixels, quarters)) if quarters else pixels


def _public_size(width: int, height: int) -> tuple[int, int]:
    """The size of the public film: bounded, and even, as H.264 needs it."""
    shrink = min(1.0, LARGEST_SIDE / max(width, height))
    return max(2, int(width * shrink) // 2 * 2), max(2, int(height * shrink) // 2 * 2)


def _copy_sound(
    film: InputContainer, heard: AudioStream, track: AudioStream, public: OutputContainer, seconds: float
) -> None:
    """The samples of the first sound stream, encoded anew: packets could carry more than sound."""
    for frame in film.decode(heard):
        if frame.time is not None and frame.time > seconds + 1:
            break
        public.mux(track.encode(frame))
    public.mux(track.encode(None))


@contextmanager
def _opened(path: Path) -> Iterator[InputContainer]:
    try:
        with av.open(str(path), metadata_errors="ignore") as film:
            yield film
    except av.FFmpegError as error:
        raise DamagedFile from error


@contextmanager
def _new(target: Path) -> Iterator[OutputContainer]:
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(target), "w", format="mp4", options=options) as public:
        yield public
