"""Faces: how many marked ones are covered, how much is covered without cause, and what it costs.

The photographs lie outside the project (../shared/corpus); without them only the speed is measured, and it
says so.  Each picture is measured as it is, and each of its halves turned, darkened, blurred and shrunk.
"""

import argparse
import csv
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

from benchmarks.report import Row, at_least, at_most, finish
from ingest import photograph
from ingest.faces import centerface, find, scales
from ingest.faces.centerface import Pixels
from ingest.values import Box

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
COVERED, CAUSELESS, PASSES = 99.0, 5.0, 3.0
AROUND = 1.5  # of a marked face's sides: what belongs to it when area is counted
SMOKE_EVERY = 15


@dataclass(frozen=True)
class Scene:
    """A picture with the middles and the sides of its marked faces."""

    pixels: Pixels
    middles: np.ndarray  # x, y
    sides: np.ndarray  # width, height
    complete: bool  # every visible face is marked


@dataclass
class Tally:
    """What was counted under one condition."""

    marked: int = 0
    covered: int = 0
    pictures: int = 0
    causeless: float = 0.0

    def add(self, scene: Scene) -> None:
        boxes = [photograph.patch(face) for face in find.faces(scene.pixels)]
        self.marked += len(scene.middles)
        self.covered += sum(any(_holds(box, x, y) for box in boxes) for x, y in scene.middles)
        if scene.complete:
            self.pictures += 1
            self.causeless += _causeless(scene, boxes)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a few pictures only, to see that it runs")
    parser.add_argument("--every", type=int, default=1, help="measure one picture in so many")
    asked = parser.parse_args()
    smoke, every = asked.smoke, asked.every
    rows = list(_speed())
    if CORPUS.is_dir():
        rows += _recall(SMOKE_EVERY if smoke else every)
    else:
        print(f"SKIPPED: no marked photographs in {CORPUS}; faces were NOT measured", file=sys.stderr)
    return finish("Faces in photographs", rows, smoke=smoke)


def _recall(every: int) -> Iterator[Row]:
    tallies: dict[str, Tally] = {}
    for number, scene in enumerate(_scenes()):
        if number % every:
            continue
        for name, changed in _conditions(scene):
            tallies.setdefault(name, Tally()).add(changed)
    for name, tally in tallies.items():
        yield at_least(f"{name}: faces covered", 100 * tally.covered / max(tally.marked, 1), COVERED, "%")
        share = 100 * tally.causeless / max(tally.pictures, 1)
        yield at_most(f"{name}: area covered without cause", share, CAUSELESS, "%")


def _speed() -> Iterator[Row]:
    """A 12-megapixel picture against one pass of the model over its tiles, each the best of two."""
    picture = _large_picture()
    height, width = picture.shape[:2]
    centerface.look(picture[:256, :256], find.SURE)

    def tiles_once() -> None:
        for tile in scales.tiles(width, height):
            centerface.look(np.ascontiguousarray(picture[tile.y0 : tile.y1, tile.x0 : tile.x1]), find.SURE)

    one = min(_seconds(tiles_once) for _ in range(2))
    all_looks = min(_seconds(lambda: find.faces(picture)) for _ in range(2))
    yield Row("12 megapixels: one pass over the tiles", one, unit="s")
    yield Row("12 megapixels: all looks", all_looks, unit="s")
    yield at_most("12 megapixels: all looks by one pass", all_looks / one, PASSES, "x")


