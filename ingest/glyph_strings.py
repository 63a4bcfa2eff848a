"""Text in content streams shown glyph by glyph, so that taking glyphs out leaves the others where they are.

MuPDF 1.28.5 forgets the width of the first glyph it takes out of the middle of a string: what follows moves
to the left.  Where every glyph is a string of its own, that does not happen.
"""

import re
from collections.abc import Iterator, Mapping

import pymupdf

from ingest.content import inline_end, string_end

_TOKEN = re.compile(
    rb"/(?P<font>[^\s/<>()\[\]{}%]+)\s+[-+.\d]+\s+Tf(?![A-Za-z])|(?P<string>\()|(?P<dict><<)"
    rb"|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<comment>%[^\r\n]*)|(?P<inline>(?<![^\s])BI(?=\s))"
    rb"|(?P<array>[\[\]])|(?<![^\s\]>)])(?P<save>[qQ])(?![^\s\[</(])"
)
_SHOW = re.compile(rb"\s*Tj(?![A-Za-z])")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_TWO_BYTES = ("Identity-H", "Identity-V")


def split_on(page: pymupdf.Page) -> None:
    """Rewrite the page's own drawing and the forms it uses; fonts with codes of other lengths stay whole."""
    document = page.parent
    sizes: dict[int, dict[bytes, int]] = {}
    for _, _, kind, _, name, encoding, referrer, *_ in page.get_fonts(full=True):
        size = 1 if kind != "Type0" else 2 if encoding in _TWO_BYTES else 0
        sizes.setdefault(referrer, {})[name.encode()] = size
    page.clean_contents(sanitize=False)  # one stream
    for xref in page.get_contents():
        document.update_stream(xref, split(document.xref_stream(xref) or b"", sizes.get(0, {})))
    for referrer, known in sizes.items():
        if referrer:
            document.update_stream(referrer, split(document.xref_stream(referrer) or b"", known))


def split(content: bytes, code_sizes: Mapping[bytes, int]) -> bytes:
    """The same drawing with every string of a known font in one piece per glyph."""
    return b"".join(_parts(content, code_sizes))


def _parts(content: bytes, code_sizes: Mapping[bytes, int]) -> Iterator[bytes]:
    at, in_array, size = 0, False, 0
    outer: list[int] = []
    while match := _TOKEN.search(content, at):
        yield content[at : match.start()]
        kind, end = match.lastgroup, match.end()
        if kind in ("string", "hex"):
            end = string_end(content, end) if kind == "string" else end
            pieces = _pieces(content[match.start() : end], size)
            shown = None if in_array else _SHOW.match(content, end)
            if shown and size:
                yield b"[" + pieces + b"]TJ"
                at = shown.end()
                continue
            if in_array and size:
                yield pieces
                at = end
                continue
        elif kind == "inline":
            end = inline_end(content, end)
        elif kind == "font":
            size = code_sizes.get(match["font"], 0)
        elif kind == "array":
            in_array = match["array"] == b"["
        elif match["save"] == b"q":
            outer.append(size)
        elif match["save"] == b"Q" and outer:
            size = outer.pop()
        yield content[match.start() : end]
        at = end
    yield content[at:]


def _pieces(written: bytes, size: int) -> bytes:
    if not size:
        return written
    codes = _codes(written)
    return b"".join(b"<%s>" % codes[at : at + size].hex().encode() for at in range(0, len(codes), size))


def _codes(written: bytes) -> bytes:
    """The bytes that a string in either notation stands for."""
    if written.startswith(b"<"):
        digits = b"".join(written[1:-1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _ESCAPE.sub(_unescaped, written[1:-1])


def _unescaped(match: re.Match[bytes]) -> bytes:
    octal, line_end, letter = match.groups()
    if octal is not None:
        return bytes([int(octal, 8) & 255])
    return b"" if line_end is not None else _LETTERS.get(letter, letter)
