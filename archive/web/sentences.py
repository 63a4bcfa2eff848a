"""An error's sentence with its data, both in the reader's language."""

from collections.abc import Mapping
from typing import Any

from archive.errors import ArchiveError
from archive.web.labels import STATE_LABELS
from archive.web.language import gettext, translate
from ingest.errors import IngestError

# Data that are words of ours; all else (titles, names of files) is said as it is.
_WORDS = frozenset({"field", "found", "kind", "reason", "tool"})
_STATES = frozenset({"state", "target"})


def spoken(sentence: str, data: Mapping[str, Any]) -> str:
    """``sentence`` translated and filled with ``data``: states by their label, reasons translated, too."""
    return translate(sentence, **{name: _value(name, value) for name, value in data.items()})


def spoken_error(error: ArchiveError | IngestError) -> str:
    return spoken(error.sentence, error.data)


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, str) or not value:
        return value
    if name in _STATES:
        return gettext(STATE_LABELS.get(value, value))
    return gettext(value) if name in _WORDS else value
