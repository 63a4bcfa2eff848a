"""Videos: how large, how long, when made, and a frame that shows something."""

from datetime import datetime
from pathlib import Path

import pytest

from ingest.errors import DamagedFile
from ingest.values import FileType
from tests.ingest import files
from tests.ingest.extract.conftest import Reading


@pytest.mark.parametrize(
    ("name", "codec", "file_type"),
    [("a.mp4", "mp4v", FileType.MP4), ("a.mov", "mp4v", FileType.MOV), ("a.webm", "VP80", FileType.WEBM)],
)
def test_a_film_is_measured_and_has_a_poster(
    tmp_path: Path, read: Reading, name: str, codec: str, file_type: FileType
) -> None:
    found = read(files.make_film(tmp_path / name, codec), file_type)
    assert (found.survey.width, found.survey.height) == (320, 240)
    assert found.survey.duration == pytest.approx(2.0, abs=0.2)
    assert [page.number for page in found.pages] == [1, 2, 3, 4]
    assert not any(page.text for page in found.pages)
    lights = [found.picture(page.preview).convert("L").getpixel((160, 120)) for page in found.pages]
    assert lights == sorted(set(lights))  # each of another moment
    poster = found.picture(found.pages[0].thumbnail).convert("L")
    assert poster.getpixel((160, 120)) > 30  # not one of the dark frames at the beginning


def test_the_date_in_the_films_header_is_told(tmp_path: Path, read: Reading) -> None:
    content = bytearray(files.make_film(tmp_path / "a.mp4").read_bytes())
    header = content.find(b"mvhd") + 4
    seconds = int((datetime(2022, 11, 25, 9, 0) - datetime(1904, 1, 1)).total_seconds())
    content[header + 4 : header + 8] = seconds.to_bytes(4, "big")
    (tmp_path / "b.mp4").write_bytes(content)
    assert read(tmp_path / "b.mp4", FileType.MP4).survey.created == datetime(2022, 11, 25, 9, 0)


def test_a_film_that_cannot_be_played_is_damaged(tmp_path: Path, read: Reading) -> None:
    (tmp_path / "a.mp4").write_bytes(b"\0\0\0\x18ftypisom\0\0\0\0isommp41\0\0\0\x08moov")
    with pytest.raises(DamagedFile):
        read(tmp_path / "a.mp4", FileType.MP4)
