"""Channels of a PDF that a public version has no use for: that they exist is reason to keep it back."""

import re
from collections.abc import Iterator

import pikepdf

from ingest.redactions import Leak, Objection

# What may stand where; anything else there is a channel nobody asked for.
_CATALOG = frozenset(
    {
        "/Type",
        "/Pages",
        "/Version",
        "/Lang",
        "/ViewerPreferences",
        "/MarkInfo",
        "/StructTreeRoot",
        "/PageLayout",
    }
    | {"/PageMode", "/Info", "/Extensions"}
)
_PAGE = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Contents", "/Rotate", "/Annots", "/Group"}
    | {"/UserUnit", "/StructParents", "/Tabs", "/BleedBox", "/TrimBox", "/ArtBox"}
)
_INFO = frozenset({"/Producer", "/CreationDate", "/ModDate"})
_TRAILER = frozenset({"/Root", "/Info", "/ID", "/Size", "/Prev", "/XRefStm"})
_TRAILER_OF_STREAM = frozenset({"/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms"})
_LINK = frozenset(
    {
        "/Type",
        "/Subtype",
        "/Rect",
        "/Border",
        "/A",
        "/F",
        "/BS",
        "/C",
        "/H",
        "/P",
        "/StructParent",
        "/QuadPoints",
        "/NM",
    }
)
_FORBIDDEN = {
    "/JS": "javascript",
    "/JavaScript": "javascript",
    "/AA": "actions",
    "/OpenAction": "actions",
    "/Launch": "actions",
    "/EmbeddedFiles": "attachment",
    "/EF": "attachment",
    "/AF": "attachment",
    "/AcroForm": "form",
    "/FT": "form",
    "/Parent.T": "form",
    "/Outlines": "outline",
    "/Metadata": "xmp",
    "/PieceInfo": "private data",
    "/LastModified": "private data",
    "/OCProperties": "layers",
    "/OC": "layers",
    "/OCG": "layers",
    "/OCGs": "layers",
    "/PageLabels": "page labels",
    "/ActualText": "actual text",
    "/Alt": "alternative text",
    "/E": "expansion text",
    "/Thumb": "thumbnail",
    "/Alternates": "alternate pictures",
    "/OPI": "alternate pictures",
    "/Names": "names",
    "/Dests": "names",
    "/Threads": "threads",
    "/Collection": "attachment",
    "/RichMedia": "attachment",
    "/Sound": "attachment",
    "/Movie": "attachment",
}
_TYPES = {"/EmbeddedFile": "attachment", "/Filespec": "attachment", "/OCG": "layers", "/Metadata": "xmp"}
_MARKED = re.compile(rb"/(ActualText|Alt|E)\s*[(<]|/OC\s+/")
_WEB = ("http://", "https://")
_END = re.compile(rb"%%EOF")
_START = re.compile(rb"startxref\s+\d+")
_LINK_NAME = re.compile(r"[a-z]{1,8}-L\d{1,6}")  # how MuPDF numbers the links it writes
_DEEPEST = 20
_PRODUCER = re.compile(r"Acervo|MuPDF [\d.]+")


def objections(document: pikepdf.Pdf, raw: bytes) -> list[Objection]:
    """Every hidden channel found, once each."""
    found = [
        *_revisions(raw),
        *_keys("catalog", document.Root, _CATALOG),
        *_trailer(document),
        *_info(document),
        *(each for number, page in enumerate(document.pages, 1) for each in _page(number, page)),
        *(each for held in document.objects for each in _object(held)),
    ]
    return list(dict.fromkeys(found))


def _objection(detail: str, page: int | None = None) -> Objection:
    return Objection(Leak.STRUCTURE, None, page, detail)


def _revisions(raw: bytes) -> Iterator[Objection]:
    if not raw.startswith(b"%PDF-"):
        yield _objection("bytes before the file")
    ends = [match.end() for match in _END.finditer(raw)]
    if len(ends) != 1 or len(_START.findall(raw)) != 1:
        yield _objection("more than one revision")
    if ends and raw[ends[-1] :].strip():
        yield _objection("bytes behind the end")


