"""LibreOffice: an office file -> rendered.pdf, without macros, network, links or leftovers."""

import shutil
from pathlib import Path

from ingest.options import Limits
from ingest.tools import Bounds, find, run, version
from ingest.values import FileType

RENDERED = "rendered.pdf"
ABILITY = "libreoffice"
NAME = "LibreOffice"
_MEMORY = 3_000_000_000  # bytes of address space; it does not start with two
_RESTART = 81  # its exit code after it laid out a fresh profile: it asks to be started again
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""


def available() -> bool:
    return find("soffice") is not None


def office_version() -> str | None:
    """The installed version's own words, or None."""
    return version("soffice", "--version")


def render(path: Path, file_type: FileType, work: Path, limits: Limits) -> Path | None:
    """Make ``work/rendered.pdf``; None where LibreOffice could make nothing of the file.

    Raises ParserTimeout and ParserMemory.  LibreOffice must be ``available``.
    """
    home = work / "office"  # its profile, caches, temporary files and output: all goes when it is done
    source = home / f"source.{file_type.value}"
    try:
        _lay_out_profile(home / "profile")
        source.symlink_to(path)
        command = [
            str(_program()),
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf"),
            *("--outdir", str(home / "output"), str(source)),
        ]
        bounds = Bounds(max(1.0, limits.seconds - 3), _MEMORY, limits.file_size)
        for _ in range(2):
            if run(command, home, bounds).status != _RESTART:
                break
        made = home / "output" / "source.pdf"
        if not made.is_file() or made.stat().st_size == 0:
            return None
        return made.rename(work / RENDERED)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _program() -> Path:
    """The program itself where it can be found, rather than its starter: one process is surely ended."""
    starter = find("soffice") or Path("soffice")
    itself = starter.resolve().with_name("soffice.bin")
    return itself if itself.is_file() else starter


def _lay_out_profile(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
