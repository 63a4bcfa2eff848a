"""Every string a PDF's bytes hold: objects parsed by qpdf, and streams dug out of the bytes by our own hand.

The second way needs no table of contents: it sees what earlier revisions left behind, what no page refers to
and what was put behind the end.
"""

import re
import zlib
from collections.abc import Iterator

import pikepdf

from ingest.gate.readings import Reading, Sort
from ingest.redactions import Leak

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_STRING = re.compile(
    rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()]){0,2000}\)){0,8000}\)|<[0-9A-Fa-f\s]+>|\[|\]", re.DOTALL
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_HEX_DUMP = re.compile(rb"[0-9A-Fa-f]{16,}")
_PRINTED = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\xa0-\xff]{6,}")
# Of pixels and fonts' programs three bytes in four are letters of some alphabet: fewer of this one.
_SPANISH = re.compile("[ -~ÁÉÍÓÚÑÜáéíóúñüÃ\u0081-\u009f¡-¿]{6,}".encode("latin-1", "ignore"))
_WIDE = re.compile(rb"(?:[\x09\x0a\x0d\x20-\xff][\x00\x01]){4,}|(?:[\x00\x01][\x09\x0a\x0d\x20-\xff]){4,}")
_NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_SHOWS_TEXT = re.compile(rb"T[jJ]\b|['\"]\s")
_OFFSET = re.compile(rb"^(\d{10}) \d{5} [nf][ \r]*$", re.MULTILINE)  # of an object, in the table of all
_MOST = 100_000_000  # bytes of one stream, unpacked
_DEEPEST = 40


def readings(document: pikepdf.Pdf, raw: bytes) -> Iterator[Reading]:
    """All texts in objects and bytes, each as every encoding people meet."""
    for number, content in enumerate(_carved(raw)):
        yield from _texts(content, f"bytes {number}")
    for held in document.objects:
        where = f"object {held.objgen[0]}" if held.is_indirect else "trailer"
        words = "\n".join(_strings_in(held))
        if words:
            yield Reading(Leak.OBJECT, Sort.BYTES, words, where)
        if isinstance(held, pikepdf.Stream) and held.get("/Subtype") != "/Image":
            yield from _texts(_decoded(held), where)
    yield from _mapped(document)


def _carved(raw: bytes) -> Iterator[bytes]:
    """The bytes between streams, and each stream as it is and inflated."""
    # An offset such as 0000712930 00000 would read as somebody's telephone.
    yield _OFFSET.sub(lambda entry: b"" if int(entry[1]) < len(raw) else entry[0], _STREAM.sub(b" ", raw))
    for match in _STREAM.finditer(raw):
        packed = match.group(1)
        try:
            yield zlib.decompressobj().decompress(packed, _MOST)
        except zlib.error:
            yield packed


def _decoded(stream: pikepdf.Stream) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except (pikepdf.PdfError, NotImplementedError):
        return bytes(stream.read_raw_bytes())


def _strings_in(held: pikepdf.Object, depth: int = 0) -> Iterator[str]:
    """Strings, names and keys of one object, without those of the objects it refers to."""
    if depth > _DEEPEST:
        return
    if isinstance(held, pikepdf.String):
        yield str(held)
        yield bytes(held).decode("latin-1")
    elif isinstance(held, pikepdf.Name):
        yield str(held)[1:]
    elif isinstance(held, pikepdf.Array):
        for each in held:
            if isinstance(each, pikepdf.Object) and not each.is_indirect:
                yield from _strings_in(each, depth + 1)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        for key, each in held.items():
            yield key[1:]
            if isinstance(each, pikepdf.Object) and not each.is_indirect:
                yield from _strings_in(each, depth + 1)


