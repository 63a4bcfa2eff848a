"""The table of engines."""

from pathlib import Path

import pytest

from archive.errors import BadSetting
from archive.search import open_engine


@pytest.mark.parametrize("kind", ["tantivy", "whoosh"])
def test_an_engine_is_opened_by_name(kind: str, tmp_path: Path) -> None:
    engine = open_engine(kind, folder=tmp_path / "public", database_url=None, name="public")
    assert list(engine.document_ids()) == []
    engine.close()


@pytest.mark.parametrize(
    ("kind", "address"), [("solr", None), ("tantivy", None), ("whoosh", None), ("postgres", "sqlite:///x.db")]
)
def test_an_engine_that_cannot_be_had_is_a_bad_setting(kind: str, address: str | None) -> None:
    with pytest.raises(BadSetting):
        open_engine(kind, folder=None, database_url=address, name="public")
