"""What may stay around the body of a list: the event, its place and date, public servants, notices, totals.

Above a list everything stays that does not look like a private person's datum; within and below it only what
is known to be public.  A label decides first: nobody's name stays beside «Alumna», a speaker's does beside
«Ponente» (Lineamientos, quincuagésimo séptimo: names of public servants are never left out).
"""

import re
from collections.abc import Iterator, Sequence

from ingest.attendance.headings import Column, folded, is_list_title, is_total, meaning
from ingest.attendance.wordings import OFFICE_WORDS

_PUBLIC_LABEL = re.compile(
    r"\b(?:EVENTO|ACTIVIDAD|PLATICA|TEMA|TALLER|CURSO|CONFERENCIA|JORNADA|PROGRAMA|CAMPANA|PROYECTO|"
    r"MODULO|OBJETIVO|FECHA|DIA|HORA|HORARIO|DURACION|INICIO|TERMINO|LUGAR|SEDE|PLANTEL|INSTITUCION|"
    r"ESCUELA|CENTRO|COLEGIO|C\.? ?C\.? ?T|CLAVE|UNIDAD|AREA|DEPENDENCIA|DIRECCION|COORDINACION|SERVIDORA?|"
    r"PONENTES?|RESPONSABLES?|IMPARTID[AO]|IMPARTE|TALLERISTA|FACILITADORA?|EXPOSITORA?|CAPACITADORA?|"
    r"INSTRUCTORA?|PROMOTORA?|DIRECTORA?|DOCENTES?|PROFESORA?|MAESTR[OA]|ORIENTADORA?|SUPERVISORA?|"
    r"ELABORO|REVISO|AUTORIZO|VALIDO|VO\.? ?BO|TOTAL(?:ES)?|ASISTENTES|TURNO|NIVEL|MODALIDAD|GRADO|"
    r"GRUPO|CICLO|MUNICIPIO|LOCALIDAD|ENTIDAD|ZONA|SECTOR|HOJA|PAGINA|MES|SEMANA|MATERIA|ASIGNATURA|"
    r"AVISO|NOTA|PERIODO|SESION|ASUNTO|OFICIO|FOLIO)\b"
)
# Beside these a name is a servant's or a place's; beside «Mes», «Grupo» or «Evento» nobody's is expected.
_LABEL_OF_PUBLIC_NAMES = re.compile(
    r"\b(?:LUGAR|SEDE|PLANTEL|INSTITUCION|ESCUELA|CENTRO|COLEGIO|UNIDAD|AREA|DEPENDENCIA|DIRECCION|"
    r"COORDINACION|SERVIDORA?|PONENTES?|RESPONSABLES?|IMPARTID[AO]|IMPARTE|TALLERISTA|FACILITADORA?|"
    r"EXPOSITORA?|CAPACITADORA?|INSTRUCTORA?|PROMOTORA?|DIRECTORA?|DOCENTES?|PROFESORA?|MAESTR[OA]|"
    r"ORIENTADORA?|SUPERVISORA?|ELABORO|REVISO|AUTORIZO|VALIDO|VO\.? ?BO|MUNICIPIO|LOCALIDAD|ENTIDAD|"
    r"ZONA|SECTOR)\b"
)
_LABEL_OF_FIGURES = re.compile(
    r"\b(?:FECHA|DIA|HORA|HORARIO|DURACION|INICIO|TERMINO|C\.? ?C\.? ?T|CLAVE|TOTAL(?:ES)?|ASISTENTES|TURNO|"
    r"NIVEL|MODALIDAD|GRADO|GRUPO|CICLO|HOJA|PAGINA|MES|SEMANA|PERIODO|OFICIO|FOLIO)\b"
)
_PERSONAL_LABEL = re.compile(
    r"\b(?:ALUMN[OA]S?|ESTUDIANTE|NIN[OA]S?|MENOR|HIJ[OA]S?|TUTORA?|PADRE|MADRE|MAMA|PAPA|"
    r"JEF[EA] DE GRUPO|BENEFICIARI[OA]|REPRESENTANTE|PARTICIPANTE|CURP|RFC|DOMICILIO PARTICULAR|CELULAR|"
    r"WHATSAPP|NACIMIENTO|MATRICULA|EDAD|SEXO)\b"
)
_PUBLIC_PERSON_LABEL = re.compile(r"\b(?:MADRES|PADRES|ALUMN[OA]S|NIN[OA]S) (?:Y|DE|ATENDID|PARTICIP)")
_WORDS_OF_OFFICES = frozenset(OFFICE_WORDS.split())
_PARTICLES = frozenset(
    ("DE", "DEL", "LA", "LAS", "LOS", "Y", "E", "SAN", "SANTA", "MC", "VON", "VAN", "DA", "DI")
)
_IDENTIFIER = re.compile(
    r"\b[A-Z]{4} ?\d{6} ?[HMX]?[A-Z]{0,5}[A-Z0-9]{0,3}\b"  # CURP, RFC
    r"|[^\s@]+@[^\s@]+"
    r"|(?<!\d)\d{11}(?!\d)|(?<!\d)\d{16,18}(?!\d)"
)
_GENERIC_RFC = re.compile(r"\bX[AE]XX010101000\b")
_OFFICE_MAIL = re.compile(r"@(?:[\w-]+\.)*(?:GOB|EDU|ORG)\.MX\b")
_PHONE = re.compile(
    r"(?<![\d/-])(?:\+?52[ -]?)?(?:\(?\d{2,3}\)?[ .-]?)\d{3,4}[ .-]?\d{2}[ .-]?\d{2}(?![\d/-])"
)
_PUBLIC_PHONE = re.compile(
    r"\b(?:911|089|066|01 ?800|800)\b|OFICINA|ATENCION|CONMUTADOR|LINEA|DENUNCIA|EMERGENCIA|EXT"
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_TITLED = re.compile(
    r"^(?:LIC|ING|DRA?|MTR[OA]|PROFRA?|PROF|PSIC|ARQ|C\.? ?P|T\.? ?S|ABOG|ENF|MED|CMDTE|OFL?)\b[.,]? "
)
_DATE_OR_TIME = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?"
    r"|\d{1,2}:\d\d(?::\d\d)?(?: ?(?:A|AL|-) ?\d{1,2}:\d\d)? ?(?:HRS?\.?|HORAS|[AP]\.? ?M\.?)?"
    r"|(?:[A-Z]+,? )?\d{1,2}[ /-](?:DE )?[A-Z]{3,10}[ /-](?:DEL? )?(?:DEL? )?\d{4}"
)
_SCHOOL_KEY = re.compile(r"(?:0[1-9]|[12]\d|3[0-2])[A-Z]{3}\d{4}[A-Z]")
_LONGEST_LABEL, _MOST_OF_A_LABEL = 45, 5
_NAME_OF = re.compile(r"NOMBRE (?:DEL? )?(?:LA |EL )?")
_PROSE = 8  # words from which a text is a sentence and no name


