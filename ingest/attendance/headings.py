"""What the headings of an attendance list mean, however schools and offices word them.

Event sign-in sheets, school rolls, questions of Google Forms, some English.  Accents, capitals,
abbreviations, letter spacing and the usual slips of OCR do not matter.  A heading's words must
all be known: «Nombre del evento» is no heading of a list, because nobody's name stands under it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from ingest.attendance.wordings import NO_HEADING, WORDS
from ingest.redactions import DataType


class Column(StrEnum):
    """What stands under a heading."""

    NUMBER = "number"  # the row's number, the one thing of a row that is public
    NAME = "name"
    FIRST_SURNAME = "first_surname"  # also both surnames in one column
    SECOND_SURNAME = "second_surname"
    GIVEN_NAMES = "given_names"
    AGE = "age"
    SEX = "sex"
    GRADE = "grade"
    GROUP = "group"
    GRADE_GROUP = "grade_group"
    SCHOOL = "school"
    CCT = "cct"
    POST = "post"
    PLACE = "place"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    CURP = "curp"
    RFC = "rfc"
    BIRTH_DATE = "birth_date"
    ENROLMENT = "enrolment"
    SIGNATURE = "signature"
    GUARDIAN = "guardian"
    MARK = "mark"  # presence, days, hours
    REMARKS = "remarks"
    OTHER = "other"  # known to be about a person, of no use for counting


PERSONAL: Mapping[Column, DataType] = {
    Column.NAME: DataType.NAME,
    Column.FIRST_SURNAME: DataType.NAME,
    Column.SECOND_SURNAME: DataType.NAME,
    Column.GIVEN_NAMES: DataType.NAME,
    Column.AGE: DataType.AGE,
    Column.SEX: DataType.SEX,
    Column.GRADE: DataType.GRADE,
    Column.GROUP: DataType.GRADE,
    Column.GRADE_GROUP: DataType.GRADE,
    Column.SCHOOL: DataType.SCHOOL,
    Column.CCT: DataType.SCHOOL,
    Column.POST: DataType.POST,
    Column.PLACE: DataType.ADDRESS,
    Column.ADDRESS: DataType.ADDRESS,
    Column.PHONE: DataType.PHONE,
    Column.EMAIL: DataType.EMAIL,
    Column.CURP: DataType.CURP,
    Column.RFC: DataType.RFC,
    Column.BIRTH_DATE: DataType.BIRTH_DATE,
    Column.ENROLMENT: DataType.ENROLMENT,
    Column.SIGNATURE: DataType.SIGNATURE,
    Column.GUARDIAN: DataType.NAME,
    Column.MARK: DataType.MARK,
    Column.REMARKS: DataType.MARK,
    Column.OTHER: DataType.OTHER,
}
NAMES = frozenset({Column.NAME, Column.FIRST_SURNAME, Column.SECOND_SURNAME, Column.GIVEN_NAMES})

LONGEST = 160  # characters; no heading is longer, and a paragraph need not be read

_CONCEPTS = {word: concept for concept, words in WORDS for word in words.split()}
_COLUMN_BY_CONCEPT: tuple[tuple[str, Column], ...] = (
    ("email", Column.EMAIL),
    ("curp", Column.CURP),
    ("rfc", Column.RFC),
    ("cct", Column.CCT),
    ("phone", Column.PHONE),
    ("birth", Column.BIRTH_DATE),
    ("enrolment", Column.ENROLMENT),
    ("identity", Column.OTHER),
)
_COLUMN_AFTER_NAMES: tuple[tuple[str, Column], ...] = (
    ("address", Column.ADDRESS),
    ("age", Column.AGE),
    ("sex", Column.SEX),
    ("school", Column.SCHOOL),
    ("post", Column.POST),
    ("place", Column.PLACE),
    ("signature", Column.SIGNATURE),
    ("guardian", Column.GUARDIAN),
    ("mark", Column.MARK),
    ("remarks", Column.REMARKS),
    ("about", Column.OTHER),
    ("number", Column.NUMBER),
    ("person", Column.NAME),
)
_OTHER_WORDS = frozenset(NO_HEADING.split())
_UNGUESSED = frozenset({"filler", "number", "person", "mark", "about", "identity"})
_WHOLE: tuple[tuple[re.Pattern[str], Column], ...] = (
    (re.compile(r"[#№]|N[°ºO]?\.?|N[°º]\.?|NO?\. ?P(?:ROG)?\.?"), Column.NUMBER),
    (re.compile(r"\(?[HMF]\)?|\(?(?:H ?[/-]? ?M|M ?[/-]? ?H|F ?[/-]? ?M|M ?[/-]? ?F)\)?"), Column.SEX),
    (re.compile(r"L M M J V(?: S)?(?: D)?|LMMJV"), Column.MARK),
    (re.compile(r"NUMERO DE CUENTA|NO\.? DE CUENTA|NUM\.? DE CUENTA"), Column.ENROLMENT),
    (re.compile(r"APE?(?:LLIDO)?\.? ?P\.?"), Column.FIRST_SURNAME),
    (re.compile(r"APE?(?:LLIDO)?\.? ?M\.?"), Column.SECOND_SURNAME),
    (re.compile(r"LAST NAMES?"), Column.FIRST_SURNAME),
    (re.compile(r"ANO(?: ESCOLAR| Y GRUPO|/GRUPO)"), Column.GRADE),
)

_MARKS = re.compile("[\u0300-\u036f]")
_PARENTHESES = re.compile(r"\([^)]*\)")
_SPACED = re.compile(r"(?<![A-Z])(?:[A-Z][ .]){2,}[A-Z](?![A-Z])")
_TOKEN = re.compile(r"[A-Z0-9|]+")
_SLIPS = str.maketrans({"0": "O", "1": "I", "5": "S", "8": "B", "|": "I", "6": "G"})


def folded(text: str) -> str:
    """Capitals without accents and with single spaces, for comparing what is written; Ñ becomes N."""
    capitals = text.upper()
    if not capitals.isascii():
        capitals = _MARKS.sub("", unicodedata.normalize("NFKD", capitals)).upper()
    return " ".join(capitals.replace("_", " ").split())


def meaning(text: str) -> Column | None:
    """What stands under this heading; None for anything that is not a list's heading.

    A value may look like a heading («Escuela», «H», «Alumno»): it is the row that decides, not the cell.
    """
    if not text or len(text) > LONGEST:
        return None
    line = folded(text).strip(" :*.-–—¿?")
    if not line:
        return Column.NUMBER if text.strip() in {"#", "№"} else None
    for pattern, column in _WHOLE:
        if pattern.fullmatch(line):
            return column
    asked = "?" in text
    found = _by_words(line, asked=asked)
    if found is None and "(" in line:
        found = _by_words(_PARENTHESES.sub(" ", line), asked=asked)
    return found


def data_type(column: Column | None) -> DataType:
    """As what a column's cells are covered; a column nobody knows is covered as well."""
    return PERSONAL.get(column, DataType.OTHER) if column else DataType.OTHER


