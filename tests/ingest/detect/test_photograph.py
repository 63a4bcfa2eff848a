"""Photographs are pictures in which hardly a word can be read."""

from ingest import detect
from ingest.detect import photograph
from ingest.values import FileType, Ground


def test_a_picture_without_words_may_show_people() -> None:
    assert photograph.found([""], FileType.JPEG)
    assert photograph.found(["Escuela Secundaria Benito Juárez"], FileType.HEIC)


def test_a_picture_of_a_document_and_other_files_are_no_photographs() -> None:
    words = "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"
    assert not photograph.found([words], FileType.PNG)
    assert not photograph.found([""], FileType.PDF)


def test_every_ground_is_looked_for() -> None:
    assert set(detect.DETECTORS) == set(Ground)
    text = "Lista de asistencia\nNombre Edad CURP Firma\nLOGM090514MMCPRRA5"
    assert detect.grounds([text], FileType.PDF) == (Ground.ATTENDANCE_LIST, Ground.CURP)
