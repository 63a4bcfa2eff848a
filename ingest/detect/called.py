"""Finds who is called a pupil, a child or somebody's mother, by any name: «la alumna Tonalxochitl …»."""

import re
from collections.abc import Iterator

from ingest.detect import names
from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_SURE = 0.6
_CAPITAL = r"[^\W\d_a-záéíóúñüàèìòùâêîôûäëïöç]"
_WORD = rf"{_CAPITAL}[^\W\d_]+(?:['’-][^\W\d_]+)?"
_PARTICLES = r"(?:(?:de|del|la|las|los|y|DE|DEL|LA|LAS|LOS|Y)[ ]){0,2}"
_WHO = (
    r"alumn[oa]s?|niñ[oa]s?|menor(?:es)?|estudiantes?|adolescentes?|joven|jóvenes|madre|padre|mamá|papá|"
    r"tutora?|hij[oa]s?|herman[oa]s?|abuel[oa]|compañer[oa]s?|víctima|ganadora?"
)
_IN_PROSE = re.compile(
    rf"\b(?:{_WHO})[ ](?:de[ ]nombre[ ]|llamad[oa][ ])?({_WORD}(?:[ ,]{{1,2}}{_PARTICLES}{_WORD}){{1,4}})"
)
_ALONE = re.compile(
    r"\b(?:el|la|un|una|su|mi)[ ](?:alumn[oa]|niñ[oa]|estudiante|adolescente|joven|hij[oa]|herman[oa])"
    rf"[ ]({_WORD})(?![\w-])"
)
_LABELLED = re.compile(
    r"(?i:\b(?:(?:nombre[ ](?:completo[ ])?del?[ ](?:la[ ]|el[ ])?)?"
    rf"(?:{_WHO}|participante|asistente|beneficiari[oa]|solicitante|madre o tutora?|padre o tutora?)"
    r"|nombre(?:[ ]?\(s\)|[ ]completo)?)[ ]?:[ \t]*)"
    rf"({_WORD}(?:[ ,]{{1,2}}{_PARTICLES}{_WORD}){{1,5}})"
)


def find(written: Written) -> Iterator[SpanFinding]:
    """Capitalised words right behind such a word, if none of them is a post's, a school's or a thing's."""
    for pattern in (_IN_PROSE, _ALONE, _LABELLED):
        for match in pattern.finditer(written.text):
            end = _end_of_name(written, match.start(1), match.end(1))
            if end > match.start(1) and not written.in_reference(match.start(1), end):
                yield SpanFinding(match.start(1), end, DataType.NAME, Source.CONTEXT, _SURE)


def _end_of_name(written: Written, start: int, end: int) -> int:
    """Up to the first word that is part of no name; the start where that is the first."""
    for word in re.finditer(r"[^\W\d_]+", written.folded[start:end]):
        if names.role(word.group()) == "N":
            return start + len(written.folded[start : start + word.start()].rstrip(" ,"))
    return end
