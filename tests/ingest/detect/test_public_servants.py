"""Servants and speakers are told from those who only came."""

from ingest.detect import public_servants


def _servants(text: str) -> list[str]:
    return [text[span.start : span.end] for span in public_servants.find_in_text(text)]


def test_the_head_of_a_list_gives_its_speaker_and_no_attendant() -> None:
    text = (
        "Ponente: Psic. Laura Méndez Ruiz, Coordinadora de Prevención\n"
        "Responsable: Profr. Juan Ortiz Vega\n1\tSofía Hernández López\t14\n2\tAna García Ruiz\tDocente"
    )
    assert _servants(text) == ["Laura Méndez Ruiz", "Juan Ortiz Vega"]


def test_a_pupil_is_no_servant() -> None:
    assert _servants("El alumno Juan Pérez López saludó al director.") == []
