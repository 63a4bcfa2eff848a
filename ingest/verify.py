"""The gate: a finished public version read again by other means than those that made it; in doubt, refused.

It opens the file with engines that did not write it (PDFium, qpdf, our own reading of the bytes, Tesseract on
every picture), looks for every removed value and for identifiers of any person, refuses channels that no
public version needs, and asks for what had to stay.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from ingest.errors import IngestError
from ingest.gate import cells, codes, covers, films, metadata, paged, pictures, plain, staying
from ingest.gate.drawn import Drawn
from ingest.gate.identifiers import Identifiers
from ingest.gate.matching import Finder
from ingest.gate.persons import Persons
from ingest.gate.pictures import OcrPages
from ingest.gate.readings import Reading, Sort
from ingest.options import Options
from ingest.redactions import DataType, GateReport, Leak, Objection, PagePlan, Secrets
from ingest.values import Family, FileType


@dataclass(frozen=True)
class Question:
    """What is asked of one file."""

    path: Path
    file_type: FileType
    options: Options
    covered: Sequence[PagePlan]
    ocr_pages: OcrPages


@dataclass(frozen=True)
class Seen:
    """What the means of one kind of file gave."""

    pages: int
    readings: Sequence[Reading] = field(repr=False)
    objections: Sequence[Objection] = ()
    means: tuple[str, ...] = ()


def verify(
    path: Path,
    file_type: FileType,
    secrets: Secrets,
    required: Sequence[str],
    options: Options,
    work: Path,
    *,
    covered: Sequence[PagePlan] = (),
    ocr_pages: OcrPages | None = None,
) -> GateReport:
    """What the gate says of a finished file; it raises nothing for what it finds in it.

    ``required`` are the public phrases: they must be found again, and inside them no word is a leak.
    ``covered`` are the pages as planned, whose boxes must be filled and whose kept words may stand unseen in
    a text layer.  ``ocr_pages`` reads many pictures, in order, where the caller has more than one process.
    """
    question = Question(path, file_type, options, covered, ocr_pages or pictures.reader(options))
    look = _LOOKS.get(file_type, _LOOKS_BY_FAMILY.get(file_type.family, _unknown))
    try:
        seen = look(question)
    except (IngestError, OSError, UnidentifiedImageError, ValueError, SyntaxError) as error:
        objection = Objection(Leak.UNREADABLE, None, None, type(error).__name__)
        return GateReport((objection,), secrets=len(secrets.values), required=len(required))
    return _judged(seen, secrets, required, covered)


def _judged(seen: Seen, secrets: Secrets, required: Sequence[str], covered: Sequence[PagePlan]) -> GateReport:
    finder = Finder(secrets, required)
    again = staying.found_again(required, seen.readings)
    found = [*seen.objections, *_leaks(finder, seen.readings), *_identifiers(seen.readings, required)]
    found += Persons.beside(covered, required).objections(seen.readings)
    if seen.pages == 0:
        found.append(Objection(Leak.UNREADABLE, None, None, "no pages"))
    if not staying.enough(again, len(required), seen.readings):
        found.append(Objection(Leak.MISSING, None, None, f"{again} / {len(required)}"))
    texts = (reading.text for reading in seen.readings if reading.sort is not Sort.BYTES)
    return GateReport(
        objections=tuple(dict.fromkeys(found)),
        means=seen.means,
        pages=seen.pages,
        secrets=len(secrets.values),
        required=len(required),
        found_again=again,
        texts=tuple(dict.fromkeys(texts)),
    )


def _leaks(finder: Finder, readings: Sequence[Reading]) -> Iterator[Objection]:
    known: dict[tuple[str, Sort], list[DataType]] = {}
    for reading in readings:
        key = (reading.text, reading.sort)
        if key not in known:
            known[key] = sorted(finder.find(reading))
        for data_type in known[key]:
            yield Objection(reading.leak, data_type, reading.page, reading.where)


def _identifiers(readings: Sequence[Reading], public: Sequence[str]) -> Iterator[Objection]:
    wanted, known = Identifiers.beside(public), dict[str, list[DataType]]()
    for reading in readings:
        if reading.sort is Sort.BYTES:
            continue
        if reading.text not in known:
            known[reading.text] = sorted(wanted.kinds_in(reading.text))
        for data_type in known[reading.text]:
            yield Objection(reading.leak, data_type, reading.page, f"{reading.where}: pattern")


def _pdf(question: Question) -> Seen:
    pages, readings, objections = paged.look(
        question.path, question.options, question.covered, question.ocr_pages
    )
    return Seen(pages, readings, objections, paged.MEANS)


def _picture(question: Question) -> Seen:
    raw = question.path.read_bytes()
    found = metadata.objections(raw, question.file_type)
    with Image.open(question.path) as opened:
        if getattr(opened, "n_frames", 1) != 1:
            found.append(Objection(Leak.STRUCTURE, None, None, "more than one picture"))
        image = opened.convert("RGB")
    plan = next(iter(question.covered), None)
    shots = [pictures.picture_shot(image, "picture", 1, _width(plan, image))]
    found += codes.objections(shots[0])
    if plan is not None and plan.redactions:
        drawn = Drawn(image, plan.width, plan.height)
        found += covers.objections(drawn, plan)
        # Captions close to a heading are read as one with it: a picture has no letters that could help.
        beside = covers.without_boxes(drawn, plan)
        shots.append(pictures.picture_shot(beside, "picture without boxes", 1, _width(plan, image)))
    read = [
        Reading(Leak.PICTURE, Sort.OCR, each.text, shot.where, 1)
        for shot, each in zip(shots, question.ocr_pages(iter(shots)), strict=True)
    ]
    return Seen(1, read, found, ("metadata", "ocr", "covers"))


def _width(plan: PagePlan | None, image: Image.Image) -> float | None:
    """How wide the picture is meant to be, in points; None where its plan counts in pixels."""
    return plan.width if plan is not None and plan.width < image.width else None


def _workbook(question: Question) -> Seen:
    limits = question.options.limits
    readings = list(cells.readings(question.path, limits))
    return Seen(
        1, readings, cells.objections(question.path, limits), ("parts", "cells", "structure", "bytes")
    )


def _text(question: Question) -> Seen:
    return Seen(
        1, list(plain.readings(question.path)), list(plain.objections(question.path)), ("text", "bytes")
    )


def _film(question: Question) -> Seen:
    frames, readings, objections = films.look(
        question.path, question.options, question.covered, question.ocr_pages
    )
    return Seen(frames, readings, objections, films.MEANS)


def _unknown(question: Question) -> Seen:
    return Seen(0, (), [Objection(Leak.UNREADABLE, None, None, "a type the gate does not know")])


_LOOKS: dict[FileType, Callable[[Question], Seen]] = {
    FileType.PDF: _pdf,
    FileType.JPEG: _picture,
    FileType.PNG: _picture,
    FileType.WEBP: _picture,
    FileType.MP4: _film,
    FileType.XLSX: _workbook,
    FileType.CSV: _text,
}
_LOOKS_BY_FAMILY: dict[Family, Callable[[Question], Seen]] = {Family.TEXT: _text}
