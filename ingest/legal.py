"""What the law asks to be said beside a public version: who classified what, on which basis, and why.

Plain values, so that whoever keeps the catalogue of legal bases need not load what draws pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from enum import StrEnum

from ingest.redactions import DataType


class Character(StrEnum):
    """How information is classified (LGTAIP art. 109); the value is what the cover sheet says."""

    CONFIDENTIAL = "confidencial"
    RESERVED = "reservada"


@dataclass(frozen=True)
class Ground:
    """Why a kind of datum is left out: the norm (fundar) and why it fits this case (motivar)."""

    basis: str  # initials of the law, article, fraction, paragraph
    motive: str


@dataclass(frozen=True)
class Act:
    """The committee's act that confirmed the classification (Lineamientos, sexagésimo tercero VI)."""

    number: str
    date: Date
    link: str = ""


@dataclass(frozen=True)
class Legal:
    """All that the cover sheet and the index say besides what the boxes themselves tell.

    Texts left empty are printed as still to be filled in: a cover sheet never hides that it lacks something.
    """

    document: str  # its title; nothing personal
    general: Ground  # for kinds of data that have no ground of their own
    identifier: str = ""
    area: str = ""
    authority: str = ""  # the public body
    classified_on: Date | None = None
    character: Character = Character.CONFIDENTIAL
    grounds: Mapping[DataType, Ground] = field(default_factory=dict)
    classifier: str = ""  # who heads the area that classifies
    post: str = ""
    act: Act | None = None
    legend: str = ""

    def ground(self, data_type: DataType) -> Ground:
        return self.grounds.get(data_type, self.general)
