"""Every detector together: nothing is missed wherever it stands, every trap of the field stays visible."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.detect import findings
from ingest.redactions import DataType
from ingest.values import Box, Page, Word
from tests.ingest.detect.made import SENTENCES, clabes, curps, misread

SHARED = Path(__file__).parents[4] / "shared"
IDENTIFIERS = {
    *(DataType.CURP, DataType.RFC, DataType.NSS, DataType.VOTER_KEY, DataType.CLABE, DataType.PHONE),
    *(DataType.EMAIL, DataType.BIRTH_DATE, DataType.PASSPORT, DataType.PLATE, DataType.ENROLMENT),
}


def _covered(text: str, value: str, data_type: DataType) -> bool:
    """Whether every sign of a value is within findings of its kind that are to be covered."""
    start = text.index(value)
    covered: set[int] = set()
    for span in findings.find_in_text(text):
        if span.likely and span.data_type is data_type:
            covered |= set(range(span.start, span.end))
    return set(range(start, start + len(value))) <= covered


@given(curps(), st.sampled_from(SENTENCES))
def test_a_curp_made_by_rule_is_found_wherever_it_stands(curp: str, sentence: str) -> None:
    assert _covered(sentence.format(curp), curp, DataType.CURP)


@given(curps(), st.sets(st.integers(4, 9), max_size=3), st.sampled_from(SENTENCES))
def test_a_curp_that_ocr_misread_is_found(curp: str, places: set[int], sentence: str) -> None:
    curp = misread(curp, tuple(places))
    assert _covered(sentence.format(curp), curp, DataType.CURP)


@given(curps(), st.integers(1, 17), st.sampled_from(["\n", " ", "-\n"]), st.sampled_from(SENTENCES))
def test_a_curp_that_is_broken_anywhere_is_found(curp: str, place: int, gap: str, sentence: str) -> None:
    curp = curp[:place] + gap + curp[place:]
    assert _covered(sentence.format(curp), curp, DataType.CURP)


@given(curps(), st.sampled_from(SENTENCES))
def test_a_curp_in_boxes_of_one_letter_or_small_letters_is_found(curp: str, sentence: str) -> None:
    assert _covered(sentence.format(" ".join(curp)), " ".join(curp), DataType.CURP)
    assert _covered(sentence.format(curp.lower()), curp.lower(), DataType.CURP)


@given(clabes(), st.sampled_from(SENTENCES))
def test_a_clabe_is_found_wherever_it_stands(clabe: str, sentence: str) -> None:
    assert _covered(sentence.format(clabe), clabe, DataType.CLABE)


PHONES = (
    *("{}{}{}", "{} {} {}", "({}) {}-{}", "{}.{}.{}", "{}-{}-{}", "+52 {} {} {}", "044 {} {} {}"),
    *("01 ({}) {} {}", "+52 1 {} {} {}", "+52{}{}{}"),
)


@given(
    st.sampled_from(["722", "729", "712", "551", "333", "818"]),
    st.integers(100, 999),
    st.integers(1000, 9999),
    st.sampled_from(PHONES),
    st.sampled_from(
        ["{}", "Llamar al {} por la tarde.", "1\tSofía\t{}\n2\tAna", "Tel. {}", "Mi número ({})"]
    ),
)
def test_a_telephone_is_found_in_the_ten_spellings(
    area: str, middle: int, last: int, spelling: str, sentence: str
) -> None:
    phone = spelling.format(area, middle, last)
    assert _covered(sentence.format(phone), phone, DataType.PHONE)


@given(st.text("ABCDEFGHIJKLMNÑOPQRSTUVWXYZabcdefghijklmnñopqrstuvwxyzáéíóú .,:;()\n\t", max_size=400))
def test_texts_without_figures_and_at_signs_hold_no_identifier(text: str) -> None:
    assert not {span.data_type for span in findings.find_in_text(text)} & IDENTIFIERS


@given(st.text(max_size=300))
def test_spans_lie_within_any_text(text: str) -> None:
    for span in findings.find_in_text(text):
        assert 0 <= span.start < span.end <= len(text)
        assert 0 < span.confidence <= 1


TRAPS = {
    "keys of schools": "C.C.T. 15EES0123K, clave 15EPR4567X",
    "file numbers": "oficio CAL/UT/045/2022, folio 00123/CALIMAYA/IP/2022, expediente 123/2024",
    "dates, school years, hours": "27 de abril de 2022, 1° de enero de 2022, ciclo 2021-2022, 10:30",
    "lines of help": "911, 089, 800 911 2000; Línea de la vida 800 290 0024",
    "a telephone list": "Listado de números telefónicos para la juventud\n"
    "Cruz Roja\t722 217 3333\nSMDIF\t722 171 5544",
    "public servants": "Lic. Yesika Guadalupe Gómez Carmona, Titular de la Unidad de Transparencia, "
    "transparencia@calimaya.gob.mx, tel. 722 171 5000 ext. 104",
    "schools and streets": 'Esc. Sec. "Benito Juárez", Av. Miguel Hidalgo',
    "localities": "San Andrés Ocotlán, Zaragoza de Guadalupe, Calimaya de Díaz González",
    "institutions": "COESPO, INFOEM, SMDIF, OEA-CIM-MESECVI, Consejo Estatal de Población",
    "law and money": "artículo 115 de la LGTAIP, DOF 20-03-2025, $1,250,000.00, 7,221,234,567 pesos",
    "keys of machines": "https://drive.google.com/drive/folders/1n6hbP4fQsQ2KLPKEoLLeqxmmJ7MwP4U0 "
    "https://pub:blic@repositorio.ipomex.org.mx:8443/Download?uuid=4739f5b8-283a-4efa-87f2-36b20d8150fc "
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "authors": "Autora: Marta Lamas Robles. Guía de conceptos básicos, 2021, ISBN 978-607-1234-56-7",
    "headings": "No. NOMBRE COMPLETO EDAD SEXO GRADO Y GRUPO CURP TELÉFONO CORREO DOMICILIO FIRMA",
    "counts": "Hombres 70 Mujeres 78 Total 148\n12 34 56 78 90\n2021\t110\t70\t40",
    "generic keys": "RFC XAXX010101000 y XEXX010101000",
    "slogans": "Práctica «Rompe el ciclo», «Escuelas Seguras y Libres de Violencia»",
}


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS)
def test_a_trap_stays_visible(text: str) -> None:
    assert [text[span.start : span.end] for span in findings.find_in_text(text) if span.likely] == []


@pytest.mark.corpus
def test_the_published_form_names_one_servant_and_nobody_else() -> None:
    form = SHARED / "rompe-el-ciclo.md"
    if not form.exists():
        pytest.skip(f"{form} is not here")
    text = form.read_text(encoding="utf-8")
    spans = findings.find_in_text(text)
    assert [text[span.start : span.end] for span in spans] == ["Yesika Guadalupe Gómez Carmona"]
    assert not spans[0].likely


def _page(text: str) -> Page:
    """A page with the words of a text, ten points to a line and six to a letter."""
    words = []
    for row, line in enumerate(text.split("\n")):
        place = 0
        for token in line.split(" "):
            x = 50.0 + 6 * place
            words.append(Word(token, Box(x, 50.0 + 14 * row, x + 6 * len(token), 60.0 + 14 * row)))
            place += len(token) + 1
    return Page(3, 612, 792, text, tuple(words))


def test_a_finding_has_one_box_for_each_line_around_its_words_alone() -> None:
    found = findings.find(_page("ayer acudió Ana Sofía\nHernández López por la tarde"))
    assert [finding.text for finding in found] == ["Ana Sofía\nHernández López"]
    assert found[0].page == 3
    assert found[0].boxes == (Box(122.0, 50.0, 176.0, 60.0), Box(50.0, 64.0, 140.0, 74.0))


@settings(max_examples=50)
@given(curps(), st.lists(st.sampled_from(["plática", "de", "27", "abril", "escuela", "el"]), max_size=12))
def test_boxes_cover_every_word_of_a_finding_and_no_other(curp: str, before: list[str]) -> None:
    page = _page(" ".join([*before, curp, "asistió"]))
    found = [finding for finding in findings.find(page) if finding.data_type is DataType.CURP]
    assert [finding.text for finding in found] == [curp]
    assert found[0].boxes == (page.words[len(before)].box,)


def test_a_page_without_words_is_read_by_its_text_and_gives_no_boxes() -> None:
    found = findings.find(Page(1, 0, 0, "CURP LOGM090514MMCPRRA5"))
    assert [(finding.data_type, finding.boxes) for finding in found] == [(DataType.CURP, ())]
