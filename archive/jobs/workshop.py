"""What every job works with: the open archive, the parsing sandbox, and hands that read side by side."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.resources import Resources
from archive.scratch import scratch
from archive.services.intake import limits_of
from ingest.options import Options
from ingest.sandbox import Sandbox


@dataclass(frozen=True)
class Workshop:
    resources: Resources
    sandbox: Sandbox
    hands: ThreadPoolExecutor  # as many as cores: no more parsers run at once, whatever the number of jobs

    @contextmanager
    def bench(self) -> Iterator[Path]:
        """A folder for the work on one document, gone afterwards."""
        with scratch(self.resources.settings.work_folder) as folder:
            yield folder

    def options(self) -> Options:
        return Options(
            ocr_languages=self.resources.settings.ocr_languages,
            limits=limits_of(self.resources),
        )