def stays_above(text: str, label: str) -> bool:
    """Whether a cell above a list stays; ``label`` is the cell to its left, or empty."""
    shown = _shown(text, label)
    return shown if shown is not None else not looks_like_a_name(text)


def stays_within(text: str, label: str) -> bool:
    """Whether a cell within or below a list is known to be public."""
    return _shown(text, label) is True


def labelled(rows: Sequence[Sequence[str]], number: int) -> Iterator[tuple[int, str, str]]:
    """The filled cells of a row, each with its place and label: the cell before it, or the one above."""
    row = rows[number]
    above = rows[number - 1] if number else ()
    label = ""
    for place, text in enumerate(row):
        if not text:
            continue
        own = text.endswith(":") or not label
        over = above[place] if place < len(above) and is_label(above[place]) and not is_label(text) else ""
        yield place, label or over, text
        label = text if own and is_label(text) else ""


def is_label(text: str) -> bool:
    """Whether a cell says what stands beside it."""
    line = folded(text)
    if not line or len(line) > _LONGEST_LABEL:
        return False
    return (
        text.endswith(":")
        or is_total(text)
        or _is_label(line, text)
        or (len(line.split()) <= _MOST_OF_A_LABEL and _is_personal_label(line))
    )


def names_servants_or_places(label: str) -> bool:
    """Whether a name beside this label is one that must stay: a speaker's, a school's, a servant's."""
    line = folded(label)
    return bool(_LABEL_OF_PUBLIC_NAMES.search(line)) and not _is_personal_label(line)


