"""Content decides what a file is; what it may not be is refused with a sentence."""

import io
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import (
    DecompressionBomb,
    DisguisedFile,
    EmptyFile,
    EncryptedFile,
    EncryptedForGood,
    EncryptedNameless,
    IngestError,
    TooLarge,
    TruncatedFile,
    UnknownType,
)
from ingest.identify import identify
from ingest.options import Limits
from ingest.sealed import demand_open
from ingest.values import FileType
from tests.ingest import files

LIMITS = Limits()

MAKERS: dict[FileType, Callable[[Path], Path]] = {
    FileType.PDF: files.make_pdf,
    FileType.JPEG: lambda path: files.make_picture(path, format="JPEG"),
    FileType.PNG: lambda path: files.make_picture(path, format="PNG"),
    FileType.WEBP: lambda path: files.make_picture(path, format="WEBP"),
    FileType.TIFF: lambda path: files.make_picture(path, format="TIFF"),
    FileType.GIF: lambda path: files.make_picture(path, format="GIF"),
    FileType.PPTX: files.make_deck,
    FileType.DOCX: files.make_letter,
    FileType.XLSX: files.make_book,
    FileType.ODT: lambda path: files.make_odf(path, "text", "<text:p>Hola</text:p>"),
    FileType.ODP: lambda path: files.make_odf(path, "presentation", "<draw:page/>"),
    FileType.ODS: lambda path: files.make_odf(path, "spreadsheet", "<table:table/>"),
    FileType.PPT: lambda path: files.make_compound(path, {"PowerPoint Document": b"x", "Current User": b"x"}),
    FileType.DOC: lambda path: files.make_compound(path, {"WordDocument": bytes(64), "1Table": b"x"}),
    FileType.XLS: lambda path: files.make_compound(path, {"Workbook": b"\x09\x08\x04\0abcd\x85\0\0\0"}),
    FileType.MP4: lambda path: files.make_film(path.with_suffix(".mp4")),
    FileType.MOV: lambda path: files.make_film(path.with_suffix(".mov")),
    FileType.WEBM: lambda path: files.make_film(path.with_suffix(".webm"), "VP80"),
    FileType.ZIP: lambda path: files.make_zip(path, {"fotos/una.txt": b"hola"}),
}


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "file"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("file_type", MAKERS, ids=str)
def test_every_type_is_told_without_its_name(tmp_path: Path, file_type: FileType) -> None:
    assert identify(MAKERS[file_type](tmp_path / "thing"), LIMITS) is file_type


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "Acta de la sesión ordinaria\nA las diez horas, en la sala de cabildo,\nse reunieron.",
            FileType.TXT,
        ),
        ("nombre,total\nHidalgo,12\nJuárez,15\n", FileType.CSV),
        ("nombre;total\r\nHidalgo;12,5\r\nJuárez;15,1\r\n", FileType.CSV),
        ("# Informe\n\n- uno\n- dos\n\n[liga](https://example.org)\n", FileType.MARKDOWN),
        ("<!DOCTYPE html><html><body>Hola</body></html>", FileType.HTML),
        ("\n<!-- hecho a mano -->\n<html><p>Hola</html>", FileType.HTML),
        ('{"a": 1, "b": 2,\n "c": 3, "d": 4}', FileType.TXT),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_texts_are_told_by_their_looks_in_any_charset(
    tmp_path: Path, content: str, expected: FileType, charset: str
) -> None:
    assert identify(written(tmp_path, content.encode(charset)), LIMITS) is expected


def test_prose_with_commas_is_not_a_table(tmp_path: Path) -> None:
    prose = "Querida comunidad, les informamos que la plática será el lunes.\n" * 5
    assert identify(written(tmp_path, prose.encode()), LIMITS) is FileType.TXT


def test_a_column_alone_is_a_table_when_its_name_says_so(tmp_path: Path) -> None:
    assert identify(written(tmp_path, b"nombre\nuno\ndos\n"), LIMITS, "lista.csv") is FileType.CSV


def test_pdf_may_begin_with_junk(tmp_path: Path) -> None:
    content = b"HTTP/1.1 200 OK\r\n\r\n" + files.make_pdf(tmp_path / "a.pdf").read_bytes()
    assert identify(written(tmp_path, content), LIMITS, "a.pdf") is FileType.PDF


def test_a_text_about_pdf_is_a_text(tmp_path: Path) -> None:
    content = b"Los archivos comienzan con %PDF-1.4 y nada mas.\n"
    assert identify(written(tmp_path, content), LIMITS, "a.txt") is FileType.TXT


