"""Uploads in pieces: whatever splits, repeats or breaks, the same bytes become one document."""

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from archive.errors import InvalidInput, NotFound, UploadConflict
from archive.models.documents import Document, File, FileRole
from archive.models.uploads import Upload
from archive.permissions import Role
from archive.resources import Resources, open_resources
from archive.services import uploads
from archive.services.audit import SystemActor
from archive.services.intake import OutcomeState
from archive.settings import Settings
from ingest.errors import EmptyFile, TooLarge
from tests.archive.accounts import account
from tests.files import make_pdf, minutes


class BrokenStream(BytesIO):
    """A connection that dies after ``alive`` bytes."""

    def __init__(self, data: bytes, alive: int) -> None:
        super().__init__(data[:alive])

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        if not piece:
            raise ConnectionResetError
        return piece


@dataclass(frozen=True)
class Piece:
    """One request of a browser: how much it sends, how much arrives, and whether the answer is lost."""

    length: int
    arrives: float
    answer_lost: bool
    repeated: bool


PIECES = st.lists(
    st.builds(
        Piece,
        length=st.integers(1, 700_000),
        arrives=st.one_of(st.just(1.0), st.floats(0, 1)),
        answer_lost=st.booleans(),
        repeated=st.booleans(),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: bytes) -> Iterator[Resources]:
    """One archive for the many tries of hypothesis; every try uploads different bytes."""
    folder = tmp_path_factory.mktemp("uploads")
    (folder / "acervo.sqlite").write_bytes(migrated_sqlite)
    with open_resources(Settings(instance=folder, max_upload_size=3_000_000)) as found:
        yield found


@pytest.fixture(scope="module")
def actor(archive: Resources) -> SystemActor:
    return account(archive, "carga", Role.UPLOADER)


def text_file(seed: int, size: int) -> bytes:
    line = f"Acuerdo {seed}: se imparte la plática en la escuela.\n".encode()
    return (line * (size // len(line) + 1))[:size]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES, seed=st.integers(0, 2**60), size=st.integers(1, 1_200_000))
def test_any_splits_repeats_and_lost_answers_end_in_the_same_bytes(
    archive: Resources, actor: SystemActor, pieces: list[Piece], seed: int, size: int
) -> None:
    data = text_file(seed, size + 40)
    view = uploads.begin(archive, actor, f"{seed}.txt", len(data))
    offset = 0
    for piece in pieces:
        view, offset = _send(archive, actor, view, offset, data, piece)
    final = uploads.look(archive, actor, view.id)
    if final.outcomes is None:
        final = uploads.append(archive, actor, view.id, final.offset, BytesIO(data[final.offset :]))
    assert final.outcomes is not None
    assert final.offset == len(data)
    assert uploads.look(archive, actor, view.id).outcomes == final.outcomes
    stored = _stored(archive, final.outcomes[0].document_id)
    assert archive.vault.read(stored) == data
    assert not (archive.settings.uploads_folder / f"{view.id}.part").exists()


def _send(
    archive: Resources,
    actor: SystemActor,
    view: uploads.UploadView,
    offset: int,
    data: bytes,
    piece: Piece,
) -> tuple[uploads.UploadView, int]:
    sent = data[offset : offset + piece.length]
    alive = int(len(sent) * piece.arrives)
    stream = BytesIO(sent) if alive == len(sent) else BrokenStream(sent, alive)
    try:
        answer = uploads.append(archive, actor, view.id, offset, stream)
        if piece.repeated:
            answer = uploads.append(archive, actor, view.id, offset, BytesIO(sent))
    except ConnectionResetError:
        return view, uploads.look(archive, actor, view.id).offset
    except UploadConflict as conflict:
        return view, conflict.data["offset"]
    return (view, offset) if piece.answer_lost else (answer, answer.offset)


def test_a_piece_counts_up_to_where_it_arrived(archive: Resources, actor: SystemActor) -> None:
    data = text_file(1, 900_000)
    view = uploads.begin(archive, actor, "media.txt", len(data))
    with pytest.raises(ConnectionResetError):
        uploads.append(archive, actor, view.id, 0, BrokenStream(data, 600_000))
    assert uploads.look(archive, actor, view.id).offset == 600_000


def test_a_piece_at_the_wrong_place_is_told_the_right_one(archive: Resources, actor: SystemActor) -> None:
    view = uploads.begin(archive, actor, "media.txt", 1000)
    uploads.append(archive, actor, view.id, 0, BytesIO(b"x" * 10))
    for offset in (0, 9, 11, 999):
        with pytest.raises(UploadConflict) as conflict:
            uploads.append(archive, actor, view.id, offset, BytesIO(b"y"))
        assert conflict.value.data["offset"] == 10


def test_more_bytes_than_promised_are_not_written(archive: Resources, actor: SystemActor) -> None:
    view = uploads.begin(archive, actor, "corto.txt", 10)
    with pytest.raises(UploadConflict):
        uploads.append(archive, actor, view.id, 0, BytesIO(b"x" * 11))
    assert uploads.look(archive, actor, view.id).offset == 0


def test_many_requests_at_once_for_one_upload_make_one_whole_document(
    archive: Resources, actor: SystemActor
) -> None:
    data = text_file(77, 2_000_000)
    view = uploads.begin(archive, actor, "junto.txt", len(data))
    results: list[uploads.UploadView] = []

    def browser() -> None:
        offset, answer = 0, view
        while answer.outcomes is None:
            try:
                piece = BytesIO(data[offset : offset + 300_000])
                answer = uploads.append(archive, actor, view.id, offset, piece)
                offset = answer.offset
            except UploadConflict as conflict:
                offset = conflict.data["offset"]
        results.append(answer)

    threads = [threading.Thread(target=browser) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert all(result.outcomes == results[0].outcomes for result in results)
    assert results[0].outcomes is not None
    assert archive.vault.read(_stored(archive, results[0].outcomes[0].document_id)) == data


def test_an_outcome_that_was_never_kept_is_found_again_not_called_a_duplicate(
    archive: Resources, actor: SystemActor
) -> None:
    data = text_file(5, 5000)
    view = uploads.begin(archive, actor, "muere.txt", len(data))
    done = uploads.append(archive, actor, view.id, 0, BytesIO(data))
    with archive.database.write() as session:
        row = session.get_one(Upload, view.id)
        row.finished_at, row.outcome = None, None
    (archive.settings.uploads_folder / f"{view.id}.part").write_bytes(data)
    assert uploads.look(archive, actor, view.id).outcomes == done.outcomes
    with archive.database.read() as session:
        assert session.scalar(select(func.count()).where(Document.source_name == "muere.txt")) == 1


def test_the_same_file_again_is_a_duplicate_with_a_way_to_it(archive: Resources, actor: SystemActor) -> None:
    data = text_file(6, 5000)
    outcomes = []
    for name in ("uno.txt", "otro.txt"):
        view = uploads.begin(archive, actor, name, len(data))
        outcomes.append((uploads.append(archive, actor, view.id, 0, BytesIO(data)).outcomes or ())[0])
    assert [outcome.state for outcome in outcomes] == [OutcomeState.RECEIVED, OutcomeState.DUPLICATE]
    assert outcomes[0].document_id == outcomes[1].document_id


def test_folders_and_names_are_kept_as_titles_and_never_as_paths(
    archive: Resources, actor: SystemActor, tmp_path: Path
) -> None:
    data = make_pdf(tmp_path / "a.pdf", minutes(901)).read_bytes()
    folders = uploads.clean_folders("Rompe el ciclo/../2022/./Minutas\x00")
    view = uploads.begin(archive, actor, "../../etc/Minuta\n1.pdf", len(data), folder_titles=folders)
    outcome = (uploads.append(archive, actor, view.id, 0, BytesIO(data)).outcomes or ())[0]
    with archive.database.read() as session:
        document = session.get_one(Document, outcome.document_id)
    assert document.folder_titles == ["Rompe el ciclo", "2022", "Minutas"]
    assert document.source_name == "Minuta1.pdf"


def test_sizes_are_refused_before_a_byte_is_sent(archive: Resources, actor: SystemActor) -> None:
    with pytest.raises(EmptyFile):
        uploads.begin(archive, actor, "a.pdf", 0)
    with pytest.raises(TooLarge):
        uploads.begin(archive, actor, "a.pdf", 3_000_001)
    for name in ("", "..", "carpeta/", "\x00"):
        with pytest.raises(InvalidInput):
            uploads.begin(archive, actor, name, 5)


def test_an_upload_is_its_owners_alone(archive: Resources, actor: SystemActor) -> None:
    view = uploads.begin(archive, actor, "mio.txt", 10)
    other = account(archive, "otra", Role.UPLOADER)
    for attempt in (
        lambda: uploads.look(archive, other, view.id),
        lambda: uploads.append(archive, other, view.id, 0, BytesIO(b"x")),
        lambda: uploads.abandon(archive, other, view.id),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_an_abandoned_upload_leaves_nothing(archive: Resources, actor: SystemActor) -> None:
    view = uploads.begin(archive, actor, "nunca.txt", 10)
    uploads.abandon(archive, actor, view.id)
    assert not (archive.settings.uploads_folder / f"{view.id}.part").exists()
    with pytest.raises(NotFound):
        uploads.append(archive, actor, view.id, 0, BytesIO(b"x"))


def test_purging_takes_old_parts_and_spares_those_under_way(archive: Resources, actor: SystemActor) -> None:
    uploads.purge(archive, timedelta(0))
    old, fresh = (uploads.begin(archive, actor, name, 10) for name in ("viejo.txt", "nuevo.txt"))
    folder = archive.settings.uploads_folder
    (folder / "form-perdido.part").write_bytes(b"x")
    for part in (folder / f"{old.id}.part", folder / "form-perdido.part"):
        os.utime(part, (1_000_000, 1_000_000))
    assert uploads.purge(archive, timedelta(days=2)) == 2
    assert uploads.look(archive, actor, fresh.id).offset == 0
    with pytest.raises(NotFound):
        uploads.look(archive, actor, old.id)


def _stored(archive: Resources, document_id: object) -> str:
    with archive.database.read() as session:
        return session.scalars(
            select(File.sha256).where(File.document_id == document_id, File.role == FileRole.ORIGINAL)
        ).one()
