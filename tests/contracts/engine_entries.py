"""The small library that every engine is asked about, and a larger one drawn at random."""

import random
from collections.abc import Sequence
from datetime import date
from functools import cache

from archive.search.engine import Entry, EntryPage

ACTA = "00000000-0000-4000-8000-000000000001"
ROMPE = "00000000-0000-4000-8000-000000000002"
INFORME = "00000000-0000-4000-8000-000000000003"
AGUA = "00000000-0000-4000-8000-000000000004"
CARTEL = "00000000-0000-4000-8000-000000000005"
DIRECTORIO = "00000000-0000-4000-8000-000000000006"


def _pages(*texts: str) -> tuple[EntryPage, ...]:
    return tuple(EntryPage(number, text) for number, text in enumerate(texts, 1))


ENTRIES = (
    Entry(
        ACTA,
        "Acta número doce",
        "minutes",
        "minuta acta minutes",
        _pages(
            "Acta de Cabildo.\nLos regidores aprobaron el orden del día.",
            "El cabildo declara el día de la niñez y la juventud.",
        ),
        unit="secretaria",
        unit_words="Secretaría del Ayuntamiento",
        topics=("ninez",),
        topic_words="Derechos de la niñez",
        date=date(2022, 4, 27),
    ),
    Entry(
        ROMPE,
        "Rompe el ciclo: plática",
        "presentation",
        "presentación plática",
        _pages(
            "La educación previene la violencia contra toda mujer.",
            "Qué hacer en caso de violencia: niños y NINIS del municipio.",
        ),
        unit="mujer",
        unit_words="Instituto de la Mujer",
        practice="rompe-el-ciclo",
        practice_words="Rompe el ciclo",
        topics=("violencia",),
        topic_words="Violencia",
        date=date(2021, 11, 25),
    ),
    Entry(
        INFORME,
        "Informe de resultados",
        "report",
        "informe reporte",
        _pages(
            "Oficio CAL/UT/045/2022. Informe del año sobre las jornadas.",
            "Talleres de educación contra la violencia; asistieron 300 personas.",
        ),
        unit="mujer",
        unit_words="Instituto de la Mujer",
        practice="rompe-el-ciclo",
        practice_words="Rompe el ciclo",
        school_words="Escuela Primaria Sor Juana Inés de la Cruz 15EPR0001X",
        date=date(2023, 2, 1),
    ),
    Entry(
        AGUA,
        "Proyecto de pozos",
        "letter",
        "oficio carta",
        _pages(
            "Presentado al Cabildo: obras de agua potable.",
            "Drenaje y alcantarillado; intereses del crédito por año.",
        ),
        unit="secretaria",
        unit_words="Secretaría del Ayuntamiento",
        topics=("agua",),
        topic_words="Agua y saneamiento",
        date=date(2024, 1, 31),
    ),
    Entry(
        CARTEL,
        "Cartel",
        "infographic",
        "infografía cartel",
        _pages("Trae lápices a la casa del pingüino. Nin\u0303os de la calle Ano Nuevo."),
    ),
    Entry(
        DIRECTORIO,
        "Directorio telefónico",
        "directory",
        "directorio",
        _pages("Escriba a transparencia@neza.gob.mx o llame."),
        unit="transparencia",
        unit_words="Unidad de Transparencia",
    ),
)


def entry(document_id: str, title: str = "", pages: Sequence[str] = (), unit: str | None = None) -> Entry:
    return Entry(document_id, title, "other", "", _pages(*pages), unit=unit, unit_words=unit or "")


@cache
def random_entries() -> tuple[Entry, ...]:
    """Eighty documents of few different words, so that chance questions find something."""
    chance = random.Random(20221122)
    words = [
        "casa",
        "casas",
        "caso",
        "mesa",
        "mesas",
        "luz",
        "luces",
        "niño",
        "niños",
        "nino",
        "acta",
        "actas",
        "agua",
        "aguas",
        "2022",
        "de",
        "la",
    ]

    def some(most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(0, most)))

    return tuple(
        Entry(
            f"{place:08d}-0000-4000-8000-000000000000",
            some(3),
            "other",
            "otro",
            _pages(*(some(8) for _ in range(chance.randint(0, 4)))),
            unit=chance.choice(["uno", "dos", None]),
            unit_words=some(2),
            date=chance.choice([None, date(2021, 1, 1), date(2022, 5, 1), date(2022, 5, 1)]),
        )
        for place in range(80)
    )