def _by_words(line: str, *, asked: bool) -> Column | None:
    concepts: set[str] = set()
    unknown = 0
    for token in _tokens(line):
        concept = _concept(token)
        if concept:
            concepts.add(concept)
        else:
            unknown += 1
    if unknown > (2 if asked else 0):
        return None
    return _column(concepts, line)


def _column(concepts: set[str], line: str) -> Column | None:
    for concept, column in _COLUMN_BY_CONCEPT:
        if concept in concepts:
            return column
    if "grade" in concepts:
        return Column.GRADE_GROUP if "group" in concepts else Column.GRADE
    if "group" in concepts:
        return Column.GROUP
    if "name" in concepts or "surname" in concepts or "paternal" in concepts or "maternal" in concepts:
        found = _of_names(concepts, line)
        if found:
            return found
    for concept, column in _COLUMN_AFTER_NAMES:
        if concept in concepts:
            return column
    return None


def _of_names(concepts: set[str], line: str) -> Column | None:
    if "guardian" in concepts:
        return Column.GUARDIAN
    if "person" not in concepts and concepts & {"school", "place"}:
        return None  # «Nombre de la escuela», «Segundo municipio»
    if "name" in concepts:
        if concepts & {"surname", "paternal", "maternal"}:
            return _surname_in_english(line) or Column.NAME
        return Column.GIVEN_NAMES if _is_given(concepts, line) else Column.NAME
    if "paternal" in concepts and "maternal" not in concepts:
        return Column.FIRST_SURNAME
    if "maternal" in concepts and "paternal" not in concepts:
        return Column.SECOND_SURNAME
    return Column.FIRST_SURNAME


def _surname_in_english(line: str) -> Column | None:
    return Column.FIRST_SURNAME if "SURNAME" in line or "LASTNAME" in line else None


def _is_given(concepts: set[str], line: str) -> bool:
    """«Nombre(s)», «Nombres», "First name"; whoever asks for a whole name says «Nombre» or «completo»."""
    if "FIRST" in line:
        return True
    return (
        bool(re.match(r"NOMBRE ?\(S\)|NOMBRES\b", line))
        and "COMPLET" not in line
        and "person" not in concepts
    )


def _tokens(line: str) -> Iterable[str]:
    joined = _SPACED.sub(lambda match: re.sub(r"[ .]", "", match[0]), line.replace("E-MAIL", "EMAIL"))
    return _TOKEN.findall(joined.replace("(S)", "S").replace("(A)", "").replace("/A ", " "))


