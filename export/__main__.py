"""``python -m export TABLE [--schema FILE] [--to FOLDER]``: check one table alone, and convert it.

Without a description the columns are guessed, and printed as the Table Schema to begin one with.
"""

import argparse
import json
import sys
from pathlib import Path

from export.counting import Counted
from export.errors import ExportError
from export.formats import ALL, write
from export.incoming.guessing import slug
from export.problems import RowsRefused
from export.reading import propose_fields, read_table
from export.table_schema import from_table_schema, to_table_schema
from export.values import Dataset, Format, Periodicity, Place, Publisher, Rows, Table


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    try:
        table = _described(asked.schema) if asked.schema else Table(propose_fields(asked.table))
        rows = read_table(asked.table, table)
        if asked.to is None:
            count = sum(1 for _ in rows())
            print(json.dumps(to_table_schema(table), ensure_ascii=False, indent=2))
        else:
            count = _convert(asked.table, table, rows, asked.to, [Format(each) for each in asked.formats])
    except RowsRefused as refused:
        print(*refused.problems, sep="\n", file=sys.stderr)
        return 1
    except (ExportError, OSError, json.JSONDecodeError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count} renglones, {len(table.fields)} columnas: la tabla cumple.", file=sys.stderr)
    return 0


def _described(path: Path) -> Table:
    return from_table_schema(json.loads(path.read_text("utf-8")))


def _convert(path: Path, table: Table, rows: Rows, folder: Path, formats: list[Format]) -> int:
    """Write the files and print their names; returns how many rows they hold."""
    counted = Counted(rows())
    for each in write(_dataset(path, table), counted, folder, formats):
        print(folder / each.file_name)
    return counted.count


def _dataset(path: Path, table: Table) -> Dataset:
    """Only a name: a table alone is no publication."""
    name = slug(path.stem).replace("_", "-")
    nobody, nowhere = Publisher(""), Place("", "")
    return Dataset(name, path.stem, "", table, nobody, Periodicity.IRREGULAR, "", (), nowhere)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m export", description=__doc__)
    parser.add_argument("table", type=Path, help="CSV or XLSX")
    parser.add_argument("--schema", type=Path, help="a Table Schema (JSON) that the table must keep")
    parser.add_argument("--to", type=Path, help="a folder for the converted files")
    parser.add_argument("--formats", nargs="+", default=[each.value for each in ALL], choices=[*ALL])
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
