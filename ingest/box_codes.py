"""The code, the colour and the words that every redaction box carries: ``E1 · Nombre · 25 renglones``.

The Lineamientos (sexagésimo primero) ask for a box in a colour other than the document's that says what
kind of datum was removed and how much of it; the index gives law and motive for the same code.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from ingest.redactions import DataType, Extent, Plan, Redaction

Colour = tuple[int, int, int]
PREFIX = "E"  # of "eliminado"
WHITE: Colour = (255, 255, 255)

LABELS = MappingProxyType(
    {
        DataType.NAME: "Nombre",
        DataType.CURP: "CURP",
        DataType.RFC: "RFC",
        DataType.NSS: "NSS",
        DataType.VOTER_KEY: "Clave de elector",
        DataType.CLABE: "CLABE o cuenta",
        DataType.PHONE: "Teléfono",
        DataType.EMAIL: "Correo electrónico",
        DataType.ADDRESS: "Domicilio",
        DataType.BIRTH_DATE: "Fecha de nacimiento",
        DataType.AGE: "Edad",
        DataType.SEX: "Sexo",
        DataType.GRADE: "Grado y grupo",
        DataType.SCHOOL: "Escuela",
        DataType.POST: "Ocupación",
        DataType.PLATE: "Placa",
        DataType.ENROLMENT: "Matrícula",
        DataType.PASSPORT: "Pasaporte",
        DataType.SIGNATURE: "Firma",
        DataType.HANDWRITING: "Escritura a mano",
        DataType.FACE: "Rostro",
        DataType.VOICE: "Sonido",
        DataType.CODE: "Código",
        DataType.MARK: "Marca",
        DataType.WHOLE_PAGE: "Página completa",
        DataType.OTHER: "Dato personal",
    }
)

# None is near black text or white paper, and white letters on each are read with ease (contrast 4.5 or more).
COLOURS: MappingProxyType[DataType, Colour] = MappingProxyType(
    {
        DataType.NAME: (20, 85, 160),
        DataType.CURP: (120, 45, 140),
        DataType.RFC: (145, 40, 110),
        DataType.NSS: (95, 65, 150),
        DataType.VOTER_KEY: (130, 55, 95),
        DataType.CLABE: (100, 50, 120),
        DataType.PHONE: (0, 105, 105),
        DataType.EMAIL: (0, 110, 85),
        DataType.ADDRESS: (135, 75, 15),
        DataType.BIRTH_DATE: (155, 55, 25),
        DataType.AGE: (170, 45, 45),
        DataType.SEX: (165, 35, 80),
        DataType.GRADE: (85, 95, 20),
        DataType.SCHOOL: (55, 100, 40),
        DataType.POST: (110, 85, 30),
        DataType.PLATE: (60, 80, 125),
        DataType.ENROLMENT: (75, 75, 165),
        DataType.PASSPORT: (45, 95, 130),
        DataType.SIGNATURE: (0, 95, 140),
        DataType.HANDWRITING: (40, 100, 115),
        DataType.FACE: (90, 75, 100),
        DataType.VOICE: (80, 70, 120),
        DataType.CODE: (105, 60, 70),
        DataType.MARK: (75, 90, 100),
        DataType.WHOLE_PAGE: (85, 60, 50),
        DataType.OTHER: (120, 60, 60),
    }
)


@dataclass(frozen=True)
class Coded:
    """One redaction and the code it goes by in the document and its index."""

    code: str
    redaction: Redaction

    @property
    def colour(self) -> Colour:
        return COLOURS[self.redaction.data_type]

    @property
    def captions(self) -> tuple[str, ...]:
        """What may stand in the box, the fullest first."""
        label = LABELS[self.redaction.data_type]
        extent = extent_in_words(self.redaction.extent)
        full = (f"{self.code} · {label} · {extent}",) if extent else ()
        return (*full, f"{self.code} · {label}", self.code)


@dataclass(frozen=True)
class Codes:
    """All boxes of a document in reading order, numbered through."""

    boxes: tuple[Coded, ...] = ()

    def by_page(self) -> dict[int, tuple[Coded, ...]]:
        """The boxes of each page that has any."""
        pages: defaultdict[int, list[Coded]] = defaultdict(list)
        for box in self.boxes:
            pages[box.redaction.page].append(box)
        return {number: tuple(boxes) for number, boxes in pages.items()}


def numbered(plan: Plan, prefix: str = PREFIX) -> Codes:
    """Number the plan's boxes through the document: page by page, from top to bottom, left to right."""
    return of_redactions((box for page in plan.pages for box in page.redactions), prefix)


def of_redactions(redactions: Iterable[Redaction], prefix: str = PREFIX) -> Codes:
    """The same for boxes that no plan holds, as those of a photograph."""
    ordered = sorted(
        set(redactions),
        key=lambda each: (each.page, round(each.box.y0), each.box.x0, each.box, each.data_type),
    )
    return Codes(tuple(Coded(f"{prefix}{number}", each) for number, each in enumerate(ordered, 1)))


def extent_in_words(extent: Extent) -> str:
    """How much was removed, in the largest measure the law knows that was counted."""
    measures = (
        (extent.paragraphs, "párrafo", "párrafos"),
        (extent.lines, "renglón", "renglones"),
        (extent.words, "palabra", "palabras"),
    )
    # A part of one line is told in words, as the law's own model does.
    part_of_a_line = bool(extent.words) and extent.lines <= 1 and not extent.paragraphs
    for count, one, many in measures[2:] if part_of_a_line else measures:
        if count:
            return f"{count} {one if count == 1 else many}"
    return ""
