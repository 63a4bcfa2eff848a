"""What a catalogue lists: each dataset with its releases, and where each of them stands."""

from dataclasses import dataclass
from datetime import datetime

from export.values import Dataset, Format, Publisher, Release


@dataclass(frozen=True)
class Listed:
    """A dataset and all its releases, newest first, the withdrawn ones too."""

    dataset: Dataset
    releases: tuple[Release, ...]

    @property
    def current(self) -> Release | None:
        """The newest release that still stands."""
        return next((release for release in self.releases if not release.withdrawn), None)

    @property
    def issued(self) -> datetime | None:
        return min((release.issued for release in self.releases), default=None)

    @property
    def modified(self) -> datetime | None:
        return max((release.issued for release in self.releases), default=None)


@dataclass(frozen=True)
class Catalog:
    """A portal's datasets; ``home`` is the address of its page of datasets."""

    title: str
    description: str
    home: str
    publisher: Publisher
    listed: tuple[Listed, ...]


def dataset_address(dataset: Dataset, home: str) -> str:
    """The page of a dataset, which also names it."""
    return dataset.landing_page or f"{home.rstrip('/')}/{dataset.slug}"


def release_address(release: Release, home: str) -> str:
    """The page of a release, for ever."""
    return f"{dataset_address(release.dataset, home).rstrip('/')}/{release.version}"


# What a format's file is called beside its dataset's title.
FORMAT_TITLES = {
    Format.CSV: "CSV",
    Format.CSV_EXCEL: "CSV para Excel",
    Format.JSON: "JSON",
    Format.JSON_LINES: "JSON Lines",
    Format.XLSX: "XLSX",
    Format.PARQUET: "Parquet",
    Format.DICTIONARY: "Diccionario de datos",
    Format.DATAPACKAGE: "Descripción del paquete (Data Package)",
    Format.METADATA: "Ficha de metadatos",
    Format.CSVW: "Descripción de la tabla (CSVW)",
    Format.ZIP: "Todos los archivos (ZIP)",
}
# The short name by which portals and lists of file types know it.
FORMAT_CODES = {
    Format.CSV: "CSV",
    Format.CSV_EXCEL: "CSV",
    Format.JSON: "JSON",
    Format.JSON_LINES: "JSONL",
    Format.XLSX: "XLSX",
    Format.PARQUET: "PARQUET",
    Format.DICTIONARY: "CSV",
    Format.DATAPACKAGE: "JSON",
    Format.METADATA: "TXT",
    Format.CSVW: "JSON",
    Format.ZIP: "ZIP",
}
