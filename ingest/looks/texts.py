"""What is text: HTML, tables of commas, Markdown, plain; and names for what is nothing known."""

import re

from ingest.charset import charset_of
from ingest.delimited import delimiter_of
from ingest.looks.look import Look, Unknown
from ingest.values import FileType

try:
    import magic
except ImportError:  # the system's libmagic is not installed: unknown things stay without a name
    _LIBMAGIC = False
else:
    _LIBMAGIC = True

_COMMENTS = re.compile(r"\A(?:\s|<!--.*?-->|<\?xml[^>]*\?>)+", re.DOTALL)
_HTML = re.compile(r"\A<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|h1)\b", re.IGNORECASE)
_SVG = re.compile(r"\A(?:<!doctype\s+svg[^>]*>\s*)?<svg\b", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml\b|\A<[A-Za-z][\w:.-]*(?:\s+xmlns)")
_MARKDOWN = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6} \S",
        r"^\s{0,3}[-*+] \S.*\n\s{0,3}[-*+] \S",
        r"\[[^\]\n]+\]\([^)\s]+\)",
        r"^(?:```|~~~)",
        r"\*\*[^*\n]+\*\*",
        r"^\|?\s*:?-{3,}:?\s*\|",
        r"^[=-]{4,}\s*$",
    )
)
_MAGIC_NAMES = (
    ("font/", "una tipografía"),
    ("audio/", "un audio"),
    ("video/", "un video de otra clase"),
    ("image/", "una imagen de otra clase"),
    ("application/x-executable", "un programa ejecutable"),
    ("application/x-dosexec", "un programa ejecutable"),
    ("application/x-iso9660-image", "una imagen de disco"),
    ("message/", "un correo electrónico"),
    ("application/mbox", "un correo electrónico"),
)
_SCRIPT_TYPES = frozenset(
    {"text/x-shellscript", "text/x-msdos-batch", "text/x-php", "text/x-perl", "text/x-powershell"}
)


def look(look: Look) -> FileType | Unknown | None:
    charset = charset_of(look.head)
    if charset is None:
        return _named(look.head)
    text = look.head.decode(charset, "replace").removeprefix("\ufeff")
    begin = _COMMENTS.sub("", text[:8192], count=1)
    if _SVG.match(begin):
        return Unknown("un dibujo SVG", means_something=True)
    if _HTML.match(begin):
        return FileType.HTML
    if _XML.match(text):
        return Unknown("un archivo XML", means_something=True)
    if _media_type(look.head) in _SCRIPT_TYPES:
        return Unknown("un programa (guion)", means_something=True)
    return _kind_of_text(text, look.claimed, cut=look.size > len(look.head))


def _kind_of_text(text: str, claimed: str, *, cut: bool) -> FileType:
    """Looks decide; where they do not, the name may say what the author meant."""
    whole_lines = text.rpartition("\n")[0] if cut else text
    marks = sum(bool(pattern.search(text)) for pattern in _MARKDOWN)
    if claimed in ("md", "markdown") or marks >= 2:
        return FileType.MARKDOWN
    is_data = text.lstrip().startswith(("{", "["))  # JSON: commas, but no columns
    if claimed in ("csv", "tsv") or (not is_data and delimiter_of(whole_lines) is not None):
        return FileType.CSV
    return FileType.TXT


def _named(head: bytes) -> Unknown:
    found = _media_type(head)
    for begin, spanish in _MAGIC_NAMES:
        if found.startswith(begin):
            return Unknown(spanish, means_something=True)
    return Unknown("datos que no se reconocen", means_something=True)


def _media_type(head: bytes) -> str:
    """libmagic's opinion; nothing where it is not installed or has none."""
    if not _LIBMAGIC:
        return ""
    try:
        return str(magic.from_buffer(head[:8192], mime=True))
    except magic.MagicException:
        return ""
