"""Patches through time: joined, stretched before and after, and never left out between two sightings."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.faces import tracks
from ingest.faces.find import Face
from ingest.values import Box


def _seen(time: float, *faces: tuple[float, float, float]) -> tracks.Seen:
    """Faces of 40 pixels by their middle and score."""
    boxes = ((Box(x - 20, y - 20, x + 20, y + 20), score) for x, y, score in faces)
    return tracks.Seen(time, tuple(Face(box, score) for box, score in boxes))


def _covered(found: tuple[tracks.Track, ...], time: float, x: float, y: float) -> bool:
    return any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in tracks.patches(found, time))


def test_a_face_that_is_lost_for_a_while_stays_covered() -> None:
    found = tracks.tracks([_seen(0, (50, 50, 0.9)), _seen(0.2), _seen(0.4), _seen(0.6, (65, 50, 0.9))])
    assert len(found) == 1
    assert _covered(found, 0.3, 57, 50)


def test_the_patch_comes_before_the_first_sighting_and_stays_after_the_last() -> None:
    found = tracks.tracks([_seen(5, (50, 50, 0.9)), _seen(5.1, (52, 50, 0.9))])
    assert _covered(found, 4.5, 50, 50)
    assert _covered(found, 5.6, 52, 50)
    assert not _covered(found, 3, 50, 50)
    assert not _covered(found, 7, 52, 50)


def test_a_faint_sighting_carries_a_face_on_but_makes_none() -> None:
    faint = tracks.tracks([_seen(0, (50, 50, 0.22)), _seen(0.1, (50, 50, 0.22))])
    assert faint == ()
    carried = tracks.tracks([_seen(0, (50, 50, 0.9)), _seen(1.5, (55, 50, 0.22))])
    assert _covered(carried, 2, 55, 50)


def test_two_people_who_stand_side_by_side_keep_their_own_patches() -> None:
    looks = [_seen(step / 10, (50, 50, 0.9), (100, 50, 0.8)) for step in range(5)]
    assert len(tracks.tracks(looks)) == 2


@given(
    speed=st.floats(-150, 150),
    start=st.floats(0, 500),
    step=st.sampled_from((0.1, 0.125)),
    moment=st.floats(0, 1),
)
def test_a_face_that_moves_evenly_is_covered_at_every_moment(
    speed: float, start: float, step: float, moment: float
) -> None:
    looks = [_seen(number * step, (start + speed * number * step, 80, 0.7)) for number in range(11)]
    time = moment * 10 * step
    assert _covered(tracks.tracks(looks), time, start + speed * time, 80)
