"""Every sentence people see, gathered from the source into the catalogues: ``make messages``.

A sentence is in the source in Spanish, and found where it stands:

- in templates, in ``_()`` and ``ngettext()``;
- in Python, in calls of ``msgid``, ``translate``, ``gettext`` and ``ngettext``; as the ``sentence`` of an
  error; as the ``reason``, ``field`` or ``tool`` an error is filled with; and in the tables named here.
"""

import ast
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = tuple(sorted(Path(__file__).parent.glob("*/LC_MESSAGES/messages.po")))
_PLACES = ("templates", "archive", "ingest", "export")
_METHODS = (("**.html", "jinja2"), ("**.xml", "jinja2"), ("**.py", "archive.translations.extract:sentences"))
_TEMPLATE_OPTIONS = {"extensions": "jinja2.ext.do", "newstyle_gettext": "true", "silent": "false"}
_KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2)}
_CALLS = frozenset({"msgid", "translate", "gettext", "_"})
# What the errors' own sentences are filled with.
_FILLINGS = frozenset({"reason", "field", "tool"})
_TABLES = frozenset({"NEVER_PUBLIC", "GROUND_REASONS", "MISSING_REASONS", "PERSONAL_KINDS", "VALUE_REASONS"})
# What a file was found to be stands with its article: "una imagen".
_FOUND = re.compile(r"(?:un|una|datos) ")
_FOUND_IN = ("ingest/looks/", "ingest/identify.py")

Sentence = tuple[int, str, str | tuple[str, str], list[str]]


def gather() -> Catalog:
    """All sentences of the source, without translations."""
    found = Catalog(project="Acervo")
    for place in _PLACES:
        options: dict[str, dict[str, Any]] = {
            pattern: _TEMPLATE_OPTIONS if method == "jinja2" else {"place": place}
            for pattern, method in _METHODS
        }
        for name, _line, message, _comments, _context in extract_from_dir(
            ROOT / place, _METHODS, options, keywords=_KEYWORDS
        ):
            found.add(message, locations=[(f"{place}/{name}", 0)])
    return found


def refreshed(path: Path) -> Catalog:
    """The catalogue at ``path`` with exactly the sentences of the source; its translations are kept.

    A new sentence comes without a translation: one guessed from a similar sentence would go unnoticed.
    """
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3], abort_invalid=True)
    catalogue.update(gather(), no_fuzzy_matching=True, update_creation_date=False)
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """The sentences without a translation that somebody stands for."""
    return [str(message.id) for message in catalogue if message.id and not _is_translated(message)]


def save(catalogue: Catalog, path: Path) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_by_file=True, ignore_obsolete=True, include_lineno=False)


def sentences(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: dict[str, Any]
) -> Iterator[Sentence]:
    """The sentences of a Python file, as babel's extraction wants them."""
    place = Path(file.name).resolve().relative_to(ROOT).as_posix()
    holds_found = place.startswith(_FOUND_IN)
    for node in ast.walk(ast.parse(file.read())):
        for name, message in _of(node):
            yield node.lineno, name, message, []  # type: ignore[attr-defined]
        match node:
            case ast.Constant(value=str(text)) if holds_found and _FOUND.match(text):
                yield node.lineno, "_", text, []


def _is_translated(message: Message) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return not message.fuzzy and bool(strings) and all(strings)


def _of(node: ast.AST) -> Iterator[tuple[str, str | tuple[str, str]]]:
    match node:
        case ast.Call(
            func=ast.Name(id="ngettext"),
            args=[ast.Constant(value=str(one)), ast.Constant(value=str(many)), *_],
        ):
            yield "ngettext", (one, many)
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text)), *_]) if name in _CALLS:
            yield "_", text
        case ast.ClassDef(body=body):
            yield from (("_", text) for statement in body for text in _own_sentence(statement))
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict(values=values)) if name in _TABLES:
            yield from (("_", ast.literal_eval(value)) for value in values)
    match node:
        case ast.Call(keywords=given):
            yield from (("_", text) for keyword in given for text in _filling(keyword))


def _own_sentence(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case (
            ast.Assign(targets=[ast.Name(id="sentence")], value=ast.Constant(value=str(text)))
            | ast.AnnAssign(target=ast.Name(id="sentence"), value=ast.Constant(value=str(text)))
        ) if text:
            yield text


def _filling(keyword: ast.keyword) -> Iterator[str]:
    match keyword:
        case ast.keyword(arg=str(name), value=ast.Constant(value=str(text))) if name in _FILLINGS and text:
            yield text


def main() -> None:
    for path in CATALOGUES:
        catalogue = refreshed(path)
        save(catalogue, path)
        missing = len(untranslated(catalogue))
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(catalogue)} sentences, {missing} to translate\n")


if __name__ == "__main__":
    main()
