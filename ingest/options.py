"""What a reader may use and how far it may go: languages, resolutions and limits, frozen."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """Bounds of one child process and of one file."""

    seconds: float = 120.0  # wall clock for one call
    memory: int = 2_000_000_000  # bytes of address space
    file_size: int = 2_000_000_000  # bytes a child may write into one file
    pages: int = 5_000
    upload_size: int = 4_000_000_000
    pixels: int = 250_000_000  # of one picture, before it is opened
    expanded_size: int = 2_000_000_000  # of a package or office file, unpacked


@dataclass(frozen=True)
class Options:
    """How files are read."""

    ocr_languages: tuple[str, ...] = ("spa",)
    ocr_dpi: int = 300
    preview_dpi: int = 100
    preview_max_side: int = 1600  # pixels
    thumbnail_side: int = 400  # pixels
    low_confidence: float = 70.0  # a page below it is listed for staff
    password: str | None = None
    limits: Limits = Limits()
    tessdata: Path | None = None  # None: where Debian puts it
