"""What a parser needs of the machine around it: programs, libraries, fonts, language data; no document."""

import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from ingest.landlock import Reach
from ingest.tools import find

_PROGRAMS = (
    *("/bin", "/lib", "/lib64", "/usr/bin", "/usr/lib", "/usr/lib64", "/usr/local/bin", "/usr/local/lib"),
    *("/nix/store", "/gnu/store"),
)
_DATA = (
    *("/usr/share", "/usr/local/share", "/var/cache/fontconfig", "/var/lib/libreoffice"),
    *("/var/spool/libreoffice", "/etc/libreoffice", "/etc/fonts", "/etc/ld.so.cache", "/etc/locale.alias"),
    *("/etc/localtime", "/etc/timezone", "/etc/magic", "/etc/mime.types", "/etc/nsswitch.conf"),
    *("/etc/papersize", "/etc/passwd", "/etc/group", "/dev/random", "/dev/urandom", "/dev/zero"),
    *("/proc/cpuinfo", "/proc/filesystems", "/proc/meminfo", "/proc/stat", "/proc/sys"),
    "/sys/devices/system/cpu",
)
# LibreOffice talks to itself through a socket that it puts here whatever TMPDIR says; see office.sockets.
SOCKETS = Path("/tmp")  # noqa: S108  nothing is written into a file here


def needed() -> Iterator[tuple[Path, Reach]]:
    """Every such place and what a parser may do with it."""
    for place in _PROGRAMS:
        yield Path(place), Reach.RUN
    for place in (*_DATA, *_python()):
        yield Path(place), Reach.READ
    office = find("soffice")
    if office is not None:  # its makers' own packages put it beside the system, in /opt
        yield office.resolve().parent.parent, Reach.RUN
    yield Path("/dev/null"), Reach.READ | Reach.WRITE
    yield SOCKETS, Reach.MAKE_SOCKETS


def _python() -> Iterator[str]:
    """The interpreter's library, what is installed beside it, and this very package."""
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield sysconfig.get_path(name)
    yield from (place for place in sys.path if place.endswith(("site-packages", "dist-packages")))
    yield str(Path(__file__).parent)
