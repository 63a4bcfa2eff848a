"""Cells of a person's row, as numbers and words."""

from datetime import date

import pytest

from ingest.attendance.people import (
    UNREAD,
    age_at,
    age_of,
    band_of,
    birth_date,
    birth_in_key,
    grade_of,
    is_grown_up,
    sex_of_curp,
    sex_under,
)
from ingest.redactions import AgeBand, Sex

EVENT = date(2024, 1, 1)


@pytest.mark.parametrize(
    "text",
    ["2° B", '2º "B"', "2do", "SEGUNDO", "2-B", "2B", "II", "2o. B", "Segundo grado", "201", "2/B", "2"],
)
def test_a_grade_is_read_however_it_is_written(text: str) -> None:
    assert grade_of(text) == "2"


@pytest.mark.parametrize("text", ["", "—", "A", "10", "Juan", "12 B"])
def test_what_is_no_grade_is_none(text: str) -> None:
    assert grade_of(text) == ""


@pytest.mark.parametrize(
    "text", ["03/05/2010", "3-5-10", "2010-05-03", "3 de mayo de 2010", "03-may-2010", "2010-05-03 00:00:00"]
)
def test_a_birth_date_is_read_however_it_is_written(text: str) -> None:
    assert birth_date(text, before=EVENT) == date(2010, 5, 3)


def test_a_key_tells_the_century_of_its_owner() -> None:
    assert birth_in_key("LOGM090514MMCPRRA5", before=EVENT) == date(2009, 5, 14)
    assert birth_in_key("LOGM090514MMCPRR05", before=EVENT) == date(1909, 5, 14)
    assert birth_in_key("GARC850312AB1", before=EVENT) == date(1985, 3, 12)
    # Whoever has an RFC has an income: born in 1915 sooner than eight years ago.
    assert birth_in_key("GARC150312AB1", before=EVENT, least_age=16) == date(1915, 3, 12)


def test_a_key_tells_the_sex_of_its_owner() -> None:
    assert sex_of_curp("LOGM090514MMCPRRA5") is Sex.WOMAN
    assert sex_of_curp("logm 090514 h mc prr a5") is Sex.MAN
    assert sex_of_curp("GARC850312AB1") is None


def test_an_age_is_reckoned_for_the_day_of_the_event() -> None:
    assert age_at(date(2010, 1, 2), EVENT) == 13
    assert age_at(date(2010, 1, 1), EVENT) == 14
    assert age_at(date(2030, 1, 1), EVENT) is None


@pytest.mark.parametrize(
    ("text", "age"), [("13", 13), ("13 años", 13), ("13.0", 13), ("130", None), ("x", None)]
)
def test_an_age_is_a_number_of_years(text: str, age: int | None) -> None:
    assert age_of(text) == age


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (11, AgeBand.UNDER_12),
        (12, AgeBand.FROM_12_TO_14),
        (15, AgeBand.FROM_15_TO_17),
        (17, AgeBand.FROM_15_TO_17),
        (18, AgeBand.ADULT),
        (None, AgeBand.UNKNOWN),
    ],
)
def test_ages_fall_into_their_bands(age: int | None, band: AgeBand) -> None:
    assert band_of(age) is band


def test_a_mark_under_a_sex_says_that_sex() -> None:
    assert sex_under("H", "X") == "H"
    assert sex_under("Mujeres", "1") == "MUJERES"
    assert sex_under("M", "") == ""
    assert sex_under("M", UNREAD) == UNREAD
    assert sex_under("Sexo", "M") == "M"


@pytest.mark.parametrize("post", ["Docente", "Madre de familia", "Directora escolar", "Delegado municipal"])
def test_posts_of_adults_make_adults(post: str) -> None:
    assert is_grown_up(post)


@pytest.mark.parametrize("post", ["Alumna", "Estudiante", "", "Jefe de grupo"])
def test_pupils_are_no_adults_by_what_they_are_called(post: str) -> None:
    assert not is_grown_up(post)
