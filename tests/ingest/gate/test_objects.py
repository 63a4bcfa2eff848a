"""What a file's bytes say is read; what only tells where its objects begin is not."""

import io

import pikepdf

from ingest.gate import objects


def _texts(raw: bytes) -> str:
    with pikepdf.open(io.BytesIO(raw)) as document:
        return "\n".join(reading.text for reading in objects.readings(document, raw))


def _file(extra: bytes = b"") -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(target)
    return target.getvalue() + extra


def test_offsets_of_objects_are_no_telephones() -> None:
    assert "00000 n" not in _texts(_file())


def test_figures_that_are_no_offset_are_read_though_written_like_one() -> None:
    assert "7221234567 00000 n" in _texts(_file(b"\n7221234567 00000 n\n"))
