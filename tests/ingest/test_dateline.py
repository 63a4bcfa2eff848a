"""Dates as Spanish papers write them, and which one is the document's own."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dateline import MONTHS, date_of, first_date, sane


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Calimaya, México, a 27 de abril de 2022", "2022-04-27"),
        ("el 1° de enero de 2022", "2022-01-01"),
        ("1º de setiembre del 2021", "2021-09-01"),
        ("a 3 días del mes de mayo de 2023", "2023-05-03"),
        ("a los 15 (quince) días del mes de junio del año 2022", "2022-06-15"),
        ("27 de abril del año dos mil veintidós", "2022-04-27"),
        ("8 de marzo de dos mil diecinueve", "2019-03-08"),
        ("27/04/2022", "2022-04-27"),
        ("27-04-2022", "2022-04-27"),
        ("5.3.22", "2022-03-05"),
        ("2022-04-27", "2022-04-27"),
        ("12-ene-2023", "2023-01-12"),
        ("27 de\nabril de 2022", "2022-04-27"),
        ("31/02/2022", None),
        ("27 de abril de 1822", None),
        ("27 de abril de 2999", None),
        ("artículo 27 de la ley", None),
        ("10.20.30.40", None),
        ("", None),
    ],
)
def test_a_date_is_read(text: str, iso: str | None) -> None:
    found = first_date(text)
    assert (found.isoformat() if found else None) == iso


def test_the_documents_own_dateline_goes_before_dates_it_mentions() -> None:
    text = (
        "Ley del 4 de mayo de 2016.\nCalimaya, México, a 27 de abril de 2022.\nSesión del 2 de marzo de 2022."
    )
    assert date_of([text]) == date(2022, 4, 27)
    assert date_of(["Informe de 3 de marzo de 2021", "Firmado a 9 de junio de 2021"]) == date(2021, 6, 9)
    assert date_of(["Informe de 3 de marzo de 2021"]) == date(2021, 3, 3)
    assert date_of(["sin fecha"]) is None
    assert date_of([]) is None


def test_a_files_own_time_is_taken_only_when_it_can_be_true() -> None:
    assert sane(datetime(2022, 4, 27, 9)) == date(2022, 4, 27)
    assert sane(datetime(1980, 1, 1)) is None
    assert sane(None) is None


@given(st.dates(date(1990, 1, 1), date(2025, 12, 31)))
def test_every_long_date_is_read_back(day: date) -> None:
    assert first_date(f"a {day.day} de {MONTHS[day.month - 1]} de {day.year}") == day


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    first_date(text)
