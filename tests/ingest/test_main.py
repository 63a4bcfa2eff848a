"""``python -m ingest FILE`` reads one file as the archive would and says what it found."""

import json
import subprocess
import sys
from pathlib import Path

from tests.ingest import files

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ingest", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_file_is_read_and_told_as_json(tmp_path: Path) -> None:
    path = tmp_path / "minuta.txt"
    path.write_text("Minuta de la sesión del 12 de mayo de 2023")
    ended = run(str(path), "--json")
    found = json.loads(ended.stdout)
    assert ended.returncode == 0
    assert found["type"] == "txt"
    assert found["pages"][0]["text"] == "Minuta de la sesión del 12 de mayo de 2023"
    assert found["proposal"]["date"] == "2023-05-12"


def test_a_file_is_told_to_people(tmp_path: Path) -> None:
    ended = run(str(files.make_pdf(tmp_path / "a.pdf", ["Primera página", "Segunda página"])))
    assert "Segunda página" in ended.stdout
    assert "--- página 2" in ended.stdout


def test_a_refusal_is_told_with_its_sentence(tmp_path: Path) -> None:
    path = tmp_path / "acta.pdf"
    path.write_bytes(b"\x7fELF" + bytes(200))
    ended = run(str(path), "--json")
    assert ended.returncode == 1
    assert json.loads(ended.stdout)["refused"] == "disguised"


def test_a_package_lists_its_members(tmp_path: Path) -> None:
    package = files.make_zip(tmp_path / "a.zip", {"Fotos/una.txt": b"hola"})
    assert json.loads(run(str(package), "--json").stdout)["members"] == ["Fotos/una.txt"]
