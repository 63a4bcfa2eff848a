"""Finds attendance lists in text: their headings standing together, or their title over rows of names.

Columns and wordings follow what schools and offices use (name, age, sex, grade, school, telephone, CURP,
signature, in any order).  Missing a list may show a child's name; a false alarm only asks a person to
look, so the rules lean that way.
"""

import re
import unicodedata
from collections.abc import Sequence

from ingest.detect import names
from ingest.detect.spans import Written

_NAME = "name"
_STRONG = frozenset({"pupil", "signature", "age", "sex", "grade", "curp", "birth"})
_HEADINGS: tuple[tuple[str, str], ...] = (
    (
        _NAME,
        r"NOMBRES?(?: ?\(S\))?(?: Y APELLIDOS?)?(?: COMPLETOS?)?|(?:PRIMER|SEGUNDO) APELLIDO"
        r"|AP(?:ELLIDO|\.)? ?(?:PATERNO|MATERNO)"
        r"|APELLIDOS?(?: Y NOMBRES?)?|PATERNO|MATERNO",
    ),
    ("pupil", r"ALUMN[OA]S?|PARTICIPANTES?|ASISTENTES?|ASISTENCIAS?|ESTUDIANTES?|MATRICULA"),
    ("signature", r"FIRMAS?|RUBRICAS?|HUELLA"),
    ("age", r"EDAD(?:ES)?|ANOS CUMPLIDOS"),
    ("sex", r"SEXO|GENERO|\(?H ?/ ?M\)?|\(?F ?/ ?M\)?|\(?M ?/ ?F\)?"),
    ("grade", r"GRADOS?|GRUPOS?|GDO\.?|GPO\.?|SEMESTRE"),
    ("curp", r"C\.?U\.?R\.?P\.?"),
    ("birth", r"FECHA DE NACIMIENTO|F\. ?NAC\.?|NACIMIENTO"),
    ("phone", r"TELEFONOS?|TEL\.?|CELULAR(?:ES)?|CEL\.?|WHATSAPP"),
    ("mail", r"CORREOS?(?: ELECTRONICOS?)?|E-?MAIL"),
    ("place", r"LOCALIDAD|DOMICILIO|COMUNIDAD|COLONIA|DIRECCION|PROCEDENCIA"),
    ("school", r"ESCUELA|PLANTEL|INSTITUCION|CENTRO (?:ESCOLAR|EDUCATIVO)"),
    ("post", r"CARGO|OCUPACION|PUESTO"),
)
_FILLER = (
    r"NO\.?|NUM\.?|NUMERO|#|N°|Nº|DE|DEL|LA|LAS|LOS|EL|Y|O|A|EN|SU|"
    r"TUTOR|MADRE|PADRE|CLAVE|OBSERVACIONES|TOTAL|DATOS"
)
_TITLE = re.compile(
    r"(?:LISTAS?|LISTADO|RELACION|REGISTRO|CONTROL|HOJA|FORMATO|PADRON|PASE)S? DE (?:LA |LAS |LOS )?"
    r"(?:ASISTENCIAS?|ASISTENTES|ALUMN[OA]S|ALUMNADO|PARTICIPANTES|PARTICIPACION|ESTUDIANTES|FIRMAS|"
    r"LISTA|BENEFICIARI[OA]S)"
)
_PHONE_BOOK = re.compile(r"\bDIRECTORIO\b|(?:LISTADO|LISTA|GUIA) (?:DE )?(?:NUMEROS |LINEAS )?TELEF")
# "Nombre y firma" under a line is where one person signs, not the head of a column.
_SIGN_HERE = re.compile(
    r"NOMBRE(?:,| Y|,? CARGO,? Y|, CARGO,)\s*(?:CARGO Y )?FIRMA|FIRMA Y NOMBRE|NOMBRE, FIRMA Y"
)
_WORD = re.compile(r"[A-Z#°º][A-Z.°º/()-]*")
_NAME_ROW = re.compile(
    r"^\W*(?:\d{1,3}[.):°\s-]*)?((?:[A-ZÁÉÍÓÚÑÜ][A-Za-zÁÉÍÓÚÑÜáéíóúñü'.]+,?\s+(?:(?:de|del|la|las|los|y|"
    r"DE|DEL|LA|LOS)\s+){0,2})"
    r"{1,5}[A-ZÁÉÍÓÚÑÜ][A-Za-zÁÉÍÓÚÑÜáéíóúñü'.]+)"
)
_NUMBERED = re.compile(r"^\W*\d{1,3}[.):°\s-]+")

# Cells of a table that lost its columns: «1ZÚÑIGAPEÑAARMANDO10Masc.1-A2CORTEZ…».
_RUN_TOGETHER = re.compile(r"\d[A-ZÁÉÍÓÚÑÜ][A-Za-zÁÉÍÓÚÑÜáéíóúñü]{2,}")

