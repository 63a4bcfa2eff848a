"""Every sentence people see is in the catalogue, and in English.

When these fail: ``make messages``, then write what is missing into messages.po.
"""

import ast

import pytest
from babel.messages.catalog import Catalog

from archive.translations.extract import CATALOGUES, ROOT, gather, untranslated
from tests.archive.web.one_language import PLACE, forms, read_catalogue


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.parts[-3])
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return read_catalogue(request.param)


def test_the_catalogue_holds_the_sentences_of_the_source_and_no_others(catalogue: Catalog) -> None:
    held, said = _ids(catalogue), _ids(gather())
    assert said - held == set(), "run: make messages"
    assert held - said == set(), "run: make messages"
    assert not catalogue.obsolete


def test_every_sentence_is_translated_by_a_person(catalogue: Catalog) -> None:
    assert untranslated(catalogue) == []


def test_translations_keep_the_places_for_data(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            for original, translation in zip(forms(message.id), forms(message.string), strict=True):
                assert sorted(PLACE.findall(original)) == sorted(PLACE.findall(translation)), original
                assert "%" not in PLACE.sub("", translation), original
            assert not list(message.check(catalogue))


def test_no_translation_brings_markup_or_quotes_of_its_own(catalogue: Catalog) -> None:
    """Sentences stand in attributes, too."""
    for message in catalogue:
        for original, translation in zip(forms(message.id), forms(message.string), strict=True):
            assert set(translation) & set('<>&"') <= set(original), original


def test_what_refusals_are_filled_with_can_be_found_by_the_extraction() -> None:
    """A reason put together at run time has no translation; settings are read by who runs the archive."""
    built = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for place in ("archive", "ingest")
        for path in (ROOT / place).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and not (isinstance(node.func, ast.Name) and node.func.id == "BadSetting")
        for given in node.keywords
        if given.arg in ("reason", "field", "tool") and isinstance(given.value, ast.JoinedStr | ast.BinOp)
    ]
    assert built == []


def _ids(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}
