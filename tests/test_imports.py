"""Who may import whom: the stairs of the house, read from the source of every file."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSES = ("archive", "ingest", "export")

# A room is a module or a folder with all in it; the longest name that fits a file is its room.
# What stands on the right is what it may import of ours beside itself; a folder's name covers what is in it.
VALUES = ("ingest.values", "ingest.redactions", "export.values")
GROUND = ("archive.errors", "archive.settings", "archive.permissions", "archive.scratch")
CELLAR = (*GROUND, "archive.db", "archive.storage", "archive.queue", "archive.row_file", "archive.search")
EVERYTHING = ("archive", "ingest", "export")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    # tools: files, rows and values, nothing of the home
    "ingest": (),
    "export": (),
    # ground and cellar of the home, each only what lies below it
    "archive": (),
    "archive.errors": (),
    "archive.settings": ("archive.errors",),
    "archive.permissions": ("archive.errors",),
    "archive.scratch": (),
    "archive.db": ("archive.errors",),
    "archive.storage": ("archive.errors", "archive.scratch"),
    "archive.queue": ("archive.errors", "archive.db"),
    "archive.row_file": ("archive.errors", "export.values"),
    "archive.search": (*GROUND, "archive.db"),
    "archive.models": ("archive.permissions", *VALUES),
    "archive.migrations": ("archive.models", "archive.queue", "archive.search", "archive.db"),
    "archive.resources": CELLAR,
    # the floors
    "archive.services": (
        *CELLAR,
        "archive.models",
        "archive.resources",
        *VALUES,
        "ingest.errors",
        "ingest.options",
        "ingest.identify",  # light enough for the web's process, as is the reader of packages
        "ingest.extract.package",
        "archive.datasets",
        "export.schema",
        "export.problems",
        "export.catalog",
        "export.forms",
    ),
    # declarations: queries, and what their columns mean; of the services only who counts as having come
    "archive.datasets": (
        "archive.settings",
        "archive.models",
        "archive.services.attendance",
        *VALUES,
        "export.disclosure.values",
    ),
    "archive.jobs": (
        *CELLAR,
        "archive.models",
        "archive.resources",
        "archive.datasets",
        "archive.services",
        "ingest",
        "export",
    ),
    "archive.web": (
        *GROUND,
        "archive.resources",
        "archive.services",
        "archive.search.engine",  # its values: requests and facets
        "archive.search.query",
        *VALUES,
        "ingest.errors",
        "export.catalog",
        "export.citation",
        "export.neutral",
        "export.oai",
    ),
    "archive.sample": VALUES,  # makes files and plain data; only load.py knows the home
    "archive.sample.load": EVERYTHING,
    "archive.translations": (),  # reads the source of all, imports none of it
    # the roof
    "archive.worker": EVERYTHING,
    "archive.handing_in": EVERYTHING,
    "archive.serving": EVERYTHING,
    "archive.redacting_alone": ("archive.errors", "ingest"),
    "archive.wsgi": EVERYTHING,
    "archive.exporting": EVERYTHING,
    "archive.releasing": EVERYTHING,
    "archive.data_commands": EVERYTHING,
    "archive.cli": EVERYTHING,
}

# Where each outside library is known.  One that is not listed has no room yet: give it one, and a row in
# requirements.txt and docs/dependencies.md.
HOME_WITH_ROWS = (
    "archive.db",
    "archive.models",
    "archive.migrations",
    "archive.queue",
    "archive.search",
    "archive.services",
    "archive.datasets",
    "archive.jobs",
    "archive.sample.load",
)
KNOWN_IN: dict[str, tuple[str, ...]] = {
    "alembic": ("archive.db", "archive.migrations"),
    "argon2": ("archive.services",),
    "av": ("ingest.film", "ingest.film_samples"),
    "babel": ("archive.web", "archive.translations"),
    "charset_normalizer": ("ingest",),
    "click": ("archive.cli", "archive.data_commands"),
    "cv2": ("ingest",),
    "defusedxml": ("ingest", "export.forms.workbook"),
    "docx": ("ingest.extract.word", "archive.sample"),
    "flask": ("archive.web", "archive.serving"),
    "highspy": ("export.disclosure.solver",),
    "granian": ("archive.cli", "archive.serving"),
    "jinja2": ("archive.web",),
    "lxml": ("ingest.extract",),
    "magic": ("ingest.identify", "ingest.looks"),
    "markupsafe": ("archive.web",),
    "msoffcrypto": ("ingest.unlock",),
    "numpy": ("ingest", "archive.sample", "export.disclosure"),
    "obstore": ("archive.storage",),
    "orjson": ("archive.web.api",),
    "pi_heif": ("ingest",),
    "PIL": ("ingest", "archive.sample"),
    "pptx": ("ingest.extract.presentation", "ingest.extract.slides", "archive.sample"),
    "psycopg": ("archive.db", "archive.search.on_postgres"),
    "pikepdf": ("ingest.gate",),
    "pyarrow": ("export.formats.parquet",),
    "pymupdf": ("ingest", "archive.sample"),
    "pypdfium2": ("ingest.gate",),
    "python_calamine": ("ingest.extract.sheet", "ingest.attendance.cells", "export.incoming.workbook"),
    "slugify": ("archive.services", "archive.web"),
    "sqlalchemy": HOME_WITH_ROWS,
    "tantivy": ("archive.search.on_tantivy",),
    "tesserocr": ("ingest.ocr",),
    "werkzeug": ("archive.web",),
    "whoosh": ("archive.search",),
    "xlsxwriter": ("archive.sample", "ingest.attendance.public_table", "export.formats.xlsx"),
}


PARSERS = {
    "av",
    "pymupdf",
    "cv2",
    "tesserocr",
    "pptx",
    "docx",
    "lxml",
    "python_calamine",
    "pi_heif",
    "PIL",
    "numpy",
    "msoffcrypto",
}


@dataclass(frozen=True)
class Import:
    """One import as it stands in a file."""

    place: str  # path:line
    target: str  # a module of ours, or the outside library's top name
    ours: bool
    hidden: bool  # in a function, or for the type checker alone


def test_rooms_import_only_what_lies_below_them() -> None:
    wrong = [
        f"{found.place} {module} imports {found.target}"
        for module in modules()
        for found in imports(module)
        if found.ours and not _allowed(module, found.target)
    ]
    assert not wrong, "\n".join(wrong)


def test_outside_libraries_stay_in_their_rooms() -> None:
    wrong = [
        f"{found.place} {module} knows {found.target}"
        for module in modules()
        for found in imports(module)
        if not found.ours and not _within(module, KNOWN_IN.get(found.target, ()))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_import_of_ours_hides_in_a_function_or_from_the_interpreter() -> None:
    hidden = [
        f"{found.place} {found.target}" for module in modules() for found in imports(module) if found.hidden
    ]
    assert not hidden, "\n".join(hidden)


def test_nothing_imports_in_a_circle() -> None:
    graph = {
        module: {found.target for found in imports(module) if found.ours} - {module} for module in modules()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_every_module_has_a_room() -> None:
    homeless = [module for module in modules() if module not in HOUSES and _room(module) == "archive"]
    assert not homeless, homeless


@pytest.mark.parametrize(
    ("names", "forbidden"),
    [
        ("archive.web.portal, archive.web.api, archive.web.workspace", PARSERS),
        # What writes Parquet and solves for hidden counts brings numpy along: numbers of ours, nobody's file.
        ("archive.cli", PARSERS - {"numpy"}),
        ("archive.worker", PARSERS - {"numpy"}),
    ],
)
def test_neither_web_nor_command_nor_worker_loads_a_parser(names: str, forbidden: set[str]) -> None:
    """Whoever sends a file must not reach a parser's weak spot in the process that holds the sessions."""
    loaded = _loaded_by(names)
    assert "sqlalchemy" in loaded
    assert not loaded & forbidden


