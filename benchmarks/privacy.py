"""What `acervo redact` leaves of attendance lists: leaks, what is still public, counts, and what it costs.

python -m benchmarks.privacy [--smoke] [--kit DIR] [--kit-python PYTHON] [--seed N] [--count N]
                             [--formats pdf,scan,...] [--keep DIR] [--write docs/privacy.md]

The lists are made and the public versions judged by a kit that knows nothing of this program
(``make_lists.py`` and ``leakcheck.py``); without it these figures are left out, and it is said aloud.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.privacy_lists import FORMATS, Kit, KitMissing, measure
from benchmarks.privacy_report import judged, told, written_into
from benchmarks.privacy_speed import one_page_list
from benchmarks.report import Row, table

KIT = Path(__file__).parents[2] / "shared" / "checks"
COUNT, FEW = 600, 12
SEED = 977  # fresh: nothing was tuned on it


def main(arguments: list[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    formats = tuple(chosen.formats.split(","))
    count = FEW if chosen.smoke else chosen.count
    rows: list[Row] = []
    try:
        kit = Kit.found(chosen.kit, chosen.kit_python)
    except KitMissing as missing:
        print(f"SKIPPED: {missing}", file=sys.stderr)
    else:
        with tempfile.TemporaryDirectory(prefix="acervo-privacy-") as folder:
            outcomes = measure(kit, chosen.keep or Path(folder), chosen.seed, count, formats)
        print(told(outcomes), file=sys.stderr)
        rows += judged(outcomes)
    if not chosen.no_speed:
        rows += one_page_list(3 if chosen.smoke else 9)
    shown = table(f"Personal data, {count} lists, seed {chosen.seed}", rows)
    print(shown)
    if chosen.write:
        chosen.write.write_text(written_into(chosen.write.read_text("utf-8"), shown), encoding="utf-8")
    missed = [row.name for row in rows if row.ok is False]
    if missed:
        print("below the limit: " + ", ".join(missed), file=sys.stderr)
    return 1 if missed and not chosen.smoke else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="few files; limits are shown, not enforced")
    parser.add_argument("--kit", type=Path, default=KIT, help="folder of make_lists.py and leakcheck.py")
    parser.add_argument("--kit-python", default=sys.executable, help="interpreter with the kit's libraries")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT, help="files over all formats")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--keep", type=Path, help="keep originals, public versions and reports there")
    parser.add_argument("--no-speed", action="store_true", help="the lists alone")
    parser.add_argument("--write", type=Path, help="a Markdown file with the marks of the table")
    return parser


if __name__ == "__main__":
    sys.exit(main())
