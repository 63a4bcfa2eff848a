"""The embedded engine keeps the contract."""

from pathlib import Path

import pytest

from archive.search.engine import Engine
from archive.search.on_tantivy.index import TantivyEngine
from tests.contracts.engine_contract import EngineContract
from tests.contracts.engine_entries import entry


class TestTantivy(EngineContract):
    @staticmethod
    def open(place: str) -> Engine:
        return TantivyEngine(Path(place), threads=1, heap_bytes=20_000_000)

    @pytest.fixture(scope="class")
    @classmethod
    def place_for_class(cls, tmp_path_factory: pytest.TempPathFactory) -> str:
        return str(tmp_path_factory.mktemp("library"))

    @pytest.fixture(scope="class")
    @classmethod
    def other_place_for_class(cls, tmp_path_factory: pytest.TempPathFactory) -> str:
        return str(tmp_path_factory.mktemp("crowd"))

    @pytest.fixture
    def place(self, tmp_path: Path) -> str:
        return str(tmp_path / "index")

    def test_a_rebuild_leaves_one_generation_on_disk(self, engine: Engine, place: str) -> None:
        engine.update([entry("viejo", title="Xilofonista", pages=["elefante"])])
        engine.rebuild([entry("nuevo", pages=["jirafa"])])
        assert len([child for child in Path(place).iterdir() if child.is_dir()]) == 1
        kept = b"".join(path.read_bytes() for path in Path(place).rglob("*") if path.is_file())
        assert b"xilofonista" not in kept

    def test_a_writer_sweeps_up_after_a_killed_rebuild(self, engine: Engine, place: str) -> None:
        left = Path(place) / "tantivy1-0123456789abcdef"
        left.mkdir()
        (left / "meta.json").write_text("{}")
        engine.update([entry("uno", pages=["elefante"])])
        assert not left.exists()

    def test_an_index_of_an_older_form_is_begun_anew(self, place: str) -> None:
        old = Path(place) / "tantivy0-0123"
        old.mkdir(parents=True)
        (Path(place) / "current").write_text(old.name)
        engine = self.open(place)
        assert list(engine.document_ids()) == []
        assert not old.exists()

    def test_the_folder_is_closed_to_other_accounts(self, engine: Engine, place: str) -> None:
        assert Path(place).stat().st_mode & 0o077 == 0
