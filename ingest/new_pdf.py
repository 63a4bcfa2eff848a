"""What every PDF made here shares: captions in boxes, a language, and nothing that differs between runs."""

from collections.abc import Iterable
from pathlib import Path

import pymupdf

from ingest import box_captions
from ingest.box_captions import LEADING, Caption
from ingest.box_codes import Coded
from ingest.values import Box

PRODUCER = "Acervo"


def draw_boxes(page: pymupdf.Page, boxes: Iterable[tuple[Coded, Box]]) -> None:
    """Lay every box over the place where nothing is left, with its caption."""
    places = tuple(boxes)
    shape = page.new_shape()
    for coded, box in places:
        red, green, blue = (part / 255 for part in coded.colour)
        shape.draw_rect(pymupdf.Rect(box))
        shape.finish(color=None, fill=(red, green, blue), width=0)
    shape.commit()
    write_captions(page, places)


def write_captions(page: pymupdf.Page, boxes: Iterable[tuple[Coded, Box]]) -> None:
    """Write each box's code, and more where there is room, in white letters that can be searched."""
    shape = page.new_shape()
    for coded, box in boxes:
        caption = box_captions.fitting(coded.captions, box.x1 - box.x0, box.y1 - box.y0)
        if caption is not None:
            _write(shape, caption, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    shape.commit()


def _write(shape: pymupdf.Shape, caption: Caption, x: float, y: float) -> None:
    """Set the caption's lines around the middle of their box."""
    size, step = caption.size, caption.size * LEADING
    for number, line in enumerate(caption.lines):
        aside = caption.width(line) / 2
        down = (number - (len(caption.lines) - 1) / 2) * step + size * 0.35
        start = (x + down, y + aside) if caption.upright else (x - aside, y + down)
        shape.insert_text(
            start, line, fontsize=size, fontname="helv", color=(1, 1, 1), rotate=90 if caption.upright else 0
        )


def save(public: pymupdf.Document, target: Path, language: str) -> None:
    """Save without dates, identifiers or anything that differs from one run to the next."""
    public.set_language(language)
    public.del_xml_metadata()
    public.set_metadata({"producer": PRODUCER})
    public.save(target, garbage=4, clean=True, deflate=True, no_new_id=True)
