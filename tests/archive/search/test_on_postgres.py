"""The engine in PostgreSQL keeps the contract, in schemas of its own."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from archive.search.engine import Engine
from archive.search.on_postgres.index import PostgresEngine
from tests.contracts.engine_contract import EngineContract
from tests.contracts.engine_entries import entry

SERVER = os.environ.get("ACERVO_TEST_POSTGRES_URL", "")


@contextmanager
def schema() -> Iterator[str]:
    """The address of a schema made for one test."""
    name = f"search_{uuid.uuid4().hex}"
    address = SERVER.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        yield f"{address}{'&' if '?' in address else '?'}options=-csearch_path%3D{name}"
        connection.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.mark.postgres
@pytest.mark.skipif(not SERVER, reason="ACERVO_TEST_POSTGRES_URL is not set")
class TestPostgres(EngineContract):
    @staticmethod
    def open(place: str) -> Engine:
        return PostgresEngine(place, "public")

    @pytest.fixture(scope="class")
    @classmethod
    def place_for_class(cls) -> Iterator[str]:
        with schema() as place:
            yield place

    @pytest.fixture(scope="class")
    @classmethod
    def other_place_for_class(cls) -> Iterator[str]:
        with schema() as place:
            yield place

    @pytest.fixture
    def place(self) -> Iterator[str]:
        with schema() as place:
            yield place

    def test_two_indexes_in_one_database_are_apart(self, engine: Engine, place: str) -> None:
        staff = PostgresEngine(place, "staff")
        staff.update([entry("secreto", pages=["elefante"])])
        engine.update([entry("publico", pages=["jirafa"])])
        assert list(engine.document_ids()) == ["publico"]
        assert engine.complete("elef") == ()
        assert list(staff.document_ids()) == ["secreto"]
        staff.close()

    def test_words_of_removed_documents_are_not_kept(self, engine: Engine, place: str) -> None:
        engine.update([entry("uno", pages=["elefante casa"]), entry("dos", pages=["casa"])])
        engine.update([], removed=["uno"])
        with psycopg.connect(place) as connection:
            words = connection.execute(
                "SELECT term, documents FROM search_public_words ORDER BY term"
            ).fetchall()
        assert words == [("casa", 1), ("other", 1)]
