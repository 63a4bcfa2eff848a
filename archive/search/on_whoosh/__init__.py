"""The engine for machines without a tantivy wheel, on Whoosh: pure Python, the same hits, slower."""

from pathlib import Path

from archive.errors import BadSetting
from archive.search.on_whoosh.index import WhooshEngine


def open_index(folder: Path | None, database_url: str | None, name: str) -> WhooshEngine:
    """The index in ``folder``, made if it is not there."""
    if folder is None:
        raise BadSetting(name="SEARCH", reason="whoosh necesita una carpeta para el índice")
    return WhooshEngine(folder)
