"""Cover sheet and index say all the law asks, in the file and as open data."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import cover
from ingest.box_codes import Codes, numbered
from ingest.cover_pages import FOOT, HEIGHT, MARGIN, PLAIN, WIDTH, wrapped
from ingest.legal import Act, Character, Ground, Legal
from ingest.legal_defaults import DEFAULT_LEGAL, default_legal
from ingest.redaction_index import IndexRow, index, index_csv, index_json
from ingest.redactions import DataType, Extent, PagePlan, Plan, Redaction
from ingest.values import Box
from tests.ingest.files import make_pdf

TODAY = date(2026, 11, 22)
LEGAL = Legal(
    document="Lista de asistencia a la plática «Noviazgo sin violencia»",
    general=Ground("art. 115 LGTAIP", "Dato personal"),
    identifier="CAL/IMJ/014/2026",
    area="Instituto Municipal de la Juventud",
    authority="Ayuntamiento de Calimaya",
    classified_on=TODAY,
    grounds={DataType.NAME: Ground("art. 3 fr. IX LGPDPPSO", "El nombre identifica a su titular")},
    classifier="Lic. Ana Núñez",
    post="Titular del Instituto",
    act=Act("CT/SE/08/2026", date(2026, 2, 5), "https://calimaya.gob.mx/actas/8"),
    legend="Versión pública hecha para cumplir obligaciones de transparencia",
)


def _codes(pages: int = 2) -> Codes:
    return numbered(
        Plan(
            tuple(
                PagePlan(
                    number,
                    612,
                    792,
                    (
                        Redaction(number, Box(50, 50, 90, 300), DataType.NAME, Extent(75, 25)),
                        Redaction(number, Box(100, 50, 140, 300), DataType.SIGNATURE, Extent(0, 25)),
                        Redaction(number, Box(50, 400, 90, 412), DataType.CURP, Extent(1, 1)),
                    ),
                )
                for number in range(1, pages + 1)
            )
        )
    )


def _bound(folder: Path, legal: Legal = LEGAL, pages: int = 2, codes: Codes | None = None) -> Path:
    body = make_pdf(folder / "cuerpo.pdf", [f"hoja {number}" for number in range(1, pages + 1)])
    target = folder / "version.pdf"
    cover.bind(body, target, legal, _codes(pages) if codes is None else codes)
    return target


def _texts(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [" ".join(page.get_text().split()) for page in document.pages()]


def test_the_cover_sheet_says_what_the_law_asks(tmp_path: Path) -> None:
    first = _texts(_bound(tmp_path))[0]
    for said in (
        "Ayuntamiento de Calimaya",
        "Instituto Municipal de la Juventud",
        "Lista de asistencia a la plática «Noviazgo sin violencia»",
        "CAL/IMJ/014/2026",
        "Información confidencial",
        "22 de noviembre de 2026",
        "Nombre: 2 partes, páginas 1, 2",
        "art. 115 LGTAIP",
        "art. 3 fr. IX LGPDPPSO",
        "El nombre identifica a su titular",
        "Lic. Ana Núñez, Titular del Instituto",
        "CT/SE/08/2026, de fecha 5 de febrero de 2026",
        "https://calimaya.gob.mx/actas/8",
        "Firma de quien clasifica",
        LEGAL.legend,
    ):
        assert said in first


def test_what_is_not_known_yet_is_said_and_not_hidden(tmp_path: Path) -> None:
    bare = replace(LEGAL, area="", act=None, classifier="", post="", character=Character.RESERVED)
    first = _texts(_bound(tmp_path, bare))[0]
    assert first.count(cover.TO_FILL_IN) == 2
    assert cover.NO_ACT in first
    assert "Información reservada" in first


def test_the_index_follows_the_document_with_a_line_per_box(tmp_path: Path) -> None:
    texts = _texts(_bound(tmp_path))
    assert texts[1:3] == ["hoja 1", "hoja 2"]
    (last,) = texts[3:]
    assert "E1 1 Nombre ELIMINADO: 25 renglones. Dato: nombre. F1" in last
    assert "E3 1 CURP ELIMINADO: 1 palabra. Dato: CURP. F2" in last
    assert "E5 2 Firma ELIMINADO: 25 renglones. Dato: firma. F2" in last
    assert "F1 Fundamento: art. 3 fr. IX LGPDPPSO. Motivo: El nombre identifica a su titular" in last


def test_a_document_without_boxes_has_no_index(tmp_path: Path) -> None:
    texts = _texts(_bound(tmp_path, codes=Codes()))
    assert len(texts) == 3
    assert "Partes clasificadas Ninguna" in texts[0]


def test_long_indexes_run_on_and_nothing_leaves_the_paper(tmp_path: Path) -> None:
    path = _bound(tmp_path, replace(LEGAL, document="palabra " * 900), pages=60)
    with pymupdf.open(path) as document:
        pages = list(document.pages())
        assert len(pages) > 60 + 4
        for page in (*pages[:2], *pages[-4:]):
            for word in page.get_text("words"):
                assert word[0] >= MARGIN - 1 and word[2] <= WIDTH - MARGIN + 1, word  # noqa: PT018
                assert word[3] <= HEIGHT - FOOT + 20
        text = " ".join(page.get_text() for page in pages)
    assert all(f"E{number}\n" in text for number in range(1, 181))


def test_the_same_values_give_the_same_bytes(tmp_path: Path) -> None:
    before = _bound(tmp_path).read_bytes()
    assert _bound(tmp_path).read_bytes() == before


def test_the_index_as_open_data_holds_the_same_rows() -> None:
    rows = index(_codes(), LEGAL)
    as_csv = list(csv.DictReader(io.StringIO(index_csv(rows), newline="")))
    as_json = json.loads(index_json(rows))["redactions"]
    assert [tuple(row) for row in (as_csv[0], as_json[0])] == [tuple(IndexRow.__annotations__)] * 2
    assert [row["code"] for row in as_csv] == [row["code"] for row in as_json] == [row.code for row in rows]
    assert as_csv[2] == {key: str(value) for key, value in as_json[2].items()}
    assert as_json[0] == {
        "code": "E1",
        "page": 1,
        "data_type": "name",
        "data_type_label": "Nombre",
        "words": 75,
        "lines": 25,
        "paragraphs": 0,
        "legal_basis": "art. 3 fr. IX LGPDPPSO",
        "motive": "El nombre identifica a su titular",
        "caption": "ELIMINADO: 25 renglones. Dato: nombre.",
    }


def test_no_cell_of_the_index_is_worked_out_by_a_spreadsheet() -> None:
    rows = index(_codes(1), replace(LEGAL, grounds={}, general=Ground("=1+1", "@x")))
    assert "'=1+1,'@x" in index_csv(rows)


@pytest.mark.parametrize(
    ("pages", "said"),
    [([1], "1"), ([2, 1, 2], "1, 2"), ([1, 3, 4, 5, 9], "1, 3 a 5, 9"), ([7, 8, 9], "7 a 9")],
)
def test_pages_are_said_in_runs(pages: list[int], said: str) -> None:
    assert cover.page_ranges(pages) == said


@given(
    text=st.text("abc ñÁ\n·https://", max_size=200),
    width=st.floats(20, 300),
    size=st.sampled_from([7.0, 9.5]),
)
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float, size: float) -> None:
    font = pymupdf.Font("helv")
    lines = wrapped(text, width, PLAIN, size)
    assert all(font.text_length(line, fontsize=size) <= width + 1e-6 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("day", "article", "not_article"),
    [(date(2025, 3, 20), "art. 116 LGTAIP", "art. 115"), (date(2025, 3, 21), "art. 115 LGTAIP", "art. 116")],
)
def test_articles_are_those_in_force_on_the_day(day: date, article: str, not_article: str) -> None:
    basis = default_legal("Acta", day, minors=False).ground(DataType.NAME).basis
    assert article in basis
    assert not_article not in basis


def test_minors_add_their_own_law_and_nothing_unconfirmed_is_printed() -> None:
    with_minors, without = (default_legal("Acta", TODAY, minors=minors) for minors in (True, False))
    unconfirmed = [each.basis for each in DEFAULT_LEGAL if each.to_confirm]
    assert unconfirmed
    for data_type in DataType:
        ground = with_minors.ground(data_type)
        assert "LGDNNA" in ground.basis
        assert "menor de edad" in ground.motive
        assert "LGDNNA" not in without.ground(data_type).basis
        assert not any(basis in ground.basis for basis in unconfirmed)
