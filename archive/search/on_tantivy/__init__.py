"""The embedded engine, on tantivy."""

from pathlib import Path

from archive.errors import BadSetting
from archive.search.on_tantivy.index import TantivyEngine


def open_index(folder: Path | None, database_url: str | None, name: str) -> TantivyEngine:
    """The index in ``folder``, made if it is not there."""
    if folder is None:
        raise BadSetting(name="SEARCH", reason="tantivy necesita una carpeta para el índice")
    return TantivyEngine(folder)
