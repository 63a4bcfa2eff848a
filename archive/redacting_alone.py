"""``acervo redact``: one file in, its public version out, without an archive; the report names nobody."""

import json
import os
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.errors import ArchiveError
from ingest import box_codes
from ingest.errors import IngestError
from ingest.identify import identify
from ingest.options import Options
from ingest.orders import Order, Redacted
from ingest.redactions import Counts, Examination, GateReport, Objection, Plan, Route
from ingest.sandbox import Sandbox
from ingest.values import FileType

_SUFFIXES = {
    ".pdf": FileType.PDF,
    ".jpg": FileType.JPEG,
    ".jpeg": FileType.JPEG,
    ".png": FileType.PNG,
    ".xlsx": FileType.XLSX,
    ".csv": FileType.CSV,
}


class NotRedacted(ArchiveError):
    """No public version was written; the sentence says why and what can be done."""

    code = "not_redacted"
    sentence = "No se hizo versión pública."


class SameFile(NotRedacted):
    code = "same_file"
    sentence = "El archivo de salida es el mismo que el original, que nunca se cambia. Dé otro nombre."


class NoFile(NotRedacted):
    code = "no_file"
    sentence = "No existe el archivo %(name)s."


class NoFolder(NotRedacted):
    code = "no_folder"
    sentence = "No se puede escribir en la carpeta de %(name)s."


class UnknownSuffix(NotRedacted):
    code = "unknown_suffix"
    sentence = (
        "La terminación del archivo de salida dice qué se quiere: .pdf, .jpg, .png, .xlsx o .csv. "
        "«%(suffix)s» no es ninguna de ellas."
    )


class HeldBack(NotRedacted):
    """The gate found something; the report says what kind of thing and where."""

    code = "held_back"
    sentence = "La revisión final encontró algo que no debe publicarse (%(found)s). No se escribió nada."


_FOUND = {
    "text": "texto testado que todavía se lee",
    "second_engine": "texto testado que otro lector todavía encuentra",
    "object": "restos dentro del archivo",
    "metadata": "metadatos",
    "picture": "algo que se lee en la imagen",
    "cell": "una celda",
    "structure": "partes ocultas del archivo",
    "missing": "falta algo que debe quedar",
    "unreadable": "no se pudo comprobar",
}


@dataclass(frozen=True)
class Ended:
    """How it ended: what the report says, and the refusal if there was one."""

    report: dict[str, Any]
    refusal: IngestError | NotRedacted | None = None


def redact(source: Path, target: Path, route: Route | None, options: Options) -> Ended:
    """Write ``target`` if and only if the gate passes what was made; otherwise it stays as it was."""
    try:
        wanted = _demand(source, target)
        file_type = identify(source, options.limits, source.name)
        with (
            tempfile.TemporaryDirectory(prefix="acervo-") as folder,
            Sandbox(options.limits) as sandbox,
        ):
            work = Path(folder)
            made = work / f"public{target.suffix.lower()}"
            redacted = sandbox.redact(source, file_type, Order(wanted, route), made, options, work)
            report = _report(file_type, redacted)
            if not redacted.gate.passed:
                return Ended(report, HeldBack(found=_in_words(redacted.gate.objections)))
            _put(made, target)
            return Ended(report)
    except (IngestError, NotRedacted) as refusal:
        return Ended({"published": False, "refused": refusal.code, "reason": str(refusal)}, refusal)


def _demand(source: Path, target: Path) -> FileType:
    """The type that is wanted, if the two names make sense."""
    if not source.is_file():
        raise NoFile(name=source.name)
    wanted = _SUFFIXES.get(target.suffix.lower())
    if wanted is None:
        raise UnknownSuffix(suffix=target.suffix)
    if target.exists() and target.samefile(source):
        raise SameFile
    if not target.parent.is_dir() or not os.access(target.parent, os.W_OK) or target.is_dir():
        raise NoFolder(name=target.name)
    return wanted


def _put(made: Path, target: Path) -> None:
    """The finished file in its place: whole or not at all, whatever happens meanwhile."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".acervo-", suffix=target.suffix)
    beside_target = Path(name)
    try:
        with os.fdopen(handle, "wb") as beside:
            beside.write(made.read_bytes())
            beside.flush()
            os.fsync(beside.fileno())
        beside_target.chmod(0o644)
        beside_target.replace(target)
    except OSError as error:
        beside_target.unlink(missing_ok=True)
        raise NoFolder(name=target.name) from error
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _in_words(objections: tuple[Objection, ...]) -> str:
    return "; ".join(dict.fromkeys(_FOUND[objection.leak.value] for objection in objections))


def _report(file_type: FileType, redacted: Redacted) -> dict[str, Any]:
    """What was done, for machines; nothing in it is anybody's datum."""
    examined = redacted.made.examination
    return {
        "published": redacted.gate.passed,
        "from": file_type.value,
        "to": redacted.made.file_type.value,
        "kind": examined.route.value,
        "why": examined.why.value,
        "pages": len(examined.pages) or redacted.gate.pages,
        "pages_covered_whole": list(examined.unsure_pages),
        "boxes": _boxes(examined),
        "counts": _counts(examined.counts) if examined.counts else None,
        "gate": _gate(redacted.gate),
    }


def _boxes(examined: Examination) -> list[dict[str, Any]]:
    """Every box under the code it carries in the public version and its index."""
    return [
        {
            "code": each.code,
            "page": each.redaction.page,
            "type": each.redaction.data_type.value,
            "words": each.redaction.extent.words,
            "lines": each.redaction.extent.lines,
            "paragraphs": each.redaction.extent.paragraphs,
        }
        for each in box_codes.numbered(Plan(examined.pages)).boxes
    ]


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "total": counts.total,
        "by_sex": {sex.value: number for sex, number in counts.by_sex},
        "by_age": {band.value: number for band, number in counts.by_age},
        "by_grade": dict(counts.by_grade),
        "minors": counts.minors,
        "adults": counts.adults,
        "confidence": round(counts.confidence, 3),
        "rows_to_check": [list(place) for place in counts.rows_to_check],
    }


def _gate(gate: GateReport) -> dict[str, Any]:
    found = Counter(
        (each.leak.value, each.data_type.value if each.data_type else None, each.page, each.detail)
        for each in gate.objections
    )
    return {
        "passed": gate.passed,
        "means": list(gate.means),
        "pages": gate.pages,
        "values_searched": gate.secrets,
        "phrases_required": gate.required,
        "phrases_found": gate.found_again,
        "objections": [
            {"means": leak, "type": data_type, "page": page, "detail": detail, "times": times}
            for (leak, data_type, page, detail), times in found.items()
        ],
    }


def write_report(ended: Ended, path: Path) -> None:
    path.write_text(json.dumps(ended.report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
