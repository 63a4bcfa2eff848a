"""Identifiers of persons that stand in a public file although nobody named them as secrets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.detect import clabe, curp, email, phone, rfc, voter_key
from ingest.detect.spans import Written
from ingest.gate import folding
from ingest.redactions import DataType

_DETECTORS = (curp.find, voter_key.find, email.find, clabe.find, rfc.find, phone.find)
_SURE = 0.6  # under it a finding is a question, which was asked while the plan was made
# What boxes say of themselves («E12 · Firma · 21 renglones»): many side by side would make a long number.
_CAPTION = re.compile(
    r"\bE\d{1,4}\b(?=\s*(?:·|E\d|$|\n))|\b\d{1,3}(?=\s+(?:rengl[oó]n|renglones|palabras?|p[aá]rrafos?)\b)",
    re.MULTILINE,
)
_SLIPS = 2  # signs of a public number that OCR may have read wrong


@dataclass(frozen=True)
class Identifiers:
    """Finds identifiers that are not among what was stated to stay; ``public`` are its own, glued."""

    public: frozenset[str]
    phrases: str

    @classmethod
    def beside(cls, required: Iterable[str]) -> "Identifiers":
        phrases = tuple(required)
        public = {glued for phrase in phrases for _, glued in _identifiers(phrase)}
        return cls(frozenset(public), "|".join("".join(folding.tokens(phrase)) for phrase in phrases))

    def kinds_in(self, text: str) -> set[DataType]:
        """The kinds of identifiers in a text that no public phrase holds."""
        return {kind for kind, glued in _identifiers(text) if not self._is_public(glued)}

    def _is_public(self, glued: str) -> bool:
        if glued in self.phrases:
            return True
        blurred = folding.skeleton(glued)
        return any(folding.within(blurred, folding.skeleton(each), _SLIPS) for each in self.public)


def _identifiers(text: str) -> Iterator[tuple[DataType, str]]:
    written = Written(_CAPTION.sub("|", text))
    for detector in _DETECTORS:
        for span in detector(written):
            if span.confidence >= _SURE:
                yield span.data_type, "".join(folding.tokens(text[span.start : span.end]))
