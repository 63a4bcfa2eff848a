"""Finds telephone numbers of persons in the spellings people use; lines of help and offices stay.

Ten figures since 2019, with or without the prefixes of before (01, 044, 045) and the country's 52.  A
number with 800 before it, one named a line, a switchboard or an extension, and the rows of a telephone list
are published on purpose (LGTAIP art. 65).
"""

import re
from collections.abc import Iterator

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_SEP = r"(?:[ .\-·•_]{0,3}|/)\n?"
_NUMBER = re.compile(
    r"(?:(?<![\dA-Z$/])|(?<=\bCEL)|(?<=\bTEL))(?<!\d[.,-])"
    rf"((?:(?:\+|00)[ ]?)?52[ .-]{{0,2}}(?:1[ .-]{{0,2}})?|01[ .-]{{0,2}}|04[45][ .-]{{0,2}})?"
    rf"(\(?[2-9] ?\d(?:\)?{_SEP}\d){{8}})"
    r"(?![\dA-Z]|[.,/-]\d)"
)
_GROUPS = {
    (10,), (3, 3, 4), (2, 4, 4), (3, 7), (2, 8), (3, 3, 2, 2), (2, 2, 2, 2, 2), (3, 2, 2, 3), (3, 2, 5),
    (5, 5), (6, 4), (2, 4, 2, 2), (3, 4, 3), (3, 1, 2, 2, 2), (4, 3, 3), (4, 6), (4, 2, 2, 2),
    (2, 2, 4, 2), (2, 3, 3, 2), (3, 3, 1, 3),
}  # fmt: skip
_ONE_BY_ONE = (1,) * 10  # «7 2 2 1 …»: only where a telephone is announced
_AREA = re.compile(r"33|5[56]|81|[2-9][1-9][1-9]")  # codes of areas hold no 0
_SHORT = re.compile(
    r"\b(?:TEL(?:EFONO|S)?|CEL(?:ULAR)?|WHATS ?APP|MOVIL)\b[.: ]{1,3}(\d{3}[ -]?\d{2}[ -]?\d{2}|"
    r"\d{3}[ -]\d{4})(?![\d/]|[ .-]\d)"
)
_LABEL = re.compile(
    r"\b(?:TEL|TELS|TELEFONOS?|CEL|CELULAR(?:ES)?|WHATS ?APP|MOVIL|CONTACTO|MARCAR?|LLAMA(?:R|DAS?)?|"
    r"COMUNICAR(?:SE|TE|NOS)?)\b"
)
_PERSONAL = re.compile(
    r"\b(?:CEL|CELULAR|PARTICULAR|PERSONAL|WHATS ?APP|ALUMN[OA]|MADRE|PADRE|TUTOR[A]?|MAMA|PAPA|"
    r"DOMICILIO|CURP|PACIENTE|"
    r"QUEJOS[OA]|SOLICITANTE|BENEFICIARI[OA]|CASA|RECADOS|EMERGENCIA DE|FAMILIAR)\b"
)
_OPEN = re.compile(
    r"\bLINEAS?\b|\b(?:911|089|066|065|075|079|800|01 ?800)\b|CONMUTADOR|\bEXT(?:ENSION|S)?\b[. ]|"
    r"NUMERO DE EMERGENCIA|"
    r"EMERGENCIAS|LOCATEL|DENUNCIA|CALL ?CENTER|CENTRO DE ATENCION|ATENCION (?:CIUDADANA|TELEFONICA|"
    r"A (?:LA|LAS|LOS|EL)\b)|"
    r"\bHORARIO"
)
_OFFICE = re.compile(
    r"AYUNTAMIENTO|PALACIO MUNICIPAL|PRESIDENCIA|\b(?:SM)?DIF\b|INSTITUTO|SECRETARIA|DIRECCION (?:DE|"
    r"GENERAL)|COORDINACION|"
    r"COMISION|UNIDAD DE|DEFENSORIA|FISCALIA|PROCURADURIA|CRUZ ROJA|BOMBEROS|PROTECCION CIVIL|POLICIA|"
    r"HOSPITAL|CLINICA|"
    r"CENTRO DE|OFICINAS?|CONSEJO|(?<!M\.)GOB\.MX|WWW\.|UNIVERSIDAD|SUBDIRECCION|MINISTERIO|TELESECUNDARIA|"
    r"JURISDICCION|"
    r"ASOCIACION|FUNDACION|CASA DE|REFUGIO|PREPARATORIA OFICIAL|ALBERGUE|REGISTRO CIVIL|OFICIALIA"
)
_DIRECTORY = re.compile(
    r"\bDIRECTORIO\b|(?:LISTADO|LISTA|GUIA|RELACION|CATALOGO) (?:DE )?(?:LOS )?(?:NUMEROS |"
    r"LINEAS )?(?:DE )?TELEF|"
    r"(?:TELEFONOS|NUMEROS) (?:DE EMERGENCIA|DE AYUDA|DE ATENCION|UTILES|IMPORTANTES)"
)
_OTHER_LABEL = re.compile(
    r"(?:OFICIO|FOLIO|EXPEDIENTE|FACTURA|CONTRATO|PARTIDA|CUENTA|CLAVE|REGISTRO|ISBN|ISSN|SERIE|CODIGO|"
    r"NIT|CUIT|\$)"
    r"[^\n\d]{0,12}$"
)


