"""A page's pixels, and which of them lie within a box given in points."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.values import Box


@dataclass(frozen=True)
class Drawn:
    """A page as a picture; ``width`` and ``height`` are the page's, in points."""

    image: Image.Image
    width: float
    height: float

    @cached_property
    def colours(self) -> NDArray[np.uint8]:
        return np.asarray(self.image.convert("RGB"))

    @cached_property
    def pixels(self) -> NDArray[np.uint8]:
        return np.asarray(self.image.convert("L"))

    def columns(self, box: Box, *, inset: int = 0) -> slice:
        return _span(box.x0, box.x1, self.image.width / self.width, self.image.width, inset)

    def rows(self, box: Box, *, inset: int = 0) -> slice:
        return _span(box.y0, box.y1, self.image.height / self.height, self.image.height, inset)


def _span(low: float, high: float, scale: float, size: int, inset: int) -> slice:
    first = min(max(0, round(low * scale) + inset), size)  # a negative inset is a margin
    return slice(first, min(max(first, round(high * scale) - inset), size))
