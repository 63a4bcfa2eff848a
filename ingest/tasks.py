"""What a child process can be asked to do: task name -> function from JSON to JSON."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pymupdf
from PIL import Image

from ingest import gating, ocr, office, propose, redacting, render, scrub, unlock
from ingest.errors import AbilityMissing
from ingest.extract import pdf
from ingest.extract.readers import READERS
from ingest.options import Options
from ingest.orders import Made, Order
from ingest.pack import PackWriter
from ingest.plain import from_plain, to_plain
from ingest.redactions import Route
from ingest.values import FileType
from ingest.wire import (
    Json,
    options_from_json,
    page_from_json,
    page_to_json,
    proposal_to_json,
    survey_from_json,
    survey_to_json,
)

Task = Callable[[Json], Json]


def _survey(request: Json) -> Json:
    file_type = FileType(request["file_type"])
    reader = READERS[file_type.family]
    options = options_from_json(request["options"])
    survey = reader.survey(Path(request["path"]), file_type, options, Path(request["work"]))
    return {"survey": survey_to_json(survey)}


def _read(request: Json) -> Json:
    file_type = FileType(request["file_type"])
    reader = READERS[file_type.family]
    with PackWriter(Path(request["pack"])) as pack:
        pages = reader.read(
            Path(request["path"]),
            file_type,
            survey_from_json(request["survey"]),
            request["first"],
            request["last"],
            options_from_json(request["options"]),
            Path(request["work"]),
            pack,
        )
        return {"pages": [page_to_json(page) for page in pages]}


def _propose(request: Json) -> Json:
    survey = survey_from_json(request["survey"])
    proposal = propose.propose(request["name"], survey, request["texts"], FileType(request["file_type"]))
    return {"proposal": proposal_to_json(proposal)}


def _scrub(request: Json) -> Json:
    made = scrub.scrub(
        Path(request["path"]),
        FileType(request["file_type"]),
        Path(request["target"]),
        options_from_json(request["options"]),
        Path(request["work"]),
        tuple(page_from_json(page) for page in request["pages"]),
    )
    return {"file_type": made.value}


def _unlock(request: Json) -> Json:
    found = unlock.unlock(
        Path(request["path"]),
        FileType(request["file_type"]),
        Path(request["target"]),
        request["password"],
        options_from_json(request["options"]).limits,
    )
    return {"file_type": found.value}


def _count_pages(request: Json) -> Json:
    """How many pages there are; an office file is printed for it, and stays printed in the work folder."""
    path, work = Path(request["path"]), Path(request["work"])
    options = options_from_json(request["options"])
    return {"pages": redacting.count_pages(path, FileType(request["file_type"]), options, work)}


def _examine(request: Json) -> Json:
    found = redacting.look(
        Path(request["path"]),
        FileType(request["file_type"]),
        Route(request["route"]) if request["route"] else None,
        options_from_json(request["options"]),
        Path(request["work"]),
    )
    return {"examination": to_plain(found)}


def _redact(request: Json) -> Json:
    made = redacting.make(
        Path(request["path"]),
        FileType(request["file_type"]),
        from_plain(Order, request["order"]),
        Path(request["target"]),
        options_from_json(request["options"]),
        Path(request["work"]),
    )
    return {"made": to_plain(made)}


def _verify(request: Json) -> Json:
    made = from_plain(Made, request["made"])
    report = gating.ask(
        Path(request["path"]), made, options_from_json(request["options"]), Path(request["work"])
    )
    return {"report": to_plain(report)}


def prepare() -> None:
    """Load what every child would load again, by doing each thing once on an empty page.

    Forked children find Tesseract's data, Pillow's formats and MuPDF's fonts in memory, and need less than
    half of the time.
    """
    Image.init()
    with pymupdf.open() as document:
        page = document.new_page(width=200, height=100)
        page.insert_text((20, 50), "Acervo")
        pdf.layer_of(page)
        picture = render.picture(page, 1.0, grey=True)
        render.webp(render.picture(page, 1.0))
    with suppress(AbilityMissing):
        ocr.read_image(picture, Options(), render.POINTS_PER_INCH)


def tidy(work: Path) -> None:
    """Remove what a call with this work folder may have left outside it."""
    office.remove_sockets(work)


TASKS: dict[str, Task] = {
    "unlock": _unlock,
    "survey": _survey,
    "read": _read,
    "propose": _propose,
    "scrub": _scrub,
    "count_pages": _count_pages,
    "examine": _examine,
    "redact": _redact,
    "verify": _verify,
}
