"""Finds addresses of electronic mail; those of offices and public servants stay, for anybody may write there.

Pupils of the state have an account at a domain of the government too: those are persons'.
"""

import re
from collections.abc import Iterator

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_ENDING = r"(?:COM|MX|ORG|NET|EDU|GOB|ES|INFO|ME|US|LIVE|IO|CO|TV|BIZ)"
_MAIL = re.compile(
    r"(?<![A-Z0-9._%+@:/-])([A-Z0-9Ñ][A-Z0-9Ñ._%+-]{0,63}(?:[._-]\n[A-Z0-9Ñ._%+-]{1,40})?)"
    r"[ ]?(?:@|\(AT\)|\[AT\]| ARROBA )\n?[ ]?"
    rf"((?:[A-Z0-9Ñ-]{{1,40}}[ ]?[.,]\n?[ ]?){{1,4}}{_ENDING}|[A-Z0-9-]+(?:\.[A-Z0-9-]+)+)(?![A-Z0-9@])"
)
_BROKEN = re.compile(
    r"(?<![A-Z0-9._%+@:/-])([A-Z0-9Ñ][A-Z0-9Ñ._%+-]{1,63})(?:@\n?|\n@)"
    r"((?:GMAIL|HOTMAIL|OUTLOOK|YAHOO|LIVE|ICLOUD|PRODIGY)?[A-Z0-9-]*(?:\n?[A-Z0-9-]{0,12}\.?\n?(?:COM|"
    r"MX|ES))?(?:\.MX)?)"
)
_PUPILS = re.compile(r"EDUGEM|ALUMN|ESTUDIANTE|NUEVAESCUELA|AEFCM|APRENDE")
_OFFICIAL = re.compile(r"\.GOB(?:\.MX)?$|^GOB\.MX$|\.ORG\.MX$|CALIMAYA|AYUNTAMIENTO|INFOEM|\.GOV$")
_OFFICE = re.compile(
    r"CONTACTO|INFORM|TRANSPARENCIA|DIRECCION|JUVENTUD|INCLUSION|ATENCION|PRESIDENCIA|AYUNTAMIENTO|"
    r"MUNICIP|SECRETARIA|"
    r"UNIDAD|COORDINACION|OFICIAL|QUEJAS|DENUNCIA|DEFENSORIA|CONTRALORIA|INSTITUTO|OFICINA|\bDIF|DIF\b|"
    r"CALIMAYA|ESCUELA|"
    r"SECUNDARIA|PRIMARIA|PREPA|SOPORTE|AYUDA|VENTAS|NOREPLY|WEBMASTER|EDUCACION|ECOLOGIA|SERVICIO|"
    r"COMUNICACION|"
    r"PREVENCION|SEGURIDAD|TURISMO|CULTURA|TELESEC|SUPERVISION"
)
_DIRECTORY = re.compile(r"\bDIRECTORIO\b|CORREO INSTITUCIONAL")


def find(written: Written) -> Iterator[SpanFinding]:
    """Every address that can be a person's; an office's at a public host only as a question."""
    folded = written.folded
    if "@" not in folded and "ARROBA" not in folded and "(AT)" not in folded and "[AT]" not in folded:
        return
    directory = _DIRECTORY.search(folded) is not None
    last = -1
    for pattern in (_MAIL, _BROKEN):
        for match in pattern.finditer(folded):
            start, end = match.span()
            if (start < last and pattern is _BROKEN) or _is_login(folded, start):
                continue
            last = end if pattern is _MAIL else last
            sure = _sureness(match[1], re.sub(r"[\s]", "", match[2]).replace(",", "."), directory)
            if sure:
                yield SpanFinding(
                    start, start + len(match.group().rstrip()), DataType.EMAIL, Source.PATTERN, sure
                )


def _is_login(folded: str, start: int) -> bool:
    """Whether it is the password in an address of the web: ``https://name:word@host``."""
    return "://" in folded[max(0, start - 40) : start].rsplit(" ", 1)[-1].rsplit("\n", 1)[-1]


def _sureness(name: str, host: str, directory: bool) -> float:
    if _PUPILS.search(host):
        return 0.9
    if _OFFICIAL.search(host):
        return 0.0
    if _OFFICE.search(name):
        return 0.4
    return 0.5 if directory else 0.95
