"""JSON messages over a stream socket, each behind its length."""

import json
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!Q")
MAX_FRAME = 512 * 1024 * 1024  # bytes; text and words of a thousand dense pages stay far below it


class Broken(Exception):
    """The other side is gone, or what it sent is not a message."""


def send(channel: socket.socket, message: dict[str, Any]) -> None:
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    channel.sendall(_LENGTH.pack(len(body)) + body)


def receive(channel: socket.socket) -> dict[str, Any] | None:
    """The next message, or None at a clean end; raises Broken, TimeoutError as the socket's timeout says."""
    head = _exactly(channel, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_FRAME:
        raise Broken("a message too long")
    body = _exactly(channel, length)
    if body is None:
        raise Broken("a message cut short")
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Broken("not JSON") from error
    if not isinstance(message, dict):
        raise Broken("not an object")
    return message


def _exactly(channel: socket.socket, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        try:
            part = channel.recv(min(length - len(parts), 1 << 20))
        except ConnectionError as error:
            raise Broken("the other side broke off") from error
        if not part:
            if parts:
                raise Broken("a message cut short")
            return None
        parts += part
    return bytes(parts)
