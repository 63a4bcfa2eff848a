"""The table of detectors: ground -> the function that finds it in a document's text."""

from collections.abc import Callable, Sequence

from ingest.detect import attendance, curp, photograph
from ingest.values import FileType, Ground

Detector = Callable[[Sequence[str], FileType], bool]

DETECTORS: dict[Ground, Detector] = {
    Ground.ATTENDANCE_LIST: lambda texts, file_type: attendance.found(texts),
    Ground.CURP: lambda texts, file_type: curp.found(texts),
    Ground.PHOTOGRAPH: photograph.found,
}


def grounds(texts: Sequence[str], file_type: FileType) -> tuple[Ground, ...]:
    """Every ground found, in the table's order."""
    return tuple(ground for ground, found in DETECTORS.items() if found(texts, file_type))
