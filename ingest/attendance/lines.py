"""Words of the level page put together: lines of text, phrases on a line, and what kind of line one is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from ingest.attendance.headings import folded, is_list_title, is_total
from ingest.values import Box, Word

SAME_LINE = 0.5  # of a line's height that middles may differ by


@dataclass(frozen=True)
class Placed:
    """A word on the level page, and as it stands on the page shown."""

    text: str
    box: Box
    word: Word

    @property
    def x(self) -> float:
        return (self.box.x0 + self.box.x1) / 2

    @property
    def y(self) -> float:
        return (self.box.y0 + self.box.y1) / 2


@dataclass(frozen=True)
class Phrase:
    """Words that stand together."""

    words: tuple[Placed, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        boxes = [word.box for word in self.words]
        return Box(
            min(box.x0 for box in boxes),
            min(box.y0 for box in boxes),
            max(box.x1 for box in boxes),
            max(box.y1 for box in boxes),
        )

    @cached_property
    def y(self) -> float:
        return median(word.y for word in self.words)

    @cached_property
    def height(self) -> float:
        return median(word.box.y1 - word.box.y0 for word in self.words)

    def phrases(self, gap: float, borders: Sequence[float] = ()) -> tuple["Phrase", ...]:
        """Cut where words stand apart by ``gap`` heights of the line, or a border runs between them."""
        parts: list[list[Placed]] = []
        wide = gap * self.height
        for word in self.words:
            if parts and not _apart(parts[-1][-1], word, wide, borders):
                parts[-1].append(word)
            else:
                parts.append([word])
        return tuple(Phrase(tuple(part)) for part in parts)


def _apart(one: Placed, other: Placed, wide: float, borders: Sequence[float]) -> bool:
    return other.box.x0 - one.box.x1 > wide or any(one.x < border < other.x for border in borders)


def lines_of(words: Iterable[Placed]) -> tuple[Phrase, ...]:
    """Lines of text from the top, words from the left."""
    lines: list[list[Placed]] = []
    for word in sorted(words, key=lambda word: word.y):
        high = word.box.y1 - word.box.y0
        for line in reversed(lines[-6:]):
            middle = sum(other.y for other in line) / len(line)
            least = min(high, *(other.box.y1 - other.box.y0 for other in line))
            if abs(middle - word.y) < SAME_LINE * max(least, 4.0):
                line.append(word)
                break
        else:
            lines.append([word])
    ordered = [Phrase(tuple(sorted(line, key=lambda word: word.box.x0))) for line in lines]
    return tuple(sorted(ordered, key=lambda line: line.y))


_LITTLE_WORDS = frozenset(
    {"a", "al", "con", "conforme", "como", "cual", "cuando", "de", "del", "durante", "el", "en", "es", "esta"}
    | {"este", "fue", "ha", "han", "la", "las", "lo", "los", "más", "mediante", "para", "por", "que", "quien"}
    | {"se", "según", "ser", "será", "serán", "sin", "sobre", "son", "su", "sus", "tiene", "un", "una", "y"}
)
_PAGE_NUMBER = re.compile(
    r"(?:P[AÁ]G(?:INA|\.)?|HOJA|FOJA)?\s*\d{1,4}\s*(?:DE|/|-)\s*\d{1,4}|(?:P[AÁ]G(?:INA|\.)?|HOJA|FOJA)\s*\d{1,4}"
)
_OFFICE = re.compile(
    r"\b(?:DIRECTORA?|SUBDIRECTORA?|TITULAR|COORDINADORA?|JEF[EA]|SECRETARI[OA]|REGIDORA?|SINDIC[OA]|PRESIDENT[EA]|"
    r"TESORER[OA]|CONTRALORA?|ENLACE|ENCARGAD[OA]|ASESORA?|SUPERVISORA?|PONENTES?|TALLERISTAS?|RESPONSABLES?|"
    r"PSICOLOG[OA]|TRABAJADORA SOCIAL|FACILITADORA?|IMPARTI\w+|ORIENTADORA?|AUTORIZO|ELABORO|REVISO|VALIDO|"
    r"VO\.? ?BO\.?|SELLO|NOMBRE,? (?:CARGO )?Y FIRMA|FIRMA Y SELLO|ATENTAMENTE|AVISO DE PRIVACIDAD|"
    r"DATOS PERSONALES|DOCENTE RESPONSABLE|SERVIDORA? PUBLIC[OA]|AYUNTAMIENTO|MUNICIPAL)\b"
)
_LABEL = re.compile(
    r"^\W*(?:NOMBRE D(?:EL|E LA) (?:EVENTO|ACTIVIDAD|TALLER|PLATICA|CURSO|PONENTE|ESCUELA|PLANTEL)|EVENTO|"
    r"ACTIVIDAD|"
    r"TEMA|PLATICA|TALLER|CURSO|FECHA|DIA|HORA|HORARIO|LUGAR|SEDE|PLANTEL|ESCUELA|INSTITUCION|C\.?C\.?T\.?|CLAVE|TURNO|"
    r"NIVEL|PONENTE|IMPARTE|GRADO|GRUPO|CICLO|MUNICIPIO|LOCALIDAD|UNIDAD|AREA|DEPENDENCIA|MATERIA|ZONA|OBJETIVO|NOTA|"
    r"DIRIGIDO|MODALIDAD|DURACION|PERIODO|MES|DOCENTE|MAESTR[OA]|PROFESORA?|ASESORA?|TUTORA?)\b[^:]{0,40}:"
)
_SIGN_HERE = re.compile(r"_{5,}|\.{8,}")


def is_prose(text: str) -> bool:
    """Whether the line runs on like a sentence: a name has its «de la», but no other small words."""
    words = [word.strip('.,;:()«»"') for word in text.split()]
    small = [word for word in words if word.isalpha() and word.islower()]
    little = sum(word in _LITTLE_WORDS for word in small)
    telling = sum(len(word) >= 4 and word not in _LITTLE_WORDS for word in small)
    return len(words) >= 6 and little >= 2 and telling >= 2 and 2 * len(small) >= len(words)


def is_public(text: str) -> bool:
    """Whether a line below a list is of the kind that stays: totals, labels, posts, page numbers, notices."""
    line = folded(text)
    return bool(
        is_total(text)
        or is_list_title(text)
        or _PAGE_NUMBER.fullmatch(line.strip(" .-"))
        or _OFFICE.search(line)
        or _LABEL.match(line)
        or _SIGN_HERE.search(line)
    )


def is_office(text: str) -> bool:
    """Whether the words name a post in the public service."""
    return bool(_OFFICE.search(folded(text)))


_IDENTIFIER = re.compile(
    r"[A-ZÑ]{4}\d{6}[A-Z0-9]{0,8}|\S+@\S+\.\w+|"
    r"(?:\d[ .()-]{0,2}){10,18}|\b\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d\b"
)
_NAME_WORD = re.compile(r"[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑa-záéíóúüñ'’-]+\.?|(?:[Mm]a|[Jj])\.")
_PARTICLE = re.compile(r"(?i:de|del|la|las|los|el|y|e|san|santa|von|van)")
_INSTITUTION = re.compile(
    r"\b(?:ESC|ESCUELA|SECUNDARIA|PRIMARIA|PREPARATORIA|TELESECUNDARIA|JARDIN|COLEGIO|DIF|INSTITUTO|DIRECCION|"
    r"COORDINACION|CENTRO|SECRETARIA|AYUNTAMIENTO|MUNICIPAL|MUNICIPIO|SISTEMA|UNIDAD|HOSPITAL|CLINICA|COMISION|"
    r"LINEA|POLICIA|BOMBEROS|CRUZ ROJA|PROTECCION|CASA|BIBLIOTECA|ESTADO|UNIVERSIDAD|CONALEP|CBT|CECYTEM|"
    r"PLANTEL|"
    r"TALLER|PLATICA|CONFERENCIA|PROGRAMA|ACTIVIDAD|CURSO|JORNADA|FERIA|TOTAL|BIENVENIDA|CLAUSURA|RECESO|REGISTRO|"
    r"SALUD|EDUCACION|CABILDO|ACUERDO|PUNTO|ORDEN|LECTURA|INFORME|COLONIA|BARRIO|CONSEJO|COMITE|DELEGACION)\b"
)


def holds_identifier(text: str) -> bool:
    """Whether a CURP, an e-mail, a telephone or a birth date seems to stand in the text."""
    return bool(_IDENTIFIER.search(text))


def is_person(text: str) -> bool:
    """Whether the words look like a person's whole name and nothing else."""
    words = text.replace(",", " ").split()
    names = [word for word in words if not _PARTICLE.fullmatch(word)]
    return (
        2 <= len(names) <= 6
        and len(words) <= 10
        and all(_NAME_WORD.fullmatch(word) for word in names)
        and sum(len(word) >= 3 for word in names) >= 2
        and not _INSTITUTION.search(folded(text))
    )