@pytest.mark.parametrize("maker", [files.make_deck, files.make_letter, files.make_book])
def test_office_files_are_told_with_their_members_shuffled(
    tmp_path: Path, maker: Callable[[Path], Path]
) -> None:
    plain = maker(tmp_path / "plain")
    expected = identify(plain, LIMITS)
    with zipfile.ZipFile(plain) as source:
        members = [(info.filename, source.read(info)) for info in source.infolist()]
    random.Random(3).shuffle(members)
    assert identify(files.make_zip(tmp_path / "shuffled", dict(members)), LIMITS) is expected


def test_a_deck_with_macros_is_a_deck(tmp_path: Path) -> None:
    with zipfile.ZipFile(files.make_deck(tmp_path / "plain")) as source:
        members = {info.filename: source.read(info) for info in source.infolist()}
    macros = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    kinds = members["[Content_Types].xml"].replace(files.PPTX_TYPE.encode() + b".main+xml", macros)
    members["[Content_Types].xml"] = kinds
    assert identify(files.make_zip(tmp_path / "a", members), LIMITS, "a.pptm") is FileType.PPTX


@pytest.mark.parametrize(("name", "found"), [("foto.jpg", "png"), ("foto.png", "jpg"), ("lista.xls", "xlsx")])
def test_a_mixup_within_the_family_is_accepted_as_what_it_is(tmp_path: Path, name: str, found: str) -> None:
    file_type = FileType(found)
    assert identify(MAKERS[file_type](tmp_path / "thing"), LIMITS, name) is file_type


# --- refusals


def test_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        identify(written(tmp_path, b""), LIMITS)


def test_more_than_the_set_size_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="11 kB y el máximo es 10 kB"):
        identify(written(tmp_path, bytes(11_000)), Limits(upload_size=10_000))


