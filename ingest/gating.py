"""The gate's whole word on a public version: what its means find, and in photographs the faces left."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest import photograph, redacting_pages, verify
from ingest.options import Options
from ingest.orders import Made
from ingest.redactions import GateReport, Leak, Objection, Route
from ingest.values import FileType

FACES = "faces"


def ask(path: Path, made: Made, options: Options, work: Path) -> GateReport:
    """What the gate says of the finished file at ``path``."""
    report = verify.verify(
        path, made.file_type, made.secrets, made.required, options, work, covered=made.covered
    )
    if made.examination.route is not Route.PHOTO:
        return report
    faces = tuple(_faces_left(path, made, options, work))
    return replace(report, objections=(*report.objections, *faces), means=(*report.means, FACES))


def _faces_left(path: Path, made: Made, options: Options, work: Path) -> Iterator[Objection]:
    """Faces that a finished photograph clearly still shows."""
    for page in made.covered:
        picture = path
        if made.file_type is FileType.PDF:
            picture = work / "seen.png"
            source = redacting_pages.PdfSource(path, options, None)
            source.shown_page(page.number).save(picture)
        for finding in photograph.remaining(picture, FileType.PNG, replace(page, number=1), options):
            yield Objection(Leak.PICTURE, finding.data_type, page.number, FACES)
