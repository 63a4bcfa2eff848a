"""What an office file hides does not appear in the pages that LibreOffice makes of it.

The public version is made of those pages: here hidden rows, deleted text, notes and comments must stop.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from ingest import office
from ingest.options import Limits, Options
from ingest.sandbox import Sandbox
from ingest.values import FileType
from tests.ingest import unprinted

pytestmark = pytest.mark.skipif(not office.available(), reason="LibreOffice is not installed")

MAKERS = {"xlsx": unprinted.make_book, "pptx": unprinted.make_deck, "docx": unprinted.make_letter}
FROM = {"xls": "xlsx", "ods": "xlsx", "ppt": "pptx", "odp": "pptx", "doc": "docx", "odt": "docx"}
SHOWN = {
    "xlsx": {"SHOWONE", "SHOWTWO", "SHOWTHREE"},
    "pptx": {"SHOWONE", "SHOWTWO", "SHOWBOX"},
    "docx": {"SHOWONE", "SHOWTWO", "SHOWINSERTED", "SHOWMOVED", "SHOWCOMMENTED", "SHOWROW"},
}
# LibreOffice takes a row without height for one of its usual height, and so writes it into these.
LOST = {
    "xls": {"HIDEZERO", "HIDENARROW"},
    "ods": {"HIDEZERO", "HIDENARROW"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("unprinted")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits()) as sandbox:
        yield sandbox


def made(folder: Path, suffix: str) -> Path:
    path = folder / f"file.{suffix}"
    if path.exists():
        return path
    if suffix in MAKERS:
        return MAKERS[suffix](path)
    return unprinted.converted(made(folder, FROM[suffix]), suffix)


def printed(sandbox: Sandbox, path: Path, work: Path) -> set[str]:
    """Every such word anywhere in the pages made of the file, seen or not."""
    target = work / "public"
    sandbox.scrub(path, FileType(path.suffix[1:]), target, Options(), work, ())
    heap = []
    with pymupdf.open(work / office.RENDERED) as document:
        for page in document:
            page.set_cropbox(page.mediabox)
            heap += [page.get_text(), *(str(note.info) for note in page.annots())]
        for xref in range(1, document.xref_length()):
            heap.append(document.xref_object(xref))
        heap += [str(document.metadata), str(document.get_toc())]
    utf16 = (
        bytes.fromhex(code).decode("utf-16-be", "ignore")
        for code in re.findall(r"FEFF((?:[0-9A-F]{4})+)", "".join(heap))
    )
    return unprinted.words("\n".join((*heap, *utf16)))


def hidden(words: set[str]) -> set[str]:
    return {word for word in words if word.startswith("HIDE")}


@pytest.mark.parametrize("suffix", [*MAKERS, *FROM])
def test_what_is_hidden_is_not_printed(sandbox: Sandbox, folder: Path, tmp_path: Path, suffix: str) -> None:
    path = made(folder, suffix)
    kept = hidden(unprinted.words_in(path))
    assert len(kept) >= 6, kept  # the file does hold what it is to hide
    found = printed(sandbox, path, tmp_path)
    assert hidden(found) <= LOST.get(suffix, set())
    assert found >= SHOWN[FROM.get(suffix, suffix)]


def test_a_letter_for_reading_only_gives_up_its_deleted_text_too(sandbox: Sandbox, tmp_path: Path) -> None:
    letter = unprinted.protected_letter(tmp_path / "a.docx", "documentProtection w:edit='readOnly'")
    found = printed(sandbox, letter, tmp_path)
    assert found >= SHOWN["docx"]
    assert not hidden(found)


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [
        ("LoadReadonly", "boolean", "true"),
        ("RedlineProtectionKey", "base64Binary", "z9fDEWJnYqMuVbkF5GQRE/zrYH8="),
    ],
)
def test_an_odt_whose_changes_are_protected_gives_up_its_deleted_text_too(
    sandbox: Sandbox, folder: Path, tmp_path: Path, name: str, kind: str, value: str
) -> None:
    letter = unprinted.with_setting(made(folder, "odt"), tmp_path / "a.odt", name, kind, value)
    found = printed(sandbox, letter, tmp_path)
    assert found >= SHOWN["docx"]
    assert not hidden(found)
