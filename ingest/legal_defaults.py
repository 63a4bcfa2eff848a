"""Legal bases as they stood on a day, for public versions made without an archive's own catalogue.

Articles move with every reform: what was confidential under article 116 until March 2025 is so under
article 115 since.  A basis marked ``to_confirm`` was not read in the law's own text and is never printed.
"""

from dataclasses import dataclass
from datetime import date as Date

from ingest.legal import Ground, Legal
from ingest.redactions import DataType


@dataclass(frozen=True)
class DatedBasis:
    """One norm and the days on which it is in force, both included."""

    basis: str
    valid_from: Date
    valid_to: Date | None = None
    minors: bool = False  # only where minors are, or may be, concerned
    to_confirm: bool = False


_LAST_DAY_OF_OLD_LAWS = Date(2025, 3, 20)
_NEW_LAWS = Date(2025, 3, 21)  # the decree of DOF 20-03-2025

DEFAULT_LEGAL = (
    DatedBasis("art. 115 LGTAIP (DOF 20-03-2025)", _NEW_LAWS),
    DatedBasis("art. 3 fr. IX LGPDPPSO (DOF 20-03-2025)", _NEW_LAWS),
    DatedBasis("art. 7 párr. segundo LGPDPPSO (DOF 20-03-2025)", _NEW_LAWS, minors=True),
    DatedBasis("art. 76 LGDNNA", Date(2014, 12, 5), minors=True),
    DatedBasis("art. 116 LGTAIP (DOF 04-05-2015)", Date(2015, 5, 5), _LAST_DAY_OF_OLD_LAWS),
    DatedBasis(
        "art. 3 fr. IX LGPDPPSO (DOF 26-01-2017)", Date(2017, 1, 27), _LAST_DAY_OF_OLD_LAWS, to_confirm=True
    ),
    DatedBasis("art. 143 fr. I LTAIPEMyM", Date(2016, 5, 5), to_confirm=True),
    DatedBasis("Lineamientos, trigésimo octavo (DOF 18-11-2022)", Date(2023, 1, 17), to_confirm=True),
)

_OF_ANYBODY = "Dato personal concerniente a una persona física identificada o identificable."
_OF_A_MINOR = (
    "Es o puede ser dato de una persona menor de edad, cuyo interés superior obliga a no difundir lo que "
    "permita identificarla."
)
_IDENTIFIES = frozenset(
    {
        DataType.NAME,
        DataType.SIGNATURE,
        DataType.HANDWRITING,
        DataType.FACE,
        DataType.VOICE,
        DataType.WHOLE_PAGE,
    }
)
_NUMBERS = frozenset(
    {
        DataType.CURP,
        DataType.RFC,
        DataType.NSS,
        DataType.VOTER_KEY,
        DataType.PASSPORT,
        DataType.ENROLMENT,
        DataType.CODE,
        DataType.PLATE,
    }
)
_REACHES = frozenset({DataType.PHONE, DataType.EMAIL, DataType.ADDRESS})
_TOGETHER = frozenset(
    {
        DataType.BIRTH_DATE,
        DataType.AGE,
        DataType.SEX,
        DataType.GRADE,
        DataType.SCHOOL,
        DataType.POST,
        DataType.MARK,
    }
)
_MOTIVES = (
    (_IDENTIFIES, "Identifica directamente a su titular, que no actuó en ejercicio de un cargo público."),
    (_NUMBERS, "Es una clave única o ligada a una sola persona, con la que se le identifica."),
    (_REACHES, "Permite localizar o contactar a una persona en su vida privada."),
    (_TOGETHER, "Junto con los demás datos del documento permite saber de qué persona se trata."),
    (frozenset({DataType.CLABE}), "Da cuenta del patrimonio de una persona y permite operar con él."),
)


def default_legal(document: str, on: Date, *, minors: bool) -> Legal:
    """What can be said without a catalogue: bases in force that day, motives by kind of datum."""
    basis = "; ".join(
        each.basis
        for each in DEFAULT_LEGAL
        if not each.to_confirm
        and (minors or not each.minors)
        and each.valid_from <= on
        and (each.valid_to is None or on <= each.valid_to)
    )
    ending = f" {_OF_A_MINOR}" if minors else ""
    grounds = {
        data_type: Ground(basis, motive + ending)
        for data_types, motive in _MOTIVES
        for data_type in data_types
    }
    return Legal(document, Ground(basis, _OF_ANYBODY + ending), classified_on=on, grounds=grounds)