@pytest.mark.parametrize(
    "file_type",
    [t for t in MAKERS if t not in (FileType.PDF, FileType.WEBM, FileType.TIFF)],
    ids=str,
)
def test_a_file_cut_in_half_is_refused(tmp_path: Path, file_type: FileType) -> None:
    whole = MAKERS[file_type](tmp_path / "thing").read_bytes()
    with pytest.raises(TruncatedFile):
        identify(written(tmp_path, whole[: len(whole) // 2]), LIMITS)


def test_a_jpeg_with_a_thumbnail_inside_is_refused_when_cut(tmp_path: Path) -> None:
    """The thumbnail's own end mark must not pass for the picture's."""
    thumbnail = files.make_picture(tmp_path / "t", (40, 40), format="JPEG").read_bytes()
    picture = files.make_picture(tmp_path / "p", (900, 900), format="JPEG").read_bytes()
    inside = b"\xff\xe1" + (len(thumbnail) + 2).to_bytes(2, "big") + thumbnail
    whole = picture[:2] + inside + picture[2:]
    assert identify(written(tmp_path, whole), LIMITS) is FileType.JPEG
    with pytest.raises(TruncatedFile):
        identify(written(tmp_path, whole[: len(inside) + len(picture) // 2]), LIMITS)


def test_a_pdf_without_anything_in_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TruncatedFile):
        identify(written(tmp_path, b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + b"x" * 500), LIMITS)


def test_a_pdf_that_can_be_repaired_passes(tmp_path: Path) -> None:
    whole = files.make_pdf(tmp_path / "a").read_bytes()
    assert identify(written(tmp_path, whole[: whole.rfind(b"xref")]), LIMITS) is FileType.PDF


AGILE = b"\x04\0\x04\0"
PACKAGE = {"EncryptedPackage": b"x", "EncryptionInfo": AGILE}
WORD_97 = b"\xec\xa5\xc1\0" + bytes(6)


@pytest.mark.parametrize(
    ("streams", "name", "expected"),
    [
        (PACKAGE, "oficio.docx", FileType.DOCX),
        (PACKAGE, "lista.XLSM", FileType.XLSX),
        (PACKAGE, "plática.pptx", FileType.PPTX),
        (PACKAGE, "lista.xls", FileType.XLSX),
        ({"EncryptedPackage": b"x", "EncryptionInfo": b"\x03\0\x02\0"}, "a.docx", FileType.DOCX),
        ({"WordDocument": WORD_97 + b"\x00\x01" + bytes(60)}, None, FileType.DOC),
        ({"Workbook": b"\x09\x08\x04\0abcd\x2f\0\x02\0xx"}, None, FileType.XLS),
        ({"PowerPoint Document": b"x", "Current User": bytes(12) + b"\xdf\xc4\xd1\xf3"}, None, FileType.PPT),
    ],
)
def test_office_files_under_a_password_are_taken_to_be_asked_for_it(
    tmp_path: Path, streams: dict[str, bytes], name: str | None, expected: FileType
) -> None:
    path = files.make_compound(tmp_path / "a", streams)
    assert identify(path, LIMITS, name) is expected
    with pytest.raises(EncryptedFile, match="Escriba la contraseña"):
        demand_open(path)


@pytest.mark.parametrize("name", [None, "oficio", "hoja.xlsb"])
def test_an_encrypted_package_whose_name_says_nothing_asks_for_a_name(
    tmp_path: Path, name: str | None
) -> None:
    with pytest.raises(EncryptedNameless, match=r"\.docx, \.xlsx o \.pptx"):
        identify(files.make_compound(tmp_path / "a", PACKAGE), LIMITS, name)


def test_an_encrypted_package_under_another_family_s_name_is_disguised(tmp_path: Path) -> None:
    with pytest.raises(DisguisedFile, match="protegido con contraseña"):
        identify(files.make_compound(tmp_path / "a", PACKAGE), LIMITS, "oficio.pdf")


@pytest.mark.parametrize(
    "streams",
    [
        {"EncryptedPackage": b"x"},
        {"EncryptedPackage": b"x", "EncryptionInfo": b"\x03\0\x03\0"},
        {"WordDocument": WORD_97 + b"\x00\x81" + bytes(60)},
        {"WordDocument": b"\xdc\xa5\x65\0" + bytes(6) + b"\x00\x01" + bytes(60)},
        {"Book": b"\x09\x08\x04\0abcd\x2f\0\x02\0xx"},
        {"WordDocument": WORD_97 + bytes(60), "\x09DRMContent": b"x"},
    ],
    ids=["rights", "extensible", "doc-xor", "word-6", "excel-5", "rights-doc"],
)
def test_locks_that_nothing_here_opens_are_refused_and_no_password_is_offered(
    tmp_path: Path, streams: dict[str, bytes]
) -> None:
    with pytest.raises(EncryptedForGood, match="Quítele la protección"):
        identify(files.make_compound(tmp_path / "a", streams), LIMITS, "oficio.docx")


def test_encrypted_opendocument_is_refused_and_no_password_is_offered(tmp_path: Path) -> None:
    sealed = files.make_odf(tmp_path / "a", "text", "", manifest="<manifest:encryption-data/>")
    with pytest.raises(EncryptedForGood):
        identify(sealed, LIMITS)


def test_encrypted_zip_is_refused_and_no_password_is_offered(tmp_path: Path) -> None:
    content = bytearray(files.make_zip(tmp_path / "a", {"a.txt": b"hola"}).read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    with pytest.raises(EncryptedForGood):
        identify(written(tmp_path, bytes(content)), LIMITS)


PROGRAMS = {
    "windows": b"MZ" + bytes(58) + b"\x40\0\0\0" + b"PE\0\0" + bytes(200),
    "linux": b"\x7fELF\x02\x01\x01" + bytes(200),
    "mac": b"\xcf\xfa\xed\xfe" + bytes(200),
    "shell": b"#!/bin/sh\nrm -rf /\n",
    "batch": b"@echo off\r\ndel *.*\r\n",
    "php": b"<?php system($_GET['c']); ?>",
    "shortcut": b"L\0\0\0\x01\x14\x02\0" + bytes(100),
}


@pytest.mark.parametrize("content", PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_named_as_a_document_is_disguised(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DisguisedFile, match="El nombre dice PDF"):
        identify(written(tmp_path, content), LIMITS, "informe.pdf")


def test_a_program_that_hides_a_pdf_is_still_a_program(tmp_path: Path) -> None:
    content = PROGRAMS["windows"] + files.make_pdf(tmp_path / "a").read_bytes()
    with pytest.raises(DisguisedFile):
        identify(written(tmp_path, content), LIMITS, "informe.pdf")


def test_a_program_under_its_own_name_is_an_unknown_type(tmp_path: Path) -> None:
    with pytest.raises(UnknownType, match="un programa ejecutable"):
        identify(written(tmp_path, PROGRAMS["windows"]), LIMITS, "setup.exe")


@pytest.mark.parametrize(
    ("file_type", "name"),
    [(FileType.JPEG, "oficio.pdf"), (FileType.ZIP, "lista.docx"), (FileType.PDF, "foto.jpg")],
)
def test_another_family_than_the_name_says_is_disguised(
    tmp_path: Path, file_type: FileType, name: str
) -> None:
    with pytest.raises(DisguisedFile):
        identify(MAKERS[file_type](tmp_path / "thing"), LIMITS, name)


def test_a_web_page_named_pdf_is_disguised(tmp_path: Path) -> None:
    with pytest.raises(DisguisedFile, match="una página web"):
        identify(written(tmp_path, b"<!DOCTYPE html><html>Error 404</html>"), LIMITS, "acta.pdf")


@pytest.mark.parametrize(
    ("content", "spanish"),
    [
        (b"Rar!\x1a\x07\x01\0" + bytes(50), "RAR"),
        (b"{\\rtf1\\ansi Hola}", "RTF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG"),
        (b"<?xml version='1.0'?><datos/>", "XML"),
        (b"RIFF\x24\0\0\0WAVEfmt " + bytes(30), "audio WAV"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + bytes(60), "AVIF"),
        (b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska" + bytes(60), "MKV"),
        (random.Random(5).randbytes(3000), "no se reconocen"),
    ],
)
def test_unknown_types_are_named(tmp_path: Path, content: bytes, spanish: str) -> None:
    with pytest.raises(UnknownType, match=spanish):
        identify(written(tmp_path, content), LIMITS)


def test_a_zip_that_expands_beyond_the_limit_is_a_bomb(tmp_path: Path) -> None:
    bomb = files.make_zip(tmp_path / "a", {f"{number}.txt": bytes(2_000_000) for number in range(6)})
    with pytest.raises(DecompressionBomb):
        identify(bomb, Limits(expanded_size=10_000_000))


def test_an_office_file_that_expands_beyond_the_limit_is_a_bomb(tmp_path: Path) -> None:
    deck = files.make_deck(tmp_path / "a")
    with zipfile.ZipFile(deck, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("ppt/media/image1.bmp", bytes(20_000_000))
    with pytest.raises(DecompressionBomb):
        identify(deck, Limits(expanded_size=10_000_000))


def test_a_zip_that_declares_too_many_members_is_a_bomb(tmp_path: Path) -> None:
    content = bytearray(files.make_zip(tmp_path / "a", {"a.txt": b"hola"}).read_bytes())
    end = content.rfind(b"PK\x05\x06")
    content[end + 10 : end + 12] = (65_000).to_bytes(2, "little")
    with pytest.raises(DecompressionBomb):
        identify(written(tmp_path, bytes(content)), LIMITS)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_picture_of_too_many_pixels_is_a_bomb(tmp_path: Path, kind: str) -> None:
    picture = files.make_picture(tmp_path / "a", (400, 300), format=kind)
    with pytest.raises(DecompressionBomb):
        identify(picture, Limits(pixels=100_000))


# --- what nobody thought of


BEGINNINGS = (
    *(b"", b"%PDF-1.7 obj", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF....WEBP"),
    *(b"II*\0", b"\0\0\0\x18ftypheic", b"\0\0\0\x08moov", b"\x1a\x45\xdf\xa3", b"<html", b"MZ", b"\xff\xfe"),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)


def answered(path: Path, limits: Limits, name: str | None = None) -> bool:
    """Whether a type or a sentence came back; anything else that is raised passes through."""
    try:
        return bool(identify(path, limits, name))
    except IngestError as refusal:
        return bool(str(refusal))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(BEGINNINGS),
    st.binary(min_size=1, max_size=2000),
    st.sampled_from([None, "a.pdf", "b.docx", "c", "d.csv", "e.exe", ".", "ñ.JPG"]),
)
def test_random_bytes_are_a_type_or_a_refusal(
    tmp_path: Path, begin: bytes, rest: bytes, name: str | None
) -> None:
    assert answered(written(tmp_path, begin + rest), LIMITS, name)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from([FileType.DOC, FileType.ZIP, FileType.PNG, FileType.GIF, FileType.ODT]), st.data())
def test_files_with_bytes_overwritten_are_a_type_or_a_refusal(
    tmp_path: Path, file_type: FileType, data: st.DataObject
) -> None:
    content = io.BytesIO(MAKERS[file_type](tmp_path / "whole").read_bytes())
    size = len(content.getvalue())
    for _ in range(data.draw(st.integers(1, 5))):
        content.seek(data.draw(st.integers(0, size - 1)))
        content.write(data.draw(st.binary(min_size=1, max_size=4)))
    assert answered(written(tmp_path, content.getvalue()), LIMITS)


def test_a_compound_file_that_points_in_circles_ends(tmp_path: Path) -> None:
    content = bytearray(files.make_compound(tmp_path / "a", {"WordDocument": b"x"}).read_bytes())
    content[512 + 4 : 512 + 12] = (2).to_bytes(4, "little") + (1).to_bytes(4, "little")
    with pytest.raises(IngestError):
        identify(written(tmp_path, bytes(content)), Limits(), "a.pdf")


def test_identify_is_light_enough_for_the_web() -> None:
    code = "import sys, json, ingest.identify; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
    assert not {"cv2", "pymupdf", "numpy", "PIL", "tesserocr", "pptx", "docx"} & set(loaded)
