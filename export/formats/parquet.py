"""Parquet: typed columns in groups of rows, with the columns' meanings inside."""

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from export.formats.batch import Batch
from export.values import Dataset, Field, FieldType

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 100_000  # rows
_TYPES: dict[FieldType, str] = {
    FieldType.TEXT: "string",
    FieldType.CODE: "string",
    FieldType.INTEGER: "int64",
    FieldType.NUMBER: "float64",
    FieldType.BOOLEAN: "bool",
    FieldType.DATE: "date32",
    FieldType.MONTH: "string",
    FieldType.YEAR: "int64",
    FieldType.ADDRESS: "string",
}


class Parquet:
    """One file, Zstandard inside; the batches wait in columns until they make a group."""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        # A large library, loaded by whoever writes a release and not by every command.
        import pyarrow as pa  # noqa: PLC0415
        from pyarrow import parquet  # noqa: PLC0415

        self._arrow = pa
        self._schema = pa.schema(
            [_field(pa, field) for field in dataset.table.fields],
            metadata={"title": dataset.title, "identifier": dataset.slug},
        )
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0

    def add(self, batch: Batch) -> None:
        arrays = [
            self._arrow.array(cells, field.type)
            for cells, field in zip(batch.exact, self._schema, strict=True)
        ]
        self._waiting.append(self._arrow.RecordBatch.from_arrays(arrays, schema=self._schema))
        self._rows += len(batch.rows)
        if self._rows >= GROUP:
            self._write_group()

    def finish(self) -> None:
        if self._waiting:
            self._write_group()
        self._writer.close()

    def abandon(self) -> None:
        self._writer.close()

    def _write_group(self) -> None:
        table = self._arrow.Table.from_batches(self._waiting, self._schema)
        self._writer.write_table(table, row_group_size=GROUP)
        self._waiting.clear()
        self._rows = 0


def _field(arrow: ModuleType, field: Field) -> "pa.Field":
    meaning = {"title": field.title, "description": field.description}
    return arrow.field(field.name, _TYPES[field.type], nullable=True, metadata=meaning)
