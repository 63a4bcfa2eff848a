"""A tantivy index in a folder: one writer at a time among all processes, any number of readers."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from archive.search import suggest
from archive.search.engine import Entry, Hit, Request, Result
from archive.search.entries import analyse
from archive.search.generations import Generations, signature
from archive.search.on_tantivy.fields import FORM, add, create, drop, open_index
from archive.search.on_tantivy.view import View
from archive.search.query import Question


class TantivyEngine:
    """See ``Engine``; ``folder`` is shared by all processes of one machine."""

    def __init__(self, folder: Path, threads: int = 2, heap_bytes: int = 128_000_000) -> None:
        self._generations = Generations(folder, FORM)
        self._threads = threads
        self._heap = heap_bytes
        self._opening = threading.Lock()
        self._view: View | None = None
        if self._generations.current() is None:
            self._first_generation()

    def update(self, entries: Iterable[Entry], removed: Sequence[str] = ()) -> None:
        with self._generations.writing():
            index = open_index(self._generations.live())
            writer = index.writer(self._heap, self._threads)
            try:
                for document_id in removed:
                    drop(writer, document_id)
                for entry in entries:
                    drop(writer, entry.document_id)
                    add(writer, analyse(entry))
                writer.commit()
            finally:
                writer.wait_merging_threads()

    def rebuild(self, entries: Iterable[Entry]) -> None:
        with self._generations.writing():
            fresh = self._generations.begin()
            index = create(fresh)
            writer = index.writer(self._heap, self._threads)
            try:
                for entry in entries:
                    drop(writer, entry.document_id)
                    add(writer, analyse(entry))
                writer.commit()
            finally:
                writer.wait_merging_threads()
            self._generations.switch(fresh)

    def search(self, request: Request) -> Result:
        return self._now().search(request)

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        return self._now().complete(prefix, limit)

    def did_you_mean(self, question: Question) -> str | None:
        return suggest.did_you_mean(self._now(), question)

    def similar(self, document_id: str, limit: int = 5) -> tuple[Hit, ...]:
        return self._now().similar(document_id, limit)

    def document_ids(self) -> Iterator[str]:
        return self._now().document_ids()

    def close(self) -> None:
        with self._opening:
            self._view = None

    def _first_generation(self) -> None:
        with self._generations.writing():
            if self._generations.current() is None:
                fresh = self._generations.begin()
                create(fresh)
                self._generations.switch(fresh)

    def _now(self) -> View:
        """The index as last committed by any process; costs two file stats when nothing changed."""
        view = self._view
        pointer = signature(self._generations.pointer)
        if view and view.pointer == pointer and view.commit == signature(view.folder / "meta.json"):
            return view
        with self._opening:
            while True:
                pointer = signature(self._generations.pointer)
                live = self._generations.live()
                commit = signature(live / "meta.json")
                # A rebuild may remove the folder between our looking and our opening: then look again.
                with suppress(ValueError, OSError):
                    index = view.index if view and view.folder == live else open_index(live)
                    index.reload()
                    self._view = fresh = View(live, pointer, commit, index, index.searcher())
                    return fresh
                if signature(self._generations.pointer) == pointer:
                    raise FileNotFoundError(live)
