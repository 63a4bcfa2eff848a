"""What each format is: a file that takes batches of rows and is then closed."""

from typing import Protocol

from export.formats.batch import Batch


class Sink(Protocol):
    """Opened with a path and a dataset, it takes every batch once, in order."""

    def add(self, batch: Batch) -> None: ...

    def finish(self) -> None:
        """Write the end; the file is whole."""

    def abandon(self) -> None:
        """Let go of what is open; the file is thrown away."""


class TooLargeForFormat(Exception):
    """The rows do not fit into a file of this format, so there is none."""
