"""What a dataset's declaration says, and the words that many of them share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from archive.settings import Settings
from export.disclosure.values import Counts, Protected
from export.values import (
    Code,
    Dataset,
    Field,
    FieldType,
    Periodicity,
    Place,
    Publisher,
    Row,
    Table,
)

# Central Mexico keeps UTC-6 all year since October 2022 (Ley de los Husos Horarios).
LOCAL_TIME = timezone(timedelta(hours=-6))
_AT_ONCE = 1_000  # rows fetched at a time: a dataset may be larger than memory


@dataclass(frozen=True)
class Surroundings:
    """What a query may know beside the database."""

    settings: Settings
    today: date

    @property
    def home(self) -> str:
        """Where the portal is, for addresses in rows."""
        settings = self.settings
        return settings.base_url.rstrip("/") or f"http://{settings.host}:{settings.port}"

    def document_address(self, document_id: object) -> str:
        return f"{self.home}/d/{document_id}"


Query = Callable[[Session, Surroundings], Iterator[Row]]


@dataclass(frozen=True)
class People:
    """Counts of people, and how they become rows once they are protected (export.disclosure).

    Each table counts the same people in its own way: what is published of one tells about the others.
    """

    count: Callable[[Session, Surroundings], tuple[Counts, ...]]
    rows: Callable[[Session, Surroundings, Sequence[Protected]], Iterator[Row]]


@dataclass(frozen=True)
class Declaration:
    """One dataset: how it is described, and where its rows come from.

    Either ``rows``, all of which is public already, or ``people``, which is protected before it is written.
    """

    slug: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    periodicity: Periodicity
    theme: str
    keywords: tuple[str, ...]
    unit: str
    rows: Query | None = None
    people: People | None = None
    method: str = ""
    chart: tuple[str, ...] = ()  # what shows it well: services.reading.dataset_values.Chart

    def describe(self, surroundings: Surroundings) -> Dataset:
        """As it is published by this installation."""
        settings = surroundings.settings
        return Dataset(
            slug=self.slug,
            title=self.title,
            description=self.description,
            table=Table(self.fields, self.key),
            publisher=publisher_of(settings),
            periodicity=self.periodicity,
            theme=self.theme,
            keywords=self.keywords,
            spatial=place_of(settings),
            unit=self.unit,
            method=self.method,
            landing_page=f"{surroundings.home}/datos/{self.slug}",
        )


def publisher_of(settings: Settings) -> Publisher:
    """The public body, as the settings name it."""
    return Publisher(
        name=settings.authority,
        position=settings.contact_position,
        email=settings.contact_email,
        address=settings.base_url,
        initials=settings.authority_initials,
    )


def place_of(settings: Settings) -> Place:
    return Place(settings.place_code, settings.place_name)


def stream(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """The rows of a statement, a few at a time."""
    return iter(session.execute(statement.execution_options(yield_per=_AT_ONCE)))


def codes(meanings: Mapping[str, str]) -> tuple[Code, ...]:
    return tuple(Code(value, meaning) for value, meaning in meanings.items())


EDUCATION = "Educación"
TRANSPARENCY = "Transparencia"

UNIT = Field(
    "unidad",
    FieldType.TEXT,
    "Unidad administrativa",
    "Unidad administrativa responsable, con su nombre vigente.",
)
CCT = Field(
    "cct",
    FieldType.CODE,
    "CCT",
    "Clave de Centro de Trabajo del plantel: dos cifras de la entidad, tres letras, "
    "cuatro cifras y una letra.",
    pattern=r"(?:0[1-9]|[12]\d|3[0-2])[A-Z]{3}\d{4}[A-Z]",
)
LEVELS = codes(
    {
        "preescolar": "Educación preescolar",
        "primaria": "Educación primaria",
        "secundaria": "Educación secundaria",
        "bachillerato": "Educación media superior",
        "superior": "Educación superior",
        "formación para el trabajo": "Formación para el trabajo",
        "educación especial": "Educación especial",
    }
)
LEVEL = Field(
    "nivel",
    FieldType.TEXT,
    "Nivel educativo",
    "Nivel educativo del plantel, según el registro.",
    codes=LEVELS,
)