def _texts(content: bytes, where: str) -> Iterator[Reading]:
    """A stream's letters: as they are, its strings alone, and what hexadecimal digits spell."""
    is_syntax = _is_syntax(content)
    printed = b"\n".join((_PRINTED if is_syntax else _SPANISH).findall(content))
    found = [printed.decode("latin-1")]
    if not printed.isascii():
        found.append(printed.decode("utf-8", "ignore"))
    found += [_wide(run.group()) for run in _WIDE.finditer(content)] if b"\0" in content else []
    strings = list(_literals(content)) if is_syntax else []
    found.append("\n".join(one for raw in strings for one in _decodings(raw)))
    found.append(_NAME_CODE.sub(lambda code: bytes([int(code[1], 16)]), printed).decode("latin-1"))
    for dump in _HEX_DUMP.findall(content):
        spelt = bytes.fromhex(dump[: len(dump) // 2 * 2].decode())
        found += [one for one in _decodings(spelt) if sum(sign.isalnum() for sign in one) > len(one) // 2]
    for text in dict.fromkeys(found):
        if text.strip():
            yield Reading(Leak.OBJECT, Sort.BYTES, text, where)


def _is_syntax(content: bytes) -> bool:
    """Whether this can be PDF's own language rather than pixels or a font's program."""
    head = content[:4096]
    odd = len(head) - len(head.translate(None, bytes([*range(9), *range(14, 32)])))
    return odd < 0.1 * len(head) + 8


def _wide(run: bytes) -> str:
    return run.decode("utf-16-le" if run[1] < 2 and run[0] >= 9 else "utf-16-be", "ignore")


def _decodings(raw: bytes) -> Iterator[str]:
    if raw[:2] in (b"\xfe\xff", b"\xff\xfe"):
        yield raw.decode("utf-16", "ignore")
        return
    yield raw.decode("latin-1")
    if not raw.isascii():
        yield raw.decode("utf-8", "ignore")
    if b"\0" in raw:
        yield raw.decode("utf-16-be", "ignore")
        yield raw.decode("utf-16-le", "ignore")


def _literals(content: bytes) -> Iterator[bytes]:
    """All (literal) and <hex> strings; those of one [array] come glued together, too."""
    glued: list[bytes] | None = None
    for match in _STRING.finditer(content):
        token = match.group()
        if token == b"[":
            glued = []
        elif token == b"]":
            if glued:
                yield b"".join(glued)
            glued = None
        else:
            string = _unescaped(token[1:-1]) if token[:1] == b"(" else _from_hex(token[1:-1])
            if glued is None:
                yield string
            else:
                glued.append(string)


def _unescaped(raw: bytes) -> bytes:
    def plain(match: re.Match[bytes]) -> bytes:
        code = match[1]
        if code[:1] in b"01234567":
            return bytes([int(code, 8) & 255])
        return _ESCAPES.get(code, b"" if code in (b"\n", b"\r", b"\r\n") else code)

    return _ESCAPE.sub(plain, raw)


def _from_hex(raw: bytes) -> bytes:
    digits = b"".join(raw.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _mapped(document: pikepdf.Pdf) -> Iterator[Reading]:
    """Codes of every text-showing stream read through every font's map: what one font scrambles, it tells."""
    streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
    contents = [
        (each.objgen[0], _decoded(each)) for each in streams if each.get("/Subtype") not in ("/Image", "/XML")
    ]
    maps = {_as_map(content) for _, content in contents if b"begincmap" in content}
    for number, content in contents:
        if b"begincmap" in content or not _SHOWS_TEXT.search(content) or not _is_syntax(content):
            continue
        strings = list(_literals(content))
        for codes in maps:
            text = "\n".join(_through(dict(codes), string) for string in strings)
            if text.strip():
                yield Reading(Leak.OBJECT, Sort.BYTES, text, f"object {number}, mapped")


_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)


def _as_map(content: bytes) -> tuple[tuple[bytes, str], ...]:
    """A ToUnicode map as pairs of code and text."""
    pairs: dict[bytes, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", content, re.DOTALL):
        for code, text in _CHAR.findall(block):
            pairs[_from_hex(code)] = _from_hex(text).decode("utf-16-be", "ignore")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", content, re.DOTALL):
        for low, high, first, each in _RANGE.findall(block):
            start, end, size = int(low, 16), min(int(high, 16), int(low, 16) + 65535), len(low) // 2
            listed = re.findall(rb"<([0-9A-Fa-f]+)>", each)
            for step in range(end - start + 1):
                if listed and step < len(listed):
                    text = _from_hex(listed[step]).decode("utf-16-be", "ignore")
                elif first:
                    text = chr(min(int(first, 16) + step, 0x10FFFF))
                else:
                    continue
                pairs[(start + step).to_bytes(max(1, size), "big")] = text
    return tuple(pairs.items())


def _through(codes: dict[bytes, str], string: bytes) -> str:
    size = max((len(code) for code in codes), default=1)
    pieces = (string[place : place + size] for place in range(0, len(string), size))
    return "".join(codes.get(piece, "") for piece in pieces)
