"""``python -m export``: one table, checked and converted alone."""

import json
from pathlib import Path

import pytest

from export.__main__ import main


def table(folder: Path, content: str) -> str:
    path = folder / "Reporte de mochilas.csv"
    path.write_text(content, encoding="utf-8")
    return str(path)


def test_a_table_alone_is_described(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([table(tmp_path, "Clave,Total\n0015,3\n0016,4\n")]) == 0
    told = capsys.readouterr()
    assert [field["name"] for field in json.loads(told.out)["fields"]] == ["clave", "total"]
    assert "2 renglones, 2 columnas" in told.err


def test_a_table_is_converted_by_the_description_it_was_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = table(tmp_path, "Clave,Total\n15,3\n")
    main([sent])
    described = tmp_path / "schema.json"
    described.write_text(capsys.readouterr().out.replace('"integer"', '"string"'), encoding="utf-8")
    assert main([sent, "--schema", str(described), "--to", str(tmp_path / "out"), "--formats", "jsonl"]) == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["reporte-de-mochilas.jsonl"]


def test_what_is_wrong_is_told_one_fault_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    described = tmp_path / "schema.json"
    described.write_text(json.dumps({"fields": [{"name": "total", "type": "integer"}]}), encoding="utf-8")
    assert main([table(tmp_path, "Total\nx\n3\ny\n"), "--schema", str(described)]) == 1
    assert [line[:6] for line in capsys.readouterr().err.splitlines()] == ["Fila 2", "Fila 4"]


def test_a_file_that_is_no_table_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([table(tmp_path, "")]) == 1
    assert "vacía" in capsys.readouterr().err
