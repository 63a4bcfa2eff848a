"""The face model's door: pixels in, faces with their scores out, for one picture of bounded size.

CenterFace (Xu et al., 2019; MIT) is one file without licence fees or downloads; LICENSE-centerface says whose
it is.  It answers on a grid of every fourth pixel: how sure it is of a face there, its size and where its
eyes, nose and corners of the mouth are.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

MODEL = Path(__file__).parent / "centerface.onnx"
STEP = 32  # both sides of what the model sees are multiples of it
GRID = 4  # pixels between two answers
_OUTPUTS = ("537", "538", "539", "540")  # sureness, size, shift, landmarks

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Sightings:
    """Faces as rows: ``boxes`` x0, y0, x1, y1 in pixels, ``scores`` 0..1."""

    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.scores)


NOTHING = Sightings(np.zeros((0, 4), np.float32), np.zeros(0, np.float32))


def look(picture: Pixels, least: float) -> Sightings:
    """Every face the model is at least ``least`` sure of in an RGB picture; boxes of one face may repeat."""
    height, width = picture.shape[:2]
    if min(height, width) < 2:
        return NOTHING
    net = _net()
    net.setInput(_blob(picture))
    sureness, size, shift, _ = net.forward(_OUTPUTS)
    found = _decoded(sureness[0, 0], size[0], shift[0], least)
    np.clip(found.boxes[:, 0::2], 0, width, out=found.boxes[:, 0::2])
    np.clip(found.boxes[:, 1::2], 0, height, out=found.boxes[:, 1::2])
    return found


def _blob(picture: Pixels) -> NDArray[np.float32]:
    """The picture padded with grey to the model's steps: stretching it would bend small faces."""
    height, width = picture.shape[:2]
    padded = cv2.copyMakeBorder(
        picture, 0, -height % STEP, 0, -width % STEP, cv2.BORDER_CONSTANT, value=(114, 114, 114)
    )
    return np.asarray(cv2.dnn.blobFromImage(padded), np.float32)


def _decoded(
    sureness: NDArray[np.float32], size: NDArray[np.float32], shift: NDArray[np.float32], least: float
) -> Sightings:
    peaks = (sureness >= least) & (sureness >= cv2.dilate(sureness, np.ones((3, 3), np.uint8)))
    rows, columns = np.nonzero(peaks)
    if not len(rows):
        return NOTHING
    heights, widths = (np.exp(side[rows, columns]) * GRID for side in size)
    middle_y = (rows + shift[0, rows, columns] + 0.5) * GRID
    middle_x = (columns + shift[1, rows, columns] + 0.5) * GRID
    half = np.stack([widths, heights], axis=1) / 2
    middles = np.stack([middle_x, middle_y], axis=1)
    boxes = np.concatenate([middles - half, middles + half], axis=1)
    return Sightings(boxes.astype(np.float32), sureness[rows, columns].astype(np.float32))


@lru_cache(maxsize=1)
def _net() -> cv2.dnn.Net:
    cv2.setNumThreads(1)  # the archive runs one process per core
    return cv2.dnn.readNetFromONNX(str(MODEL))
