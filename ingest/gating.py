"""The gate's whole word on a public version: its means, and the faces left in pictures and films."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest import filming, photograph, redacting_pages, verify
from ingest.errors import IngestError
from ingest.options import Options
from ingest.orders import Made
from ingest.redactions import DataType, GateReport, Leak, Objection, Route
from ingest.values import FileType

FACES = "faces"


def ask(path: Path, made: Made, options: Options, work: Path) -> GateReport:
    """What the gate says of the finished file at ``path``."""
    report = verify.verify(
        path, made.file_type, made.secrets, made.required, options, work, covered=made.covered
    )
    if made.examination.route is Route.FILM:
        faces = tuple(_faces_left_in_film(path, made, options))
    elif made.examination.route is Route.PHOTO:
        faces = tuple(_faces_left(path, made, options, work))
    else:
        return report
    return replace(report, objections=(*report.objections, *faces), means=(*report.means, FACES))


def _faces_left_in_film(path: Path, made: Made, options: Options) -> Iterator[Objection]:
    try:
        for page in filming.faces_left(path, made, options):
            yield Objection(Leak.PICTURE, DataType.FACE, page, FACES)
    except IngestError as error:
        yield Objection(Leak.UNREADABLE, None, None, type(error).__name__)


def _faces_left(path: Path, made: Made, options: Options, work: Path) -> Iterator[Objection]:
    """Faces that a finished photograph clearly still shows, but for those left open on purpose."""
    for page in made.covered:
        picture = path
        if made.file_type is FileType.PDF:
            picture = work / "seen.png"
            source = redacting_pages.PdfSource(path, options, None)
            source.shown_page(page.number).save(picture)
        open_here = [
            each.box
            for each in made.left_open
            if each.page == page.number and each.data_type is DataType.FACE
        ]
        for finding in photograph.remaining(
            picture, FileType.PNG, replace(page, number=1), options, open_here
        ):
            yield Objection(Leak.PICTURE, finding.data_type, page.number, FACES)
