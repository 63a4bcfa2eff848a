"""The public version of a video: faces covered in every frame, sound only by decision, nothing else kept.

The film is read twice: once a few frames a second are searched for faces, then every frame is covered and
written anew as H.264 in MP4, which every browser plays.  Titles, places, chapters, subtitles and other
streams stay behind because only pixels and, if so decided, samples of sound are taken.  A film remains
evidence: no detector sees every face in every frame, so a person watches the result before it is published.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio import AudioStream
from av.container import InputContainer, OutputContainer
from av.video import VideoFrame, VideoStream

from ingest import film_samples
from ingest.errors import DamagedFile, DecompressionBomb, FilmTooLong
from ingest.faces import find, tracks
from ingest.faces.centerface import Pixels
from ingest.faces.scales import Look
from ingest.options import Options
from ingest.photograph import COVER
from ingest.values import Box, FileType

LOOKS_A_SECOND = 8
SIDE_AGAIN = 832  # of a frame of the finished film when the gate searches it
SIDE = 960  # of a frame when it is searched: faces of some 25 pixels in a film of 1,920
MOST_SECONDS = 1800.0
MOST_FRAMES = 120_000
LARGEST_SIDE = 1920  # of the public film
QUALITY = "23"  # x264's constant rate factor
_TICKS = Fraction(1, 90_000)
CLEARLY = 0.35  # how sure the model must be of a face in a finished film for it to be held back


@dataclass(frozen=True)
class FilmPlan:
    """What is to be covered through a film; boxes in pixels of its frames as they are shown."""

    seconds: float
    tracks: tuple[tracks.Track, ...]
    standing: tuple["Standing", ...] = ()  # what people drew, or what is written: it stays where it is


@dataclass(frozen=True)
class Standing:
    """A place that is covered from one moment to another."""

    begins: float
    ends: float
    box: Box

    def holds(self, time: float) -> bool:
        return self.begins <= time <= self.ends


@dataclass(frozen=True)
class _Shown:
    """One frame as it is meant to be seen."""

    time: float  # seconds from the first frame
    pixels: Pixels


def plan(path: Path, options: Options) -> FilmPlan:
    """Every face that a few looks a second find, joined through time."""
    return _found(path, options, _faces, 0.0)


def _found(
    path: Path, options: Options, look: Callable[[Pixels], tuple[find.Face, ...]], first: float
) -> FilmPlan:
    """What looks a few times a second see, the earliest of them ``first`` seconds into the film."""
    looks: list[tracks.Seen] = []
    shown: _Shown | None = None
    due = first
    for shown in _frames(path, options):
        if shown.time >= due - 1e-6:
            looks.append(tracks.Seen(shown.time, look(shown.pixels)))
            due = shown.time + 1 / LOOKS_A_SECOND
    if shown is None:
        raise DamagedFile
    if not looks:  # a film shorter than the time to its first look
        looks.append(tracks.Seen(shown.time, look(shown.pixels)))
    return FilmPlan(shown.time, tracks.tracks(looks))


def make(
    path: Path, found: FilmPlan, target: Path, options: Options, *, with_sound: bool = False
) -> FileType:
    """Write the film with its faces covered to ``target``, an MP4, and say what type it now is."""
    with _new(target) as public:
        film = _Film(public)
        with film_samples.opened(path) as sound:
            heard = sound.streams.audio[0] if with_sound and sound.streams.audio else None
            track = film.add_sound(heard) if heard is not None else None
            for shown in _frames(path, options):
                film.show(covered(shown.pixels, patches(found, shown.time)), shown.time)
            film.end_pictures()
            if heard is not None and track is not None:
                _copy_sound(sound, heard, track, public, found.seconds)
    return FileType.MP4


def patches(found: FilmPlan, time: float) -> tuple[Box, ...]:
    """What is covered at one moment, in pixels of the original's frames."""
    standing = (one.box for one in found.standing if one.holds(time))
    return (*tracks.patches(found.tracks, time), *standing)


def has_sound(path: Path) -> bool:
    with film_samples.opened(path) as film:
        return bool(film.streams.audio)


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


def remaining(path: Path, options: Options) -> FilmPlan:
    """The faces a finished film clearly still shows, seen at other moments and sizes than before."""
    found = _found(path, options, _look_again, 0.5 / LOOKS_A_SECOND)
    clear = (track for track in found.tracks if max(point.score for point in track) >= CLEARLY)
    return FilmPlan(found.seconds, tuple(clear))


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


def _look_again(pixels: Pixels) -> tuple[find.Face, ...]:
    side = min(max(pixels.shape[:2]) * 2, SIDE_AGAIN)
    return find.faces_in_looks(pixels, (Look(side), Look(side // 2)))


def _frames(path: Path, options: Options) -> Iterator[_Shown]:
    """Every frame, upright, its time counted from the first; bounded in number, length and pixels."""
    with film_samples.opened(path) as film:
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
            yield _Shown(max(0.0, time - first), film_samples.upright(frame))


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
def _new(target: Path) -> Iterator[OutputContainer]:
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(target), "w", format="mp4", options=options) as public:
        yield public
