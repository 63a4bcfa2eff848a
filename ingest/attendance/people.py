"""One cell of a person's row as a number or a word: sex, age, school grade, a grown-up's post or not."""

import re
from datetime import date

from ingest.attendance.headings import folded
from ingest.redactions import AgeBand, Sex

UNREAD = "?"  # something stands in the cell and could not be read: handwriting, a smudge

_MEN = frozenset(
    {
        "H",
        "HOMBRE",
        "HOMBRES",
        "HOM",
        "MASCULINO",
        "MASC",
        "MASCULINOS",
        "VARON",
        "NINO",
        "MALE",
        "MAN",
        "BOY",
    }
)
_WOMEN = frozenset(
    {
        "F",
        "MUJER",
        "MUJERES",
        "MUJ",
        "FEMENINO",
        "FEM",
        "FEMENINA",
        "FEMENINOS",
        "NINA",
        "FEMALE",
        "WOMAN",
        "GIRL",
    }
)
_NO_MARK = frozenset({"", "0", "-", "--", ".", "NO", "N/A", "NA"})
_OLDEST = 110
_AGE = re.compile(r"(\d{1,3})(?:[.,]\d+)?(?: ?(?:ANOS?|A\.?|YEARS?)\b.*)?")
_ORDINALS = {
    word: str(grade)
    for grade, words in enumerate(
        (
            "PRIMER PRIMERO PRIMERA PRIM I UNO",
            "SEGUNDO SEGUNDA SEG II DOS",
            "TERCER TERCERO TERCERA TERC III TRES",
            "CUARTO CUARTA IV CUATRO",
            "QUINTO QUINTA V CINCO",
            "SEXTO SEXTA VI SEIS",
        ),
        start=1,
    )
    for word in words.split()
}
_GRADE = re.compile(r"([1-9])(?![0-9])[^0-9]{0,30}")
_GROUP_KEY = re.compile(r"([1-6])0[1-9]")  # 201: the second grade's first group
_GRADE_LABEL = re.compile(r"^(?:GRADO|GDO|SEMESTRE|SEM)\b[ .:]*")
_BIRTH = re.compile(r"\b(\d{1,4})[-/. ](\d{1,2}|[A-Z]{3,10})[-/. ](\d{4}|\d{2})\b")
_MONTHS = ("ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC")
_KEY = re.compile(r"[A-ZÑ&]{3,4}(\d{2})(\d{2})(\d{2})([A-Z0-9]*)")
_GROWN_UP = re.compile(
    r"\b(?:DOCENTE|PROFESOR|PROFRA?|PROFA|MAESTR[OA]|MTR[OA]|DIRECTOR|SUBDIRECTOR|DIR|MADRE|PADRE|MAMA|PAPA|"
    r"TUTOR|ABUEL|TI[OA]\b|DELEGAD|SUBDELEGAD|REGIDOR|SINDIC|VOCAL|COPACI|PSIC|COORDINADOR|SECRETARI|POLICI|"
    r"SERVIDOR|TITULAR|TRABAJADOR|ORIENTADOR|PREFECT|INTENDENT|CONSERJE|EMPLEAD|AMA DE CASA|HOGAR|"
    r"COMERCIANTE|ENFERMER|MEDIC|DOCTOR|ABOGAD|INGENIER|LICENCIAD|PRESIDENT|TESORER|PROMOTOR|ADMINISTRATIV|AUXILIAR|"
    r"CHOFER|CAMPESIN|OBRER|JUBILAD|PENSIONAD|SUPERVISOR|ASESOR|FACILITADOR|TALLERISTA|PONENTE)"
)


def sex_under(heading: str, cell: str) -> str:
    """What a mark under «H» or «Mujeres» says; under «Sexo» the cell says it itself."""
    word = folded(heading).strip(" ().:*")
    if word not in _MEN and word not in _WOMEN and word != "M":
        return cell
    written = folded(cell)
    return "" if written in _NO_MARK else word if written != UNREAD else UNREAD


def sex_of(text: str, *, m: Sex) -> Sex | None:
    """None where nothing or something unknown stands; ``m`` is what «M» means in this column."""
    word = folded(text).strip(" .()*:")
    if word == "M":
        return m
    if word in _MEN:
        return Sex.MAN
    return Sex.WOMAN if word in _WOMEN else None


def sex_of_curp(text: str) -> Sex | None:
    key = _solid(text)
    if len(key) < 11 or not _KEY.match(key):
        return None
    return {"H": Sex.MAN, "M": Sex.WOMAN}.get(key[10])


def age_of(text: str) -> int | None:
    """«13», «13 años», «13.0»."""
    match = _AGE.fullmatch(folded(text).strip(" .*"))
    age = int(match[1]) if match else None
    return age if age is not None and 0 < age <= _OLDEST else None


def age_at(birth: date, when: date) -> int | None:
    age = when.year - birth.year - ((when.month, when.day) < (birth.month, birth.day))
    return age if 0 <= age <= _OLDEST else None


def birth_date(text: str, *, before: date) -> date | None:
    """Day, month and year as forms hold them; a year of two digits lies in the hundred years ``before``."""
    line = folded(text).replace(" DEL ", " ").replace(" DE ", " ").replace(",", " ")
    match = _BIRTH.search(" ".join(line.split()))
    if not match:
        return None
    first, middle, last = match.groups()
    month = int(middle) if middle.isdigit() else _month(middle)
    if len(first) == 4:
        return _day(int(first), month, int(last))
    year = int(last) if len(last) == 4 else _year(int(last), before)
    return _day(year, month, int(first)) or _day(year, int(first), month)


def birth_in_key(text: str, *, before: date, least_age: int = 0) -> date | None:
    """The birth date in a CURP or an RFC; a CURP's 17th sign tells the century (a letter since 2000)."""
    match = _KEY.match(_solid(text))
    if not match:
        return None
    year, month, day, rest = int(match[1]), int(match[2]), int(match[3]), match[4]
    if len(rest) >= 7:
        full = (2000 if rest[6].isalpha() else 1900) + year
    else:
        full = _year(year, before)
        if before.year - full < least_age:
            full -= 100
    return _day(full, month, day)


def band_of(age: int | None) -> AgeBand:
    if age is None:
        return AgeBand.UNKNOWN
    if age < 12:
        return AgeBand.UNDER_12
    if age < 15:
        return AgeBand.FROM_12_TO_14
    return AgeBand.FROM_15_TO_17 if age < 18 else AgeBand.ADULT


def grade_of(text: str) -> str:
    """«2° B», «2do», «SEGUNDO», «2-B» and «201» are "2"; empty for what is no grade."""
    line = _GRADE_LABEL.sub("", folded(text).replace("GRADO: ", "")).strip(" .\"'«»“”")
    if match := _GRADE.fullmatch(line):
        return match[1]
    if match := _GROUP_KEY.fullmatch(line):
        return match[1]
    words = re.findall(r"[A-Z]+", line)
    return _ORDINALS.get(words[0], "") if words and len(line) <= 30 else ""


def is_grown_up(post: str) -> bool:
    """Whether a post or tie («docente», «madre de familia») is one that only adults have."""
    return bool(_GROWN_UP.search(folded(post)))


def _solid(text: str) -> str:
    return re.sub(r"[^A-ZÑ&0-9]", "", text.upper())


def _year(two_digits: int, before: date) -> int:
    year = before.year - before.year % 100 + two_digits
    return year if year <= before.year else year - 100


def _month(name: str) -> int:
    short = name[:3] if name[:3] != "SET" else "SEP"
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
