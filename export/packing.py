"""A ZIP of a release's files, with the same bytes for the same files."""

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

_PACKED_ALREADY = frozenset({".xlsx", ".parquet"})
_WHEN = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP can tell
_UNIX, _READABLE = 3, 0o100644 << 16
_LEVEL = 6
_CHUNK = 1 << 20


def pack(files: Sequence[Path], target: Path) -> None:
    """Write the ZIP; its members stand in the order given."""
    with zipfile.ZipFile(target, "x") as package:
        for path in files:
            about = zipfile.ZipInfo(path.name, _WHEN)
            about.create_system = _UNIX
            about.external_attr = _READABLE
            about.file_size = path.stat().st_size  # tells the library whether it needs ZIP64
            if path.suffix not in _PACKED_ALREADY:
                about.compress_type = zipfile.ZIP_DEFLATED
                about._compresslevel = _LEVEL  # type: ignore[attr-defined]
            with path.open("rb") as source, package.open(about, "w") as member:
                shutil.copyfileobj(source, member, _CHUNK)
