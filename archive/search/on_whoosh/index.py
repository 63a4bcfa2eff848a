"""A Whoosh index in a folder: one writer at a time among all processes, any number of readers.

Whoosh keeps parts of its files as pickles, which run code when read: the folder must be ours alone.
"""

import os
import stat
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.index import EmptyIndexError

from archive.errors import BadSetting
from archive.search import suggest
from archive.search.engine import Entry, Hit, Request, Result
from archive.search.entries import analyse
from archive.search.generations import Generations
from archive.search.on_whoosh.fields import FORM, SCHEMA, add, drop
from archive.search.on_whoosh.view import View
from archive.search.query import Question

_WRITER_MEGABYTES = 128


class WhooshEngine:
    """See ``Engine``; ``folder`` is shared by all processes of one machine."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder, FORM)
        _refuse_strangers(folder)
        self._one_at_a_time = threading.RLock()
        self._view: View | None = None
        self._seen: tuple[Path, int] | None = None
        if self._generations.current() is None:
            with self._generations.writing():
                if self._generations.current() is None:
                    fresh = self._generations.begin()
                    whoosh_index.create_in(fresh, SCHEMA)
                    self._generations.switch(fresh)

    def update(self, entries: Iterable[Entry], removed: Sequence[str] = ()) -> None:
        with self._generations.writing():
            live = self._generations.live()
            _write(live, whoosh_index.open_dir(live), entries, removed)

    def rebuild(self, entries: Iterable[Entry]) -> None:
        with self._generations.writing():
            fresh = self._generations.begin()
            _write(fresh, whoosh_index.create_in(fresh, SCHEMA), entries, ())
            self._generations.switch(fresh)

    def search(self, request: Request) -> Result:
        with self._now() as view:
            return view.search(request)

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        with self._now() as view:
            return suggest.complete(view, prefix, limit)

    def did_you_mean(self, question: Question) -> str | None:
        with self._now() as view:
            return suggest.did_you_mean(view, question)

    def similar(self, document_id: str, limit: int = 5) -> tuple[Hit, ...]:
        with self._now() as view:
            return view.similar(document_id, limit)

    def document_ids(self) -> Iterator[str]:
        with self._now() as view:
            return iter(list(view.document_ids()))

    def close(self) -> None:
        with self._one_at_a_time:
            self._forget()

    @contextmanager
    def _now(self) -> Iterator[View]:
        """The index as last committed by any process, for one thread at a time."""
        with self._one_at_a_time:
            if self._view is None or self._seen != self._newest():
                self._look_again()
            assert self._view is not None
            yield self._view

    def _newest(self) -> tuple[Path, int] | None:
        live = self._generations.current()
        if live is None:
            return None
        return live, max((_commit_number(path) for path in live.iterdir()), default=-1)

    def _look_again(self) -> None:
        self._forget()
        while True:
            live = self._generations.live()
            try:
                searcher = whoosh_index.open_dir(live).searcher()
            except (FileNotFoundError, EmptyIndexError):
                if self._generations.current() == live:
                    raise
                continue  # rebuilt between our looking and our opening
            self._view = View(searcher)
            self._seen = live, searcher.reader().generation()
            return

    def _forget(self) -> None:
        if self._view:
            self._view.close()
        self._view = self._seen = None


def _write(folder: Path, index: Any, entries: Iterable[Entry], removed: Sequence[str]) -> None:
    writer = index.writer(limitmb=_WRITER_MEGABYTES)
    try:
        for document_id in removed:
            drop(writer, document_id)
        # Whoosh's writer cannot take back what it added: of two entries for a document the last goes in.
        for entry in {entry.document_id: entry for entry in entries}.values():
            drop(writer, entry.document_id)
            add(writer, analyse(entry))
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    index.close()
    _settle(folder)


def _settle(folder: Path) -> None:
    """Everything of the commit on the disk itself, which Whoosh leaves to chance."""
    for path in [*folder.iterdir(), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _commit_number(path: Path) -> int:
    """The number of a commit's table of contents, ``_MAIN_12.toc``."""
    number = path.stem.rpartition("_")[2]
    return int(number) if path.suffix == ".toc" and number.isdigit() else -1


def _refuse_strangers(folder: Path) -> None:
    found = folder.stat()
    if found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise BadSetting(
            name="SEARCH", reason=f"otras cuentas pueden escribir en la carpeta del índice ({folder})"
        )
