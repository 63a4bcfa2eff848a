"""Finds numbers that a school or an office gave one person: enrolment, pupil's account, card, licence.

They have no shape of their own, so that only the label beside them tells.  «Matrícula de 450 alumnos» is a
count, and a folio or an oficio's number is a paper's, not a person's.
"""

import re
from collections.abc import Iterator

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_NUMBER = r"([A-Z]{0,4}[ -]?\d[A-Z0-9-]{3,14}\d|[A-Z]{1,4}-?\d{4,12}|\d{5,14})(?![A-Z0-9@/])"
_LABELLED = re.compile(
    r"(?:\bMATRICULA(?: ESCOLAR)?|\bN(?:O|UM|UMERO)?[.°º]? ?(?:DE )?(?:CONTROL|CUENTA DE ALUMN[OA]|BOLETA|"
    r"EMPLEAD[OA]|CREDENCIAL|LICENCIA|EXPEDIENTE CLINICO|AFILIADO)"
    r"|\bBOLETA|\bLICENCIA (?:DE (?:CONDUCIR|MANEJO)|NO\.?|NUM\.?)|\bNIA|\bCIC|\bOCR|\bID DE ALUMN[OA]"
    r"|\bCREDENCIAL(?: (?:DE ELECTOR|PARA VOTAR|INE|ESCOLAR|DE ESTUDIANTE))?|\b(?:FOLIO|"
    r"NUMERO) (?:DE(?:L| LA) )?INE"
    r"|\bCARTILLA(?: MILITAR)?|\bCEDULA PROFESIONAL)(?![A-Z])"
    r"(?:\W{0,3}(?:NO|NUM|NUMERO|N|FOLIO|CLAVE)\b)?[\W_]{0,5}" + _NUMBER
)
_PUBLIC = "CEDULA PROFESIONAL"  # a professional's licence is published by the state


def find(written: Written) -> Iterator[SpanFinding]:
    """Every number beside such a label."""
    if not written.has_figures:
        return
    for match in _LABELLED.finditer(written.folded):
        figures = sum(sign.isdigit() for sign in match[1])
        if figures < 4 or (written.in_reference(*match.span(1)) and "/" in match[1]):
            continue
        sure = 0.3 if match.group().startswith(_PUBLIC) else 0.85
        yield SpanFinding(match.start(1), match.end(1), DataType.ENROLMENT, Source.CONTEXT, sure)
