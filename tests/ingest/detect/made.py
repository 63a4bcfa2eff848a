"""Identifiers and persons made up by the rules that give them, for tests of the detectors."""

import unicodedata

from hypothesis import strategies as st

from ingest.detect import clabe, curp

CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ"
STATES = ("MC", "DF", "JC", "VZ", "NL", "OC", "PL", "GR", "TS", "YN", "NE", "HG", "SP", "BC")
LOOK_ALIKE = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z"}
SENTENCES = (
    "{}",
    "Se recibió la solicitud con clave {} el 27 de abril de 2022.",
    "Nombre y clave: {}, según el acta.",
    "Lista\n1\t{}\t14\tH",
    "La persona ({}) acudió a la plática; salió a las 12:30 horas.",
    "Oficio CAL/UT/045/2022, escuela 15EES0123K: {}",
)


@st.composite
def curps(draw: st.DrawFn) -> str:
    """A CURP that keeps every rule, the check digit too."""
    letters = draw(st.text("ABCDEFGHIJLMNOPRSTUVXZ", min_size=4, max_size=4))
    year, month, day = draw(st.integers(0, 99)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    rest = draw(st.text(CONSONANTS, min_size=3, max_size=3)) + draw(st.sampled_from("0123ABCD"))
    first = f"{letters}{year:02d}{month:02d}{day:02d}{draw(st.sampled_from('HM'))}"
    first += draw(st.sampled_from(STATES)) + rest
    return next(first + digit for digit in "0123456789" if curp.holds(first + digit))


@st.composite
def clabes(draw: st.DrawFn) -> str:
    """Eighteen figures whose last keeps the rule."""
    first = draw(st.text("0123456789", min_size=17, max_size=17))
    return next(first + digit for digit in "0123456789" if clabe.holds(first + digit))


def misread(key: str, places: tuple[int, ...]) -> str:
    """The key with letters where OCR takes a figure for one, at the places given."""
    return "".join(LOOK_ALIKE.get(sign, sign) if place in places else sign for place, sign in enumerate(key))


def plain(text: str) -> str:
    """The text without accents, ñ kept: as lists in capitals are typed."""
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign) or sign == "\u0303")
    return unicodedata.normalize("NFC", bare)


# Names of our own making: none is a real person, none is taken from the list that the detectors read.
GIVEN = (
    *(
        "Sofía",
        "Diego",
        "Ximena",
        "Emiliano",
        "Itzel Guadalupe",
        "José Luis",
        "María del Carmen",
        "Ma. Fernanda",
    ),
    *("J. Jesús", "Citlali", "Tadeo", "Regina", "Ángel Gabriel", "Nayeli", "Uriel", "Ana", "Luis Ángel"),
)
SURNAMES = (
    *("Hernández", "de la Cruz", "Núñez", "Martínez", "Rojas", "Ortiz", "Peña", "del Río", "Montes de Oca"),
    *("Xicoténcatl", "Cuautle", "Zúñiga", "García", "López", "Ramírez", "Nava", "Ibarra", "de los Santos"),
)