def _large_picture() -> Pixels:
    """Soft colours without any face, as large as telephones make them."""
    chance = np.random.default_rng(3)
    small = chance.integers(0, 255, (30, 40, 3), dtype=np.uint8)
    return np.asarray(cv2.resize(small, (4000, 3000), interpolation=cv2.INTER_CUBIC), np.uint8)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _scenes() -> Iterator[Scene]:
    marks: dict[str, list[list[int]]] = {}
    with (CORPUS / "faces.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            marks.setdefault(row["file"], []).append([int(row[key]) for key in ("x", "y", "w", "h")])
    with (CORPUS / "photo_counts.csv").open(encoding="utf-8") as file:
        complete = {row["file"]: row["boxes_complete"] == "yes" for row in csv.DictReader(file)}
    for name in sorted(complete):
        with Image.open(CORPUS / "photos" / name) as image:
            pixels = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
        boxes = np.array(marks.get(name, []), float).reshape(-1, 4)
        yield Scene(pixels, boxes[:, :2] + boxes[:, 2:] / 2, boxes[:, 2:], complete[name])


def _conditions(scene: Scene) -> Iterator[tuple[str, Scene]]:
    yield "as it is", scene
    for half in _halves(scene):
        for degrees in (90, 180, 30, -30):
            yield f"halves turned {degrees}°", _turned(half, degrees)
        yield "halves darkened to a quarter", _repainted(half, (half.pixels * 0.25).astype(np.uint8))
        softness = max(1.5, max(half.pixels.shape) / 600)
        yield "halves blurred", _repainted(half, np.asarray(cv2.GaussianBlur(half.pixels, (0, 0), softness)))
        yield "halves shrunk to half", _shrunk(half)


def _halves(scene: Scene) -> Iterator[Scene]:
    """Left and right half; a face belongs to the half that holds most of it."""
    middle = scene.pixels.shape[1] // 2
    for x0, x1 in ((0, middle), (middle, scene.pixels.shape[1])):
        low = np.maximum(scene.middles[:, 0] - scene.sides[:, 0] / 2, x0)
        high = np.minimum(scene.middles[:, 0] + scene.sides[:, 0] / 2, x1)
        mine = (scene.middles[:, 0] >= x0) & (scene.middles[:, 0] < x1)
        middles = np.stack([(low + high) / 2 - x0, scene.middles[:, 1]], axis=1)[mine]
        sides = np.stack([high - low, scene.sides[:, 1]], axis=1)[mine]
        # A face cut by the middle leaves a part in the other half: covering that is no fault.
        cut = bool(np.any((high > low) & ~mine))
        yield Scene(np.ascontiguousarray(scene.pixels[:, x0:x1]), middles, sides, scene.complete and not cut)


def _turned(scene: Scene, degrees: int) -> Scene:
    height, width = scene.pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    across, down = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (round(width * across + height * down), round(width * down + height * across))
    matrix[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    pixels = np.asarray(cv2.warpAffine(scene.pixels, matrix, size), np.uint8)
    middles = scene.middles @ matrix[:, :2].T + matrix[:, 2]
    sides = np.sqrt(np.square(scene.sides) @ np.square(matrix[:, :2]).T)
    return Scene(pixels, middles, sides, scene.complete)


def _repainted(scene: Scene, pixels: Pixels) -> Scene:
    return Scene(pixels, scene.middles, scene.sides, scene.complete)


def _shrunk(scene: Scene) -> Scene:
    pixels = np.asarray(
        cv2.resize(scene.pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8
    )
    return Scene(pixels, scene.middles / 2, scene.sides / 2, scene.complete)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _causeless(scene: Scene, boxes: list[Box]) -> float:
    """The share of the picture that is covered beside the marked faces and what belongs to them."""
    covered = np.zeros(scene.pixels.shape[:2], np.uint8)
    for box in boxes:
        covered[max(0, int(box.y0)) : int(box.y1) + 1, max(0, int(box.x0)) : int(box.x1) + 1] = 1
    for (x, y), (width, height) in zip(scene.middles, scene.sides, strict=True):
        half_width, half_height = width * AROUND / 2, height * AROUND / 2
        rows = slice(max(0, int(y - half_height)), int(y + half_height) + 1)
        covered[rows, max(0, int(x - half_width)) : int(x + half_width) + 1] = 0
    return float(covered.mean())


if __name__ == "__main__":
    raise SystemExit(main())
