"""Who classifies is the head of the document's unit, as the settings say."""

from archive.jobs.wording import Head, head_of

ONE = "transparencia = Yesika Gómez Carmona, Titular de la Unidad"
HEADS = f"{ONE}\n* = Óscar Hernández Meza, Presidente"


def test_a_unit_is_headed_by_whom_the_settings_name() -> None:
    assert head_of("transparencia", HEADS) == Head("Yesika Gómez Carmona", "Titular de la Unidad")


def test_other_units_and_documents_without_one_fall_to_the_rest() -> None:
    assert head_of("juventud", HEADS) == head_of("", HEADS) == Head("Óscar Hernández Meza", "Presidente")


def test_nobody_is_invented() -> None:
    assert head_of("juventud", ONE) == Head()
    assert head_of("juventud", "") == Head()
