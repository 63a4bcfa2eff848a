"""PDF, ZIP with what is built on it, and old Office's compound files."""

import struct
import zipfile

from ingest import ole, sealed
from ingest.errors import DecompressionBomb, EncryptedForGood, EncryptedNameless, TruncatedFile
from ingest.looks.look import Look, Unknown
from ingest.values import Family, FileType
from ingest.zips import check_directory, open_zip, read_part

_PDF_WITHIN = 1024  # bytes of junk that readers of PDF forgive
_PART = 4_000_000  # bytes of a part that are looked at
_OPENDOC = {
    "application/vnd.oasis.opendocument.text": FileType.ODT,
    "application/vnd.oasis.opendocument.text-template": FileType.ODT,
    "application/vnd.oasis.opendocument.presentation": FileType.ODP,
    "application/vnd.oasis.opendocument.presentation-template": FileType.ODP,
    "application/vnd.oasis.opendocument.spreadsheet": FileType.ODS,
    "application/vnd.oasis.opendocument.spreadsheet-template": FileType.ODS,
}
# The main part's content type ends so in documents, templates and shows, with macros or without.
_OPENXML = (
    ("presentationml.presentation.main+xml", FileType.PPTX),
    ("presentationml.slideshow.main+xml", FileType.PPTX),
    ("presentationml.template.main+xml", FileType.PPTX),
    ("ms-powerpoint.presentation.macroenabled.main+xml", FileType.PPTX),
    ("ms-powerpoint.slideshow.macroenabled.main+xml", FileType.PPTX),
    ("ms-powerpoint.template.macroenabled.main+xml", FileType.PPTX),
    ("wordprocessingml.document.main+xml", FileType.DOCX),
    ("wordprocessingml.template.main+xml", FileType.DOCX),
    ("ms-word.document.macroenabled.main+xml", FileType.DOCX),
    ("ms-word.template.macroenabledtemplate.main+xml", FileType.DOCX),
    ("spreadsheetml.sheet.main+xml", FileType.XLSX),
    ("spreadsheetml.template.main+xml", FileType.XLSX),
    ("ms-excel.sheet.macroenabled.main+xml", FileType.XLSX),
    ("ms-excel.template.macroenabled.main+xml", FileType.XLSX),
)
_COMPOUND = (
    ("PowerPoint Document", FileType.PPT),
    ("WordDocument", FileType.DOC),
    ("Workbook", FileType.XLS),
    ("Book", FileType.XLS),
)
_PACKAGED = {
    Family.PRESENTATION: FileType.PPTX,
    Family.WORD: FileType.DOCX,
    Family.SHEET: FileType.XLSX,
}
_NOT_TAKEN = (
    (b"Rar!\x1a\x07", "un archivo comprimido RAR"),
    (b"7z\xbc\xaf\x27\x1c", "un archivo comprimido 7z"),
    (b"\x1f\x8b", "un archivo comprimido GZIP"),
    (b"BZh", "un archivo comprimido BZIP2"),
    (b"\xfd7zXZ\0", "un archivo comprimido XZ"),
    (b"\x28\xb5\x2f\xfd", "un archivo comprimido ZSTD"),
    (b"{\\rtf", "un documento RTF"),
    (b"SQLite format 3\0", "una base de datos"),
    (b"\0\1\0\0Standard ACE DB", "una base de datos de Access"),
    (b"\0\1\0\0Standard Jet DB", "una base de datos de Access"),
    (b"%!PS", "un archivo PostScript"),
    (b"AC10", "un plano de AutoCAD"),
)


def look(look: Look) -> FileType | Unknown | None:
    head = look.head
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(look)
    if head.startswith(ole.MAGIC):
        return _compound(look)
    if b"%PDF-" in head[: _PDF_WITHIN + 5]:
        return _pdf(look)
    for mark, spanish in _NOT_TAKEN:
        if head.startswith(mark):
            return Unknown(spanish, means_something=True)
    if head[257:262] == b"ustar":
        return Unknown("un archivo comprimido TAR", means_something=True)
    return None


