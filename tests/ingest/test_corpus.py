"""Real files of many makers end read or refused with a sentence; none crashes its reader.

The files stay outside the project: in ``../shared/corpus`` or where ACERVO_TEST_CORPUS says.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import EncryptedFile, EncryptedForGood, NoPages
from ingest.identify import identify
from ingest.options import Limits, Options
from ingest.sandbox import Sandbox
from ingest.values import FileType

CORPUS = Path(os.environ.get("ACERVO_TEST_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the real sample files are not at {CORPUS}"),
]
# Protected by their makers on purpose, or made without a page.
ENCRYPTED = ("password", "encypted")
EMPTY = ("minimal.pptx", "no-slides")


def of(folder: str) -> list[Path]:
    return sorted(path for path in (CORPUS / folder).glob("*") if path.is_file())


def one_of_each_suffix(folder: str) -> list[Path]:
    """The smallest of each, so that the suite stays quick; ACERVO_TEST_CORPUS_ALL=1 takes all."""
    if os.environ.get("ACERVO_TEST_CORPUS_ALL"):
        return of(folder)
    plain = [path for path in of(folder) if not any(word in path.name for word in (*ENCRYPTED, *EMPTY))]
    smallest = {path.suffix.lower(): path for path in sorted(plain, key=lambda path: -path.stat().st_size)}
    return list(smallest.values())


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits()) as sandbox:
        yield sandbox


@pytest.mark.parametrize("folder", ["office", "photos", "photos_nofaces", "pdf_text", "pdf_scan"])
def test_every_file_is_what_it_says_or_refused_for_a_reason(folder: str) -> None:
    for path in of(folder):
        try:
            found = identify(path, Limits(), path.name)
        except EncryptedForGood:
            assert any(word in path.name for word in ENCRYPTED), path.name
        else:
            claimed = path.suffix.lower().lstrip(".").replace("pptm", "pptx").replace("jpeg", "jpg")
            assert found.value == claimed, path.name


@pytest.mark.parametrize("path", [*one_of_each_suffix("office"), *one_of_each_suffix("photos_nofaces")])
def test_every_file_is_read_or_refused(path: Path, sandbox: Sandbox, tmp_path: Path) -> None:
    options = Options()
    sealed, empty = (any(word in path.name for word in words) for words in (ENCRYPTED, EMPTY))
    if sealed or empty:
        with pytest.raises((EncryptedFile, EncryptedForGood) if sealed else NoPages):
            sandbox.survey(path, identify(path, options.limits, path.name), options, tmp_path)
        return
    file_type = identify(path, options.limits, path.name)
    survey = sandbox.survey(path, file_type, options, tmp_path)
    pages = sandbox.read(path, file_type, survey, 1, survey.page_count, options, tmp_path, tmp_path / "pack")
    assert [page.number for page in pages] == list(range(1, survey.page_count + 1))
    assert all(page.preview for page in pages)
    assert pages[0].thumbnail
    left = {path.name for path in tmp_path.iterdir()}
    assert left <= {"pack", "rendered.pdf", "sheet-blocks.jsonl"}
    if file_type is FileType.HEIC:
        assert survey.camera == "Apple iPhone 11 Pro Max"
