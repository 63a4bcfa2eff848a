"""The pure-Python engine keeps the contract."""

from pathlib import Path

import pytest

from archive.errors import BadSetting
from archive.search.engine import Engine
from archive.search.on_whoosh.index import WhooshEngine
from tests.contracts.engine_contract import EngineContract
from tests.contracts.engine_entries import entry


class TestWhoosh(EngineContract):
    @staticmethod
    def open(place: str) -> Engine:
        return WhooshEngine(Path(place))

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
        kept = b"".join(path.read_bytes() for path in Path(place).rglob("*") if path.is_file())
        assert b"xilofonista" not in kept
        assert b"elefante" not in kept

    def test_a_folder_others_can_write_to_is_refused(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o777)
        with pytest.raises(BadSetting):
            self.open(str(tmp_path))
