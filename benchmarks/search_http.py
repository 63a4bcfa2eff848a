"""Search through HTTP as JSON, with highlighted page hits and facets, beside the bare engine in the same run.

python -m benchmarks.search_http [--pages N] [--smoke]

One reader asks mixed questions (rare, middling, common, several words, phrase, prefix); the server is granian
with one process, as the figure is about one answer's time.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections import defaultdict
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import corpus, site
from benchmarks.report import Row, at_most, finish
from benchmarks.search_engine import Bare

PAGE_HITS = 10
SMALL = 100_000  # pages up to which the stricter limit holds
LIMIT_SMALL = 15.0
LIMIT_LARGE = 30.0
LIMIT_BESIDE_BARE = 3.0
LIMIT_MEMORY = 400.0
_WARMING = 240  # other questions of the same kinds first: a server that has just started is not the figure

Times = dict[str, list[float]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=SMALL)
    parser.add_argument("--smoke", action="store_true", help="2,000 pages; limits do not count")
    parser.add_argument("--folder", type=Path, help="build there and keep it; a built one is used")
    parser.add_argument("--build-only", action="store_true", help="build in --folder and measure nothing")
    options = parser.parse_args()
    pages = 2_000 if options.smoke else options.pages
    if options.folder:
        build(options.folder, pages)
        if options.build_only:
            return 0
        rows = measure(options.folder, pages)
    else:
        with tempfile.TemporaryDirectory(prefix="acervo-benchmark-") as name:
            build(Path(name), pages)
            rows = measure(Path(name), pages)
    return finish(f"Search through HTTP, {pages:,} pages", rows, smoke=options.smoke)


def build(folder: Path, pages: int) -> None:
    """An archive and a bare index of the same pages; those already built are left as they are."""
    built = folder / "built"
    if built.exists():
        return
    site.fill(folder / "instance", pages)
    Bare(folder / "bare").fill(corpus.entries(pages))
    built.touch()


def measure(folder: Path, pages: int) -> list[Row]:
    asked = corpus.questions(each=80)
    bare = Bare(folder / "bare")
    environment = {"ACERVO_INSTANCE": str(folder / "instance"), "ACERVO_FACES": "portal,api"}
    with site.serve("archive.web:create_from_environment", environment, processes=1) as server:
        ours = _through_http(server, asked)
        memory = server.memory()
    alone = _alone(bare, asked)
    limit = LIMIT_SMALL if pages <= SMALL else LIMIT_LARGE
    p95, p95_alone = _quantile(ours, 95), _quantile(alone, 95)
    return [
        *(row for kind in ours for row in _of_kind(kind, ours, alone)),
        Row("all kinds, p50", _quantile(ours, 50), unit="ms"),
        at_most("all kinds, p95", p95, limit, "ms"),
        Row("all kinds, p95, bare engine", p95_alone, unit="ms"),
        at_most("all kinds, p95 beside bare", p95 / p95_alone, LIMIT_BESIDE_BARE, "x"),
        at_most("memory of the server", memory.own, LIMIT_MEMORY, "MB"),
        Row("pages of the index it has mapped", memory.mapped, unit="MB"),
    ]


def _of_kind(kind: str, ours: Times, alone: Times) -> tuple[Row, Row]:
    mine, theirs = {kind: ours[kind]}, {kind: alone[kind]}
    return (
        Row(f"{kind}, p95", _quantile(mine, 95), unit="ms"),
        Row(f"{kind}, p95, bare engine", _quantile(theirs, 95), unit="ms"),
    )


def _through_http(server: site.Server, asked: list[corpus.Asked]) -> Times:
    """Milliseconds from the question to the last byte of the answer."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    times: defaultdict[str, list[float]] = defaultdict(list)
    for turn, one in enumerate(asked):
        address = "/api/v1/search?" + urlencode({"q": one.text, "per_page": PAGE_HITS, "pages": 1})
        started = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
        spent = (time.perf_counter() - started) * 1000
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status}")
        if turn >= _WARMING:
            _check(one, json.loads(body))
            times[one.kind].append(spent)
    connection.close()
    return dict(times)


def _check(asked: corpus.Asked, found: dict[str, list[dict[str, list[object]]]]) -> None:
    """What was asked for is there: page hits with marks, and facets."""
    if found["hits"] and not found["facets"]:
        raise RuntimeError(f"no facets for {asked.text}")
    if asked.kind == "common" and not any(hit["pages"] for hit in found["hits"]):
        raise RuntimeError(f"no pages for {asked.text}")


def _alone(bare: Bare, asked: list[corpus.Asked]) -> Times:
    times: defaultdict[str, list[float]] = defaultdict(list)
    for one in asked[:_WARMING]:
        bare.ask(one.text)
    for one in asked[_WARMING:]:
        started = time.perf_counter()
        bare.ask(one.text)
        times[one.kind].append((time.perf_counter() - started) * 1000)
    return dict(times)


def _quantile(times: Times, share: int) -> float:
    everything = [one for kind in times.values() for one in kind]
    return statistics.quantiles(everything, n=100, method="inclusive")[share - 1]


if __name__ == "__main__":
    raise SystemExit(main())