def find(written: Written) -> Iterator[SpanFinding]:
    """Every number that can be a person's; one near an office's name only as a question."""
    if not written.has_figures:
        return
    directory = _DIRECTORY.search(written.folded) is not None
    for match in _NUMBER.finditer(written.folded):
        sure = _sureness(written, match, directory)
        if sure:
            source = Source.CONTEXT if sure > 0.8 else Source.PATTERN
            yield SpanFinding(match.start(), match.end(), DataType.PHONE, source, sure)
    for match in _SHORT.finditer(written.folded):
        if not directory and not _is_open(written, match.start(1), match.end(1)):
            yield SpanFinding(match.start(1), match.end(1), DataType.PHONE, Source.CONTEXT, 0.7)


def _sureness(written: Written, match: re.Match[str], directory: bool) -> float:
    """How sure it is a person's number; 0 where it is none, or one that is published on purpose."""
    start, end = match.span()
    figures = re.sub(r"\D", "", match[2])
    groups = tuple(len(group) for group in re.findall(r"\d+", match[2]))
    if len(figures) != 10 or (groups not in _GROUPS | {_ONE_BY_ONE} and "\n" not in match[2]):
        return 0.0
    if match[2].count("\n") > 1 or figures.startswith(("800", "900")) or written.in_reference(start, end):
        return 0.0
    line = written.line_around(start, end)
    before = written.before(start, 40).rsplit("\n", 1)[-1]
    if _PERSONAL.search(line):
        return 0.95
    if directory or _is_open(written, start, end):
        return 0.0
    labelled = match[1] is not None or "(" in match[2] or _LABEL.search(before) is not None
    if _OTHER_LABEL.search(before) and not labelled:
        return 0.0
    around = 0 if "\t" in line else 1  # rows of a table tell nothing of one another
    if _OFFICE.search(written.line_around(start, end, above=around, below=around)):
        return 0.4
    if labelled:
        return 0.9
    if "\n" in match[2] or "/" in match[2] or groups == _ONE_BY_ONE:
        return 0.0
    return _unlabelled(groups, figures, line, match)


def _unlabelled(groups: tuple[int, ...], figures: str, line: str, match: re.Match[str]) -> float:
    known = _AREA.match(figures) is not None
    if groups == (2, 2, 2, 2, 2):
        cell = next(cell for cell in line.split("\t") if match.group() in cell)
        others = len(re.findall(r"(?<!\d)\d{1,2}(?!\d)", cell.replace(match.group(), " ")))
        return 0.7 if known and others <= 2 else 0.0
    if groups == (10,):
        return 0.8 if known else 0.55
    return 0.8 if known else 0.6


def _is_open(written: Written, start: int, end: int) -> bool:
    """Whether the words around say it is a line that anybody may call."""
    line = written.line_around(start, end).replace(written.folded[start:end], " ")
    return _OPEN.search(line) is not None
