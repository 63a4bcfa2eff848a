"""Attendance lists on pages: every layout loses its people and keeps what is public."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.attendance import pages
from ingest.attendance.pages import ListReading, SeenPage
from ingest.redactions import DataType
from ingest.values import Box, Page, TextSource
from tests.ingest.attendance.drawn_pages import (
    NAMES,
    PUBLIC,
    Layout,
    drawn,
    full_name,
    photographed,
    turned,
)

PIECES = {word for name in NAMES for part in name for word in part.split() if len(word) > 3}
ASKEW = ((0.05, 0.03), (0.97, 0.06), (0.93, 0.96), (0.02, 0.93))
OFFICES = ("Director de Salud", "Titular de la Unidad", "Coordinadora", "Secretaria Técnica", "Regidora")


def rows(count: int, start: int = 1) -> list[list[str]]:
    return [
        [str(number), full_name(number), str(12 + number % 3), "HM"[number % 2], "2° B", ""]
        for number in range(start, start + count)
    ]


LIST = Layout(
    headings=("No.", "Nombre completo", "Edad", "Sexo", "Grado y grupo", "Firma"),
    rows=rows(12),
    widths=(30, 210, 40, 40, 80, 110),
    signatures=True,
)
SIDE_BY_SIDE = Layout(
    headings=("No.", "Nombre", "Firma") * 2,
    rows=[[str(at), full_name(at), "", str(at + 12), full_name(at + 3), ""] for at in range(1, 13)],
    widths=(25, 150, 75) * 2,
)
THREE_NAMES = Layout(
    headings=("Núm.", "Apellido paterno", "Apellido materno", "Nombre(s)", "CURP"),
    rows=[[str(at + 1), *NAMES[at % len(NAMES)], "LOGM090514MMCPRRA5"] for at in range(10)],
    widths=(30, 110, 110, 130, 130),
)
ROLL = Layout(
    headings=("No.", "Nombre del alumno", *map(str, range(1, 16))),
    rows=[[str(at), full_name(at), *("•" * 15)] for at in range(1, 13)],
    widths=(25, 190, *(20,) * 15),
)
IN_MINUTES = replace(
    LIST,
    above=(
        "MINUTA DE TRABAJO",
        "Se reunieron las áreas para acordar la agenda de pláticas en las escuelas del municipio, con",
        "la asistencia de las personas que se enlistan a continuación y que firman al calce.",
    ),
    rows=rows(5),
    below=("Se dio lectura al orden del día y se acordó por unanimidad que la plática se repita.",),
)
LAYOUTS = {
    "ruled": LIST,
    "without rulings": replace(LIST, ruled=False),
    "side by side": SIDE_BY_SIDE,
    "side by side without rulings": replace(SIDE_BY_SIDE, ruled=False),
    "names in three columns": THREE_NAMES,
    "school roll": ROLL,
    "in minutes": IN_MINUTES,
}


def kept(reading: ListReading) -> list[str]:
    return [word.text for plan in reading.pages for word in plan.kept]


def read(seen: list[SeenPage]) -> ListReading:
    reading = pages.read(seen)
    assert reading is not None
    return reading


def uncovered(seen: SeenPage, boxes: list[Box]) -> list[str]:
    """Words of people's names with any part outside the boxes."""
    return [
        word.text
        for word in seen.page.words
        if word.text in PIECES
        and not all(
            any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in boxes)
            for x in (word.box.x0 + 1, (word.box.x0 + word.box.x1) / 2, word.box.x1 - 1)
            for y in (word.box.y0 + 2, word.box.y1 - 2)
        )
    ]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("exact", [True, False], ids=["text", "scan"])
def test_names_go_and_headings_stay(name: str, exact: bool) -> None:
    layout = LAYOUTS[name]
    seen = drawn(layout, exact=exact)
    reading = read(seen)
    assert reading.unsure_pages == ()
    assert not PIECES & set(kept(reading))
    assert not uncovered(seen[0], [redaction.box for redaction in reading.pages[0].redactions])
    public = " ".join((*layout.above, *layout.headings, *layout.below)).split()
    assert set(public) <= set(kept(reading))


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_photograph_askew_loses_its_names(name: str) -> None:
    seen = [photographed(page, ASKEW) for page in drawn(LAYOUTS[name], exact=False)]
    reading = read(seen)
    assert not uncovered(seen[0], [redaction.box for redaction in reading.pages[0].redactions])
    assert reading.unsure_pages or set(LAYOUTS[name].above[0].split()) <= set(kept(reading))


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("name", ["ruled", "without rulings", "school roll"])
def test_a_page_laid_sideways_loses_its_names(name: str, quarters: int) -> None:
    seen = [turned(page, quarters) for page in drawn(LAYOUTS[name], exact=False)]
    reading = read(seen)
    assert not uncovered(seen[0], [redaction.box for redaction in reading.pages[0].redactions])
    assert set(PUBLIC[0].split()) <= set(kept(reading))


