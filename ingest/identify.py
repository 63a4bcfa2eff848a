"""A file's first bytes and structure -> its FileType, or the refusal that says why not.

Content decides, never the name; a name is only compared, to tell a mistake from a disguise.  Light enough
for the web process: nothing is decoded or unpacked beyond a bounded look.
"""

from collections.abc import Callable
from pathlib import Path, PurePath

from ingest.errors import DisguisedFile, EmptyFile, TooLarge, UnknownType
from ingest.looks import containers, pictures, programs, texts
from ingest.looks.look import Look, Unknown
from ingest.options import Limits
from ingest.values import Family, FileType

_Examine = Callable[[Look], FileType | Unknown | None]
_LOOKS: tuple[_Examine, ...] = (programs.look, containers.look, pictures.look, texts.look)
_NAMES: dict[Family, tuple[str, ...]] = {
    Family.PDF: ("pdf",),
    Family.IMAGE: ("jpg", "jpeg", "jpe", "jfif", "png", "webp", "tif", "tiff", "gif", "heic", "heif"),
    Family.PRESENTATION: ("pptx", "ppt", "pptm", "ppsx", "ppsm", "pps", "potx", "potm", "pot", "odp", "otp"),
    Family.WORD: ("docx", "doc", "docm", "dotx", "dotm", "dot", "odt", "ott"),
    Family.SHEET: ("xlsx", "xls", "xlsm", "xltx", "xltm", "ods", "ots", "csv", "tsv"),
    Family.TEXT: ("txt", "text", "md", "markdown", "html", "htm", "xhtml"),
    Family.MEDIA: ("mp4", "m4v", "mov", "qt", "webm", "3gp"),
    Family.PACKAGE: ("zip",),
}
_FAMILY_OF_NAME = {suffix: family for family, suffixes in _NAMES.items() for suffix in suffixes}
_LIKE_TEXT = frozenset({FileType.CSV, FileType.TXT, FileType.MARKDOWN})
_SPANISH: dict[Family, str] = {
    Family.PDF: "un PDF",
    Family.IMAGE: "una imagen",
    Family.PRESENTATION: "una presentación",
    Family.WORD: "un documento de texto",
    Family.SHEET: "una hoja de cálculo",
    Family.TEXT: "un texto",
    Family.MEDIA: "un video",
    Family.PACKAGE: "un ZIP",
}
_WORDS = {FileType.HTML: "una página web", FileType.CSV: "una tabla de texto (CSV)"}
_PLAIN_NAMES = frozenset({"csv", "tsv", "txt", "text", "md", "markdown"})


def identify(path: Path, limits: Limits, claimed_name: str | None = None) -> FileType:
    """The type of a file by its content.

    A file under a password is of the type its content shows; an encrypted package of new Office shows
    nothing, and its name is believed until it has been opened.  Raises EmptyFile, TooLarge, TruncatedFile,
    EncryptedForGood, EncryptedNameless, DecompressionBomb, UnknownType; DisguisedFile when ``claimed_name``
    promises another family or the content is a program.
    """
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile
    if size > limits.upload_size:
        raise TooLarge(size=_human(size), limit=_human(limits.upload_size))
    claimed = _suffix(claimed_name)
    look = Look(path, size, limits, claimed, _FAMILY_OF_NAME.get(claimed))
    found = _found(look)
    if isinstance(found, Unknown):
        if claimed in _FAMILY_OF_NAME and found.means_something:
            raise DisguisedFile(claimed=claimed.upper(), found=found.spanish)
        raise UnknownType(found=found.spanish)
    _compare(claimed, found)
    return found


def _found(look: Look) -> FileType | Unknown:
    """What the first of the looks to recognise anything says."""
    for examine in _LOOKS:
        found = examine(look)
        if found is not None:
            return found
    return Unknown("datos que no se reconocen")


def _compare(claimed: str, found: FileType) -> None:
    """Raises DisguisedFile when the name promises another family of file."""
    family = _FAMILY_OF_NAME.get(claimed)
    if family is None or family is found.family:
        return
    if claimed in _PLAIN_NAMES and found in _LIKE_TEXT:
        return  # between plain text and a table of commas only taste decides
    raise DisguisedFile(claimed=claimed.upper(), found=_WORDS.get(found, _SPANISH[found.family]))


def _suffix(untrusted_name: str | None) -> str:
    return PurePath(untrusted_name).suffix.lower().lstrip(".").strip() if untrusted_name else ""


def _human(size: int) -> str:
    """A size as people say it: 2.5 GB."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"
