"""Programs, scripts and installers: recognised to be refused, also behind a document's name."""

import re

from ingest.looks.look import Look, Unknown

_PROGRAM = "un programa ejecutable"
_SCRIPT = "un programa (guion)"
_MARKS = (
    (b"\x7fELF", _PROGRAM),
    (b"\xfe\xed\xfa\xce", _PROGRAM),
    (b"\xfe\xed\xfa\xcf", _PROGRAM),
    (b"\xce\xfa\xed\xfe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"dex\n035", _PROGRAM),
    (b"\0asm", _PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", "un acceso directo de Windows"),
    (b"MSCF", "un instalador"),
    (b"#!", _SCRIPT),
    (b"<?php", _SCRIPT),
    (b"@echo off", _SCRIPT),
    (b"@ECHO OFF", _SCRIPT),
)
_WINDOWS_STUB = re.compile(rb"PE\0\0|NE|LE|LX")


def look(look: Look) -> Unknown | None:
    head = look.head.removeprefix(b"\xef\xbb\xbf")
    if _is_windows_program(head):
        return Unknown(_PROGRAM, means_something=True)
    for mark, spanish in _MARKS:
        if head.startswith(mark):
            return Unknown(spanish, means_something=True)
    return None


def _is_windows_program(head: bytes) -> bool:
    """MZ, and then what only a program has: its second header, or an old stub's zero bytes."""
    if not head.startswith((b"MZ", b"ZM")):
        return False
    place = int.from_bytes(head[0x3C:0x40], "little")
    return bool(_WINDOWS_STUB.match(head[place : place + 4])) or b"\0" in head[:64]
