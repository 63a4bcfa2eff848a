"""What had to stay is found again although OCR reads it a little wrong, and missed where it is gone."""

import pytest

from ingest.gate import staying
from ingest.gate.readings import Reading, Sort
from ingest.redactions import Leak

PHRASE = "Esc. Sec. Técnica No. 145 «Sor Juana Inés de la Cruz»"


def again(text: str, sort: Sort = Sort.OCR) -> int:
    return staying.found_again((PHRASE,), [Reading(Leak.PICTURE, sort, text)])


@pytest.mark.parametrize(
    "text",
    [
        f"Lugar: {PHRASE}.",
        "ESC. SEC. TECNICA NO. 145 SOR JUANA INES DE LA CRUZ",
        "Esc. Sec. Técnica No. 145\nFecha: 3 de mayo\nSor Juana Inés de la Cruz",
        "Esc. Sec. Tecnlca No. I45 'Sor Juana lnés de la Cruz'",
        "Esc.Sec.TécnicaNo.145«SorJuanaInésdelaCruz»",
    ],
)
def test_it_is_found_again(text: str) -> None:
    assert again(text) == 1


@pytest.mark.parametrize("text", ["", "Esc. Sec. Técnica", "Sor Juana Inés de la Cruz", "Total 28"])
def test_it_is_gone(text: str) -> None:
    assert again(text) == 0


def test_bytes_that_nobody_sees_do_not_count() -> None:
    assert again(PHRASE, Sort.BYTES) == 0


def test_of_many_phrases_on_a_picture_one_may_be_overlooked() -> None:
    seen, typed = Reading(Leak.PICTURE, Sort.OCR, ""), Reading(Leak.TEXT, Sort.TEXT, "")
    assert staying.enough(14, 15, [seen])
    assert not staying.enough(13, 15, [seen])
    assert not staying.enough(14, 15, [seen, typed])
    assert not staying.enough(1, 2, [seen])
    assert staying.enough(97, 100, [typed])
