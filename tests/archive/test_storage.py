"""Storage: both kinds keep the same promises."""

import os
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import NotFound, StorageDamaged
from archive.storage import LocalStorage, Storage, open_storage, verify

S3_URL = os.environ.get("ACERVO_TEST_S3_URL", "")
ABSENT = sha256(b"never stored").hexdigest()


class StorageContract:
    """What every zone promises."""

    @pytest.fixture
    def storage(self) -> Storage:
        raise AssertionError("each kind of storage gives its own")

    def test_what_is_put_is_read_back_under_its_hash(self, storage: Storage) -> None:
        stored = storage.put_bytes(b"acta de la sesi\xc3\xb3n")
        assert stored.sha256 == sha256(b"acta de la sesi\xc3\xb3n").hexdigest()
        assert stored.size == 18
        assert storage.read(stored.sha256) == b"acta de la sesi\xc3\xb3n"

    def test_the_same_bytes_twice_are_one_object(self, storage: Storage, tmp_path: Path) -> None:
        source = tmp_path / "minuta.pdf"
        source.write_bytes(b"%PDF")
        assert storage.put_bytes(b"%PDF") == storage.put_file(source)
        assert list(storage.names()) == [sha256(b"%PDF").hexdigest()]
        assert source.read_bytes() == b"%PDF"

    def test_a_range_is_read_without_the_rest(self, storage: Storage) -> None:
        name = storage.put_bytes(bytes(range(100))).sha256
        assert storage.read(name, 10, 5) == bytes(range(10, 15))
        assert storage.read(name, 95) == bytes(range(95, 100))

    def test_a_reader_can_seek(self, storage: Storage) -> None:
        name = storage.put_bytes(b"0123456789").sha256
        with storage.open(name) as file:
            file.seek(4)
            assert bytes(file.read(3)) == b"456"

    def test_a_local_path_holds_the_bytes(self, storage: Storage) -> None:
        name = storage.put_bytes(b"para otro programa").sha256
        with storage.local(name) as path:
            assert path.read_bytes() == b"para otro programa"

    @pytest.mark.parametrize("name", [ABSENT, "../../etc/passwd", "", "A" * 64])
    def test_what_is_not_there_is_not_found(self, storage: Storage, name: str) -> None:
        with pytest.raises(NotFound):
            storage.read(name)
        with pytest.raises(NotFound):
            storage.open(name)
        with pytest.raises(NotFound), storage.local(name):
            pass

    def test_a_removed_object_is_gone_and_may_be_removed_again(self, storage: Storage) -> None:
        name = storage.put_bytes(b"retirado").sha256
        storage.remove(name)
        assert not storage.exists(name)
        storage.remove(name)

    def test_an_unharmed_object_passes_its_check(self, storage: Storage) -> None:
        verify(storage, storage.put_bytes(b"intacto").sha256)
        with pytest.raises(NotFound):
            verify(storage, ABSENT)


class TestLocalStorage(StorageContract):
    @pytest.fixture
    def storage(self, tmp_path: Path) -> Storage:
        return LocalStorage(tmp_path / "vault")

    def test_changed_bytes_are_noticed(self, storage: LocalStorage) -> None:
        name = storage.put_bytes(b"original").sha256
        path = next(storage.root.glob(f"??/??/{name}"))
        path.chmod(0o600)
        path.write_bytes(b"0riginal")
        with pytest.raises(StorageDamaged):
            verify(storage, name)

    def test_objects_cannot_be_rewritten_and_nothing_temporary_stays(self, storage: LocalStorage) -> None:
        name = storage.put_bytes(b"original").sha256
        assert next(storage.root.glob(f"??/??/{name}")).stat().st_mode & 0o777 == 0o400
        assert [path.name for path in (storage.root / "incoming").iterdir()] == [".lock"]

    def test_a_source_that_cannot_be_read_leaves_nothing(self, storage: LocalStorage, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            storage.put_file(tmp_path / "absent")
        assert list(storage.names()) == []

    @given(data=st.binary(max_size=200), offset=st.integers(0, 250), length=st.integers(0, 250))
    def test_any_range_of_any_bytes_is_a_slice(
        self, tmp_path_factory: pytest.TempPathFactory, data: bytes, offset: int, length: int
    ) -> None:
        storage = LocalStorage(tmp_path_factory.getbasetemp() / "ranges")
        name = storage.put_bytes(data).sha256
        assert storage.read(name, offset, length) == data[offset : offset + length]


@pytest.mark.s3
class TestS3Storage(StorageContract):
    @pytest.fixture
    def storage(self, monkeypatch: pytest.MonkeyPatch) -> Storage:
        if not S3_URL:
            pytest.skip("ACERVO_TEST_S3_URL names no S3 server")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "pruebas")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "pruebas")
        bucket = f"acervo-{uuid4().hex}"
        _make_bucket(bucket)
        return open_storage(f"s3://{bucket}/zona", s3_endpoint=S3_URL)


def _make_bucket(name: str) -> None:
    client = boto3.client("s3", endpoint_url=S3_URL, region_name="us-east-1")
    client.create_bucket(Bucket=name)
    client.close()
