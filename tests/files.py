"""Real files for the tests, made on the spot."""

from collections.abc import Sequence
from pathlib import Path

import pymupdf


def make_pdf(
    path: Path, pages: Sequence[str], *, title: str | None = None, password: str | None = None
) -> Path:
    """A born-digital PDF: one page per text."""
    document = pymupdf.open()
    for text in pages:
        page = document.new_page()
        page.insert_textbox(pymupdf.Rect(72, 72, 523, 770), text, fontsize=12)
    if title:
        document.set_metadata({"title": title})
    if password is None:
        document.save(path)
    else:
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=password)
    document.close()
    return path


def minutes(number: int, pages: int = 2) -> list[str]:
    """Pages of plausible minutes, different for each number."""
    first = (
        f"MINUTA DE TRABAJO NÚMERO {number}\n\nCalimaya, México, a {number % 28 + 1} de mayo de 2022.\n\n"
        "Se reunieron las áreas para acordar la agenda de pláticas en las escuelas.\n"
        f"Acuerdo {number}: se programa la plática sobre prevención de violencia digital.\n"
    )
    rest = [
        f"Página {page} de la minuta {number}.\n\nSeguimiento de acuerdos: datos personales y convivencia.\n"
        for page in range(2, pages + 1)
    ]
    return [first, *rest]
