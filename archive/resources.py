"""Everything a process holds open: settings, database, the two zones, the two indexes."""

from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self

from archive.db import Database
from archive.errors import Forbidden
from archive.search import open_engine
from archive.search.engine import Engine
from archive.settings import Settings
from archive.storage import Storage, open_storage


@dataclass(frozen=True)
class Resources:
    """Open them once per process, after any fork; close them at the end.

    A process that shows the portal alone has no key to the vault and no staff index: ``vault`` and
    ``staff_index`` then raise Forbidden.
    """

    settings: Settings
    database: Database
    public: Storage
    public_index: Engine
    _vault: Storage | None
    _staff_index: Engine | None

    @property
    def vault(self) -> Storage:
        if self._vault is None:
            raise Forbidden(permission="vault")
        return self._vault

    @property
    def staff_index(self) -> Engine:
        if self._staff_index is None:
            raise Forbidden(permission="staff_index")
        return self._staff_index

    def close(self) -> None:
        self.public_index.close()
        if self._staff_index is not None:
            self._staff_index.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_resources(settings: Settings, *, staff: bool = True) -> Resources:
    """``staff=False``: the public zone and the public index only."""

    def zone(address: str) -> Storage:
        return open_storage(address, s3_endpoint=settings.s3_endpoint, s3_region=settings.s3_region)

    def index(name: Literal["public", "staff"]) -> Engine:
        return open_engine(
            settings.search,
            folder=settings.index_folder / name,
            database_url=settings.database_address,
            name=name,
        )

    return Resources(
        settings=settings,
        database=Database(settings.database_address),
        public=zone(settings.public_address),
        public_index=index("public"),
        _vault=zone(settings.vault_address) if staff else None,
        _staff_index=index("staff") if staff else None,
    )
