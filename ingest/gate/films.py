"""A finished film looked at: frames by another library than the one that wrote them, and what they show.

Its moments are those of the pages that people compared; each is read by OCR and searched for codes, and what
was decided to be covered there must be.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from ingest import film_samples
from ingest.faces.centerface import Pixels
from ingest.gate import codes, film_boxes
from ingest.gate.pictures import OcrPages, Shot
from ingest.gate.readings import Reading, Sort
from ingest.options import Options
from ingest.photograph import COVER
from ingest.redactions import DataType, Leak, Objection, PagePlan
from ingest.values import Box

MEANS = ("boxes", "frames", "ocr", "covers")
FILLED = 24.0  # of 255: how far from the cover's colour what was compressed may lie
_SCREEN_DPI = 96.0


def look(
    path: Path, options: Options, covered: Sequence[PagePlan], ocr_pages: OcrPages
) -> tuple[int, list[Reading], list[Objection]]:
    """How many frames were looked at, what was read in them, and what there is to object to."""
    with_sound = not any(each.data_type is DataType.VOICE for page in covered for each in page.redactions)
    found = film_boxes.objections(path.read_bytes(), with_sound=with_sound)
    shots: list[Shot] = []
    for number, frame in enumerate(_frames(path, options), start=1):
        shot = Shot(Image.fromarray(frame), _SCREEN_DPI, "frame", number)
        found += codes.objections(shot)
        plan = next((page for page in covered if page.number == number), None)
        if plan is not None:
            found += _uncovered(frame, plan)
        shots.append(shot)
    readings = [
        Reading(Leak.PICTURE, Sort.OCR, read.text, shot.where, shot.page)
        for shot, read in zip(shots, ocr_pages(iter(shots)), strict=True)
    ]
    return len(shots), readings, found


def _frames(path: Path, options: Options) -> Iterator[Pixels]:
    """The film's moments as OpenCV shows them."""
    film = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    try:
        for moment in film_samples.moments(film_samples.length(path)):
            film.set(cv2.CAP_PROP_POS_MSEC, 1000 * moment)
            there, frame = film.read()
            if there:
                yield np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB), np.uint8)
    finally:
        film.release()


def _uncovered(frame: Pixels, plan: PagePlan) -> Iterator[Objection]:
    """Boxes whose middle is not filled: at their edges a face that moves may have moved on."""
    across, down = frame.shape[1] / plan.width, frame.shape[0] / plan.height
    for each in plan.redactions:
        if each.data_type is DataType.VOICE:
            continue
        middle = _middle(each.box)
        inside = frame[
            int(middle.y0 * down) : int(middle.y1 * down) + 1,
            int(middle.x0 * across) : int(middle.x1 * across) + 1,
        ]
        if inside.size == 0 or float(np.abs(inside.astype(float) - COVER).mean()) > FILLED:
            yield Objection(Leak.PICTURE, each.data_type, plan.number, "not covered")


def _middle(box: Box) -> Box:
    across, down = (box.x1 - box.x0) / 4, (box.y1 - box.y0) / 4
    return Box(box.x0 + across, box.y0 + down, box.x1 - across, box.y1 - down)
