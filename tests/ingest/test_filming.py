"""A film's whole way: looked at by its moments, decided on, written anew, and read by the gate."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest import film, film_samples, filming, gating, redacting
from ingest.faces import find
from ingest.faces.centerface import Pixels
from ingest.gate import film_boxes
from ingest.options import Limits, Options
from ingest.orders import Made, Order
from ingest.redactions import DataType, Examination, Leak, Redaction, Route
from ingest.sandbox import Sandbox
from ingest.values import Box, FileType
from tests.ingest.faces.drawn import pixels, scene
from tests.ingest.test_film import write_film

MP4 = FileType.MP4
OPTIONS = Options(tessdata=Path("/nonexistent"))  # faces alone: reading is tried where it is the point
SIZE = (320, 240)
READING = Options()
FRAMES = 9  # at twelve a second


def _scene(path: Path, *faces: tuple[int, int, int], sound: bool = False) -> Path:
    return write_film(path, [pixels(scene(SIZE, *faces))] * FRAMES, sound=sound)


def _examined(path: Path) -> Examination:
    return redacting.look(path, MP4, None, OPTIONS, path.parent)


def _made(path: Path, order: Order) -> tuple[Path, Made]:
    target = path.with_name("public.mp4")
    return target, redacting.make(path, MP4, order, target, OPTIONS, path.parent)


def _boxes(found: Examination, data_type: DataType) -> tuple[Redaction, ...]:
    return tuple(each for page in found.pages for each in page.redactions if each.data_type is data_type)


def _middle(path: Path, x: int, y: int) -> Pixels:
    (frame,) = film_samples.frames_at(path, [0.4], OPTIONS)
    return frame[y - 12 : y + 12, x - 12 : x + 12]


def test_faces_and_sound_are_proposed_at_the_films_moments(tmp_path: Path) -> None:
    found = _examined(_scene(tmp_path / "a.mp4", (100, 120, 90), sound=True))
    assert found.route is Route.FILM
    assert [(page.number, page.width) for page in found.pages] == [(1, 240), (2, 240)]
    assert [each.page for each in _boxes(found, DataType.FACE)] == [1, 2]
    assert [each.page for each in _boxes(found, DataType.VOICE)] == [1]


def test_what_nobody_decided_on_is_covered_and_silent(tmp_path: Path) -> None:
    target, made = _made(_scene(tmp_path / "a.mp4", (100, 120, 90), sound=True), Order(MP4))
    assert _middle(target, 100, 120).max() < 60
    assert not film.has_sound(target)
    report = gating.ask(target, made, READING, tmp_path)
    assert report.passed, report.objections
    assert {"boxes", "frames", "covers", "faces"} <= set(report.means)


def test_sound_and_a_face_stay_where_people_left_them_at_every_moment(tmp_path: Path) -> None:
    source = _scene(tmp_path / "a.mp4", (80, 120, 80), (240, 120, 80), sound=True)
    found = _examined(source)
    left = tuple(each for each in _boxes(found, DataType.FACE) if each.box.x0 < 90)
    right = tuple(each for each in _boxes(found, DataType.FACE) if each.box.x0 > 90)
    spoken = _boxes(found, DataType.VOICE)
    target, made = _made(source, Order(MP4, decided=right, left_open=(*left, *spoken)))
    assert film.has_sound(target)
    assert _middle(target, 80, 120).max() > 120
    assert _middle(target, 240, 120).max() < 60
    assert gating.ask(target, made, READING, tmp_path).passed
    assert not gating.ask(target, replace(made, left_open=()), READING, tmp_path).passed
    target, _ = _made(source, Order(MP4, decided=(*right, left[0]), left_open=(left[1], *spoken)))
    assert _middle(target, 80, 120).max() < 60  # left open at one moment and covered at another


def test_what_a_person_draws_is_covered_from_moment_to_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film.find, "faces_in_looks", lambda picture, looks: ())
    source = _scene(tmp_path / "a.mp4")
    drawn = Redaction(2, Box(60, 60, 120, 120), DataType.OTHER)
    target, made = _made(source, Order(MP4, decided=(drawn,)))
    assert _middle(target, 120, 120).max() < 60
    assert gating.ask(target, made, READING, tmp_path).passed
    uncovered = replace(drawn, box=Box(130, 60, 190, 120))
    pages = (made.covered[0], replace(made.covered[1], redactions=(drawn, uncovered)))
    (objection,) = gating.ask(target, replace(made, covered=pages), READING, tmp_path).objections
    assert (objection.page, objection.detail) == (2, "not covered")


def test_the_gate_keeps_back_a_film_with_a_face_titles_or_sound(tmp_path: Path) -> None:
    source = _scene(tmp_path / "a.mp4", (100, 120, 90))
    target, made = _made(source, Order(MP4))
    bare = write_film(
        tmp_path / "b.mp4", [pixels(scene(SIZE, (100, 120, 90)))] * FRAMES, sound=True, title="MARISOL"
    )
    silent = Redaction(1, Box(0, 170, 240, 180), DataType.VOICE)
    pages = (replace(made.covered[0], redactions=(silent,)), made.covered[1])
    leaks = gating.ask(bare, replace(made, covered=pages), READING, tmp_path).objections
    assert {(each.leak, each.detail) for each in leaks} >= {
        (Leak.METADATA, "user data"),
        (Leak.STRUCTURE, "tracks"),
        (Leak.PICTURE, "faces"),
    }
    hidden = target.read_bytes() + b"\0\0\0\x10free" + b"MARISOL!"
    target.write_bytes(hidden)
    assert (Leak.METADATA, "filled space") in {
        (each.leak, each.detail) for each in gating.ask(target, made, READING, tmp_path).objections
    }


def test_bytes_that_no_track_plays_are_objected_to(tmp_path: Path) -> None:
    target, _ = _made(_scene(tmp_path / "a.mp4"), Order(MP4))
    raw = target.read_bytes()
    assert film_boxes.objections(raw, with_sound=False) == []
    extra = raw + b"\0\0\0\x10mdat" + b"oculto!!"
    assert [each.leak for each in film_boxes.objections(extra, with_sound=False)] == [Leak.STRUCTURE]
    assert film_boxes.objections(raw[:-9], with_sound=False)[0].leak is Leak.UNREADABLE


def test_what_is_written_in_a_film_is_proposed_and_the_gate_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film.find, "faces_in_looks", lambda picture, looks: ())
    picture = Image.new("RGB", (640, 360), (235, 235, 235))
    pen = ImageDraw.Draw(picture)
    pen.text((40, 150), "Tel. 238 123 4567", (10, 10, 10), ImageFont.load_default(48))
    source = write_film(tmp_path / "a.mp4", [pixels(picture)] * 3)
    target = tmp_path / "b.mp4"
    found = redacting.look(source, MP4, None, READING, tmp_path)
    assert DataType.PHONE in {each.data_type for each in found.findings}
    made = redacting.make(source, MP4, Order(MP4), target, READING, tmp_path)
    assert gating.ask(target, made, READING, tmp_path).passed
    left = gating.ask(source, made, READING, tmp_path).objections
    assert (Leak.PICTURE, DataType.PHONE) in {(each.leak, each.data_type) for each in left}


def test_a_film_is_made_and_judged_in_children_with_bounds(tmp_path: Path) -> None:
    source, target = _scene(tmp_path / "a.mp4", (100, 120, 90)), tmp_path / "public"
    with Sandbox(Limits()) as sandbox:
        done = sandbox.redact(source, MP4, Order(MP4), target, READING, tmp_path)
    assert done.gate.passed, done.gate.objections
    assert filming.weight(source) == 1
    assert _middle(target, 100, 120).max() < 60


def test_a_face_is_seen_again_though_the_plan_missed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _scene(tmp_path / "a.mp4", (100, 120, 90))
    with monkeypatch.context() as blind:
        blind.setattr(find, "faces_in_looks", lambda picture, looks: ())
        target, made = _made(source, Order(MP4))
    assert {each.detail for each in gating.ask(target, made, READING, tmp_path).objections} == {"faces"}
