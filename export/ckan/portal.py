"""Talks with a CKAN portal's action API over HTTP: https://docs.ckan.org/en/2.11/api/.

The key goes to the portal's own origin alone, never into an error; no answer is followed elsewhere with it.
"""

import http.client
import json
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from export.ckan.errors import (
    PortalAnswered,
    PortalNotSafe,
    PortalRefused,
    PortalRejected,
    PortalTooSmall,
    PortalUnreachable,
)
from export.ckan.multipart import PIECE, Form

LARGEST_ANSWER = 32 << 20
MOST_REDIRECTS = 3
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Portal:
    """A portal and the key to it; ``organization`` owns what is published."""

    address: str
    key: str = field(repr=False)
    organization: str
    timeout: float = 60.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        if not safe or not parts.hostname or parts.username or parts.query or parts.fragment:
            raise PortalNotSafe(address=_without_secrets(parts))

    def call(self, action: str, data: Mapping[str, Any] | Form) -> Any:
        """The result of an action; raises PortalError on anything but success."""
        headers = {"Authorization": self.key, "Accept": "application/json"}
        if isinstance(data, Form):
            headers |= {"Content-Type": data.content_type, "Content-Length": str(data.length)}
            body: Any = data
        else:
            headers["Content-Type"] = "application/json"
            body = json.dumps(data).encode()
        url = urlsplit(f"{self.address.rstrip('/')}/api/3/action/{action}")
        with self._answer("POST", url, headers, body, action) as answer:
            written = answer.read(LARGEST_ANSWER)
            return self._result(answer.status, written, action, data)

    def download(self, address: str) -> Iterator[bytes]:
        """A file's content; raises PortalUnreachable where it breaks off, PortalAnswered where it is not."""
        url = urlsplit(urljoin(self.address, address))
        for _ in range(MOST_REDIRECTS + 1):
            headers = {"Authorization": self.key} if self._own(url) else {}
            with self._answer("GET", url, headers, None, url.path) as answer:
                if answer.status in REDIRECTS and (target := answer.headers.get("Location")):
                    url = self._next(url, target)
                    continue
                if answer.status != http.client.OK:
                    raise PortalAnswered(status=answer.status, step=url.path)
                yield from self._pieces(answer, url.path)
                return
        raise PortalAnswered(status=answer.status, step=url.path)

    def _pieces(self, answer: http.client.HTTPResponse, step: str) -> Iterator[bytes]:
        promised = answer.length
        received = 0
        while piece := answer.read(PIECE):
            received += len(piece)
            yield piece
        if promised is not None and received < promised:
            raise PortalUnreachable(portal=self.address, step=step)

    def _next(self, url: SplitResult, target: str) -> SplitResult:
        following = urlsplit(urljoin(url.geturl(), target))
        if following.scheme not in {"https", url.scheme} or not following.hostname:
            raise PortalAnswered(status=http.client.FOUND, step=url.path)
        return following

    @contextmanager
    def _answer(
        self, method: str, url: SplitResult, headers: dict[str, str], body: Any, step: str
    ) -> Iterator[http.client.HTTPResponse]:
        """An answer, its connection closed after; every failure of the network is PortalUnreachable."""
        connection = self._connection(url)
        path = quote(url.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{url.query}" if url.query else "")
        try:
            # It may have answered before it hung up on what we send: too large, not allowed.
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.request(method, path, body, headers)
            yield connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise PortalUnreachable(portal=self.address, step=step) from error
        finally:
            connection.close()

    def _connection(self, url: SplitResult) -> http.client.HTTPConnection:
        host = url.hostname or ""
        if url.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(host, url.port, timeout=self.timeout, context=context)
        return http.client.HTTPConnection(host, url.port, timeout=self.timeout)

    def _own(self, url: SplitResult) -> bool:
        own = urlsplit(self.address)
        return (own.scheme, own.hostname, own.port) == (url.scheme, url.hostname, url.port)

    def _result(self, status: int, written: bytes, action: str, data: Any) -> Any:
        if status == http.client.REQUEST_ENTITY_TOO_LARGE:
            raise PortalTooSmall(size=data.length if isinstance(data, Form) else len(written))
        try:
            answer = json.loads(written)
        except ValueError:
            answer = None
        if status in {http.client.UNAUTHORIZED, http.client.FORBIDDEN}:
            raise PortalRefused(step=action)
        if not isinstance(answer, dict) or not isinstance(answer.get("success"), bool):
            raise PortalAnswered(status=status, step=action)
        if answer["success"]:
            return answer.get("result")
        error = answer.get("error")
        details = error if isinstance(error, dict) else {"message": str(error)}
        reasons = "; ".join(_reasons(details)).replace(self.key, "***")[:2000]
        raise PortalRejected(step=action, reasons=reasons, status=status, details=details)


def _reasons(value: Any, place: str = "") -> Iterator[str]:
    """CKAN's dictionary of errors as lines: a field, and what is wrong with it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "__type":
                yield from _reasons(inner, f"{place}.{name}" if place else str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _reasons(inner, place)
    elif value:
        yield f"{place}: {value}"


def _without_secrets(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"
