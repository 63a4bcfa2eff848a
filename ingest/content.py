"""Content streams without what is only spoken or described: marked content loses its property lists."""

import re
from collections.abc import Iterator

import pymupdf

# Strings, hex strings, comments, inline pictures, and dictionaries before BDC or DP: whatever is first.
_TOKEN = re.compile(
    rb"(?P<string>\()|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<comment>%[^\r\n]*)|(?P<inline>(?<![^\s])BI(?=\s))|(?P<dict><<)"
)
_TAGGED = re.compile(rb"\s*(BDC|DP)(?![A-Za-z])")
_NAMED = re.compile(rb"(/[^\s/<>()\[\]{}%]+)\s*/[^\s/<>()\[\]{}%]+\s*(BDC|DP)(?![A-Za-z])")
_BARE = {b"BDC": b" BMC", b"DP": b" MP"}


def drop_properties(document: pymupdf.Document) -> None:
    """Rewrite every content stream of the document that holds property lists."""
    for xref in range(1, document.xref_length()):
        if not document.xref_is_stream(xref) or document.xref_get_key(xref, "Subtype")[1] == "/Image":
            continue
        if document.xref_get_key(xref, "Length1")[0] != "null":
            continue  # a font's file
        content = document.xref_stream(xref) or b""
        if b"BDC" in content or b"DP" in content:
            document.update_stream(xref, without_properties(content))
    for xref in range(1, document.xref_length()):
        if document.xref_get_key(xref, "Resources/Properties")[0] != "null":
            document.xref_set_key(xref, "Resources/Properties", "null")
        if document.xref_get_key(xref, "Properties")[0] != "null":
            document.xref_set_key(xref, "Properties", "null")


def without_properties(content: bytes) -> bytes:
    """The same drawing; ``/Span <</ActualText (...)>> BDC`` is ``/Span BMC`` and comments are gone."""
    return b"".join(_parts(content))


def _parts(content: bytes) -> Iterator[bytes]:
    at = 0
    while match := _TOKEN.search(content, at):
        yield _NAMED.sub(_unnamed, content[at : match.start()])
        kind = match.lastgroup
        if kind == "comment":
            at = match.end()
            yield b" "
            continue
        end = {"string": string_end, "inline": inline_end, "dict": _dict_end}.get(kind or "", _same)(
            content, match.end()
        )
        tagged = _TAGGED.match(content, end) if kind == "dict" else None
        if tagged:
            yield _BARE[tagged[1]]
            end = tagged.end()
        else:
            yield content[match.start() : end]
        at = end
    yield _NAMED.sub(_unnamed, content[at:])


def _unnamed(match: re.Match[bytes]) -> bytes:
    return match[1] + _BARE[match[2]]


def _same(content: bytes, at: int) -> int:
    return at


def string_end(content: bytes, at: int) -> int:
    """Where a string in round brackets that opened before ``at`` ends."""
    depth = 1
    while at < len(content) and depth:
        letter = content[at : at + 1]
        if letter == b"\\":
            at += 1
        elif letter == b"(":
            depth += 1
        elif letter == b")":
            depth -= 1
        at += 1
    return at


def _dict_end(content: bytes, at: int) -> int:
    """Where a dictionary that opened before ``at`` ends, others within it included."""
    while at < len(content):
        if content.startswith(b">>", at):
            return at + 2
        if content.startswith(b"<<", at):
            at = _dict_end(content, at + 2)
        elif content[at : at + 1] == b"(":
            at = string_end(content, at + 1)
        else:
            at += 1
    return at


def inline_end(content: bytes, at: int) -> int:
    """Where an inline picture ends."""
    end = re.compile(rb"\sEI(?=\s|$)").search(content, at)
    return end.end() if end else len(content)
