"""``python -m ingest FILE [--json]``: read one file as the archive would and print what was found."""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from ingest.errors import IngestError
from ingest.extract.package import members
from ingest.identify import identify
from ingest.options import Limits, Options
from ingest.sandbox import Sandbox
from ingest.values import Family, FileType, Page, Proposal, Survey
from ingest.wire import page_to_json, proposal_to_json, survey_to_json

_PAGES_A_CALL = 16


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m ingest", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser.add_argument("--password", help="of an encrypted file")
    asked = parser.parse_args(arguments)
    options = Options(password=asked.password)
    try:
        file_type = identify(asked.file, options.limits, asked.file.name)
        if file_type.family is Family.PACKAGE:
            found = _list_package(asked.file, file_type, options.limits)
        else:
            found = _read(asked.file, file_type, options)
    except IngestError as error:
        found = {"refused": error.code, "reason": str(error)}
    if asked.json:
        json.dump(found, sys.stdout, ensure_ascii=False)
        print()
    else:
        _print(found)
    return 1 if "refused" in found else 0


def _list_package(path: Path, file_type: FileType, limits: Limits) -> dict[str, Any]:
    names = ["/".join((*member.folder_titles, member.name)) for member in members(path, limits)]
    return {"type": file_type.value, "members": names}


def _read(path: Path, file_type: FileType, options: Options) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory(prefix="acervo-") as folder,
        Sandbox(options.limits) as sandbox,
    ):
        work = Path(folder)
        if options.password:
            unlocked = work / "unlocked"
            file_type = sandbox.unlock(path, file_type, unlocked, options.password, options, work)
            path = unlocked
        survey = sandbox.survey(path, file_type, options, work)
        pages: list[Page] = []
        for first in range(1, survey.page_count + 1, _PAGES_A_CALL):
            last = min(first + _PAGES_A_CALL - 1, survey.page_count)
            pages += sandbox.read(path, file_type, survey, first, last, options, work, work / "previews")
            print(f"\r{last}/{survey.page_count}", end="", file=sys.stderr)
        print(file=sys.stderr)
        proposal = sandbox.propose(path.name, survey, [page.text for page in pages], file_type)
    return _described(survey, pages, proposal)


def _described(survey: Survey, pages: list[Page], proposal: Proposal) -> dict[str, Any]:
    return {
        "type": survey.file_type.value,
        "survey": survey_to_json(survey),
        "proposal": proposal_to_json(proposal),
        "pages": [page_to_json(page) for page in pages],
    }


def _print(found: dict[str, Any]) -> None:
    """The same for people: facts line by line, then each page's text."""
    for page in found.pop("pages", ()):
        print(f"--- página {page['number']} ({page['source']}, {len(page['words'])} palabras)")
        print(page["text"])
        if page["notes"]:
            print(f"[notas] {page['notes']}")
    for name, value in found.items():
        print(f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
