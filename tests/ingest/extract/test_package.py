"""Packages hand out their members with readable names, and nothing climbs out."""

import stat
import zipfile
from pathlib import Path

import pytest

from ingest.errors import (
    DecompressionBomb,
    EncryptedForGood,
    NoPages,
    TooLarge,
    TruncatedFile,
    UnsafeMember,
)
from ingest.extract.package import extract_member, members
from ingest.options import Limits
from tests.ingest import files

LIMITS = Limits()


def test_folder_names_are_kept_as_titles(tmp_path: Path) -> None:
    package = files.make_zip(
        tmp_path / "a.zip", {"Rompe el ciclo/Fotos 2023/una.txt": b"hola", "carta.txt": b"adios"}
    )
    assert [(m.name, m.folder_titles, m.size) for m in members(package, LIMITS)] == [
        ("una.txt", ("Rompe el ciclo", "Fotos 2023"), 4),
        ("carta.txt", (), 5),
    ]


def test_a_member_comes_out_whole(tmp_path: Path) -> None:
    package = files.make_zip(tmp_path / "a.zip", {"a/uno.txt": b"uno", "b/uno.txt": b"otro uno"})
    first, second = members(package, LIMITS)
    extract_member(package, second, tmp_path / "out", LIMITS)
    assert (tmp_path / "out").read_bytes() == b"otro uno"
    assert first.name == second.name


@pytest.mark.parametrize("charset", ["utf-8", "cp850"])
def test_names_without_the_unicode_flag_are_read(tmp_path: Path, charset: str) -> None:
    """As Windows and some Drive exports write them: the flag is not set."""
    name = "Niñez y educación.txt"
    plain = "x" * len(name.encode(charset))
    content = files.make_zip(tmp_path / "a.zip", {plain: b"hola"}).read_bytes()
    (tmp_path / "b.zip").write_bytes(content.replace(plain.encode(), name.encode(charset)))
    (member,) = members(tmp_path / "b.zip", LIMITS)
    assert member.name == name


def test_what_systems_add_for_themselves_is_left_out(tmp_path: Path) -> None:
    junk = {
        "__MACOSX/._a.txt": b"x",
        "a/.DS_Store": b"x",
        "Thumbs.db": b"x",
        "a/._b.txt": b"x",
        "a/b.txt": b"x",
    }
    assert [member.name for member in members(files.make_zip(tmp_path / "a.zip", junk), LIMITS)] == ["b.txt"]


@pytest.mark.parametrize(
    "name", ["../fuera.txt", "a/../../fuera.txt", "/etc/fuera.txt", "..\\fuera.txt", "C:/fuera.txt"]
)
def test_a_path_that_climbs_is_refused(tmp_path: Path, name: str) -> None:
    package = files.make_zip(tmp_path / "a.zip", {name: b"hola"})
    (member,) = members(package, LIMITS)
    with pytest.raises(UnsafeMember, match=r"fuera\.txt"):
        extract_member(package, member, tmp_path / "out", LIMITS)
    assert not (tmp_path / "out").exists()


def test_a_link_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        link = zipfile.ZipInfo("foto.jpg")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")
    (member,) = members(tmp_path / "a.zip", LIMITS)
    with pytest.raises(UnsafeMember):
        extract_member(tmp_path / "a.zip", member, tmp_path / "out", LIMITS)


def test_a_member_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    content = bytearray(files.make_zip(tmp_path / "a.zip", {"a.txt": bytes(5_000_000)}).read_bytes())
    directory = content.find(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    (tmp_path / "b.zip").write_bytes(content)
    (member,) = members(tmp_path / "b.zip", LIMITS)
    with pytest.raises((DecompressionBomb, TruncatedFile)):
        extract_member(tmp_path / "b.zip", member, tmp_path / "out", LIMITS)
    assert not (tmp_path / "out").exists()


def test_a_large_package_of_what_hardly_shrinks_is_no_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as package:
        package.writestr("film.mp4", bytes(3_000_000))
    assert len(list(members(tmp_path / "a.zip", Limits(expanded_size=1_000_000)))) == 1


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    package = files.make_zip(tmp_path / "a.zip", {f"{n}": bytes(1_000_000) for n in range(12)})
    with pytest.raises(DecompressionBomb):
        list(members(package, Limits(expanded_size=10_000_000)))


def test_a_member_over_the_upload_limit_is_too_large(tmp_path: Path) -> None:
    package = files.make_zip(tmp_path / "a.zip", {"a": bytes(2_000)})
    (member,) = members(package, LIMITS)
    with pytest.raises(TooLarge):
        extract_member(package, member, tmp_path / "out", Limits(upload_size=1_000))


def test_an_encrypted_member_is_refused_and_no_password_is_offered(tmp_path: Path) -> None:
    content = bytearray(files.make_zip(tmp_path / "a.zip", {"a.txt": b"hola"}).read_bytes())
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "b.zip").write_bytes(content)
    (member,) = members(tmp_path / "b.zip", LIMITS)
    with pytest.raises(EncryptedForGood):
        extract_member(tmp_path / "b.zip", member, tmp_path / "out", LIMITS)


def test_a_package_of_nothing_has_no_pages(tmp_path: Path) -> None:
    with pytest.raises(NoPages):
        list(members(files.make_zip(tmp_path / "a.zip", {}), LIMITS))


def test_a_package_cut_short_is_truncated(tmp_path: Path) -> None:
    content = files.make_zip(tmp_path / "a.zip", {"a.txt": b"hola" * 1000}).read_bytes()
    (tmp_path / "b.zip").write_bytes(content[:-30])
    with pytest.raises(TruncatedFile):
        list(members(tmp_path / "b.zip", LIMITS))


def test_a_member_with_broken_bytes_is_truncated(tmp_path: Path) -> None:
    content = bytearray(files.make_zip(tmp_path / "a.zip", {"a.txt": b"hola mundo " * 100}).read_bytes())
    content[40:44] = b"\xff\xff\xff\xff"
    (tmp_path / "b.zip").write_bytes(content)
    (member,) = members(tmp_path / "b.zip", LIMITS)
    with pytest.raises(TruncatedFile):
        extract_member(tmp_path / "b.zip", member, tmp_path / "out", LIMITS)
