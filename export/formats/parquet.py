"""Parquet: typed columns in groups of rows, with the columns' meanings inside."""

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from export.formats.batch import Batch
from export.values import Dataset, Field, FieldType

GROUP = 100_000  # rows
_TYPES: dict[FieldType, pa.DataType] = {
    FieldType.TEXT: pa.string(),
    FieldType.CODE: pa.string(),
    FieldType.INTEGER: pa.int64(),
    FieldType.NUMBER: pa.float64(),
    FieldType.BOOLEAN: pa.bool_(),
    FieldType.DATE: pa.date32(),
    FieldType.MONTH: pa.string(),
    FieldType.YEAR: pa.int64(),
    FieldType.ADDRESS: pa.string(),
}


class Parquet:
    """One file, Zstandard inside; the batches wait in columns until they make a group."""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        self._schema = pa.schema(
            [_field(field) for field in dataset.table.fields],
            metadata={"title": dataset.title, "identifier": dataset.slug},
        )
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0

    def add(self, batch: Batch) -> None:
        arrays = [pa.array(cells, field.type) for cells, field in zip(batch.exact, self._schema, strict=True)]
        self._waiting.append(pa.RecordBatch.from_arrays(arrays, schema=self._schema))
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
        table = pa.Table.from_batches(self._waiting, self._schema)
        self._writer.write_table(table, row_group_size=GROUP)
        self._waiting.clear()
        self._rows = 0


def _field(field: Field) -> pa.Field:
    meaning = {"title": field.title, "description": field.description}
    return pa.field(field.name, _TYPES[field.type], nullable=True, metadata=meaning)
