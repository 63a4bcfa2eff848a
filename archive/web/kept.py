"""Public pages kept for a few seconds, and only as long as nothing has happened in the archive.

A link that many people open at once is rendered once.  Before a kept page is given again the database is
asked whether anything changed since: a document that was withdrawn is gone from the next answer on.  The few
seconds bound what the database does not know of, the search index.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

from flask import Flask, Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from archive.services.reading import browsing
from archive.web.language import current_language
from archive.web.routes import current_resources

SECONDS = 5.0
MOST_BYTES = 16_000_000
_EXTENSION = "acervo.kept"
_View = ParamSpec("_View")
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Page:
    stamp: str
    until: float
    body: bytes
    media_type: str


class Shelf:
    """The pages of one process, the least asked for leaving first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[_Key, _Page] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: _Key, stamp: str, now: float) -> _Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.stamp != stamp or page.until < now:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: _Key, page: _Page) -> None:
        with self._lock:
            old = self._pages.pop(key, None)
            self._bytes += len(page.body) - (len(old.body) if old else 0)
            self._pages[key] = page
            while self._bytes > MOST_BYTES:
                _, dropped = self._pages.popitem(last=False)
                self._bytes -= len(dropped.body)


def install(app: Flask) -> None:
    app.extensions[_EXTENSION] = Shelf()


def kept(view: Callable[_View, AnyResponse]) -> Callable[_View, AnyResponse]:
    """Keep what ``view`` answers to this very address in this language."""

    @wraps(view)
    def keep(*args: _View.args, **kwargs: _View.kwargs) -> AnyResponse:
        shelf: Shelf = current_app.extensions[_EXTENSION]
        key = (request.host_url, request.full_path, current_language())
        # Read before the page is made: what changes while it is made makes the kept one stale.
        stamp = browsing.stamp(current_resources())
        now = time.monotonic()
        page = shelf.get(key, stamp, now)
        if page is not None:
            return Response(page.body, mimetype=page.media_type)
        response = view(*args, **kwargs)
        if response.status_code == 200:
            media_type = response.mimetype or "text/html"
            shelf.put(key, _Page(stamp, now + SECONDS, response.get_data(), media_type))
        return response

    return keep
