"""What one means of looking at a file has read: the text, by which means, and where it stood."""

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.redactions import Leak


class Sort(StrEnum):
    """How a text was come by, and so how exactly it can be taken."""

    TEXT = "text"  # letters as the file has them
    OCR = "ocr"  # letters as a reader of pictures took them: slips are to be expected
    BYTES = "bytes"  # strings dug out of the file's bytes: numbers without meaning among them


@dataclass(frozen=True)
class Reading:
    """A text that somebody could get out of the file."""

    leak: Leak
    sort: Sort
    text: str = field(repr=False)  # personal, if the file leaks
    where: str = ""  # a channel's or object's name, nothing personal
    page: int | None = None