def _pdf(look: Look) -> FileType | None:
    """A PDF if it has anything of a body; whether it can be repaired, its reader tells."""
    has_body = b" obj" in look.head or b"startxref" in look.tail or b"%%EOF" in look.tail
    if not look.head.startswith(b"%PDF-"):
        return FileType.PDF if has_body else None  # a text that speaks of PDF
    if not has_body:
        raise TruncatedFile
    return FileType.PDF


def _zip(look: Look) -> FileType | Unknown:
    with open_zip(look.path) as package:
        check_directory(package, look.limits)
        names = {info.filename.replace("\\", "/") for info in package.infolist()}
        found = _opendoc(package, names) or _openxml(package, names) or _other(names)
        if found is not None:
            return found
        if any(info.flag_bits & 1 for info in package.infolist()):
            raise EncryptedForGood
    return FileType.ZIP


def _opendoc(package: zipfile.ZipFile, names: set[str]) -> FileType | Unknown | None:
    if "mimetype" not in names:
        return None
    kind = read_part(package, "mimetype", 200).decode("ascii", "replace").strip()
    if kind == "application/epub+zip":
        return Unknown("un libro EPUB", means_something=True)
    found = _OPENDOC.get(kind)
    if found is None:
        return (
            Unknown("un archivo OpenDocument de otra clase", means_something=True)
            if "opendocument" in kind
            else None
        )
    if b"encryption-data" in read_part(package, "META-INF/manifest.xml", _PART):
        raise EncryptedForGood
    if "content.xml" not in names:
        raise TruncatedFile
    return found


def _openxml(package: zipfile.ZipFile, names: set[str]) -> FileType | Unknown | None:
    if "[Content_Types].xml" not in names:
        return None
    declared = read_part(package, "[Content_Types].xml", _PART).decode("utf-8", "replace").lower()
    for ending, found in _OPENXML:
        if ending in declared:
            return found
    if "ms-excel.sheet.binary" in declared:
        return Unknown("una hoja de cálculo binaria (XLSB)", means_something=True)
    for folder, found in (("word/", FileType.DOCX), ("ppt/", FileType.PPTX), ("xl/", FileType.XLSX)):
        if any(name.startswith(folder) for name in names) and not declared:
            return found  # its reader decides whether the damage can be read over
    return Unknown("un archivo de Office de otra clase", means_something=True)


def _other(names: set[str]) -> Unknown | None:
    if "AndroidManifest.xml" in names or "classes.dex" in names:
        return Unknown("un programa de Android", means_something=True)
    if "META-INF/MANIFEST.MF" in names and any(name.endswith(".class") for name in names):
        return Unknown("un programa de Java", means_something=True)
    if "Index/Document.iwa" in names or "Index.zip" in names:
        return Unknown("un documento de Apple iWork", means_something=True)
    return None


def _compound(look: Look) -> FileType | Unknown:
    try:
        names, begins = ole.opened(look.path)
    except (ole.NotCompound, struct.error) as error:
        raise TruncatedFile from error
    except MemoryError as error:
        raise DecompressionBomb from error
    if sealed.lock_of(names, begins) is sealed.Lock.FOR_GOOD:
        raise EncryptedForGood
    if sealed.PACKAGE in names:
        return _sealed_package(look)
    for stream, found in _COMPOUND:
        if stream in names:
            return found
    if any(name.startswith("__substg1.0") for name in names):
        return Unknown("un correo de Outlook", means_something=True)
    return Unknown("un archivo compuesto de Office de otra clase", means_something=True)


def _sealed_package(look: Look) -> FileType | Unknown:
    """What an encrypted package holds is seen only when it is opened; until then its name's word is taken."""
    if look.claimed_family is None:
        raise EncryptedNameless
    unseen = Unknown("un documento de Office protegido con contraseña", means_something=True)
    return _PACKAGED.get(look.claimed_family, unseen)
