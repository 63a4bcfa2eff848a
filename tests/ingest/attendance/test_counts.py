"""Lists become numbers; in doubt a person is a minor."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ingest.attendance.counts import Row, count
from ingest.attendance.headings import Column
from ingest.redactions import AgeBand, Sex


def rows(*values: dict[Column, str], sureness: float = 1.0) -> list[Row]:
    """Rows of one page, each with a name unless it says otherwise."""
    return [
        Row(1, number, tuple({Column.NAME: f"Nadie {number}", **each}.items()), sureness)
        for number, each in enumerate(values, start=1)
    ]


def sexes(*letters: str) -> dict[Sex, int]:
    return dict(count(rows(*({Column.SEX: letter} for letter in letters))).by_sex)


def test_m_is_woman_beside_h_and_man_beside_f() -> None:
    assert sexes("H", "M", "M") == {Sex.MAN: 1, Sex.WOMAN: 2}
    assert sexes("F", "M", "M") == {Sex.WOMAN: 1, Sex.MAN: 2}
    assert sexes("Masc.", "Fem.") == {Sex.MAN: 1, Sex.WOMAN: 1}
    assert sexes("hombre", "MUJER", "Mujer") == {Sex.MAN: 1, Sex.WOMAN: 2}


def test_keys_tell_what_m_means_where_no_other_letter_does() -> None:
    men = rows(
        {Column.SEX: "M", Column.CURP: "LOGM090514HMCPRRA5"},
        {Column.SEX: "M", Column.CURP: "LOGM100514HMCPRRA1"},
    )
    assert dict(count(men).by_sex) == {Sex.MAN: 2}


def test_a_key_tells_the_sex_where_no_column_does() -> None:
    assert dict(count(rows({Column.CURP: "LOGM090514MMCPRRA5"})).by_sex) == {Sex.WOMAN: 1}


def test_what_is_no_sex_is_unstated_and_to_be_looked_at() -> None:
    counted = count(rows({Column.SEX: "H"}, {Column.SEX: "M"}, {Column.SEX: "14"}))
    assert dict(counted.by_sex)[Sex.UNSTATED] == 1
    assert counted.rows_to_check == ((1, 3),)
    assert counted.confidence < 1


def test_ages_come_from_numbers_birth_dates_and_keys() -> None:
    counted = count(
        rows(
            {Column.AGE: "13 años"},
            {Column.BIRTH_DATE: "03/05/2008"},
            {Column.CURP: "LOGM090514MMCPRRA5"},
            {Column.RFC: "GARC850312AB1"},
        ),
        event=date(2024, 1, 1),
    )
    assert dict(counted.by_age) == {
        AgeBand.FROM_12_TO_14: 2,
        AgeBand.FROM_15_TO_17: 1,
        AgeBand.ADULT: 1,
    }
    assert (counted.minors, counted.adults) == (3, 1)


def test_whoever_is_of_unknown_age_is_a_minor_unless_the_post_is_an_adults() -> None:
    counted = count(rows({}, {Column.POST: "Alumno"}, {Column.POST: "Madre de familia"}))
    assert (counted.minors, counted.adults) == (2, 1)


def test_an_age_outweighs_a_post() -> None:
    assert count(rows({Column.AGE: "15", Column.POST: "Vocal"})).minors == 1


def test_grades_are_counted_by_their_number() -> None:
    counted = count(
        rows({Column.GRADE_GROUP: "2° B"}, {Column.GRADE_GROUP: "2-A"}, {Column.GRADE_GROUP: "3ro"})
    )
    assert counted.by_grade == (("2", 2), ("3", 1))


def test_a_group_without_a_grade_counts_no_grade() -> None:
    assert count(rows({Column.GROUP: "A"}, {Column.GROUP: "B"})).by_grade == ()


def test_numbered_rows_that_nobody_filled_in_are_no_people() -> None:
    blank = Row(1, 9, ((Column.NUMBER, "9"), (Column.NAME, ""), (Column.GRADE_GROUP, "2° B")))
    dashed = Row(1, 10, ((Column.NAME, "____"), (Column.SIGNATURE, "-")))
    assert count([*rows({}), blank, dashed]).total == 1


def test_a_signature_alone_is_a_person_to_be_looked_at() -> None:
    counted = count([Row(2, 7, ((Column.NAME, ""), (Column.SIGNATURE, "?")))])
    assert counted.total == 1
    assert counted.rows_to_check == ((2, 7),)


def test_a_printed_total_that_differs_halves_the_confidence() -> None:
    assert count(rows({}, {}), printed_total=2).confidence == 1
    assert count(rows({}, {}), printed_total=3).confidence == 0.5


def test_badly_read_rows_are_to_be_looked_at() -> None:
    counted = count(rows({}, {}, sureness=0.5))
    assert counted.rows_to_check == ((1, 1), (1, 2))
    assert counted.confidence < 0.5


def test_nobody_is_counted_as_nobody() -> None:
    assert count([]).total == 0


CELLS = st.dictionaries(
    st.sampled_from(Column), st.sampled_from(["", "?", "H", "M", "13", "2° B", "x", "Docente"])
)


@given(st.lists(CELLS, max_size=12))
def test_every_person_is_counted_once_in_each_measure(values: list[dict[Column, str]]) -> None:
    counted = count([Row(1, number, tuple(each.items())) for number, each in enumerate(values, 1)])
    assert counted.total <= len(values)
    assert sum(number for _, number in counted.by_sex) == counted.total
    assert sum(number for _, number in counted.by_age) == counted.total
    assert counted.minors + counted.adults == counted.total
    assert 0 <= counted.confidence <= 1
