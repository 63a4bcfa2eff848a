"""What content proposes: titles worth showing, kinds, languages and grounds to look closer."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import language
from ingest.propose import name_as_title, propose
from ingest.values import DocumentKind, FileType, Ground, Survey

PROSE = (
    "La Coordinación de Juventud presentó los resultados de la jornada a las madres y los padres de familia."
)


def _survey(file_type: FileType = FileType.PDF, pages: int = 2, title: str | None = None) -> Survey:
    return Survey(file_type, pages, title=title, created=datetime(2022, 5, 1))


def _kind(text: str, file_type: FileType = FileType.PDF, pages: int = 2) -> DocumentKind:
    return propose("a." + file_type.value, _survey(file_type, pages), [text], file_type).kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("MINUTA DE TRABAJO\nSiendo las 10:00 horas del 27 de abril de 2022", DocumentKind.MINUTES),
        ("H. AYUNTAMIENTO\nACTA DE LA PRIMERA SESIÓN ORDINARIA\n" + PROSE, DocumentKind.MINUTES),
        ("Informe de resultados\n" + PROSE, DocumentKind.REPORT),
        ("Primer informe trimestral\n" + PROSE, DocumentKind.REPORT),
        ("Calimaya, México\nOficio No. CAL/UT/045/2022\nAsunto: se informa\n" + PROSE, DocumentKind.LETTER),
        ("CATÁLOGO DE PLÁTICAS 2022\nSalud mental\n" + PROSE, DocumentKind.CATALOGUE),
        ("Directorio de dependencias\n" + PROSE, DocumentKind.DIRECTORY),
        ("Listado de números telefónicos de emergencia\n911", DocumentKind.DIRECTORY),
        ("LISTA DE ASISTENCIA\nNombre Edad Firma", DocumentKind.ATTENDANCE_RECORD),
        (PROSE * 5, DocumentKind.OTHER),
    ],
)
def test_a_kind_is_told_by_its_words(text: str, kind: DocumentKind) -> None:
    assert _kind(text) == kind


def test_a_kind_is_told_by_type_and_make_up_where_words_say_nothing() -> None:
    assert _kind(PROSE, FileType.PPTX) == DocumentKind.PRESENTATION
    assert _kind("a\tb\n1\t2", FileType.XLSX) == DocumentKind.DATA_TABLE
    assert _kind("", FileType.MP4) == DocumentKind.VIDEO
    assert _kind("", FileType.JPEG, 1) == DocumentKind.PHOTOGRAPH
    poster = "Rompe el ciclo\n¿Sabías que?\n7 de cada 10\nEl noviazgo\nPide ayuda\nLlama al 911\nNo estás"
    assert _kind(poster, FileType.PDF, 1) == DocumentKind.INFOGRAPHIC


def test_letterheads_and_datelines_are_no_titles() -> None:
    text = (
        "H. AYUNTAMIENTO DE CALIMAYA\nCalimaya, a 27 de abril de 2022\nInforme de la jornada de salud\n"
        + PROSE
    )
    assert propose("x.pdf", _survey(), [text], FileType.PDF).title == "Informe de la jornada de salud"


def test_a_title_goes_on_over_its_lines_and_capitals_are_calmed() -> None:
    text = "CATÁLOGO DE PLÁTICAS DE LA COORDINACIÓN\nDE JUVENTUD DE CALIMAYA\n\nSe ofrecen en Calimaya."
    title = propose("x.pdf", _survey(), [text], FileType.PDF).title
    assert title == "Catálogo de pláticas de la coordinación de juventud de Calimaya"


@pytest.mark.parametrize(
    "junk",
    [
        "Microsoft Word - minuta.doc",
        "Presentación1",
        "PowerPoint Presentation",
        "Untitled",
        "scan0001.pdf",
        "123",
    ],
)
def test_junk_titles_give_way_to_the_files_name(junk: str) -> None:
    survey = _survey(FileType.XLSX, title=junk)
    assert (
        propose("PLATICAS_por_escuela (1).xlsx", survey, ["a\tb"], FileType.XLSX).title
        == "PLATICAS por escuela"
    )


def test_a_declared_title_serves_where_nothing_is_written() -> None:
    survey = _survey(title="Jornada en la secundaria")
    assert propose("x.pdf", survey, [""], FileType.PDF).title == "Jornada en la secundaria"


def test_dates_come_from_the_content_then_from_the_file() -> None:
    assert (
        str(propose("x.pdf", _survey(), ["Toluca, a 3 de mayo de 2023"], FileType.PDF).date) == "2023-05-03"
    )
    assert str(propose("x.pdf", _survey(), ["sin fecha"], FileType.PDF).date) == "2022-05-01"


def test_grounds_come_with_the_proposal() -> None:
    proposal = propose("x.jpg", _survey(FileType.JPEG, 1), [""], FileType.JPEG)
    assert proposal.grounds == (Ground.PHOTOGRAPH,)
    assert proposal.title == "X"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PROSE, "es"),
        ("The committee presented the results of the year to all of the families", "en"),
        ("42 17", None),
    ],
)
def test_language_is_told_by_little_words(text: str, code: str | None) -> None:
    assert language.of([text]) == code


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_content_gives_a_title_of_a_length_people_can_read(text: str, name: str) -> None:
    title = propose(name, _survey(), [text], FileType.PDF).title
    assert 0 < len(title) <= 200
    assert name_as_title(name)
