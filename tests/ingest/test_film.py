"""The public version of a video: faces covered in every frame, sound by decision, nothing else."""

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from ingest import film
from ingest.errors import DamagedFile, FilmTooLong
from ingest.faces import find, tracks
from ingest.faces.centerface import Pixels
from ingest.options import Options
from ingest.values import Box, FileType
from tests.ingest.faces.drawn import pixels, scene

OPTIONS = Options()
WIDTH, HEIGHT, RATE = 320, 240, 12


def write_film(path: Path, frames: list[Pixels], *, sound: bool = False, title: str = "") -> Path:
    with av.open(str(path), "w") as made:
        if title:
            made.metadata["title"] = title
            made.metadata["location"] = "+18.46-097.39/"
        stream = made.add_stream("libx264", rate=RATE)
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        heard = made.add_stream("aac", rate=44_100, layout="mono") if sound else None
        for frame in frames:
            made.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="rgb24")))
        made.mux(stream.encode(None))
        if heard is not None:
            tone = (np.sin(np.arange(44_100) / 16) * 9000).astype(np.int16)[None]
            samples = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
            samples.rate = 44_100
            made.mux(heard.encode(samples))
            made.mux(heard.encode(None))
    return path


def _walk(path: Path, frames: int = RATE, **options: object) -> Path:
    """A face that walks from left to right."""
    shown = [pixels(scene((WIDTH, HEIGHT), (_where(n), 120, 90))) for n in range(frames)]
    return write_film(path, shown, **options)  # type: ignore[arg-type]


def _where(number: int) -> int:
    return 80 + 10 * number


def _shown(path: Path) -> list[Pixels]:
    with av.open(str(path)) as made:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in made.decode(video=0)]


def _planned(*points: tuple[float, Box]) -> film.FilmPlan:
    track = tuple(tracks.Point(time, box, 0.9) for time, box in points)
    return film.FilmPlan(1.0, (track,))


def test_a_walking_face_is_covered_in_every_frame(tmp_path: Path) -> None:
    source, target = _walk(tmp_path / "a.mp4"), tmp_path / "b.mp4"
    plan = film.plan(source, OPTIONS)
    assert film.make(source, plan, target, OPTIONS) is FileType.MP4
    frames = _shown(target)
    assert len(frames) == RATE
    for number, frame in enumerate(frames):
        x = _where(number)
        assert frame[95:145, x - 25 : x + 25].max() < 70
    assert film.remaining(target, OPTIONS).tracks == ()


def test_sound_titles_and_places_stay_behind(tmp_path: Path) -> None:
    source = _walk(tmp_path / "a.mp4", 4, sound=True, title="MARISOL SECRETA")
    target = tmp_path / "b.mp4"
    film.make(source, film.FilmPlan(1.0, ()), target, OPTIONS)
    assert b"MARISOL" in source.read_bytes()
    assert b"MARISOL" not in target.read_bytes()
    assert b"+18.46" not in target.read_bytes()
    with av.open(str(target)) as made:
        assert not made.streams.audio
        assert made.streams.video[0].codec_context.name == "h264"


def test_sound_is_kept_where_it_was_decided(tmp_path: Path) -> None:
    source, target = _walk(tmp_path / "a.mp4", 12, sound=True), tmp_path / "b.mp4"
    film.make(source, film.FilmPlan(1.0, ()), target, OPTIONS, with_sound=True)
    with av.open(str(target)) as made:
        heard = np.concatenate([frame.to_ndarray() for frame in made.decode(audio=0)], axis=1)
    assert heard.shape[1] > 40_000
    assert np.abs(heard).max() > 0.1


def test_a_film_without_sound_can_be_made_with_it(tmp_path: Path) -> None:
    source, target = _walk(tmp_path / "a.mp4", 3), tmp_path / "b.mp4"
    film.make(source, film.FilmPlan(0.2, ()), target, OPTIONS, with_sound=True)
    assert len(_shown(target)) == 3


def test_odd_sizes_and_large_frames_are_made_playable(tmp_path: Path) -> None:
    source = tmp_path / "a.webm"
    with av.open(str(source), "w") as made:
        stream = made.add_stream("libvpx", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = 2001, 101, "yuv420p"
        frame = np.full((101, 2001, 3), 90, np.uint8)
        made.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        made.mux(stream.encode(None))
    film.make(source, _planned((0.0, Box(0, 0, 1000, 101))), tmp_path / "b.mp4", OPTIONS)
    (frame,) = _shown(tmp_path / "b.mp4")
    assert frame.shape == (96, 1920, 3)
    assert frame[10:80, 10:900].max() < 45
    assert frame[10:80, 1400:].min() > 60


def test_a_film_that_is_none_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "a.mp4"
    broken.write_bytes(b"\0\0\0\x20ftypisom" + b"\0" * 400)
    with pytest.raises(DamagedFile):
        film.plan(broken, OPTIONS)


def test_a_film_longer_than_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film, "MOST_SECONDS", 0.5)
    monkeypatch.setattr(film.find, "faces_in_looks", lambda picture, looks: ())
    with pytest.raises(FilmTooLong) as refused:
        film.plan(_walk(tmp_path / "a.mp4", 9), OPTIONS)
    assert "minutos" in str(refused.value)


def test_frames_between_two_looks_are_covered_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def faces(picture: Pixels, looks: object) -> tuple[find.Face, ...]:
        looked.append(1)
        return (find.Face(Box(100, 80, 160, 150), 0.9),)

    monkeypatch.setattr(film.find, "faces_in_looks", faces)
    frames = [np.full((HEIGHT, WIDTH, 3), 200, np.uint8)] * (2 * RATE)
    source, target = write_film(tmp_path / "a.mp4", frames), tmp_path / "b.mp4"
    film.make(source, film.plan(source, OPTIONS), target, OPTIONS)
    assert len(looked) < len(frames)
    assert all(frame[90:140, 110:150].max() < 45 for frame in _shown(target))
    assert Image.fromarray(_shown(target)[0]).size == (WIDTH, HEIGHT)
