"""A public version's pages and what the law wants said of them, in one file."""

from pathlib import Path

import pymupdf

from ingest import cover, new_pdf
from ingest.box_codes import Codes
from ingest.legal import Legal
from ingest.redaction_index import index


def around(body: Path, target: Path, legal: Legal, codes: Codes) -> int:
    """Cover sheet, pages, index; how many pages stand before the first of the document."""
    return cover.bind(body, target, legal, codes)


def behind(body: Path, target: Path, legal: Legal, codes: Codes) -> int:
    """Pages and index, for whoever has no archive: no cover sheet, for nobody has classified anything yet."""
    rows = index(codes, legal)
    with pymupdf.open(body) as public:
        if rows:
            cover.add_index(public, legal, rows)
        new_pdf.save(public, target, cover.LANGUAGE)
    return 0
