"""Reading a file's pages in chunks, side by side, each chunk saved as it comes."""

import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from archive.jobs.workshop import Workshop
from archive.models.documents import Edition, File, FileRole, Zone
from archive.models.documents import Page as PageRow
from archive.services.pages import pack_words
from archive.storage import Storage, Stored
from ingest.options import Options
from ingest.values import FileType, Page, Preview, Survey

_FIRST = 10  # pages, at most, of a document's first two chunks, by which the later ones are measured
_MOST = 40
_SECONDS = 3.0  # of work in a chunk: its own cost is small beside it, and little is lost by a kill
_AHEAD = 4  # chunks handed out at a time, so that every hand is busy


class Progress:
    """Hands out a document's unread pages in chunks that take about as long each, whatever the pages are."""

    def __init__(self, page_count: int, done: frozenset[int] = frozenset()) -> None:
        unread = [number for number in range(1, page_count + 1) if number not in done]
        self._left = iter(unread)
        self._next = next(self._left, None)
        self._size = max(1, min(_FIRST, (len(unread) + 1) // 2))

    def take(self) -> tuple[int, int] | None:
        """(first, last) of the next run of unread pages; None when all are handed out."""
        if self._next is None:
            return None
        first = last = self._next
        self._next = next(self._left, None)
        while self._next == last + 1 and last - first + 1 < self._size:
            last = self._next
            self._next = next(self._left, None)
        return first, last

    def learn(self, pages: int, seconds: float) -> None:
        """Measure the next chunks by how long this one took."""
        self._size = max(1, min(_MOST, round(pages * _SECONDS / max(seconds, 0.01))))


def read_chunks(
    workshop: Workshop,
    path: Path,
    file_type: FileType,
    survey: Survey,
    options: Options,
    bench: Path,
    progress: Progress,
    save: Callable[[tuple[Page, ...], Path], None],
) -> None:
    """Read every chunk and ``save`` it with its pack.  The first error ends it; what was saved stays."""
    running: set[Future[None]] = set()

    def one(first: int, last: int) -> None:
        start = time.monotonic()
        pack = bench / f"pack-{first}"
        pages = workshop.sandbox.read(path, file_type, survey, first, last, options, bench, pack)
        progress.learn(last - first + 1, time.monotonic() - start)
        save(pages, pack)
        pack.unlink(missing_ok=True)

    try:
        while True:
            while len(running) < _AHEAD and (chunk := progress.take()) is not None:
                running.add(workshop.hands.submit(one, *chunk))
            if not running:
                return
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                future.result()
    finally:
        for future in running:
            future.cancel()
        wait(running)


def store_pack(storage: Storage, pack: Path) -> Stored | None:
    """Put a chunk's page images into a zone; None when no page has one."""
    if not pack.exists() or pack.stat().st_size == 0:
        return None
    return storage.put_file(pack)


def add_pages(
    session: Session, document_id: object, edition: Edition, pages: tuple[Page, ...], pack: Stored | None
) -> None:
    """Insert a chunk's pages with their pack."""
    pack_id = None
    if pack is not None:
        public = edition is Edition.PUBLIC
        file = File(
            document_id=document_id,
            role=FileRole.PUBLIC_PREVIEWS if public else FileRole.PREVIEWS,
            zone=Zone.PUBLIC if public else Zone.VAULT,
            sha256=pack.sha256,
            size=pack.size,
            media_type="application/octet-stream",
        )
        session.add(file)
        session.flush()
        pack_id = file.id
    session.execute(insert(PageRow), [_row(document_id, edition, page, pack_id) for page in pages])


def _row(document_id: object, edition: Edition, page: Page, pack_id: int | None) -> dict[str, object]:
    return {
        "document_id": document_id,
        "edition": edition,
        "number": page.number,
        "label": page.label[:200] if page.label else None,
        "width": page.width,
        "height": page.height,
        "source": page.source,
        "confidence": page.confidence,
        "pack_id": pack_id,
        "preview": _place(page.preview),
        "thumbnail": _place(page.thumbnail),
        "text": page.text.replace("\x00", ""),
        "notes": page.notes.replace("\x00", "") if page.notes else None,
        "words": pack_words(page.words),
    }


def _place(preview: Preview | None) -> list[int] | None:
    return [preview.offset, preview.length, preview.width, preview.height] if preview else None
