"""Stored bytes as answers: conditional requests, ranges, long files in pieces.

What is served may be withdrawn at any moment, so it is kept by browsers for five minutes and then asked for
again; its name by hash makes that question cheap.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from flask import Response, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import is_resource_modified, quote_etag

PUBLIC_CACHE = "public, max-age=300, must-revalidate"
PRIVATE_CACHE = "no-store"
_PIECE = 256 * 1024


class Zone(Protocol):
    """What is asked of a storage zone here."""

    def open(self, sha256: str) -> BinaryIO: ...

    def read(self, sha256: str, offset: int = 0, length: int | None = None) -> bytes: ...


@dataclass(frozen=True)
class Body:
    """A stretch of a stored object and what to say of it."""

    sha256: str
    size: int
    media_type: str
    offset: int = 0
    modified: datetime | None = None
    attachment: str | None = None  # ASCII file name; None: shown in the page

    @property
    def etag(self) -> str:
        return self.sha256 if not self.offset else f"{self.sha256}-{self.offset}"


def deliver(zone: Zone, body: Body, cache: str = PUBLIC_CACHE) -> Response:
    """The answer to this request for ``body``: whole, a range, not modified.  Raises NotFound, 416."""
    if not is_resource_modified(request.environ, etag=body.etag, last_modified=body.modified):
        return _described(Response(status=304), body, cache)
    first, last = _range(body)
    response = _described(Response(mimetype=body.media_type), body, cache)
    length = last - first
    if length != body.size:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {first}-{last - 1}/{body.size}"
    if request.method == "HEAD":
        response.content_length = length
        return response
    if length <= _PIECE:
        response.set_data(zone.read(body.sha256, body.offset + first, length))
        return response
    file = zone.open(body.sha256)
    response.response = _pieces(file, body.offset + first, length)
    response.content_length = length
    response.call_on_close(file.close)
    return response


def _described(response: Response, body: Body, cache: str) -> Response:
    headers = response.headers
    headers["ETag"] = quote_etag(body.etag)
    headers["Cache-Control"] = cache
    headers["Accept-Ranges"] = "bytes"
    if body.modified is not None:
        response.last_modified = body.modified
    if body.attachment is not None:
        headers["Content-Disposition"] = f'attachment; filename="{body.attachment}"'
        # Should a browser show it after all, nothing in it may run or load.
        headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _range(body: Body) -> tuple[int, int]:
    """First byte and the one after the last; the whole where no single range is asked for."""
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1 or not _same_as_before(body):
        return 0, body.size
    found = asked.range_for_length(body.size)
    if found is None:
        raise RequestedRangeNotSatisfiable(length=body.size)
    return found


def _same_as_before(body: Body) -> bool:
    """If-Range: a part is wanted only of what the caller already has the rest of."""
    condition = request.if_range
    if condition.etag is not None:
        return condition.etag == body.etag
    if condition.date is not None and body.modified is not None:
        return body.modified.replace(microsecond=0) <= condition.date
    return True


def _pieces(file: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    file.seek(start)
    left = length
    while left > 0 and (piece := file.read(min(_PIECE, left))):
        left -= len(piece)
        yield bytes(piece)