def test_row_numbers_stay() -> None:
    assert [str(number) for number in range(1, 13)] == [
        text for text in kept(read(drawn(LIST))) if text.isdigit()
    ][2:]


def test_what_stands_under_a_column_of_enrolment_numbers_is_no_row_number() -> None:
    layout = replace(LIST, rows=[["4711", *row[1:]] for row in LIST.rows])
    assert "4711" not in kept(read(drawn(layout)))


@pytest.mark.parametrize("ruled", [True, False])
def test_columns_are_carried_on_to_a_page_without_headings(ruled: bool) -> None:
    first = replace(LIST, ruled=ruled)
    second = replace(first, above=(), show_headings=False, rows=rows(10, start=13))
    reading = read(drawn(first, second))
    assert reading.list_pages == (1, 2)
    assert not PIECES & set(kept(reading))
    assert reading.counts.total == 22


def test_the_rest_of_a_name_on_top_of_the_next_page_goes_with_its_row() -> None:
    second = replace(LIST, above=(), show_headings=False, rows=rows(6, start=13), start=90.0)
    second = replace(second, extra=((84.0, 80.0, "Longoria"),))
    assert "Longoria" not in kept(read(drawn(LIST, second)))


def test_boxes_tell_nothing_of_what_they_cover() -> None:
    short = read(drawn(replace(LIST, rows=[[row[0], "Ana Paz", *row[2:]] for row in LIST.rows])))
    long = read(drawn(LIST))
    assert [redaction.box[0::2] for redaction in short.pages[0].redactions] == [
        redaction.box[0::2] for redaction in long.pages[0].redactions
    ]


def test_every_column_is_covered_as_what_it_holds() -> None:
    kinds = {redaction.data_type for redaction in read(drawn(LIST)).pages[0].redactions}
    assert kinds == {DataType.NAME, DataType.AGE, DataType.SEX, DataType.GRADE, DataType.SIGNATURE}


def test_totals_and_those_who_answer_for_the_list_stay() -> None:
    below = ("Profr. Juan Pérez López", "Director de la escuela")
    layout = replace(LIST, totals=("Total de asistentes: 12",), below=below)
    assert {"Total", "de", "asistentes:", "12", "Juan", "Pérez", "López", "Director", "escuela"} <= set(
        kept(read(drawn(layout)))
    )


def test_a_list_with_a_title_and_names_alone_is_covered() -> None:
    above = (
        "LISTA DE ASISTENCIA",
        "Fecha: 3 de mayo de 2024",
        *(f"{at}. {full_name(at)}" for at in range(1, 9)),
    )
    reading = read(drawn(Layout((), (), (), above=above)))
    assert not PIECES & set(kept(reading))
    assert {"ASISTENCIA", "mayo"} <= set(kept(reading))
    assert reading.counts.confidence == 0.0


def test_a_blank_list_is_a_list_of_nobody() -> None:
    blank = [[str(number), "", "", "", "", ""] for number in range(1, 16)]
    reading = read(drawn(replace(LIST, rows=blank, signatures=False)))
    assert reading.counts.total == 0
    assert reading.pages[0].redactions


def test_what_was_read_is_searched_for_in_both_orders() -> None:
    values = {text for _, text in read(drawn(THREE_NAMES)).people.values}
    assert {"Ramírez Ortega Sofía Itzel", "Sofía Itzel Ramírez Ortega", "LOGM090514MMCPRRA5"} <= values


def test_counts_come_from_the_rows() -> None:
    counts = read(drawn(LIST)).counts
    assert (counts.total, counts.minors, dict(counts.by_grade)) == (12, 12, {"2": 12})


def test_public_lines_are_required_again() -> None:
    required = read(drawn(LIST)).required
    assert PUBLIC[0] in required
    assert not any(piece in text.split() for piece in PIECES for text in required)


def test_a_page_of_a_list_that_cannot_be_told_apart_is_covered_whole() -> None:
    scattered = tuple((60.0 + 37 * at, 90.0 + 53 * at, full_name(at)) for at in range(8))
    second = Layout((), (), (), above=("Hoja 2 de 2",), extra=scattered)
    reading = read(drawn(LIST, second))
    assert reading.unsure_pages == (2,)
    assert reading.pages[1].kept == ()
    assert reading.pages[1].redactions[0].box == Box(0.0, 0.0, 612.0, 792.0)
    assert reading.pages[1].redactions[0].data_type is DataType.WHOLE_PAGE


