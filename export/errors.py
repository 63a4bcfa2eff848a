"""One error family for tables, releases and portals.

Every class has a stable ``code`` and a ``sentence``: Spanish, addressed to the person who asked, with
``%(name)s`` places filled from ``data``; faces translate the sentence before filling it.
"""

from typing import Any, ClassVar


class ExportError(Exception):
    """A table, release or portal could not be taken, made or reached; the message is for a person."""

    code: ClassVar[str] = "export_error"
    sentence: ClassVar[str] = "Los datos no se pudieron preparar."

    def __init__(self, **data: Any) -> None:
        self.data: dict[str, Any] = data
        super().__init__(self.sentence % data if data else self.sentence)
