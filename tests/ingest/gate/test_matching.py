"""Secrets are found however they are written, and public words beside them are not taken for them."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.gate.matching import Finder
from ingest.gate.readings import Reading, Sort
from ingest.redactions import DataType, Leak, Secrets


def found(
    text: str, kind: DataType, value: str, *, sort: Sort = Sort.TEXT, public: tuple[str, ...] = ()
) -> bool:
    finder = Finder(Secrets(((kind, value),)), public)
    return finder.find(Reading(Leak.TEXT, sort, text)) == {kind}


NAME = "María de la Luz Hernández Ñúñez"


@pytest.mark.parametrize(
    "text",
    [
        "María de la Luz Hernández Ñúñez",
        "HERNANDEZ NUÑEZ, MARIA DE LA LUZ",
        "la alumna Luz Hernández",
        "hernandez   luz",
        "Hernández\tÑúñez",
        "María\nLuz",
        "Hern\u00e1ndez N\u0303u\u0301n\u0303ez",
        "Herna\u00b4ndez Nu\u00b4n\u02dcez",
        "Her\u00adnández Ñú\u200bñez",
        "ＨＥＲＮＡＮＤＥＺ ＮＵＮＥＺ",
        "H e r n á n d e z   Ñ ú ñ e z",
        "H.e.r.n.a.n.d.e.z.N.u.n.e.z",
        "HernándezÑúñez",
        "Hernán dez Ñú ñez",
        "zeñúÑ zednánreH",
        "Неrnándеz Luz",
    ],
)
def test_a_name_is_found_by_two_neighbouring_words(text: str) -> None:
    assert found(text, DataType.NAME, NAME)


@pytest.mark.parametrize(
    "text",
    ["María", "Hernández", "Luz del día, y Hernández", "de la Luz", "María y José", "María Hernández"],
)
def test_single_and_distant_words_of_a_name_are_nobody(text: str) -> None:
    assert not found(text, DataType.NAME, NAME)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("clave LOGM-090514 xyz", DataType.CURP, "LOGM090514MMCPRRA5"),
        ("...090514MMCPRR...", DataType.CURP, "LOGM090514MMCPRRA5"),
        ("L O G M 0 9 0 5 1 4", DataType.RFC, "LOGM090514AB1"),
        ("(722) 123-45-67", DataType.PHONE, "722 123 4567"),
        ("cel. 2 1 2 3 4 5 6 7", DataType.PHONE, "+52 722 123 4567".replace("1234567", "2123 4567")),
        ("mari.luz99 arroba", DataType.EMAIL, "mari.luz99@gmail.com"),
        ("MARI.LUZ99@GMAIL.COM", DataType.EMAIL, "mari.luz99@gmail.com"),
        ("vive en CALLE HIDALGO NO. 12", DataType.ADDRESS, "Calle Hidalgo No. 12, Col. Centro"),
        ("002 010 0777 7777 7771", DataType.CLABE, "002010077777777771"),
        ("48-97-91-5291-4", DataType.NSS, "48979152914"),
        ("nacida el 14/05/2009", DataType.BIRTH_DATE, "14/05/2009"),
        ("matrícula A-20455-X", DataType.ENROLMENT, "A20455X"),
    ],
)
def test_other_values_are_found_by_what_tells_them(text: str, kind: DataType, value: str) -> None:
    assert found(text, kind, value)
    assert not found(text[: len(text) // 3], kind, value)


@pytest.mark.parametrize("kind", [DataType.AGE, DataType.SEX, DataType.GRADE, DataType.MARK])
def test_what_tells_nobody_apart_is_not_looked_for(kind: DataType) -> None:
    assert not found("13 H 2 Presente estudiante", kind, "Presente")


@pytest.mark.parametrize(
    "text",
    [
        "Hernández Núfiez Luz Hernandez",
        "Hemández Luz",
        "Hernandcz Nuñez",
        "Hernánd3z Luz",
        "HernándezNúñez",
        "Luz Heméndez",
    ],
)
def test_slips_of_ocr_are_forgiven_in_pictures(text: str) -> None:
    assert found(text, DataType.NAME, NAME, sort=Sort.OCR)


def test_slips_are_not_forgiven_in_letters_of_the_file() -> None:
    assert not found("Hernandcz Luz", DataType.NAME, NAME)


def test_a_curp_is_found_as_ocr_reads_it() -> None:
    assert found("L0GM09O5I4MMCPRRA5", DataType.CURP, "LOGM090514MMCPRRA5", sort=Sort.OCR)


@pytest.mark.parametrize(
    "text",
    [
        "Escuela Primaria Benito Juárez",
        "Escuela Primaria Benito\nJuárez, turno matutino",
        "ESCUELA PRIMARIA BENITO JUAREZ",
        "en la Primaria Benito Juárez de Calimaya",
        "Av. Benito Juárez 12",
    ],
)
@pytest.mark.parametrize("sort", list(Sort))
def test_public_phrases_are_no_leak(text: str, sort: Sort) -> None:
    public = ("Escuela Primaria Benito Juárez", "Av. Benito Juárez")
    assert not found(text, DataType.NAME, "Benito Juárez López", sort=sort, public=public)


@pytest.mark.parametrize(
    "text",
    [
        "Benito Juárez",
        "Benito Juárez López",
        "Escuela Primaria Benito Juárez López",
        "López Benito Juárez, Escuela Primaria",
        "Juárez López",
        "la Escuela y Benito Juárez",
    ],
)
@pytest.mark.parametrize("sort", [Sort.TEXT, Sort.OCR])
def test_the_same_words_elsewhere_are_a_leak(text: str, sort: Sort) -> None:
    public = ("Escuela Primaria Benito Juárez",)
    assert found(text, DataType.NAME, "Benito Juárez López", sort=sort, public=public)


def test_public_numbers_are_no_leak() -> None:
    public = ("Teléfono de la Unidad: 722 123 4567",)
    assert not found("722-123-4567", DataType.PHONE, "7221234567", public=public)


def test_numbers_among_coordinates_are_no_phone() -> None:
    coordinates = " ".join(f"{number}.{number} l" for number in range(7_200, 7_300))
    assert not found(coordinates, DataType.PHONE, "7201720272", sort=Sort.BYTES)


WORDS = st.text(alphabet="abcdefghijklmnñopqrstuvyzáéíóúü", min_size=4, max_size=9)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(WORDS, min_size=3, max_size=5, unique=True),
    before=st.text(alphabet="xyz ,.;\n", max_size=20),
    case=st.sampled_from([str.upper, str.lower, str.title]),
    form=st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    gap=st.sampled_from([" ", "  ", "\n", "\t", ", ", " de la ", "-", "_", "\xa0", " . "]),
    first=st.integers(0, 3),
    turned=st.booleans(),
)
def test_any_two_neighbours_are_found_in_any_writing(
    words: list[str], before: str, case: object, form: str, gap: str, first: int, turned: bool
) -> None:
    pair = words[first % (len(words) - 1) :][:2]
    written = gap.join(reversed(pair) if turned else pair)
    text = f"{before} {unicodedata.normalize(form, case(written))} xyz"  # type: ignore[operator]
    assert found(text, DataType.NAME, " ".join(words))


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    finder = Finder(Secrets(((DataType.NAME, NAME), (DataType.OTHER, text))), (text[:40],))
    for sort in Sort:
        finder.find(Reading(Leak.TEXT, sort, text))
