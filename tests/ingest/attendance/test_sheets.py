"""Lists in workbooks and delimited text: the people go, the event stays, and everybody is counted."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from ingest.attendance.sheets import read_plain_table, read_table
from ingest.detect.findings import find_in_text
from ingest.detect.spans import SpanFinding
from ingest.errors import DamagedFile, TooManyPages
from ingest.options import Limits, Options
from ingest.redactions import AgeBand, DataType, Sex, Source
from ingest.values import FileType
from tests.ingest.attendance import tables
from tests.ingest.attendance.tables import EVENT, HEADINGS, PEOPLE, PUBLIC, Person, Rows, body, whole_list

COUNTED = {Sex.WOMAN: 3, Sex.MAN: 2}


def assert_public(path: Path, folder: Path, suffix: str = "xlsx") -> None:
    """Nobody is left in the public version, the event is, and everybody was counted."""
    reading = tables.found(path)
    target = tables.published(reading, folder, suffix)
    assert tables.leaked(target) == []
    missing = [text for text in PUBLIC if text not in reading.required]
    assert missing == []
    assert reading.counts is not None
    assert reading.counts.total == len(PEOPLE)


def test_a_workbook_keeps_the_event_the_headings_and_the_row_numbers(tmp_path: Path) -> None:
    path = tables.make_book(tmp_path / "a.xlsx", whole_list())
    assert_public(path, tmp_path)
    cells = tables.cells(tmp_path / "public.xlsx")
    assert cells[10] == list(HEADINGS)
    assert [row[0] for row in cells[11:]] == ["1", "2", "3", "4", "5"]
    assert set(cells[11][1:7]) == {"E1", "E2", "E3", "E4", "E5", "E6"}


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_delimited_text_is_read_whatever_its_sign_and_charset(
    tmp_path: Path, sign: str, charset: str
) -> None:
    assert_public(tables.make_csv(tmp_path / "a.csv", whole_list(), sign, charset), tmp_path, "csv")


def test_a_short_list_under_a_long_block_is_still_parted_by_its_own_sign(tmp_path: Path) -> None:
    path = tables.make_csv(tmp_path / "a.csv", [*EVENT, HEADINGS, *body(PEOPLE[:1])], ";")
    assert tables.leaked(tables.published(tables.found(path), tmp_path)) == []


def test_counts_hold_sex_age_and_grade(tmp_path: Path) -> None:
    counts = tables.found(tables.make_book(tmp_path / "a.xlsx", whole_list())).counts
    assert counts is not None
    assert dict(counts.by_sex) == COUNTED
    assert dict(counts.by_age) == {AgeBand.FROM_12_TO_14: 4, AgeBand.FROM_15_TO_17: 1}
    assert counts.by_grade == (("1", 2), ("2", 2), ("3", 1))
    assert (counts.minors, counts.confidence, counts.rows_to_check) == (5, 1.0, ())


def test_names_in_three_columns_and_marks_under_h_and_m(tmp_path: Path) -> None:
    rows = [
        [
            number,
            one.first,
            one.second,
            one.given,
            "X" if one.sex == "H" else "",
            "X" if one.sex == "M" else "",
        ]
        for number, one in enumerate(PEOPLE, 1)
    ]
    headings = ["N°", "Primer apellido", "Segundo apellido", "Nombre(s)", "H", "M"]
    path = tables.make_book(tmp_path / "a.xlsx", [*EVENT, headings, *rows])
    assert_public(path, tmp_path)
    reading = tables.found(path)
    assert reading.counts is not None
    assert dict(reading.counts.by_sex) == COUNTED
    names = {text for kind, text in reading.secrets.values if kind is DataType.NAME}
    assert {PEOPLE[0].name, PEOPLE[0].surname_first} <= names


def test_a_roll_with_merged_headings_in_two_lines_and_totals(tmp_path: Path) -> None:
    above = ["No.", "NOMBRE DEL ALUMNO", "", "", "SEXO", "", "ASISTENCIA", "", "", "", ""]
    below = ["", "Apellido paterno", "Apellido materno", "Nombre (s)", "H", "M", "L", "M", "M", "J", "V"]
    rows = [
        [
            number,
            one.first,
            one.second,
            one.given,
            *(["x", ""] if one.sex == "H" else ["", "x"]),
            "/",
            "/",
            "F",
        ]
        for number, one in enumerate(PEOPLE, 1)
    ]
    end = [["", "TOTAL", "", "", 2, 3], [], ["", "Elaboró: Psic. Teodora Almanzora Krieger"]]
    path = tables.make_book(tmp_path / "a.xlsx", [*EVENT, above, below, *rows, *end])
    assert_public(path, tmp_path)
    cells = tables.cells(tmp_path / "public.xlsx")
    assert cells[11][1:6] == ["Apellido paterno", "Apellido materno", "Nombre (s)", "H", "M"]
    assert cells[17][1:6] == ["TOTAL", "", "", "2", "3"]
    assert cells[19][1] == "Elaboró: Psic. Teodora Almanzora Krieger"
    counts = tables.found(path).counts
    assert counts is not None
    assert dict(counts.by_sex) == COUNTED


def test_two_lists_side_by_side(tmp_path: Path) -> None:
    half = ["No.", "Nombre", "Edad"]
    rows = [
        [
            left,
            PEOPLE[left - 1].name,
            PEOPLE[left - 1].age,
            "",
            *([left + 3, PEOPLE[left + 2].name, 13] if left < 3 else []),
        ]
        for left in (1, 2, 3)
    ]
    path = tables.make_book(tmp_path / "a.xlsx", [*EVENT, [*half, "", *half], *rows])
    assert_public(path, tmp_path)
    assert [row[4] for row in tables.cells(tmp_path / "public.xlsx")[11:13]] == ["4", "5"]


def test_two_lists_one_below_the_other_keep_both_headers(tmp_path: Path) -> None:
    second = [("Plática", "Cultura de la denuncia"), *EVENT[4:], HEADINGS, *body(PEOPLE[2:])]
    path = tables.make_book(tmp_path / "a.xlsx", [*EVENT, HEADINGS, *body(PEOPLE[:2]), (), *second])
    assert_public(path, tmp_path)
    assert "Cultura de la denuncia" in tables.found(path).required


def test_a_list_on_the_second_sheet(tmp_path: Path) -> None:
    first: Rows = [["Resumen"], ["Total de asistentes", 5]]
    assert_public(tables.make_book(tmp_path / "a.xlsx", first, whole_list()), tmp_path)


def test_a_list_that_goes_on_without_headings(tmp_path: Path) -> None:
    path = tables.make_book(tmp_path / "a.xlsx", [*EVENT, HEADINGS, *body(PEOPLE[:3])], body(PEOPLE[3:], 4))
    assert_public(path, tmp_path)


def test_a_sheet_that_repeats_the_others_counts_nobody_twice(tmp_path: Path) -> None:
    path = tables.make_book(
        tmp_path / "a.xlsx", [HEADINGS, *body(PEOPLE[:3])], [HEADINGS, *body(PEOPLE[3:])], [HEADINGS, *body()]
    )
    counts = tables.found(path).counts
    assert counts is not None
    assert counts.total == len(PEOPLE)


@pytest.mark.parametrize("above", [EVENT, ()])
def test_a_list_without_headings(tmp_path: Path, above: Rows) -> None:
    path = tables.make_book(tmp_path / "a.xlsx", [*above, *body()])
    reading = tables.found(path)
    assert tables.leaked(tables.published(reading, tmp_path)) == []
    assert reading.counts is not None
    assert dict(reading.counts.by_sex) == COUNTED


def test_the_answers_to_a_form(tmp_path: Path) -> None:
    headings = [
        "Marca temporal",
        "¿Cuál es tu nombre completo?",
        "¿Cuántos años tienes?",
        "Sexo",
        "¿Qué te pareció la plática?",
        "Comentarios",
    ]
    rows = [
        [
            "2023-11-14 10:00:00",
            one.name.lower(),
            one.age,
            "Hombre" if one.sex == "H" else "Mujer",
            "Bien",
            one.email,
        ]
        for one in PEOPLE
    ]
    reading = tables.found(tables.make_csv(tmp_path / "a.csv", [headings, *rows]))
    target = tables.published(reading, tmp_path, "csv")
    assert tables.leaked(target) == []
    assert "¿Qué te pareció la plática?" in tables.everything(target)
    assert reading.counts is not None
    assert dict(reading.counts.by_sex) == COUNTED


def test_one_pupil_is_a_list_too(tmp_path: Path) -> None:
    rows: Rows = [["NOMBRE", "EDAD", "Grupo", "TEL"], ["Xóchitl Quezadilla del Río", 12, "1A", "7221110001"]]
    assert (
        tables.leaked(tables.published(tables.found(tables.make_book(tmp_path / "a.xlsx", rows)), tmp_path))
        == []
    )


def test_what_is_hidden_goes_whole_and_is_still_searched_for(tmp_path: Path) -> None:
    path = tables.make_book(tmp_path / "a.xlsx", whole_list(), [["Clave"], [PEOPLE[0].curp]])
    book = openpyxl.load_workbook(path)
    first, second = book.worksheets
    first.column_dimensions["F"].hidden = True
    first.row_dimensions[13].hidden = True
    second.sheet_state = "veryHidden"
    first["B12"].comment = Comment(f"Es {PEOPLE[0].name}", PEOPLE[1].name)
    book.defined_names["alumna"] = DefinedName("alumna", attr_text=f'"{PEOPLE[0].name}"')
    book.properties.creator = PEOPLE[2].name
    book.properties.title = PEOPLE[3].name
    book.save(path)
    reading = tables.found(path)
    target = tables.published(reading, tmp_path)
    assert tables.leaked(target) == []
    cells = tables.cells(target)
    assert "CURP" not in cells[10]
    assert [row[0] for row in cells[11:]] == ["1", "3", "4", "5"]
    assert {one.curp for one in PEOPLE} <= {text for _, text in reading.secrets.values}
    # The printed total says that the hidden row's person came.
    assert reading.counts is not None
    assert reading.counts.total == len(PEOPLE)


def test_an_open_document_sheet_with_a_collapsed_column(tmp_path: Path) -> None:
    path = tables.make_open_sheet(tmp_path / "a.ods", whole_list(), frozenset({5}))
    assert_public(path, tmp_path)
    assert "CURP" not in tables.cells(tmp_path / "public.xlsx")[10]


def test_private_people_above_the_list_go(tmp_path: Path) -> None:
    above = [
        ["Jefa de grupo", PEOPLE[0].name],
        [f"Alumna destacada: {PEOPLE[1].name}"],
        ["Teléfono", PEOPLE[2].phone],
        ["Felicidades a todos y a", PEOPLE[3].name],
        [PEOPLE[4].curp],
    ]
    path = tables.make_book(tmp_path / "a.xlsx", [*EVENT[:-1], *above, [], HEADINGS, *body()])
    assert_public(path, tmp_path)


def test_numbers_that_do_not_count_rows_go(tmp_path: Path) -> None:
    rows: Rows = [["No.", "Nombre", "Edad"], *[[7000 - 13 * one.age, one.name, one.age] for one in PEOPLE]]
    cells = tables.cells(
        tables.published(tables.found(tables.make_book(tmp_path / "a.xlsx", rows)), tmp_path)
    )
    assert all(row[0].startswith("E") for row in cells[2:])


def test_adults_are_known_by_their_post(tmp_path: Path) -> None:
    rows = [[one.name, "Docente" if one.age == 14 else "Alumno", ""] for one in PEOPLE]
    counts = tables.found(
        tables.make_book(tmp_path / "a.xlsx", [*EVENT, ["Nombre", "Cargo", "Firma"], *rows])
    ).counts
    assert counts is not None
    assert (counts.minors, counts.adults) == (4, 1)


def test_a_blank_form_is_a_list_of_nobody(tmp_path: Path) -> None:
    counts = tables.found(
        tables.make_book(
            tmp_path / "a.xlsx", [*EVENT[:-2], [], HEADINGS, *[[number] for number in range(1, 21)]]
        )
    ).counts
    assert counts is not None
    assert (counts.total, counts.confidence) == (0, 1.0)


NAMES = [one.name for one in PEOPLE]
SCHOOLS = ['Esc. Sec. "Benito Juárez"', "Primaria Miguel Hidalgo", "Jardín de Niños Rosaura Zapata"]
NO_LISTS: dict[str, Rows] = {
    "a directory of public servants": [
        ["DIRECTORIO DE SERVIDORES PÚBLICOS"],
        ["Nombre", "Cargo", "Área", "Teléfono", "Extensión", "Correo electrónico"],
        *[[name, "Director", "Salud", "7221234567", 101, "salud@calimaya.gob.mx"] for name in NAMES],
    ],
    "the national platform's form": [
        ["Ejercicio", "Denominación del cargo", "Nombre(s)", "Primer apellido", "Segundo apellido", "Sexo"],
        *[[2023, "Director", one.given, one.first, one.second, "Mujer"] for one in PEOPLE],
    ],
    "schools": [
        ["CCT", "Nombre", "Domicilio", "Localidad", "Teléfono", "Hombres", "Mujeres"],
        *[["15EES0123K", name, "Av. Hidalgo 3", "Calimaya", "7221234567", 12, 13] for name in SCHOOLS],
    ],
    "schools with how many pupils": [
        ["Nombre de la escuela", "CCT", "Director", "Alumnos"],
        *[[school, "15EES0123K", name, 300] for school, name in zip(SCHOOLS, NAMES, strict=False)],
    ],
    "a catalogue of talks": [["Tema", "Objetivo", "Dirigido a"], ["Violencia", "Prevenir", "Secundaria"]],
    "a budget": [["Partida", "Concepto", "Monto"], [1000, "Servicios personales", 12.5]],
    "an inventory": [["No.", "Nombre del bien", "Marca"], [1, "Computadora", "HP"], [2, "Silla", "X"]],
    "counts": [["Escuela", "Hombres", "Mujeres", "Total"], ["Benito Juárez", 12, 10, 22]],
    "suppliers": [
        ["Nombre", "RFC"],
        *[[f"Papelería La Sociedad {sign} SA de CV", "CCE010203AB1"] for sign in "ABC"],
    ],
    "speakers": [
        ["Ponentes"],
        ["Nombre", "Cargo", "Tema"],
        *[[name, "Psicóloga", "Violencia"] for name in NAMES],
    ],
    "helplines": [["Institución", "Teléfono", "Horario"], ["Línea de la vida", "8009112000", "24 h"]],
    "answers without names": [["Marca temporal", "¿Cuántos años tienes?", "Sexo"], ["2023-01-01", 13, "H"]],
    "nothing": [[""]],
}


@pytest.mark.parametrize("what", NO_LISTS)
def test_other_tables_are_no_lists(tmp_path: Path, what: str) -> None:
    assert tables.read(tables.make_book(tmp_path / "a.xlsx", NO_LISTS[what])) is None
    assert tables.read(tables.make_csv(tmp_path / "a.csv", NO_LISTS[what])) is None


def test_a_table_without_a_list_stays_but_for_what_the_detectors_find(tmp_path: Path) -> None:
    def detect(text: str) -> list[SpanFinding]:
        start = text.find("Quezadilla")
        return [SpanFinding(start, start + 10, DataType.NAME, Source.CONTEXT, 0.9)] if start >= 0 else []

    path = tables.make_book(
        tmp_path / "a.xlsx", [["Concepto", "Monto"], ["Beca de Quezadilla (mensual)", 300]]
    )
    reading = read_plain_table(path, FileType.XLSX, Options(), detect)
    assert reading.counts is None
    assert reading.sheets[0].rows[1] == (("Beca de", 1, "(mensual)"), ("300",))
    assert reading.covers[0].data_type is DataType.NAME


def test_detectors_leave_servants_and_headings_alone(tmp_path: Path) -> None:
    def everything(text: str) -> list[SpanFinding]:
        return [SpanFinding(0, len(text), DataType.NAME, Source.NAME_LIST, 0.9)]

    path = tables.make_book(tmp_path / "a.xlsx", whole_list())
    reading = read_table(path, FileType.XLSX, Options(), everything)
    assert reading is not None
    assert "Psic. Teodora Almanzora Krieger, Psicóloga adscrita" in reading.required
    assert "Nombre completo" in reading.required
    assert "LISTA DE ASISTENCIA" not in reading.required


def test_a_book_whose_hidden_parts_cannot_be_told_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    tables.make_open_sheet(path, whole_list())
    path.write_bytes(path.read_bytes().replace(b"content.xml", b"contant.xml"))
    with pytest.raises(DamagedFile):
        tables.read(path)


def test_more_rows_than_allowed_are_refused(tmp_path: Path) -> None:
    path = tables.make_csv(tmp_path / "a.csv", [["a", "b"]] * 401)
    with pytest.raises(TooManyPages):
        read_table(path, FileType.CSV, Options(limits=Limits(pages=2)))


@pytest.mark.parametrize("heading", ["Nombre completo", "Nornbre", "¿Cuál es tu nombre?"])
@pytest.mark.parametrize("beside", ["Talla de playera", "Estado de ánimo"])
def test_names_beside_a_column_nobody_knows_are_a_list(tmp_path: Path, heading: str, beside: str) -> None:
    rows = [[heading, beside], *([one.name, one.given] for one in PEOPLE)]
    assert_public(tables.make_book(tmp_path / "a.xlsx", [*EVENT, *rows]), tmp_path)


WORDS = {
    "name": ["Nombre completo", "NOMBRE DEL ALUMNO", "Apellidos y nombres", "¿Cuál es tu nombre?", "Nornbre"],
    "age": ["Edad", "EDAD", "Años cumplidos"],
    "sex": ["Sexo", "H/M", "Género"],
    "grade": ["Grado y grupo", "Gdo. y gpo.", "GRUPO"],
    "curp": ["CURP", "C.U.R.P."],
    "phone": ["Teléfono", "Tel./Cel.", "Whatsapp"],
    "email": ["Correo", "E-mail"],
    "unknown": ["Talla de playera", "Estado de ánimo"],
}
VALUES = {
    "name": lambda one, style: [one.name, one.surname_first, one.name.upper(), one.name.lower()][style],
    "age": lambda one, style: one.age,
    "sex": lambda one, style: one.sex,
    "grade": lambda one, style: one.grade,
    "curp": lambda one, style: one.curp,
    "phone": lambda one, style: int(one.phone) if style % 2 else one.phone,
    "email": lambda one, style: one.email,
    "unknown": lambda one, style: one.name.split()[0],
}


@st.composite
def layouts(draw: st.DrawFn) -> list[list[object]]:
    """A list in some layout: columns in any order and wording, a header or none, blank rows, totals."""
    others = draw(
        st.lists(st.sampled_from(sorted(set(WORDS) - {"name"})), min_size=1, max_size=6, unique=True)
    )
    columns = draw(st.permutations(["name", *others]))
    style, numbered = draw(st.integers(0, 3)), draw(st.booleans())
    before: list[object] = [""] * draw(st.integers(0, 2))
    rows: list[list[object]] = [list(row) for row in EVENT] if draw(st.booleans()) else []
    rows.append(
        [*before, *(["No."] if numbered else []), *(draw(st.sampled_from(WORDS[each])) for each in columns)]
    )
    for number, one in enumerate(draw(st.permutations(PEOPLE)), 1):
        rows += [[]] * draw(st.sampled_from([0, 0, 0, 1]))
        rows.append(
            [*before, *([number] if numbered else []), *(VALUES[each](one, style) for each in columns)]
        )
    end: list[list[list[object]]] = [
        [],
        [["Total", 5]],
        [[], ["Total de asistentes: 5"]],
        [[], ["Observaciones:"]],
    ]
    return rows + draw(st.sampled_from(end))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=layouts(), suffix=st.sampled_from(["xlsx", "csv"]), sign=st.sampled_from([",", ";", "\t"]))
def test_no_layout_lets_anybody_through(tmp_path: Path, rows: Rows, suffix: str, sign: str) -> None:
    book = tables.make_book(tmp_path / "a.xlsx", rows)
    delimited = tables.make_csv(tmp_path / "a.csv", rows, sign)
    for path in (book, delimited):
        reading = tables.found(path)
        assert tables.leaked(tables.published(reading, tmp_path, suffix)) == []
        assert reading.counts is not None
        assert reading.counts.total == len(PEOPLE)


def test_invented_people_do_not_share_their_words_with_the_event() -> None:
    """Else the tests above would prove nothing."""
    event = " ".join(PUBLIC).casefold()
    words: list[Person] = [one for one in PEOPLE if any(value.casefold() in event for value in one.personal)]
    assert words == []


def test_a_speaker_who_signed_the_list_stays_above_it_and_goes_within_it(tmp_path: Path) -> None:
    speaker = ["6", "Teodora Almanzora Krieger", 41, "M", "", "", "7229990000", ""]
    path = tables.make_book(tmp_path / "a.xlsx", [*whole_list(), speaker])
    reading = tables.found(path)
    assert "Psic. Teodora Almanzora Krieger, Psicóloga adscrita" in reading.required
    assert "Teodora Almanzora Krieger" not in {text for _, text in reading.secrets.values}
    assert tables.cells(tables.published(reading, tmp_path))[-1][1] == "E1"


@pytest.mark.parametrize(
    "rows",
    [
        [["Mes", "Total"], ["Renata Nava Quiroz", 4], ["Marzo", 5]],
        [["Grupo", "Aciertos"], ["Renata Nava Quiroz", 8]],
        [["Comentario"], ["El grupo agradece a Renata Nava Quiroz su ayuda"]],
        [["Evento:", "Entrega del premio a Renata Nava Quiroz"]],
    ],
)
def test_labels_that_name_nobody_public_let_no_name_stay(tmp_path: Path, rows: Rows) -> None:
    path = tables.make_book(tmp_path / "a.xlsx", rows)
    reading = read_plain_table(path, FileType.XLSX, Options(), find_in_text)
    kept = [piece for sheet in reading.sheets for row in sheet.rows for cell in row for piece in cell]
    assert not any("Nava" in str(piece) for piece in kept)


@pytest.mark.parametrize("label", ["Ponente:", "Escuela:", "Director", "Responsable"])
def test_labels_of_servants_and_places_let_their_names_stay(tmp_path: Path, label: str) -> None:
    path = tables.make_book(tmp_path / "a.xlsx", [[label, "Renata Nava Quiroz"]])
    reading = read_plain_table(path, FileType.XLSX, Options(), find_in_text)
    assert "Renata Nava Quiroz" in reading.required
