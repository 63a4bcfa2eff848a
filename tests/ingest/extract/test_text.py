"""Text, Markdown and HTML become pages of some sixty lines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import NoPages, TooManyPages
from ingest.extract.paged import PAGE_CHARACTERS, count_pages
from ingest.options import Limits, Options
from ingest.values import FileType, TextSource
from tests.ingest.extract.conftest import Reading


def test_a_long_text_is_parted_and_nothing_is_lost(tmp_path: Path, read: Reading) -> None:
    lines = [f"Renglón número {number} de la minuta" for number in range(150)]
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    found = read(tmp_path / "a.txt", FileType.TXT)
    assert len(found.pages) == found.survey.page_count == 3
    assert "\n".join(page.text for page in found.pages).split("\n") == lines
    assert all(page.source is TextSource.LAYER for page in found.pages)


def test_the_old_code_page_of_windows_is_read(tmp_path: Path, read: Reading) -> None:
    (tmp_path / "a.txt").write_bytes("Año de la niñez: «atención»".encode("cp1252"))
    assert read(tmp_path / "a.txt", FileType.TXT).pages[0].text == "Año de la niñez: «atención»"


def test_an_accent_far_down_is_read(tmp_path: Path, read: Reading) -> None:
    (tmp_path / "a.txt").write_bytes(b"renglon " * 9_000 + "niñez".encode("cp1252"))
    assert read(tmp_path / "a.txt", FileType.TXT, first=20).pages[-1].text.endswith("niñez")


def test_html_gives_what_is_seen_and_its_title(tmp_path: Path, read: Reading) -> None:
    (tmp_path / "a.html").write_text(
        "<html><head><title>Plática &amp; taller</title><style>p{}</style></head>"
        "<body><h1>Hola</h1><script>alert('x')</script><p>Una<b> sola</b>\n línea</p>"
        "<table><tr><td>a</td><td>b</td></tr></table></body></html>"
    )
    found = read(tmp_path / "a.html", FileType.HTML)
    assert found.survey.title == "Plática & taller"
    assert found.pages[0].text.split("\n") == ["Hola", "", "Una sola línea", "", "a\tb"]


def test_markdown_titles_itself(tmp_path: Path, read: Reading) -> None:
    (tmp_path / "a.md").write_text("Introducción\n\n# Informe de resultados #\n\ntexto")
    assert read(tmp_path / "a.md", FileType.MARKDOWN).survey.title == "Informe de resultados"


def test_words_have_boxes_within_the_page(tmp_path: Path, read: Reading) -> None:
    (tmp_path / "a.txt").write_text("palabra " * 400)
    (page,) = read(tmp_path / "a.txt", FileType.TXT).pages
    assert len(page.words) == 400
    assert all(0 < word.box.x0 < word.box.x1 <= page.width for word in page.words)
    assert all(0 < word.box.y0 < word.box.y1 <= page.height for word in page.words)


def test_blanks_alone_are_no_pages(tmp_path: Path, read: Reading) -> None:
    (tmp_path / "a.txt").write_text(" \n\f\n\t\n")
    with pytest.raises(NoPages):
        read(tmp_path / "a.txt", FileType.TXT)


def test_too_long_a_text_is_refused_before_it_is_read(tmp_path: Path, read: Reading) -> None:
    (tmp_path / "a.txt").write_text("palabra\n" * 10_000)
    with pytest.raises(TooManyPages):
        read(tmp_path / "a.txt", FileType.TXT, options=Options(limits=Limits(pages=2)))


@given(st.text(max_size=20_000))
def test_any_text_ends_in_pages_of_bounded_size(text: str) -> None:
    assert count_pages(text) <= len(text) // 30 + text.count("\f") + text.count("\n") + 2
    assert PAGE_CHARACTERS > 0
