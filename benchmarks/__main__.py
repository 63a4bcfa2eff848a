"""Every benchmark, one after the other, each in a process of its own.

python -m benchmarks [--smoke] [--write docs/benchmarks.md]
"""

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

BENCHMARKS = ("search_engine", "search_http", "ingest", "ocr", "portal", "release", "disclosure")
LONG = ("privacy",)  # hours, and a table of its own in docs/privacy.md: only when asked for
_HEAD = """# Benchmarks

Made by `make bench`, never by hand. Each table has its limit beside what was measured in the same run;
where a ratio is promised, it is the ratio to a bare loop of the same library calls.

Machine: {machine}.
"""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--smoke", action="store_true", help="small, quick runs that show that they work")
    arguments.add_argument("--write", type=Path, help="a Markdown file to write the tables into")
    arguments.add_argument("only", nargs="*", choices=[*BENCHMARKS, *LONG, []], help="these alone")
    chosen = arguments.parse_args()
    tables, missed = [], []
    for name in chosen.only or BENCHMARKS:
        print(f"== {name}", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", *(["--smoke"] if chosen.smoke else [])]
        ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        print(ended.stdout, flush=True)
        tables.append(f"Command: `python -m benchmarks.{name}`\n\n{ended.stdout}")
        if ended.returncode != 0:
            missed.append(name)
    if chosen.write:
        machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        head = _HEAD.format(machine=machine)
        chosen.write.write_text("\n".join([head, *tables]), encoding="utf-8")
    if missed:
        print("missed a limit or failed: " + ", ".join(missed), file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
