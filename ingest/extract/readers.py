"""The table of readers: family of file -> the module that surveys it and reads its pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from ingest.extract import image, media, pdf, presentation, sheet, text, word
from ingest.options import Options
from ingest.pack import PackWriter
from ingest.values import Family, FileType, Page, Survey


class Reader(Protocol):
    """What each module of this room offers."""

    def survey(self, path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
        """What can be told before pages are read; may leave ``rendered.pdf`` in ``work``."""
        ...

    def read(
        self,
        path: Path,
        file_type: FileType,
        survey: Survey,
        first: int,
        last: int,
        options: Options,
        work: Path,
        pack: PackWriter,
    ) -> Iterator[Page]:
        """The pages ``first`` to ``last`` (from 1, both included), one after another."""
        ...


# A package has no pages: ingest.extract.package hands out its members, each a file of its own.
READERS: dict[Family, Reader] = {
    Family.PDF: pdf,
    Family.IMAGE: image,
    Family.PRESENTATION: presentation,
    Family.WORD: word,
    Family.SHEET: sheet,
    Family.TEXT: text,
    Family.MEDIA: media,
}
