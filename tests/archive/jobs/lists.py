"""An attendance list of invented people, as an office prints it."""

from pathlib import Path

import pymupdf

NAMES = (
    "Zaragoza Quiroz Ana Sofía",
    "Peñaloza Téllez Luis Ángel",
    "Bobadilla Urrutia Ximena",
    "Carmona Ibáñez Mateo Julián",
    "Dorantes Villegas Renata",
    "Escamilla Noriega Emiliano",
    "Figueroa Tapia Valeria Inés",
    "Galindo Ochoa Rodrigo",
)
SCHOOL = "Escuela Secundaria Técnica 128 Calimaya"
TALK = "Prevención de la violencia digital"
_HEADINGS = ("No.", "Nombre completo", "Edad", "Sexo", "Grado y grupo", "Firma")
_EDGES = (50, 80, 290, 330, 370, 450, 560)
_TOP, _ROW = 190, 24


def make_list(path: Path, names: tuple[str, ...] = NAMES) -> Path:
    with pymupdf.open() as made:
        page = made.new_page(width=612, height=792)
        for row, line in enumerate(
            (
                "H. AYUNTAMIENTO DE CALIMAYA",
                "LISTA DE ASISTENCIA",
                f"Plática: {TALK}",
                f"Plantel: {SCHOOL}",
                "CCT: 15DST0128K    Fecha: 27 de abril de 2022",
            )
        ):
            page.insert_text((50, 60 + 22 * row), line, fontsize=12)
        rows = [
            _HEADINGS,
            *(
                (str(n), name, str(12 + n % 3), "HM"[n % 2], f"{1 + n % 3}° A", "")
                for n, name in enumerate(names, 1)
            ),
        ]
        for number, cells in enumerate(rows):
            top = _TOP + _ROW * number
            for left, right, text in zip(_EDGES[:-1], _EDGES[1:], cells, strict=True):
                page.draw_rect(pymupdf.Rect(left, top, right, top + _ROW), width=0.7)
                page.insert_text((left + 4, top + 16), text, fontsize=10)
        page.insert_text(
            (50, _TOP + _ROW * len(rows) + 30), f"Total de asistentes: {len(names)}", fontsize=11
        )
        made.save(path)
    return path
