"""Finds homes: a street with its number, or what a word for a home leads to.

A street without a number is no home, an office's or a school's address is public, and «C.» is a citizen as
often as a street.
"""

import re
from collections.abc import Iterator

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_STREET = (
    r"(?:CALLE|C|CLL|AV|AVE|AVENIDA|PRIV|PRIVADA|PVDA|CDA|CERRADA|AND|ANDADOR|CALLEJON|CJON|BLVD|"
    r"BOULEVARD|CALZ|CALZADA|"
    r"CARR|CARRETERA|CAMINO|PROL|PROLONGACION|CIRCUITO|CTO|PASEO|RETORNO|RINCONADA|VEREDA|PJE|PASAJE)"
)
_WORD = r"(?:[A-ZÑ][A-ZÑ'.]*|\d{1,2}(?= DE [A-Z]))"
_NUMBER = r"(?:(?:NO|NUM|NUMERO|N|#)[.°º]? ?)?(?:\d{1,5}(?: ?-? ?[A-D](?![A-Z]))?|S/ ?N)(?![\d/:]|[.,]\d)"
_TAIL = (
    r"(?:,? ?(?:INT|INTERIOR|EXT|EXTERIOR|DEPTO|DEPARTAMENTO|DPTO|EDIF|EDIFICIO|MZ|MZA|MANZANA|LT|LTE|"
    r"LOTE|PISO|LOCAL|CASA)"
    r"\b\.? ?(?:NO\.? ?)?[A-Z]?-?\d{0,4}[A-Z]?(?![A-Z]))*"
    r"(?:,?[ \n](?:COL|COLONIA|BO|BARRIO|FRACC|FRACCIONAMIENTO|LOC|LOCALIDAD|PUEBLO|EJIDO|"
    r"UNIDAD HABITACIONAL|U\.H)\b\.?"
    r" [A-ZÑ0-9' ]{2,40}|, ?(?:SAN|SANTA|LA|EL|LOS|LAS|BARRIO|"
    r"COL)? ?[A-ZÑ]{3,20}(?: [A-ZÑ]{2,20}){0,4}(?=[\n\t,.;]|$| [\d(+]| [A-Z]{4}\d))?"
    r"(?:,?[ \n](?:C\.? ?P\.?|CODIGO POSTAL)[: ]{0,2}\d{5})?"
)
_ADDRESS = re.compile(
    rf"(?<![A-Z0-9Ñ.])(?:{_STREET}\b\.? ?|C/ ?)(?<!C\.)(?:{_WORD}(?: |\n)){{1,6}}?{_NUMBER}{_TAIL}"
    rf"|(?<![A-Z0-9Ñ.])(?:CALLE|AV|AVENIDA|PRIVADA|CERRADA)\b\.? (?:{_WORD},? ){{1,5}}?{_NUMBER}{_TAIL}"
    r"|\b(?:MZ|MZA|MANZANA)\b\.? ?\d{1,4}[A-Z]?,? ?(?:LT|LTE|LOTE)\b\.? ?\d{1,4}[A-Z]?" + _TAIL
)
_HOME = re.compile(
    r"\b(?:DOMICILIO(?: PARTICULAR| ACTUAL)?(?: UBICADO EN| EN)?|VIVE EN|VIVO EN|RESIDE EN|HABITA EN|"
    r"CON RESIDENCIA EN)[: ]{1,3}"
    r"((?=[^\n]{0,70}\d|[^\n]{0,70}S/N)[A-ZÑ](?:(?!\. ?[A-Z]{4}|[,.] ?(?:TEL|CEL|CURP|RFC|"
    r"CORREO)\b)[^\n\t;]){6,110})"
)
_PERSONAL = re.compile(
    r"DOMICILIO PARTICULAR|\b(?:VIVE|VIVO|RESIDE|HABITA|MI CASA|SU CASA|ALUMN[OA]|MENOR|MADRE|PADRE|"
    r"TUTOR[A]?|CURP|VECIN[OA])\b"
)
_OFFICE = re.compile(
    r"AYUNTAMIENTO|PALACIO MUNICIPAL|PRESIDENCIA MUNICIPAL|\b(?:SM)?DIF\b|INSTITUTO|SECRETARIA|"
    r"DIRECCION DE|COORDINACION|"
    r"OFICINA|ESCUELA|\bESC\b|PLANTEL|PREPARATORIA|TELESECUNDARIA|JARDIN DE NINOS|UNIVERSIDAD|HOSPITAL|"
    r"CLINICA|CENTRO DE|"
    r"AUDITORIO|CASA DE|SEDE|GOB\.MX|WWW\.|CONMUTADOR|DEFENSORIA|UNIDAD DE|COMISION|FISCALIA|MODULO|"
    r"INMUEBLE|PLAZA|"
    r"DOMICILIO (?:FISCAL|OFICIAL|LABORAL)|CIUDAD DE LA CULTURA|DIRECTORIO|RESPONSABLE|LUGAR"
)


def find(written: Written) -> Iterator[SpanFinding]:
    """Every home; an address near the name of an office or a school only as a question."""
    folded = written.folded
    for match in _HOME.finditer(folded):
        sure = _sureness(written, match.start(1), match.end(1), labelled=True)
        yield SpanFinding(match.start(1), match.end(1), DataType.ADDRESS, Source.CONTEXT, sure)
    for match in _ADDRESS.finditer(folded):
        if not _is_spelled(written.text[match.start() : match.end()]):
            continue
        sure = _sureness(written, match.start(), match.end(), labelled=False)
        yield SpanFinding(match.start(), match.end(), DataType.ADDRESS, Source.PATTERN, sure)


def _is_spelled(text: str) -> bool:
    """Whether the street has its capitals: «pasaje a que se refiere el artículo 65» is not."""
    words = [word for word in re.findall(r"[^\W\d_]+", re.split(r"\d", text, maxsplit=1)[0]) if word]
    if words and len(words[0]) == 1 and not words[0].isupper():
        return False
    names = [word for word in words[1:] if word.lower() not in _SMALL]
    return all(word[0].isupper() for word in names)


_SMALL = {"de", "del", "la", "las", "los", "el", "y", "no", "num", "núm", "número", "n", "s", "sin", "numero"}


def _sureness(written: Written, start: int, end: int, *, labelled: bool) -> float:
    line = written.line_around(start, end)
    if _PERSONAL.search(line):
        return 0.95
    if _OFFICE.search(written.line_around(start, end, above=1, below=1)):
        return 0.3
    return 0.9 if labelled else 0.75
