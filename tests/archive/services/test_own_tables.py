"""Tables of staff's own: columns promised, nobody in them, and never released by one person."""

from pathlib import Path
from uuid import UUID

import pytest

from archive.errors import Forbidden, MoveNotAllowed, SecondPersonNeeded, TableNotReleasable
from archive.jobs.examine_table import examine_table
from archive.jobs.release import release as make_ordered
from archive.models.datasets import OrderState, TableState
from archive.permissions import Role
from archive.resources import Resources
from archive.services import datasets, own_tables
from archive.services.audit import SystemActor
from archive.services.own_tables import SentTableView, TableDescription
from archive.services.reading import datasets as reading
from archive.services.reading.dataset_values import RowsAsked
from export.values import Field, FieldType, Periodicity
from tests.archive.accounts import account
from tests.archive.open_data import workshop

INSPECTIONS = TableDescription(
    title="Informes de operativos mochila",
    description="Revisiones de mochilas en escuelas, en números.",
    fields=(
        Field("escuela", FieldType.TEXT, "Escuela", "Nombre del plantel.", required=True),
        Field("mochilas", FieldType.INTEGER, "Mochilas", "Cuántas se revisaron.", minimum=0),
        Field("notas", FieldType.TEXT, "Notas", "Qué se encontró."),
    ),
    key=("escuela",),
    periodicity=Periodicity.QUARTERLY,
    theme="Seguridad",
    keywords=("mochila",),
    unit="Dirección de Educación",
)
CLEAN = "escuela,mochilas,notas\nSecundaria Oficial,120,Sin novedad\nPreparatoria,80,\n"


def _sent(resources: Resources, tmp_path: Path, actor: SystemActor, content: str) -> SentTableView:
    path = tmp_path / "tabla.csv"
    path.write_text(content, encoding="utf-8")
    slug = own_tables.describe(resources, actor, INSPECTIONS)
    table_id = own_tables.send(resources, actor, slug, path, "C:\\mis datos\\tabla.csv")
    with workshop(resources) as shop:
        examine_table(shop, table_id)
        examine_table(shop, table_id)  # a job may run twice
    (view,) = own_tables.sent_tables(resources, actor, slug)
    assert view.source_name == "tabla.csv"
    return view


def _order(resources: Resources, actor: SystemActor, table_id: UUID) -> UUID:
    return datasets.propose(resources, actor, table_id, change_note="Primer trimestre")


def test_a_clean_table_is_released_by_a_secondaccount(resources: Resources, tmp_path: Path) -> None:
    ana = account(resources, "ana", Role.PUBLISHER)
    eva = account(resources, "eva", Role.PUBLISHER)
    reviewer = account(resources, "leo", Role.REVIEWER)
    table = _sent(resources, tmp_path, ana, CLEAN)
    assert (table.state, table.row_count, table.problems) == (TableState.CLEAN, 2, ())
    order_id = _order(resources, ana, table.id)
    with pytest.raises(SecondPersonNeeded):
        datasets.approve(resources, ana, order_id)
    with pytest.raises(Forbidden):
        datasets.approve(resources, reviewer, order_id)
    datasets.approve(resources, eva, order_id)
    with workshop(resources) as shop:
        make_ordered(shop, order_id)
    assert datasets.order_view(resources, ana, order_id).state is OrderState.MADE
    page = reading.rows(resources, table.slug, RowsAsked())
    assert page.rows == (("Secundaria Oficial", 120, "Sin novedad"), ("Preparatoria", 80, None))
    with pytest.raises(MoveNotAllowed):
        datasets.approve(resources, eva, order_id)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CLEAN.replace("Sin novedad", "Se avisó a Juan Carlos Hernández Martínez"), "un nombre"),
        (CLEAN.replace("Sin novedad", "CURP HEGG560427MVZRRL04"), "una CURP"),
        (CLEAN.replace("Sin novedad", "madre: maria.lopez@gmail.com"), "un correo electrónico"),
        (CLEAN.replace("120", "muchas"), "un número entero"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column_and_cannot_be_proposed(
    resources: Resources, tmp_path: Path, content: str, said: str
) -> None:
    ana = account(resources, "ana", Role.PUBLISHER)
    table = _sent(resources, tmp_path, ana, content)
    assert table.state is TableState.REFUSED
    sentences = [one.sentence % one.data for one in table.problems]
    column = "mochilas" if "entero" in said else "notas"
    assert any(f"Fila 2, columna «{column}»" in one and said in one for one in sentences), sentences
    assert not any(word in " ".join(sentences) for word in ("Hernández", "HEGG", "maria", "muchas"))
    with pytest.raises(TableNotReleasable):
        _order(resources, ana, table.id)
