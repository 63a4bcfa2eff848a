"""Office files with nothing in them of the moment they were made: the same bytes every time."""

import io
import zipfile
from pathlib import Path

_MOMENT = (1980, 1, 1, 0, 0, 0)


def write_repacked(made: io.BytesIO, path: Path) -> None:
    """Write an office file (a ZIP) anew with every member dated alike."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, date_time=_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(member))