DIRECTORY = Layout(
    headings=("Nombre", "Cargo", "Teléfono", "Correo electrónico"),
    rows=[[full_name(at), post, "722 171 5025", "dif@calimaya.gob.mx"] for at, post in enumerate(OFFICES)],
    widths=(150, 150, 90, 130),
    above=("DIRECTORIO DE SERVIDORES PÚBLICOS",),
)
NO_LISTS = {
    "directory": DIRECTORY,
    "directory without a title": replace(DIRECTORY, above=("H. Ayuntamiento de Calimaya",)),
    "programme": Layout(
        ("Hora", "Actividad", "Ponente"),
        [["9:00", "Bienvenida", "Lic. Ana Ruiz Peña"], ["10:00", "Plática", "Psic. Luis Mora Díaz"]] * 2,
        (60, 200, 200),
        above=("PROGRAMA DE ACTIVIDADES",),
    ),
    "schools": Layout(
        ("Escuela", "CCT", "Localidad", "Alumnos", "Hombres", "Mujeres"),
        [["Sec. Benito Juárez", "15DES0001K", "Calimaya", "120", "60", "60"]] * 4,
        (140, 90, 90, 60, 60, 60),
        above=("RELACIÓN DE ESCUELAS ATENDIDAS",),
    ),
    "results": Layout(
        ("Tema", "Asistentes", "Hombres", "Mujeres", "Total"),
        [["Violencia digital", "20", "10", "10", "20"]] * 3,
        (150, 80, 80, 80, 80),
        above=("RESULTADOS DE LAS PLÁTICAS",),
    ),
    "help lines": Layout(
        ("Institución", "Teléfono"),
        [["Línea de la vida", "800 911 2000"], ["Emergencias", "911"], ["DIF Calimaya", "722 171 5025"]],
        (220, 140),
        above=("LISTADO DE NÚMEROS TELEFÓNICOS PARA LA ATENCIÓN DE LA JUVENTUD",),
    ),
    "agenda": Layout(
        (),
        (),
        (),
        above=(
            "ORDEN DEL DÍA",
            "1. Lista de asistencia",
            "2. Lectura del acta anterior",
            "3. Informe de actividades",
            "4. Clausura",
        ),
        below=("Lic. Juan Pérez López", "Presidente municipal"),
    ),
    "officials who sign": Layout(
        ("Nombre", "Cargo", "Firma"),
        [[full_name(at), post, ""] for at, post in enumerate(OFFICES)],
        (200, 180, 100),
        above=("MINUTA DE LA PRIMERA SESIÓN",),
    ),
}


@pytest.mark.parametrize("name", NO_LISTS)
@pytest.mark.parametrize("exact", [True, False], ids=["text", "scan"])
def test_what_is_public_is_no_list(name: str, exact: bool) -> None:
    assert pages.read(drawn(NO_LISTS[name], exact=exact)) is None


def test_a_page_without_words_is_no_list() -> None:
    seen = drawn(Layout((), (), (), above=()))[0]
    empty = Page(1, seen.page.width, seen.page.height, "", (), TextSource.NONE)
    assert pages.read([SeenPage(empty, seen.picture, seen.dpi)]) is None


HEADINGS = {
    "No.": 30.0,
    "Nombre del asistente": 170.0,
    "Edad": 40.0,
    "H/M": 35.0,
    "Grupo": 45.0,
    "Teléfono": 80.0,
    "Firma": 80.0,
}


def cell(heading: str, at: int) -> str:
    return {
        "No.": str(at + 1),
        "Nombre del asistente": full_name(at),
        "Edad": "13",
        "H/M": "H",
        "Grupo": "2° B",
        "Teléfono": f"722 {100 + at} 45 67",
        "Firma": "",
    }[heading]


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(list(HEADINGS)),
    count=st.integers(3, 30),
    ruled=st.booleans(),
    exact=st.booleans(),
    pitch=st.sampled_from((14.0, 18.0, 21.0)),
    capitals=st.booleans(),
)
def test_names_go_in_every_order_of_columns(
    order: list[str], count: int, ruled: bool, exact: bool, pitch: float, capitals: bool
) -> None:
    layout = Layout(
        [heading.upper() if capitals else heading for heading in order],
        [[cell(heading, at) for heading in order] for at in range(count)],
        [HEADINGS[heading] for heading in order],
        ruled=ruled,
        pitch=pitch,
    )
    seen = drawn(layout, exact=exact)
    reading = read(seen)
    assert not PIECES & set(kept(reading))
    assert not uncovered(seen[0], [redaction.box for redaction in reading.pages[0].redactions])
    assert reading.unsure_pages == ()
    assert set(" ".join(layout.headings).split()) <= set(kept(reading))
