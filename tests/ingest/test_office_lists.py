"""A list in a letter loses its people wherever in the letter they are named."""

import zipfile
from pathlib import Path

import pymupdf
import pytest

from ingest import office, redacting
from ingest.options import Options
from ingest.orders import Order
from ingest.redactions import Route
from ingest.values import FileType

ROWS = (
    ("Ximena Hernández Colín", "13", "M"),
    ("Diego Martínez Rojas", "14", "H"),
    ("Brenda Flores Albarrán", "13", "M"),
    ("Citlalli Estrada Colindres", "13", "M"),
)
ELSEWHERE = {
    "footnote": "Yaretzi Sánchez Quintana",
    "endnote": "Emiliano Cuevas Tapia",
    "header": "Renata Villalobos Iniesta",
    "footer": "Regina Malváez Torres",
    "text box": "Santiago Becerril Arriaga",
    "comment": "Dulce Olvera Nava",
    "its author": "Bruno Arzate Lara",
}
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{where}:1.0"'
    for name, where in {
        **{each: each for each in ("office", "text", "table", "style", "manifest")},
        "draw": "drawing",
        "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
    }.items()
)
_HEAD = f'{_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"'
_ODT = "application/vnd.oasis.opendocument.text"


def _note(kind: str, text: str) -> str:
    return (
        f'<text:note text:id="{kind}" text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
    )


def _row(*cells: str) -> str:
    return "".join(
        (
            "<table:table-row>",
            *(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells),
            "</table:table-row>",
        )
    )


def _content() -> str:
    table = _row("No.", "Nombre completo", "Edad", "Sexo") + "".join(
        _row(str(number), *row) for number, row in enumerate(ROWS, start=1)
    )
    return (
        f"<office:document-content {_HEAD}><office:body><office:text><text:p>LISTA DE ASISTENCIA</text:p>"
        "<text:p>Fecha: 12 de mayo de 2022"
        f"{_note('footnote', 'Faltó ' + ELSEWHERE['footnote'] + '.')}</text:p>"
        "<text:p>Ponente: Lic. Laura Méndez Ruiz"
        f"{_note('endnote', 'La lista la pasó ' + ELSEWHERE['endnote'] + ', alumno de 2° B.')}"
        f"<office:annotation><dc:creator>{ELSEWHERE['its author']}</dc:creator>"
        f"<text:p>Falta {ELSEWHERE['comment']}</text:p></office:annotation></text:p>"
        '<text:p><draw:frame text:anchor-type="paragraph" svg:width="6cm" svg:height="1.2cm" svg:x="9cm">'
        f"<draw:text-box><text:p>Apoyó {ELSEWHERE['text box']}</text:p></draw:text-box></draw:frame></text:p>"
        f'<table:table><table:table-column table:number-columns-repeated="4"/>{table}</table:table>'
        "</office:text></office:body></office:document-content>"
    )


def _styles() -> str:
    return (
        f'<office:document-styles {_HEAD}><office:automatic-styles><style:page-layout style:name="one">'
        '<style:page-layout-properties fo:page-width="21cm" fo:page-height="27.9cm" fo:margin="2cm"/>'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="one">'
        f"<style:header><text:p>Grupo 2° B, {ELSEWHERE['header']}, jefa de grupo</text:p></style:header>"
        f"<style:footer><text:p>Registró: la alumna {ELSEWHERE['footer']}</text:p></style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )


def _letter(path: Path) -> Path:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (("/", _ODT), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", _ODT)
        package.writestr("content.xml", _content())
        package.writestr("styles.xml", _styles())
        package.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest {_SPACES}>{entries}</manifest:manifest>"
        )
    return path


@pytest.mark.skipif(not office.available(), reason="no LibreOffice here")
def test_names_in_notes_headers_boxes_and_comments_go_with_the_rows(tmp_path: Path) -> None:
    target = tmp_path / "publica.pdf"
    work = tmp_path / "work"
    work.mkdir()
    source = _letter(tmp_path / "lista.odt")
    made = redacting.make(source, FileType.ODT, Order(FileType.PDF), target, Options(), work)
    assert made.examination.route is Route.ATTENDANCE
    with pymupdf.open(target) as document:
        text = " ".join(page.get_text() for page in document)
    names = [*ELSEWHERE.values(), *(row[0] for row in ROWS)]
    assert [word for name in names for word in name.split() if word in text] == []
    assert "Laura Méndez Ruiz" in " ".join(text.split())
    assert (work / office.RENDERED).is_file()