NEAR = 14  # lines in which headings must stand together, one a line at worst
_FEW_NAMES = 3
NAMES = 5  # rows of names under a lone name heading or a title that make a list


def found(texts: Sequence[str]) -> bool:
    """Whether any page looks like an attendance list."""
    return any(_on_page(text) for text in texts)


def announced(text: str) -> bool:
    """Whether a page bears a list's title over headings, names, numbered rows or cells run together."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not any(_is_title(line) for line in lines):
        return False
    folded = [_SIGN_HERE.sub(" ", folded_text(line)) for line in lines]
    return bool(_best_headings([_headings(line) for line in folded])) or (
        _name_rows(lines) >= _FEW_NAMES or _blank_rows(lines) or len(_RUN_TOGETHER.findall(text)) >= NAMES
    )


def _on_page(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    folded = [_SIGN_HERE.sub(" ", folded_text(line)) for line in lines]
    headings = _best_headings([_headings(line) for line in folded])
    rows = _name_rows(lines)
    titled = any(_is_title(line) for line in lines)
    if titled and (headings or rows >= _FEW_NAMES or _blank_rows(lines)):
        return True
    if _PHONE_BOOK.search(" ".join(folded)) and not headings & _STRONG:
        return False
    if _NAME in headings:
        return bool(headings & _STRONG) or len(headings) >= 3 or rows >= NAMES
    return len(headings & _STRONG) >= 3 and bool(headings & {"signature", "curp"})


def _is_title(line: str) -> bool:
    """Whether the line opens with a list's title, in capitals: prose only mentions lists."""
    match = _TITLE.search(folded_text(line))
    return (
        match is not None
        and match.start() <= 30
        and line[match.start()].isupper()
        and len(line.split()) <= 16
    )


def folded_text(text: str) -> str:
    """Capitals without accents, for comparing headings."""
    capitals = text.upper().replace("_", " ")
    return capitals if capitals.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", capitals))


_MARKS = re.compile("[\u0300-\u036f]")
_COMPILED = tuple((kind, re.compile(rf"(?<![A-Z])(?:{pattern})(?![A-Z])")) for kind, pattern in _HEADINGS)
_ANY = re.compile(rf"(?<![A-Z])(?:{'|'.join(f'(?:{pattern})' for _, pattern in _HEADINGS)})(?![A-Z])")
_FILLERS = re.compile(rf"(?<![A-Z])(?:{_FILLER})(?![A-Z])")


def _headings(line: str) -> frozenset[str]:
    """The kinds of heading on a line that holds little else; empty for prose."""
    if not _ANY.search(line):
        return frozenset()  # most lines: one look instead of one for each kind
    rest, kinds = line, set()
    for kind, pattern in _COMPILED:
        rest, count = pattern.subn(" ", rest)
        if count:
            kinds.add(kind)
    if not kinds:
        return frozenset()
    cells = line.split("\t")
    if len(cells) > 2 and len(kinds) > 1 and all(len(cell.split()) <= 5 for cell in cells):
        return frozenset(kinds)  # a table's first row, whatever its other columns are called
    others = len([word for word in _WORD.findall(_FILLERS.sub(" ", rest)) if len(word) > 2])
    return frozenset(kinds) if others <= max(1, len(kinds)) else frozenset()


def _best_headings(lines: list[frozenset[str]]) -> frozenset[str]:
    """The most kinds of heading that stand together anywhere on the page."""
    best: frozenset[str] = frozenset()
    for start, kinds in enumerate(lines):
        if not kinds:
            continue
        together = frozenset().union(*lines[start : start + NEAR])
        if _score(together) > _score(best):
            best = together
    return best if len(best) > 1 else best & {_NAME}


def _score(kinds: frozenset[str]) -> int:
    return len(kinds) + (5 if _NAME in kinds else 0) + 2 * len(kinds & _STRONG)


def _name_rows(lines: list[str]) -> int:
    """Rows with the shape of a name, with a word that names people: titles in capitals have it too."""
    rows = (match[1] for line in lines if (match := _NAME_ROW.match(line)))
    return sum(1 for row in rows if not _headings(folded_text(row)) and _holds_a_name(row))


def _holds_a_name(row: str) -> bool:
    words = Written(row).folded.replace(",", " ").replace(".", " ").split()
    return any(role.isupper() and role != "N" for role in map(names.role, words))


def _blank_rows(lines: list[str]) -> bool:
    """Rows numbered one after another, whatever stands in them: a list filled in by hand."""
    numbers = [
        int(re.sub(r"\D", "", match.group())) for line in lines if (match := _NUMBERED.match(line + " "))
    ]
    run = longest = 0
    for before, after in zip([-1, *numbers], numbers, strict=False):
        run = run + 1 if after == before + 1 else 1
        longest = max(longest, run)
    return longest >= 8
