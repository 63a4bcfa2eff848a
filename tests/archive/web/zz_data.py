"""A dataset with everything its pages can show, in words that begin with zz."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from archive.jobs.examine_table import examine_table
from archive.jobs.release import release as make_ordered
from archive.jobs.workshop import Workshop
from archive.models.datasets import Release
from archive.permissions import Role
from archive.resources import Resources
from archive.services import datasets, own_tables
from archive.services.audit import SystemActor
from archive.services.own_tables import TableDescription
from export.values import Code, Field, FieldType, Licence, Period, Periodicity
from tests.archive.accounts import account
from tests.archive.open_data import workshop

_ROWS = 60  # more than a page shows at once
_DESCRIBED = TableDescription(
    title="Zztabla",
    description="Zzdescribe",
    fields=(
        Field("zznombre", FieldType.TEXT, "Zznombre", "Zzdice", required=True),
        Field("zzclave", FieldType.CODE, "Zzclave", "Zzdice", codes=(Code("zz", "Zzquiere"),)),
        Field("zzcuenta", FieldType.INTEGER, "Zzcuenta", "Zzdice", unit="zzunidades"),
        Field("zzabierto", FieldType.BOOLEAN, "Zzabierto", "Zzdice"),
        Field("zzdia", FieldType.DATE, "Zzdia", "Zzdice", codes_address="https://zz.example.org/zz"),
        Field("zzlugar", FieldType.ADDRESS, "Zzlugar", "Zzdice"),
    ),
    key=("zznombre",),
    periodicity=Periodicity.QUARTERLY,
    theme="Zztema",
    keywords=("zzpalabra",),
    unit="Zzunidad",
    licence=Licence("ZZ-1", "Zzlicencia", "https://zz.example.org/zz"),
    method="Zzmetodo",
)


def make_released_dataset(resources: Resources) -> str:
    """Released twice: the first release was withdrawn, the newest has a chart; its slug."""
    people = account(resources, "zzdatos", Role.PUBLISHER), account(resources, "zzotros", Role.PUBLISHER)
    slug = own_tables.describe(resources, people[0], _DESCRIBED)
    year = Period(date(2022, 1, 1), date(2022, 12, 31))
    fewer = replace(_DESCRIBED, fields=_DESCRIBED.fields[:-1], temporal=year)
    with workshop(resources) as shop:
        _release(shop, people, slug, _table(_DESCRIBED, _ROWS))
        own_tables.describe(resources, people[0], fewer, slug)
        _release(shop, people, slug, _table(fewer, _ROWS - 3))
    datasets.withdraw(resources, people[1], slug, "1.0.0", "Zzmotivo")
    with resources.database.write() as session:
        for row in session.scalars(select(Release)):
            row.description = {**row.description, "chart": ["zzabierto", "zzcuenta"]}
    return slug


def _table(described: TableDescription, rows: int) -> str:
    open_or_not = ("sí", "no")[rows % 2]
    lines = [
        (f"zz{number}", "zz", str(number), open_or_not, "2022-04-27", "https://zz.example.org/zz")
        for number in range(rows)
    ]
    names = tuple(field.name for field in described.fields)
    return "\n".join(",".join(line[: len(names)]) for line in (names, *lines))


def _release(shop: Workshop, people: tuple[SystemActor, SystemActor], slug: str, content: str) -> None:
    """What two people and the machine do with a table that was sent."""
    resources, (sender, approver) = shop.resources, people
    with TemporaryDirectory() as folder:
        path = Path(folder) / "zz.csv"
        path.write_text(content, encoding="utf-8")
        table_id = own_tables.send(resources, sender, slug, path, "zz.csv")
    examine_table(shop, table_id)
    order_id = datasets.propose(resources, sender, table_id, change_note="Zznota")
    datasets.approve(resources, approver, order_id)
    make_ordered(shop, order_id)
