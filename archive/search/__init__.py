"""Search: one analyser, one query language, three engines behind one contract; here is their table."""

from importlib import import_module
from pathlib import Path
from typing import Literal

from archive.errors import BadSetting
from archive.search.engine import Engine

# By name, so that only the chosen engine's library must be installed.
_ENGINES = {
    "tantivy": "archive.search.on_tantivy",
    "whoosh": "archive.search.on_whoosh",
    "postgres": "archive.search.on_postgres",
}


def open_engine(
    kind: str, *, folder: Path | None, database_url: str | None, name: Literal["public", "staff"]
) -> Engine:
    """The index ``name`` on the engine ``kind``; raises BadSetting where that engine cannot be had."""
    if kind not in _ENGINES:
        raise BadSetting(name="SEARCH", reason=f"«{kind}» no es uno de {', '.join(_ENGINES)}")
    try:
        module = import_module(_ENGINES[kind])
    except ModuleNotFoundError as missing:
        raise BadSetting(name="SEARCH", reason=f"falta instalar {missing.name}") from missing
    engine: Engine = module.open_index(folder, database_url, name)
    return engine
