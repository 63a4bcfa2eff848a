"""A picture's bytes may hold pixels and nothing else."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from ingest.gate import metadata
from ingest.options import Options
from ingest.redactions import DataType, Leak, Secrets
from ingest.values import FileType
from ingest.verify import verify
from tests.ingest.gate.leaking import NAME, picture_of

_EXIF = Image.Exif()
_EXIF[0x010E] = "una foto"
_TEXT = PngImagePlugin.PngInfo()
_TEXT.add_text("Comment", "algo")


def saved(format_name: str, **options: object) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (120, 60), (20, 120, 90)).save(buffer, format_name, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 30}, {"optimize": True}])
def test_a_bare_jpeg_passes(options: dict[str, object]) -> None:
    assert metadata.objections(saved("JPEG", **options), FileType.JPEG) == []


def test_bare_pngs_and_webps_pass() -> None:
    assert metadata.objections(saved("PNG"), FileType.PNG) == []
    assert metadata.objections(saved("WEBP"), FileType.WEBP) == []
    assert metadata.objections(saved("WEBP", lossless=True), FileType.WEBP) == []


@pytest.mark.parametrize(
    ("raw", "file_type"),
    [
        (saved("JPEG", exif=_EXIF), FileType.JPEG),
        (saved("JPEG", comment=b"algo"), FileType.JPEG),
        (saved("JPEG", icc_profile=b"x" * 200), FileType.JPEG),
        (saved("JPEG", xmp=b"<x/>"), FileType.JPEG),
        (saved("JPEG") + b"mas", FileType.JPEG),
        (saved("JPEG") + saved("JPEG"), FileType.JPEG),
        (saved("JPEG")[:20] + b"\xff\xe0\x00\x10JFXX\0" + b"\x10" * 9 + saved("JPEG")[20:], FileType.JPEG),
        (saved("PNG", pnginfo=_TEXT), FileType.PNG),
        (saved("PNG", exif=_EXIF), FileType.PNG),
        (saved("PNG", icc_profile=b"x" * 200), FileType.PNG),
        (saved("PNG") + b"mas", FileType.PNG),
        (saved("WEBP", exif=_EXIF), FileType.WEBP),
        (saved("WEBP", xmp=b"<x/>"), FileType.WEBP),
        (saved("WEBP") + b"mas", FileType.WEBP),
        (saved("PNG"), FileType.JPEG),
    ],
)
def test_whatever_stands_beside_the_pixels_is_refused(raw: bytes, file_type: FileType) -> None:
    assert {each.leak for each in metadata.objections(raw, file_type)} == {Leak.METADATA}


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_a_picture_is_read(tmp_path: Path, suffix: str) -> None:
    secrets = Secrets(((DataType.NAME, NAME),))
    for text, passes in (("Plática en la escuela", True), (NAME, False)):
        path = tmp_path / f"a.{suffix}"
        picture_of(text).save(path)
        report = verify(path, FileType(suffix), secrets, (), Options(), tmp_path)
        assert report.passed is passes
        assert text.split()[1] in " ".join(report.texts)


def test_a_truncated_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(saved("JPEG")[:-200])
    report = verify(path, FileType.JPEG, Secrets(), (), Options(), tmp_path)
    assert {each.leak for each in report.objections} == {Leak.UNREADABLE}
