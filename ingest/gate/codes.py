"""QR codes and barcodes that can still be read on a picture: a telephone reads what no eye does."""

from collections.abc import Iterator

import numpy as np

from ingest.detect import codes
from ingest.gate.pictures import Shot
from ingest.redactions import DataType, Leak, Objection

_ENOUGH_DPI = 100.0  # a module of a code that is worth printing is then three pixels wide


def objections(shot: Shot) -> Iterator[Objection]:
    """One for each code that holds more than the address of a page."""
    smaller = max(1, int(shot.dpi / _ENOUGH_DPI))
    picture = np.asarray(shot.image.convert("L").reduce(smaller))
    for finding in codes.find(picture, shot.dpi / smaller, shot.page or 1):
        if finding.text:
            yield Objection(Leak.PICTURE, DataType.CODE, shot.page, f"{shot.where}: code")