@cache
def modules() -> dict[str, Path]:
    """Every module of the product, by its dotted name."""
    files = (path for house in HOUSES for path in sorted((ROOT / house).rglob("*.py")))
    return {_dotted(path.relative_to(ROOT)): path for path in files}


@cache
def imports(module: str) -> tuple[Import, ...]:
    """All imports of a module, wherever in the file they stand."""
    path = modules()[module]
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    place = path.relative_to(ROOT)
    return (*_imports_in(tree, place, hidden=False), *_imports_by_name(tree, place))


def _loaded_by(names: str) -> set[str]:
    """The top names of all modules that a fresh interpreter holds after importing ``names``."""
    script = f"import sys, {names}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(done.stdout.split())


def _imports_in(node: ast.AST, path: Path, *, hidden: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        for target in _targets(child):
            top = target.split(".")[0]
            place = f"{path}:{child.lineno}"  # type: ignore[attr-defined]
            if top in HOUSES:
                yield Import(place, target, ours=True, hidden=hidden)
            elif top not in sys.stdlib_module_names:
                yield Import(place, top, ours=False, hidden=False)
        yield from _imports_in(child, path, hidden=hidden or _hides(child))


def _imports_by_name(tree: ast.Module, path: Path) -> Iterator[Import]:
    """A table of module names beside ``import_module`` counts as an import of each."""
    nodes = list(ast.walk(tree))
    if any(isinstance(node, ast.alias) and node.name in {"import_module", "importlib"} for node in nodes):
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in modules():
                yield Import(f"{path}:{node.lineno}", node.value, ours=True, hidden=False)


def _targets(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [name.name for name in names]
        case ast.ImportFrom(module=str(source), names=names, level=0):
            return sorted({_as_module(source, name.name) for name in names})
        case ast.ImportFrom():
            raise AssertionError(f"line {node.lineno}: a relative import hides where it goes")
    return []


def _as_module(source: str, name: str) -> str:
    """``from a.b import c`` means the module a.b.c where there is one, else a.b."""
    return f"{source}.{name}" if f"{source}.{name}" in modules() else source


def _hides(node: ast.AST) -> bool:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return True
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _within(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == room or module.startswith(room + ".") for room in rooms)


def _room(module: str) -> str:
    return max((room for room in MAY_IMPORT if _within(module, (room,))), key=len)


def _allowed(module: str, target: str) -> bool:
    room = _room(module)
    return _within(target, (room,) if room != "archive" else ()) or _within(target, MAY_IMPORT[room])
