"""A locked file opens with its password, is told to be what it is, and nothing else opens it."""

import os
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import DamagedFile, EncryptedFile, IngestError, WrongPassword
from ingest.identify import identify
from ingest.options import Limits, Options
from ingest.sandbox import Sandbox
from ingest.sealed import is_sealed
from ingest.unlock import unlock
from ingest.values import FileType
from tests.ingest import files

CORPUS = Path(os.environ.get("ACERVO_TEST_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
LIMITS = Limits()
PASSWORD = "contraseña-€-1"
MAKERS: dict[FileType, Callable[[Path], Path]] = {
    FileType.DOCX: files.make_letter,
    FileType.XLSX: files.make_book,
    FileType.PPTX: files.make_deck,
}


def sealed(plain: Path, password: str = PASSWORD) -> Path:
    """An encrypted copy, as new Office writes it."""
    return files.make_locked(plain.with_suffix(".locked"), plain, password)


@pytest.mark.parametrize("file_type", MAKERS, ids=str)
def test_a_package_opens_with_its_password_and_is_what_it_was(tmp_path: Path, file_type: FileType) -> None:
    plain = MAKERS[file_type](tmp_path / "plain")
    locked, opened = sealed(plain), tmp_path / "opened"
    assert is_sealed(locked)
    assert unlock(locked, file_type, opened, PASSWORD, LIMITS) is file_type
    assert opened.read_bytes() == plain.read_bytes()


def test_a_package_under_another_type_s_name_is_told_when_it_is_open(tmp_path: Path) -> None:
    locked = sealed(files.make_book(tmp_path / "plain"))
    assert identify(locked, LIMITS, "oficio.docx") is FileType.DOCX
    assert unlock(locked, FileType.DOCX, tmp_path / "opened", PASSWORD, LIMITS) is FileType.XLSX


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(min_size=1).filter(lambda word: word != PASSWORD))
def test_no_other_password_opens_it(tmp_path: Path, password: str) -> None:
    locked = tmp_path / "plain.locked"
    if not locked.exists():
        sealed(files.make_letter(tmp_path / "plain"))
    with pytest.raises(WrongPassword):
        unlock(locked, FileType.DOCX, tmp_path / "opened", password, LIMITS)


def test_without_a_password_it_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(EncryptedFile, match="Escriba la contraseña"):
        unlock(sealed(files.make_letter(tmp_path / "a")), FileType.DOCX, tmp_path / "b", "", LIMITS)


def test_what_office_seals_for_itself_opens_without_asking(tmp_path: Path) -> None:
    """Excel encrypts a workbook whose structure is protected with a password that everybody knows."""
    locked = sealed(files.make_book(tmp_path / "plain"), "VelvetSweatshop")
    assert unlock(locked, FileType.XLSX, tmp_path / "opened", "", LIMITS) is FileType.XLSX


def test_a_file_that_was_never_locked_is_copied(tmp_path: Path) -> None:
    letter = files.make_letter(tmp_path / "a")
    assert unlock(letter, FileType.DOCX, tmp_path / "b", "x", LIMITS) is FileType.DOCX
    assert (tmp_path / "b").read_bytes() == letter.read_bytes()
    picture = files.make_picture(tmp_path / "c", format="PNG")
    assert unlock(picture, FileType.PNG, tmp_path / "d", "x", LIMITS) is FileType.PNG


def test_a_pdf_opens_too(tmp_path: Path) -> None:
    with pymupdf.open(files.make_pdf(tmp_path / "a.pdf")) as plain:
        plain.save(tmp_path / "b.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=PASSWORD)
    with pytest.raises(WrongPassword):
        unlock(tmp_path / "b.pdf", FileType.PDF, tmp_path / "c.pdf", "otra", LIMITS)
    assert unlock(tmp_path / "b.pdf", FileType.PDF, tmp_path / "c.pdf", PASSWORD, LIMITS) is FileType.PDF
    with pymupdf.open(tmp_path / "c.pdf") as opened:
        assert not opened.is_encrypted
        assert "Acta" in opened[0].get_text()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_locked_file_with_bytes_overwritten_opens_or_is_refused(
    tmp_path: Path, data: st.DataObject
) -> None:
    locked = tmp_path / "plain.locked"
    if not locked.exists():
        sealed(files.make_letter(tmp_path / "plain"))
    content = BytesIO(locked.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content.seek(data.draw(st.integers(512, len(content.getvalue()) - 1)))
        content.write(data.draw(st.binary(min_size=1, max_size=4)))
    broken = tmp_path / "broken"
    broken.write_bytes(content.getvalue())
    assert answered(broken, tmp_path / "opened")


def answered(locked: Path, target: Path) -> bool:
    """Whether it opened or was refused with a sentence; anything else that is raised passes through."""
    try:
        return bool(unlock(locked, FileType.DOCX, target, PASSWORD, LIMITS))
    except IngestError as refusal:
        return bool(str(refusal))


def test_a_package_that_holds_another_kind_of_file_is_damaged(tmp_path: Path) -> None:
    """Only now is seen what is inside; a package of whatever must not become a document."""
    plain = files.make_zip(tmp_path / "plain", {"programa.exe": random.Random(1).randbytes(5000)})
    with pytest.raises(DamagedFile):
        unlock(sealed(plain), FileType.DOCX, tmp_path / "opened", PASSWORD, LIMITS)


REAL = {
    "msoffcrypto__ecma376standard_password.docx": ("Password1234_", FileType.DOCX),
    "msoffcrypto__example_password.docx": ("Password1234_", FileType.DOCX),
    "msoffcrypto__example_password.xlsx": ("Password1234_", FileType.XLSX),
    "msoffcrypto__rc4cryptoapi_password.doc": ("Password1234_", FileType.DOC),
    "msoffcrypto__rc4cryptoapi_password.ppt": ("Password1234_", FileType.PPT),
    "msoffcrypto__rc4cryptoapi_password.xls": ("Password1234_", FileType.XLS),
    "msoffcrypto__xor_password_123456789012345.xls": ("123456789012345", FileType.XLS),
}


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the real sample files are not at {CORPUS}")
def test_real_files_of_every_cipher_open_in_a_child_and_are_read(tmp_path: Path) -> None:
    options = Options()
    with Sandbox(LIMITS) as sandbox:
        for number, (name, (password, expected)) in enumerate(REAL.items()):
            source = CORPUS / "office" / name
            work = tmp_path / str(number)
            work.mkdir()
            file_type = identify(source, LIMITS, name)
            with pytest.raises(EncryptedFile):
                sandbox.survey(source, file_type, options, work)
            with pytest.raises(WrongPassword):
                sandbox.unlock(source, file_type, work / "opened", "otra", options, work)
            found = sandbox.unlock(source, file_type, work / "opened", password, options, work)
            assert (file_type, found) == (expected, expected), name
            survey = sandbox.survey(work / "opened", found, options, work)
            pages = sandbox.read(work / "opened", found, survey, 1, 9, options, work, work / "pack")
            assert any(page.text.strip() for page in pages), name
