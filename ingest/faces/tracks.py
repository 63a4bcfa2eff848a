"""Faces through a film: what a few frames a second show, made into a patch for every frame.

Between two sightings a face is taken to move evenly.  Before its first and after its last sighting, and where
it was lost for a while, its patch stays: a frame too many costs a grey spot, a frame too few shows a child.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.faces.find import Face
from ingest.values import Box

SURE = 0.3  # a track is believed if one of its sightings is as sure
LOST = 2.0  # seconds for which a face may be lost and still be the same one
LINGER = 0.6  # seconds that a patch stays before the first and after the last sighting
GROWN = 1.4  # of a face's sides: more than in photographs, for what moves between two looks
NEAR = 0.9  # of a face's mean side: how far its middle moves between two looks at most


@dataclass(frozen=True)
class Seen:
    """The faces that one frame shows."""

    time: float  # seconds
    faces: tuple[Face, ...]


@dataclass(frozen=True)
class Point:
    """A face at one moment."""

    time: float
    box: Box
    score: float


Track = tuple[Point, ...]


def tracks(looks: Sequence[Seen]) -> tuple[Track, ...]:
    """Sightings of the same face joined, in the order of time; tracks that are nowhere sure are left out."""
    running: list[list[Point]] = []
    ended: list[list[Point]] = []
    for look in looks:
        ended += [track for track in running if look.time - track[-1].time > LOST]
        running = [track for track in running if look.time - track[-1].time <= LOST]
        free = list(running)
        for face in sorted(look.faces, key=lambda face: -face.score):
            point = Point(look.time, face.box, face.score)
            track = _nearest(free, point)
            if track is None:
                running.append([point])
            else:
                free = [other for other in free if other is not track]
                track.append(point)
    found = [tuple(track) for track in ended + running]
    return tuple(track for track in found if max(point.score for point in track) >= SURE)


def patches(found: Sequence[Track], time: float) -> tuple[Box, ...]:
    """What is covered at one moment."""
    return tuple(
        _grown(_at(track, time))
        for track in found
        if track[0].time - LINGER <= time <= track[-1].time + LINGER
    )


def _nearest(running: Sequence[list[Point]], point: Point) -> list[Point] | None:
    """The track whose last sighting is near and of about the same size."""
    best, least = None, NEAR
    for track in running:
        far = _distance(track[-1].box, point.box)
        if far < least:
            best, least = track, far
    return best


def _distance(one: Box, other: Box) -> float:
    """How far apart the middles lie, in mean sides; out of reach if one is twice as large as the other."""
    side, other_side = _side(one), _side(other)
    if max(side, other_side) > 2 * min(side, other_side):
        return float("inf")
    across = (one.x0 + one.x1 - other.x0 - other.x1) / 2
    down = (one.y0 + one.y1 - other.y0 - other.y1) / 2
    return float((across**2 + down**2) ** 0.5 / ((side + other_side) / 2))


def _side(box: Box) -> float:
    return max(1.0, (box.x1 - box.x0 + box.y1 - box.y0) / 2)


def _at(track: Track, time: float) -> Box:
    """Where the face is: on the line between two sightings, outside of them where it was seen last."""
    if time <= track[0].time:
        return track[0].box
    for before, after in pairwise(track):
        if time <= after.time:
            share = (time - before.time) / (after.time - before.time)
            sides = (a + (b - a) * share for a, b in zip(before.box, after.box, strict=True))
            return Box(*sides)
    return track[-1].box


def _grown(box: Box) -> Box:
    beside, above = (box.x1 - box.x0) * (GROWN - 1) / 2, (box.y1 - box.y0) * (GROWN - 1) / 2
    return Box(box.x0 - beside, box.y0 - above, box.x1 + beside, box.y1 + above)