def _keys(where: str, held: pikepdf.Object, allowed: frozenset[str]) -> Iterator[Objection]:
    for key in held:
        if key not in allowed:
            yield _objection(f"{where}: {_FORBIDDEN.get(str(key), 'a key of no known use')}")


def _trailer(document: pikepdf.Pdf) -> Iterator[Objection]:
    yield from _keys("trailer", document.trailer, _TRAILER | _TRAILER_OF_STREAM)


def _info(document: pikepdf.Pdf) -> Iterator[Objection]:
    # MuPDF leaves its own name in a dictionary of the catalog, where no reader looks.
    for info in (document.trailer.get("/Info"), document.Root.get("/Info")):
        if isinstance(info, pikepdf.Dictionary):
            yield from _properties(info)


def _properties(info: pikepdf.Dictionary) -> Iterator[Objection]:
    for key, value in info.items():
        if key not in _INFO:
            yield Objection(Leak.METADATA, None, None, "information dictionary")
        elif key == "/Producer" and not _PRODUCER.fullmatch(str(value)):
            yield Objection(Leak.METADATA, None, None, "producer")


def _page(number: int, page: pikepdf.Page) -> Iterator[Objection]:
    for key in page.obj:
        if key not in _PAGE:
            yield _objection(f"page: {_FORBIDDEN.get(str(key), 'a key of no known use')}", number)
    annotations = page.obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
        if not _is_web_link(annotation):
            yield _objection("annotation", number)


def _is_web_link(annotation: pikepdf.Object) -> bool:
    if not isinstance(annotation, pikepdf.Dictionary) or annotation.get("/Subtype") != "/Link":
        return False
    action = annotation.get("/A")
    if not isinstance(action, pikepdf.Dictionary) or not set(annotation.keys()) <= _LINK:
        return False
    if not _LINK_NAME.fullmatch(str(annotation.get("/NM", "link-L0"))):
        return False
    address = str(action.get("/URI", "")).lower()
    authority = address.partition("//")[2].partition("/")[0]
    return set(action.keys()) <= {"/S", "/URI", "/Type"} and address.startswith(_WEB) and "@" not in authority


def _object(held: pikepdf.Object) -> Iterator[Objection]:
    """Channels in one object, wherever in the file it stands, used or not."""
    if not isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        return
    kind = str(held.get("/Type", ""))
    if kind in _TYPES:
        yield _objection(_TYPES[kind])
    yield from _inside(held, is_font=kind in ("/Font", "/FontDescriptor"))
    if isinstance(held, pikepdf.Stream) and held.get("/Subtype") != "/Image":
        try:
            content = bytes(held.read_bytes())
        except (pikepdf.PdfError, NotImplementedError):
            yield Objection(Leak.UNREADABLE, None, None, f"object {held.objgen[0]}")
            return
        for match in _MARKED.finditer(content):
            yield _objection("layers" if match[1] is None else "text beside the content")


def _inside(held: pikepdf.Object, *, is_font: bool, depth: int = 0) -> Iterator[Objection]:
    """Forbidden keys of a dictionary and of those written out inside it; resources' own names are free."""
    for key, value in held.items():
        if key in ("/XObject", "/Font", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/CharProcs"):
            continue
        if key in _FORBIDDEN and not is_font:
            yield _objection(_FORBIDDEN[key])
        for inner in _written_out(value):
            if depth < _DEEPEST:
                yield from _inside(inner, is_font=is_font, depth=depth + 1)


def _written_out(value: object, depth: int = 0) -> Iterator[pikepdf.Dictionary]:
    """The dictionaries that stand in this place, also in arrays, and are no objects of their own."""
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return
    if isinstance(value, pikepdf.Dictionary):
        yield value
    elif isinstance(value, pikepdf.Array) and depth < _DEEPEST:
        for each in value:
            yield from _written_out(each, depth + 1)
