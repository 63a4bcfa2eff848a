"""The values of this room as JSON and back; what comes back from a child is checked, never trusted.

JSON and not pickle: a child that parsed a hostile file may itself be hostile by now.  Any ValueError,
TypeError, KeyError or IndexError raised by a ``*_from_json`` means that the child's answer is not one.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from itertools import starmap
from pathlib import Path
from typing import Any, TypeVar

from ingest import errors
from ingest.errors import IngestError
from ingest.options import Limits, Options
from ingest.values import (
    Box,
    DocumentKind,
    FileType,
    Ground,
    Page,
    Preview,
    Proposal,
    Survey,
    TextSource,
    Word,
)

Json = dict[str, Any]
T = TypeVar("T")

_HUNDREDTHS = 100


def _is(value: Any, kind: type[T]) -> T:
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        raise TypeError(f"expected {kind.__name__}")
    return value


def _or_none(value: Any, kind: type[T]) -> T | None:
    return None if value is None else _is(value, kind)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("expected a number")
    return float(value)


def _number_or_none(value: Any) -> float | None:
    return None if value is None else _number(value)


def options_to_json(options: Options) -> Json:
    return {**asdict(options), "tessdata": str(options.tessdata) if options.tessdata else None}


def options_from_json(value: Json) -> Options:
    languages = tuple(_is(name, str) for name in value["ocr_languages"])
    tessdata = Path(value["tessdata"]) if value["tessdata"] else None
    return Options(
        **{**value, "ocr_languages": languages, "tessdata": tessdata, "limits": Limits(**value["limits"])}
    )


def survey_to_json(survey: Survey) -> Json:
    created = survey.created.isoformat() if survey.created else None
    return {**asdict(survey), "file_type": survey.file_type.value, "created": created}


def survey_from_json(value: Json) -> Survey:
    created = _or_none(value["created"], str)
    return Survey(
        file_type=FileType(value["file_type"]),
        page_count=_is(value["page_count"], int),
        title=_or_none(value["title"], str),
        created=datetime.fromisoformat(created) if created else None,
        width=_or_none(value["width"], int),
        height=_or_none(value["height"], int),
        duration=_number_or_none(value["duration"]),
        camera=_or_none(value["camera"], str),
        rendered=_is(value["rendered"], bool),
        missing_abilities=tuple(_is(name, str) for name in value["missing_abilities"]),
    )


def _words_to_json(words: Sequence[Word]) -> Json:
    """All texts, then all sides in hundredths of a point: a page has hundreds of words."""
    sides = [round(side * _HUNDREDTHS) for word in words for side in word.box]
    return {"texts": [word.text for word in words], "sides": sides}


def _words_from_json(value: Json) -> tuple[Word, ...]:
    texts, sides = _is(value["texts"], list), _is(value["sides"], list)
    if not (set(map(type, texts)) <= {str} and set(map(type, sides)) <= {int}):
        raise TypeError("expected words and whole numbers")
    points = [side / _HUNDREDTHS for side in sides]
    boxes = starmap(Box, zip(points[::4], points[1::4], points[2::4], points[3::4], strict=True))
    return tuple(starmap(Word, zip(texts, boxes, strict=True)))


def _preview_to_json(preview: Preview | None) -> list[int] | None:
    return [preview.offset, preview.length, preview.width, preview.height] if preview else None


def _preview_from_json(value: list[Any] | None) -> Preview | None:
    if value is None:
        return None
    offset, length, width, height = (_is(number, int) for number in value)
    if min(offset, length, width, height) < 0:
        raise ValueError("a preview lies before its pack")
    return Preview(offset, length, width, height)


def page_to_json(page: Page) -> Json:
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "text": page.text,
        "words": _words_to_json(page.words),
        "source": page.source.value,
        "confidence": page.confidence,
        "label": page.label,
        "notes": page.notes,
        "preview": _preview_to_json(page.preview),
        "thumbnail": _preview_to_json(page.thumbnail),
    }


def page_from_json(value: Json) -> Page:
    return Page(
        number=_is(value["number"], int),
        width=_number(value["width"]),
        height=_number(value["height"]),
        text=_is(value["text"], str),
        words=_words_from_json(value["words"]),
        source=TextSource(value["source"]),
        confidence=_number_or_none(value["confidence"]),
        label=_or_none(value["label"], str),
        notes=_or_none(value["notes"], str),
        preview=_preview_from_json(value["preview"]),
        thumbnail=_preview_from_json(value["thumbnail"]),
    )


def proposal_to_json(proposal: Proposal) -> Json:
    return {
        "title": proposal.title,
        "kind": proposal.kind.value,
        "date": proposal.date.isoformat() if proposal.date else None,
        "language": proposal.language,
        "grounds": [ground.value for ground in proposal.grounds],
    }


def proposal_from_json(value: Json) -> Proposal:
    day = _or_none(value["date"], str)
    return Proposal(
        title=_is(value["title"], str),
        kind=DocumentKind(value["kind"]),
        date=date.fromisoformat(day) if day else None,
        language=_or_none(value["language"], str),
        grounds=tuple(Ground(name) for name in value["grounds"]),
    )


def _family(root: type[IngestError]) -> dict[str, type[IngestError]]:
    found = {root.code: root}
    for heir in root.__subclasses__():
        found |= _family(heir)
    return found


_ERRORS = _family(errors.IngestError)


def error_to_json(error: IngestError) -> Json:
    return {"code": error.code, "data": {name: _plain(value) for name, value in error.data.items()}}


def _plain(value: Any) -> str | int | float | None:
    return value if isinstance(value, str | int | float | None) else str(value)


def error_from_json(value: Json) -> IngestError:
    """The error a child reported, as the same class; an unknown code is a KeyError."""
    data = {_is(name, str): _plain(item) for name, item in value["data"].items()}
    return _ERRORS[value["code"]](**data)
