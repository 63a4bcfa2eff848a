"""What a pivot table remembers of a sheet is no part of its public version."""

import zipfile
from pathlib import Path

from ingest.attendance.public_table import write_public
from ingest.attendance.sheets import read_plain_table
from ingest.detect.findings import find_in_text
from ingest.gate import cells
from ingest.options import Options
from ingest.values import FileType
from tests.ingest.attendance import tables

NAME = "Ximena Hernández Colín"
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_PARTS = {
    "xl/pivotCache/pivotCacheDefinition1.xml": (
        f'<pivotCacheDefinition {_SPACE} recordCount="1"><cacheFields count="1"><cacheField name="Nombre">'
        f'<sharedItems count="1"><s v="{NAME}"/></sharedItems></cacheField></cacheFields>'
        "</pivotCacheDefinition>"
    ),
    "xl/pivotCache/pivotCacheRecords1.xml": (
        f'<pivotCacheRecords {_SPACE} count="1"><r><s v="{NAME}"/></r></pivotCacheRecords>'
    ),
}


def test_a_pivot_cache_is_objected_to_and_not_carried_over(tmp_path: Path) -> None:
    source = tables.make_book(tmp_path / "a.xlsx", [["Escuela", "Mujeres"], ["Benito Juárez", 12]])
    with zipfile.ZipFile(source, "a") as book:
        for name, content in _PARTS.items():
            book.writestr(name, content)
    assert "pivot caches" in {each.detail for each in cells.objections(source, Options().limits)}

    target = tmp_path / "publica.xlsx"
    write_public(read_plain_table(source, FileType.XLSX, Options(), find_in_text), target, "xlsx")
    assert cells.objections(target, Options().limits) == []
    with zipfile.ZipFile(target) as book:
        assert not any("Ximena" in book.read(part).decode("utf-8", "replace") for part in book.namelist())
