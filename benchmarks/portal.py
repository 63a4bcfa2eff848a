"""The portal's pages under load, beside a bare Jinja page of the same size on the same server.

python -m benchmarks.portal [--pages N] [--seconds S] [--smoke]
"""

import argparse
import statistics
import tempfile
from pathlib import Path
from urllib.parse import quote_plus

from archive.services.reading.values import title_slug
from benchmarks import corpus, site
from benchmarks.load import Load, load
from benchmarks.report import Row, at_least, at_most, finish

PROCESSES = 2
VARIETY = 20  # different addresses of a kind, in turn
LEAST_SHARE = 0.4
MOST_P99 = 50.0
_ROUNDS = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000, help="pages in the archive")
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement")
    parser.add_argument("--smoke", action="store_true", help="small and short; limits do not count")
    options = parser.parse_args()
    pages, seconds = (500, 1.0) if options.smoke else (options.pages, options.seconds)
    with tempfile.TemporaryDirectory(prefix="acervo-benchmark-") as folder:
        rows = measure(Path(folder) / "instance", pages, seconds, 1 if options.smoke else _ROUNDS)
    return finish(f"Portal pages, {pages:,} pages in the archive, 16 readers", rows, smoke=options.smoke)


def measure(instance: Path, pages: int, seconds: float, rounds: int) -> list[Row]:
    site.fill(instance, pages)
    rows: list[Row] = []
    environment = {"ACERVO_INSTANCE": str(instance), "ACERVO_FACES": "portal,api"}
    with site.serve("archive.web:create_from_environment", environment, processes=PROCESSES) as portal:
        for name, addresses in _addresses(pages).items():
            size = statistics.mean(_size(portal, address) for address in addresses)
            rows += _beside_bare(name, portal, addresses, round(size), seconds, rounds)
        rows.append(Row("memory of the server", portal.memory().own, unit="MB"))
    return rows


def _beside_bare(
    name: str, portal: site.Server, addresses: list[str], size: int, seconds: float, rounds: int
) -> list[Row]:
    """Turn and turn about, so that what else the machine does meets both."""
    sized = {"BARE_PAGE_SIZE": str(size)}
    with site.serve("benchmarks.bare_page:create_app", sized, processes=PROCESSES) as bare:
        load(bare.port, ["/"], min(seconds, 1.0))
        load(portal.port, addresses, min(seconds, 1.0))
        pairs = [
            (load(bare.port, ["/"], seconds), load(portal.port, addresses, seconds)) for _ in range(rounds)
        ]
        fresh = load(portal.port, addresses, seconds, fresh=True)
    alone, ours = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    failed = sum(one.failed for one in (*alone, *ours, fresh))
    share = statistics.median(mine.per_second / theirs.per_second for theirs, mine in pairs)
    return [
        Row(f"{name}, size", size / 1000, unit="kB"),
        Row(f"{name}, bare", _median(alone, "per_second"), unit="requests/s"),
        Row(name, _median(ours, "per_second"), unit="requests/s"),
        at_least(f"{name} beside bare", share, LEAST_SHARE, "x"),
        Row(f"{name}, p50", _median(ours, "p50"), unit="ms"),
        at_most(f"{name}, p99", _median(ours, "p99"), MOST_P99, "ms"),
        Row(f"{name}, p99, bare", _median(alone, "p99"), unit="ms"),
        Row(f"{name}, every address new", fresh.per_second, unit="requests/s"),
        Row(f"{name}, every address new, p99", fresh.p99, unit="ms"),
        at_most(f"{name}, failed", failed, 0),
    ]


def _size(portal: site.Server, address: str) -> int:
    status, body = portal.get(address)
    if status != 200:
        raise RuntimeError(f"{address}: {status}")
    return len(body)


def _addresses(pages: int) -> dict[str, list[str]]:
    """Home, and ``VARIETY`` different results and documents, opened by a search as readers do."""
    words = [one.text for one in corpus.questions() if one.kind == "middle"][:VARIETY]
    entries = [corpus.entry(place % (pages // corpus.DOCUMENT_PAGES)) for place in range(VARIETY)]
    return {
        "home": ["/"],
        "results": [f"/buscar?q={quote_plus(word)}" for word in words],
        "document": [
            f"/d/{entry.document_id}/{title_slug(entry.title)}?pagina=2&q={quote_plus(word)}"
            for entry, word in zip(entries, words, strict=True)
        ],
    }


def _median(loads: list[Load], figure: str) -> float:
    return statistics.median(getattr(one, figure) for one in loads)


if __name__ == "__main__":
    raise SystemExit(main())
