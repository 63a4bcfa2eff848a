"""The sample practice's documents: what they are called, whose they are, and who makes each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from archive.sample import catalogue, directory, infographic, report
from archive.sample.catalogue import write_catalogue
from archive.sample.directory import write_directory
from archive.sample.infographic import write_infographic
from archive.sample.letter import write_scanned_letter
from archive.sample.minutes import FIRST_MEETING, SECOND_MEETING, write_minutes_docx, write_minutes_pdf
from archive.sample.notice import write_notice
from archive.sample.photographs import (
    Painter,
    paint_court,
    paint_front,
    paint_hall,
    paint_posters,
    write_photograph,
)
from archive.sample.report import write_report
from archive.sample.slides import Deck, write_deck
from archive.sample.talk_addictions import ADDICTIONS
from archive.sample.talk_digital import DIGITAL_VIOLENCE
from archive.sample.talk_health import SEXUAL_HEALTH
from archive.sample.values import SampleDocument
from ingest.values import DocumentKind


@dataclass(frozen=True)
class _Recipe:
    file_name: str
    make: Callable[[Path], None]
    title: str
    kind: DocumentKind
    unit: str
    topics: tuple[str, ...]
    date: date
    publish: bool = True


def make_documents(folder: Path) -> tuple[SampleDocument, ...]:
    """Make every document in ``folder``; the same bytes each time."""
    return tuple(_make(folder, recipe) for recipe in _RECIPES)


def _make(folder: Path, recipe: _Recipe) -> SampleDocument:
    path = folder / recipe.file_name
    recipe.make(path)
    return SampleDocument(
        path=path,
        title=recipe.title,
        kind=recipe.kind,
        unit=recipe.unit,
        topics=recipe.topics,
        date=recipe.date,
        publish=recipe.publish,
    )


def _deck(file_name: str, deck: Deck, unit: str, *topics: str) -> _Recipe:
    make = partial(write_deck, deck)
    return _Recipe(file_name, make, deck.title, DocumentKind.PRESENTATION, unit, topics, deck.made.date())


def _photograph(
    file_name: str, paint: Painter, title: str, taken: datetime, unit: str, *topics: str
) -> _Recipe:
    make = partial(write_photograph, paint, title, taken)
    return _Recipe(file_name, make, title, DocumentKind.PHOTOGRAPH, unit, topics, taken.date(), publish=False)


_INCLUSION, _TRANSPARENCY, _YOUTH = (
    "unidad-de-inclusion",
    "unidad-de-transparencia",
    "coordinacion-de-juventud",
)
_EDUCATION, _FAMILY = "direccion-de-educacion", "dif-municipal"

_RECIPES = (
    _deck("Violencia digital.pptx", DIGITAL_VIOLENCE, _TRANSPARENCY, "violencia-digital", "datos-personales"),
    _deck("Salud sexual.pptx", SEXUAL_HEALTH, _INCLUSION, "salud-sexual", "embarazo-adolescente"),
    _deck("Prevención de adicciones.pptx", ADDICTIONS, _YOUTH, "adicciones"),
    _Recipe(
        "Infografía Tus datos, tus reglas.pdf",
        write_infographic,
        infographic.TITLE,
        DocumentKind.INFOGRAPHIC,
        _TRANSPARENCY,
        ("datos-personales", "violencia-digital"),
        date(2022, 5, 10),
    ),
    _Recipe(
        "Minuta 2022-04-27.docx",
        partial(write_minutes_docx, FIRST_MEETING),
        FIRST_MEETING.title,
        DocumentKind.MINUTES,
        _INCLUSION,
        ("coordinacion",),
        date(2022, 4, 27),
    ),
    _Recipe(
        "Minuta 2022-09-07.pdf",
        partial(write_minutes_pdf, SECOND_MEETING),
        SECOND_MEETING.title,
        DocumentKind.MINUTES,
        _INCLUSION,
        ("coordinacion",),
        date(2022, 9, 7),
    ),
    _Recipe(
        "Reporte de resultados 2022-2023.pdf",
        write_report,
        report.TITLE,
        DocumentKind.REPORT,
        _INCLUSION,
        ("violencia-digital", "salud-sexual", "adicciones", "derechos-humanos"),
        date(2023, 5, 12),
    ),
    _Recipe(
        "Oficio 0147 (escaneado).pdf",
        write_scanned_letter,
        "Oficio 0147/2022: la Secundaria Valle del Nevado pide dar continuidad a las pláticas",
        DocumentKind.LETTER,
        _EDUCATION,
        ("adicciones", "coordinacion"),
        date(2022, 10, 3),
    ),
    _Recipe(
        "Catálogo de pláticas 2023.xlsx",
        write_catalogue,
        catalogue.TITLE,
        DocumentKind.CATALOGUE,
        _EDUCATION,
        ("coordinacion",),
        date(2023, 1, 16),
    ),
    _Recipe(
        "Directorio telefónico.pdf",
        write_directory,
        directory.TITLE,
        DocumentKind.DIRECTORY,
        _FAMILY,
        ("violencia-digital", "adicciones", "derechos-humanos"),
        date(2022, 9, 30),
    ),
    _Recipe(
        "Convocatoria otoño 2023.md",
        write_notice,
        "Convocatoria: tu escuela en «Rompe el ciclo»",
        DocumentKind.OTHER,
        _EDUCATION,
        ("coordinacion", "medio-ambiente"),
        date(2023, 8, 14),
    ),
    _photograph(
        "Auditorio antes de la plática.jpg",
        paint_hall,
        "Auditorio antes de la plática sobre violencia digital",
        datetime(2022, 5, 18, 8, 40),
        _TRANSPARENCY,
        "violencia-digital",
    ),
    _photograph(
        "Fachada de la secundaria.jpg",
        paint_front,
        "Fachada de la Secundaria Valle del Nevado",
        datetime(2022, 6, 8, 7, 55),
        _EDUCATION,
        "salud-sexual",
    ),
    _photograph(
        "Muro de carteles.jpg",
        paint_posters,
        "Muro de carteles hechos por el alumnado",
        datetime(2022, 10, 19, 12, 30),
        _INCLUSION,
        "derechos-humanos",
    ),
    _photograph(
        "Cancha al atardecer.jpg",
        paint_court,
        "Cancha de la preparatoria al terminar la jornada",
        datetime(2023, 3, 1, 18, 35),
        _YOUTH,
        "adicciones",
    ),
)
