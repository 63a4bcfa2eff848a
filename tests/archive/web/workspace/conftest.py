"""The workspace over a real archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from archive.resources import Resources, open_resources
from archive.settings import Settings
from archive.web import create_app


@pytest.fixture
def resources(tmp_path: Path, migrated_sqlite: bytes) -> Iterator[Resources]:
    """A whole open archive on SQLite: screens are the same on every database."""
    (tmp_path / "acervo.sqlite").write_bytes(migrated_sqlite)
    with open_resources(Settings(instance=tmp_path)) as found:
        yield found


@pytest.fixture
def app(resources: Resources) -> Flask:
    return create_app(resources.settings, ("portal", "workspace", "api"), resources)
