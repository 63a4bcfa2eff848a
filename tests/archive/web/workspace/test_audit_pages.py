"""The trail tells what happened in words: nothing that an event records is shown by its name in the code."""

import ast

from archive.models.redactions import Deed
from archive.permissions import Role
from archive.services.committee import Choice
from archive.translations.extract import ROOT
from archive.web.workspace import audit_pages

_OWN = {"actor", "action"}


def _recorded() -> list[ast.Call]:
    """Every call that adds an event."""
    return [
        node
        for place in ("services", "jobs")
        for path in (ROOT / "archive" / place).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("record", "audit.record")
    ]


def test_whatever_an_event_tells_has_a_word() -> None:
    told = {given.arg for call in _recorded() for given in call.keywords if given.arg}
    assert len(told) > 10
    assert told - _OWN - set(audit_pages._DETAILS) == set()


def test_whatever_an_event_is_about_has_a_word() -> None:
    about = {
        call.args[3].value
        for call in _recorded()
        if len(call.args) > 3 and isinstance(call.args[3], ast.Constant)
    }
    assert "document" in about
    assert about - {"document"} - set(audit_pages._SUBJECTS) == set()


def test_votes_deeds_and_roles_have_words() -> None:
    assert {one.value for one in (*Choice, *Deed, *Role)} - set(audit_pages._WORDS) == set()
