"""Finds the faces in a picture: large, small, turned, masked, in profile, on posters and on screens.

Several looks at the picture (ingest.faces.scales) are brought together: what one look missed another may have
seen.  The bounds were chosen on photographs with marked faces; benchmarks/faces.py measures them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.faces import centerface, scales
from ingest.faces.centerface import Pixels, Sightings
from ingest.values import Box

SURE = 0.2  # under it, more knots in wood than faces are found
FAINT = 0.12  # enough to tell that there may be a crowd
SMALL, CROWD = 26.0, 2  # pixels of a small face, and how many of them make a crowd
WITHIN = 0.85  # share of a box that lies in a surer one, from which it adds nothing
SAME = 0.3  # share of common area from which two boxes are one face
Floats = NDArray[np.float32]
_GREY = (114, 114, 114)


@dataclass(frozen=True)
class Face:
    """A face where it stands, in pixels of the picture as given."""

    box: Box
    score: float  # 0..1


def faces(picture: Pixels) -> tuple[Face, ...]:
    """Every face in an RGB picture, the surest first."""
    height, width = picture.shape[:2]
    return _faces((*_in_tiles(picture), *(_look_at(picture, look) for look in scales.looks(width, height))))


def faces_in_looks(picture: Pixels, looks: Sequence[scales.Look]) -> tuple[Face, ...]:
    """The faces that these looks alone show: for a film's frames, which get no time for more."""
    return _faces(tuple(_look_at(picture, look) for look in looks))


def _faces(found: Sequence[Sightings]) -> tuple[Face, ...]:
    seen = (centerface.NOTHING, *found)
    boxes = np.concatenate([one.boxes for one in seen])
    scores = np.concatenate([one.scores for one in seen])
    return tuple(face for face in _merged(boxes, scores) if face.score >= SURE)


def _in_tiles(picture: Pixels) -> Iterator[Sightings]:
    """What is seen in the picture as large as it is, and twice as large where there seems to be a crowd."""
    height, width = picture.shape[:2]
    if scales.enough_enlarged(width, height):
        return
    for tile in scales.tiles(width, height):
        seen = _seen_in(picture, tile, 1.0)
        yield seen
        for quarter in scales.quarters(tile):
            if _crowded(seen, quarter):
                yield _seen_in(picture, quarter, scales.ENLARGED)


def _seen_in(picture: Pixels, tile: scales.Tile, scale: float) -> Sightings:
    part = _resized(picture[tile.y0 : tile.y1, tile.x0 : tile.x1], scale)
    found = centerface.look(part, FAINT)
    corner = np.array([tile.x0, tile.y0] * 2, np.float32)
    return Sightings((found.boxes / scale + corner).astype(np.float32), found.scores)


def _crowded(seen: Sightings, part: scales.Tile) -> bool:
    """Whether there are faces so small that others beside them may be too small to be seen."""
    low, high = seen.boxes[:, :2], seen.boxes[:, 2:]
    middles = (low + high) / 2
    within = np.all((middles >= (part.x0, part.y0)) & (middles < (part.x1, part.y1)), axis=1)
    small = within & ((high - low).max(axis=1) < SMALL)
    return int(small.sum()) >= CROWD


def _look_at(picture: Pixels, look: scales.Look) -> Sightings:
    """What is seen in the picture made larger or smaller and turned, back where it stands in the picture."""
    scale = look.side / max(picture.shape[:2])
    turned, back = _turned(_resized(picture, scale), look.turn)
    found = _looked_through(turned)
    middles = (found.boxes[:, :2] + found.boxes[:, 2:]) / 2 @ back[:, :2].T + back[:, 2]
    reach = (found.boxes[:, 2:] - found.boxes[:, :2]) / 2
    # A face is about an ellipse: this is the upright box around one that lies askew.
    halves = np.sqrt(np.square(reach) @ np.square(back[:, :2]).T)
    boxes = np.concatenate([middles - halves, middles + halves], axis=1) / scale
    return Sightings(boxes.astype(np.float32), found.scores)


def _looked_through(picture: Pixels) -> Sightings:
    """What is seen in a picture tile by tile: the model's memory grows with what it sees at once."""
    height, width = picture.shape[:2]
    seen = [_seen_in(picture, tile, 1.0) for tile in scales.tiles(width, height)]
    return Sightings(
        np.concatenate([one.boxes for one in seen]), np.concatenate([one.scores for one in seen])
    )


def _turned(picture: Pixels, degrees: int) -> tuple[Pixels, NDArray[np.float64]]:
    """The whole picture turned counter-clockwise, and the matrix that leads back."""
    height, width = picture.shape[:2]
    if degrees == 0:
        return picture, np.eye(2, 3)
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    across, down = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (round(width * across + height * down), round(width * down + height * across))
    matrix[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    turned = cv2.warpAffine(picture, matrix, size, borderMode=cv2.BORDER_CONSTANT, borderValue=_GREY)
    return np.asarray(turned, np.uint8), np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def _resized(picture: Pixels, scale: float) -> Pixels:
    if scale == 1.0:
        return picture
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    height, width = picture.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)


def _merged(boxes: Floats, scores: Floats) -> Iterator[Face]:
    """One face for all boxes that mean the same one: the surest box."""
    order = np.argsort(-scores, kind="stable")
    boxes, scores = boxes[order], scores[order]
    while len(scores):
        joint, own = _common(boxes[0], boxes)
        same = (joint > SAME) | (own > WITHIN)
        same[0] = True
        yield Face(Box(*(float(side) for side in boxes[0])), float(scores[0]))
        boxes, scores = boxes[~same], scores[~same]


def _common(box: Floats, others: Floats) -> tuple[Floats, Floats]:
    """The area that others have in common with a box: by their joint area, and by their own."""
    low = np.maximum(box[:2], others[:, :2])
    high = np.minimum(box[2:], others[:, 2:])
    common = np.prod(np.clip(high - low, 0, None), axis=1)
    own = np.maximum(np.prod(others[:, 2:] - others[:, :2], axis=1), 1e-6)
    joint = own + float(np.prod(box[2:] - box[:2])) - common
    return common / joint, common / own
