"""Alembic's entry: migrations run on the connection that archive.migrations.upgrade hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum

from archive import queue
from archive.models import MODULES
from archive.models.base import Base, UtcDateTime

assert MODULES, "every table must be imported before the metadata is compared"


def plain_types(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations name plain SQL types, so that an old one still runs when our classes have moved on."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=[Base.metadata, queue.metadata],
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()
