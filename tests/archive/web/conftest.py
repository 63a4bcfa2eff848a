"""The portal over a real archive with a few documents in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.models.documents import State
from archive.resources import Resources, open_resources
from archive.settings import Settings
from archive.web import create_app
from ingest.values import DocumentKind, FileType
from tests.factories import (
    Sketch,
    make_activity,
    make_practice,
    make_published,
    make_topic,
    make_unit,
)


@dataclass(frozen=True)
class Portal:
    """A portal and its API with documents to read."""

    app: Flask
    client: FlaskClient
    resources: Resources
    slides: UUID
    minutes: UUID
    report: UUID
    picture: UUID
    hidden: UUID  # in review


TALK = "Prevención de la violencia digital\n\nGuarde las pruebas y denuncie la violencia."
AGENDA = "Acuerdo primero: la agenda de pláticas en las escuelas del municipio."
RESULTS = "Resultados de las jornadas: 34 pláticas sobre adicciones y violencia digital."


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: bytes) -> Iterator[Portal]:
    """Read only: a test that changes something takes an archive of its own."""
    instance = tmp_path_factory.mktemp("portal")
    (instance / "acervo.sqlite").write_bytes(migrated_sqlite)
    settings = Settings(instance=instance, secret_key="a" * 64)
    with open_resources(settings) as resources:
        ids = _fill(resources)
        app = create_app(settings, faces=("portal", "api"), resources=resources)
        yield Portal(app, app.test_client(), resources, *ids)


def _fill(resources: Resources) -> tuple[UUID, ...]:
    inclusion = make_unit(resources, "Unidad de Inclusión", "unidad-de-inclusion")
    education = make_unit(resources, "Dirección de Educación", "direccion-de-educacion")
    practice = make_practice(
        resources, "Rompe el ciclo", "rompe-el-ciclo", "Pláticas en escuelas.", inclusion
    )
    topic = make_topic(resources, "Violencia digital", "violencia-digital")
    activity = make_activity(resources, "Jornada de abril", "Secundaria Sor Juana")
    return make_published(
        resources,
        Sketch(
            title="Prevención de violencia digital",
            texts=(TALK, AGENDA, TALK),
            kind=DocumentKind.PRESENTATION,
            unit_id=inclusion,
            practice_id=practice,
            topic_ids=(topic,),
            activity_id=activity,
            description="La presentación de las pláticas.",
            landscape=True,
        ),
        Sketch(title="Minuta de la reunión", texts=(AGENDA,), unit_id=education, practice_id=practice),
        Sketch(
            title="Informe de resultados",
            texts=(RESULTS,) * 30,
            kind=DocumentKind.REPORT,
            unit_id=inclusion,
            date=date(2023, 1, 15),
        ),
        Sketch(
            title="¿Qué es el sexting?",
            texts=("Una vez enviada, se pierde el control sobre la imagen.",),
            kind=DocumentKind.INFOGRAPHIC,
            file_type=FileType.PNG,
            practice_id=practice,
        ),
        Sketch(title="Documento reservado", texts=("palabra zanahoria",), state=State.IN_REVIEW),
    )


@pytest.fixture
def client(portal: Portal) -> FlaskClient:
    return portal.app.test_client()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of an instance without a database: for what needs none."""
    return Settings(instance=tmp_path, secret_key="a" * 64)
