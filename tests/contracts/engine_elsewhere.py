"""Another process that writes to an index: ``module:Class place document_id word [verb] [wait]``."""

import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from archive.search.engine import Entry
from tests.contracts.engine_entries import entry


def main(engine: str, place: str, document_id: str, word: str, verb: str = "update", wait: str = "") -> None:
    module, _, name = engine.partition(":")
    opened: Any = getattr(import_module(module), name)
    index = opened(place, "public") if place.startswith("postgres") else opened(Path(place))
    getattr(index, verb)(_entries(document_id, word, bool(wait)))
    index.close()


def _entries(document_id: str, word: str, wait: bool) -> Iterator[Entry]:
    yield entry(document_id, pages=[word])
    if wait:
        print("halfway", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