def _concept(token: str) -> str | None:
    known = _CONCEPTS.get(token)
    if known:
        return known
    if token.isdigit():
        return None
    if len(token) == 1:
        return "filler"
    read = token.translate(_SLIPS)
    known = _CONCEPTS.get(read) or _CONCEPTS.get(read.replace("RN", "M"))
    if known:
        return known
    if len(read) < 5 or read in _OTHER_WORDS:
        return None
    return _within_one_edit(read) or _within_one_edit(read.replace("RN", "M"))


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


# Two words are one edit apart only if they, or they less a letter each, meet.
_GUESSABLE = {
    word: concept for word, concept in _CONCEPTS.items() if len(word) >= 5 and concept not in _UNGUESSED
}
_SHORTENED: dict[str, list[str]] = {}
for _word in _GUESSABLE:
    for _form in (_word, *_without_one(_word)):
        _SHORTENED.setdefault(_form, []).append(_word)


def _within_one_edit(token: str) -> str | None:
    for form in (token, *_without_one(token)):
        for word in _SHORTENED.get(form, ()):
            if _one_edit(token, word):
                return _GUESSABLE[word]
    return None


def _one_edit(one: str, other: str) -> bool:
    """Whether one letter put in, left out or changed turns one word into the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        return one[start + 1 :] == other[start + 1 :]
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return long[start + 1 :] == short[start:]


_SOMEBODY = (
    r"(?:ASISTENTES?|ASISTENCIAS?|ALUMN[OA]S|PARTICIPANTES|PERSONAS|ESTUDIANTES|HOMBRES|MUJERES|NIN[OA]S|"
    r"ADOLESCENTES|BENEFICIARI[OA]S|ADULTOS|MENORES|DOCENTES|INSCRITOS|GENERAL|REGISTROS|FIRMAS|MADRES|PADRES|"
    r"H|M|F|MASCULINO|FEMENINO)"
)
_NUMBER = r"[:=.\s_-]*\(?\d{1,5}\)?"
_TOTAL = re.compile(
    rf"(?:GRAN |SUB ?)?TOTAL(?:ES)?(?: GENERAL)?(?:[ :./-]+(?:DE|DEL|EN|LAS|LOS|LA|POR|Y|SEXO|{_SOMEBODY}))*"
    rf"(?:{_NUMBER})?[ .]*"
    rf"|{_SOMEBODY} TOTAL(?:ES)?(?:{_NUMBER})?"
    rf"|(?:NUMERO|NUM\.?|NO\.?|CANTIDAD|SUMA|CONTEO)(?: TOTAL)? DE {_SOMEBODY}(?:{_NUMBER})?[ .]*"
    rf"|(?:(?:TOTAL(?: DE)?[ :]+)?{_SOMEBODY}{_NUMBER}[ ,;/.yY|-]*)+(?:TOTAL{_NUMBER})?"
    rf"|SUMA(?:S|TORIA)?(?:{_NUMBER})?"
)
_TITLE = re.compile(
    r"(?:FORMATO (?:DE )?|HOJA (?:DE )?)?"
    r"(?:(?:LISTAS?|LISTADO|RELACION|REGISTRO|CONTROL|HOJA|FORMATO|PADRON|PASE|NOMINA)S? "
    r"(?:DE )?(?:LA |LAS |LOS )?"
    r"(?:ASISTENCIAS?|ASISTENTES|ALUMN[OA]S|ALUMNADO|PARTICIPANTES|PARTICIPACION|ESTUDIANTES|FIRMAS|LISTA|"
    r"BENEFICIARI[OA]S|INSCRITOS|INSCRIPCION|NIN[OA]S|MENORES|PADRES|MADRES)"
    r"|LISTA (?:NOMINAL|DEL? GRUPO|OFICIAL)|ATTENDANCE (?:LIST|SHEET)|SIGN[- ]?IN SHEET)\b"
)


def is_total(text: str) -> bool:
    """Whether a cell or line counts people: «Total», «Total de hombres: 12», «H: 12 M: 10»."""
    if not text or len(text) > 80:
        return False
    return bool(_TOTAL.fullmatch(folded(text).strip(" :*.")))


def is_list_title(text: str) -> bool:
    """Whether a line opens with a list's title; prose only mentions lists, in small letters."""
    if not text or len(text) > LONGEST:
        return False
    line = folded(text)
    match = _TITLE.search(line)
    if not match or match.start() > 30 or len(line.split()) > 16:
        return False
    # Folding keeps the length of accented letters that were one character, as they are in practice.
    shown = " ".join(text.split())
    return match.start() == 0 or (len(shown) == len(line) and shown[match.start()].isupper())
