"""What every reader is given: options, a work folder and a pack."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ingest.extract.readers import READERS
from ingest.options import Options
from ingest.pack import PackWriter
from ingest.values import FileType, Page, Preview, Survey


@dataclass(frozen=True)
class Read:
    """A file, read whole."""

    survey: Survey
    pages: tuple[Page, ...]
    pack: Path

    def picture(self, preview: Preview | None) -> Image.Image:
        assert preview is not None
        with self.pack.open("rb") as file:
            file.seek(preview.offset)
            image = Image.open(BytesIO(file.read(preview.length)))
        image.load()
        return image


Reading = Callable[..., Read]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def read(work: Path) -> Reading:
    """Reads a file through its family's reader, all pages or some of them."""

    def reading(
        path: Path, file_type: FileType, first: int = 1, last: int = 10_000, options: Options = Options()
    ) -> Read:
        reader = READERS[file_type.family]
        survey = reader.survey(path, file_type, options, work)
        with PackWriter(work / "pack") as pack:
            pages = tuple(reader.read(path, file_type, survey, first, last, options, work, pack))
        return Read(survey, pages, work / "pack")

    return reading


@pytest.fixture
def no_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice: nothing is on its path."""
    monkeypatch.setenv("PATH", str(tmp_path))
