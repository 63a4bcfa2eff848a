"""Reading a file's pages in chunks, side by side, each chunk saved as it comes."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
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

# Few enough that a chunk of scans ends within one call's time, enough that its cost is its pages.
CHUNK = 8


def chunks(page_count: int, done: frozenset[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of the chunks of which at least one page is still to be read."""
    for first in range(1, page_count + 1, CHUNK):
        last = min(first + CHUNK - 1, page_count)
        if not done.issuperset(range(first, last + 1)):
            yield first, last


def read_chunks(
    workshop: Workshop,
    path: Path,
    file_type: FileType,
    survey: Survey,
    options: Options,
    bench: Path,
    todo: Iterable[tuple[int, int]],
    save: Callable[[tuple[Page, ...], Path], None],
) -> None:
    """Read every chunk and ``save`` it with its pack.  The first error ends it; what was saved stays."""
    ahead = iter(todo)
    running: set[Future[None]] = set()

    def one(first: int, last: int) -> None:
        pack = bench / f"pack-{first}"
        save(workshop.sandbox.read(path, file_type, survey, first, last, options, bench, pack), pack)
        pack.unlink(missing_ok=True)

    try:
        while True:
            # A few chunks ahead keep every hand busy without a 5,000-page file filling the queue.
            for first, last in islice(ahead, 4 - len(running)):
                running.add(workshop.hands.submit(one, first, last))
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