def looks_like_a_name(text: str) -> bool:
    """Two to eight words of letters, each with a capital, none of an office, a school or an event."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= _PROSE or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    telling = [word for word in words if folded(word).strip(".") not in _PARTICLES]
    return (
        len(telling) >= 2
        and all(word[0].isupper() for word in telling)
        and not any(folded(word).strip(".") in _WORDS_OF_OFFICES for word in telling)
    )


def could_be_a_person(text: str) -> bool:
    """Whether a cell under «Nombre» can name a person, however it is written; one word may do."""
    words = text.replace(",", " ").split()
    return (
        0 < len(words) <= _PROSE
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and not is_of_an_office(text)
    )


def is_of_an_office(text: str) -> bool:
    """Whether words of schools, offices, events or things stand in a text."""
    return any(word.strip('.,:;()"«»“”') in _WORDS_OF_OFFICES for word in folded(text).split())


def has_identifier(text: str, label: str = "") -> bool:
    """Whether a CURP, an RFC, a private e-mail address or telephone or an account stands in a text."""
    line = folded(text)
    if any(
        not _GENERIC_RFC.search(match[0]) and not _OFFICE_MAIL.search(match[0])
        for match in _IDENTIFIER.finditer(line)
    ):
        return True
    if not _PHONE.search(line) or _DATE_OR_TIME.fullmatch(line):
        return False
    return not _PUBLIC_PHONE.search(f"{folded(label)} {line}")


def _shown(text: str, label: str) -> bool | None:
    """Whether a cell is known to be public or to be private; None where nothing tells."""
    own, _, value = text.partition(":")
    if not label and value.strip() and len(own) <= 60:
        label, text = own, value
    line, beside = folded(text), folded(label)
    if has_identifier(text, label) or _is_personal_label(beside):
        return False
    if not line or is_list_title(text) or is_total(text):
        return True
    if _PUBLIC_LABEL.search(beside) or is_total(label):
        return None if _LABEL_OF_FIGURES.search(beside) and _names_nobody_public(label, text) else True
    if _SCHOOL_KEY.fullmatch(line):
        return True
    if _DATE_OR_TIME.fullmatch(line):
        return None
    if text.rstrip().endswith(":") or _is_label(line, text):
        return True
    if _TITLED.match(line) or not is_of_an_office(text):
        return None
    return not _names_somebody(line)


def _names_nobody_public(label: str, text: str) -> bool:
    return looks_like_a_name(text) and not names_servants_or_places(label)


def _is_label(line: str, text: str) -> bool:
    """A short text of labels' words alone: «Nombre del evento», «LUGAR / ESCUELA»."""
    if len(line) > 60 or any(sign.isdigit() for sign in line):
        return False
    kind = meaning(text)
    if kind is not None:
        return kind is not Column.SEX or len(line) > 1
    return len(line.split()) <= 7 and bool(_PUBLIC_LABEL.match(_NAME_OF.sub("", line, count=1)))


def _is_personal_label(line: str) -> bool:
    return bool(_PERSONAL_LABEL.search(line)) and not _PUBLIC_PERSON_LABEL.search(line) and not is_total(line)


def _names_somebody(line: str) -> bool:
    return bool(
        re.search(r"\b(?:EL|LA) (?:ALUMN[OA]|NIN[OA]|MENOR|ESTUDIANTE|JOVEN|ADOLESCENTE) [A-Z]", line)
    )
