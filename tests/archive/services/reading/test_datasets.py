"""Released rows and datasets as the public may ask for them."""

import base64

import pytest

from archive.errors import InvalidInput, NotFound
from archive.resources import Resources
from archive.services.reading import datasets as reading
from archive.services.reading.dataset_values import DatasetSearch, Filter, Operator, RowsAsked
from tests.archive.open_data import fill, release


@pytest.fixture
def released(resources: Resources) -> Resources:
    fill(resources)
    release(resources, ["escuelas", "jornadas"])
    return resources


def test_datasets_are_found_by_words_of_title_columns_and_theme(released: Resources) -> None:
    everything = reading.find_datasets(released, DatasetSearch())
    assert [card.slug for card in everything.cards] == ["escuelas", "jornadas"]
    found = reading.find_datasets(released, DatasetSearch(text="CODIGO localidad planteles"))
    assert found.total == 0
    found = reading.find_datasets(released, DatasetSearch(text="clave localidad", theme="Educación"))
    assert [card.slug for card in found.cards] == ["escuelas"]
    assert [(one.value, one.count, one.chosen) for one in found.themes] == [("Educación", 1, True)]


def test_what_was_not_released_is_not_there(released: Resources) -> None:
    with pytest.raises(NotFound):
        reading.dataset(released, "asistencia")
    with pytest.raises(NotFound):
        reading.rows(released, "escuelas", RowsAsked(untrusted_version="9.9.9"))
    with pytest.raises(NotFound):
        reading.file(released, "escuelas", "actual", "../secret_key")


def test_a_file_is_the_same_at_its_own_address_and_at_the_newest(released: Resources) -> None:
    newest = reading.dataset(released, "escuelas")
    for one, stable in zip(newest.newest.release.distributions, newest.newest_files, strict=True):
        assert one.address == f"/datos/escuelas/1.0.0/{one.file_name}"
        name = stable.address.removeprefix("/datos/escuelas/actual/")
        assert "1.0.0" not in name
        assert reading.file(released, "escuelas", "actual", name).sha256 == one.sha256


def test_rows_are_filtered_sorted_and_cut_to_columns(released: Resources) -> None:
    asked = RowsAsked(
        filters=(Filter("nivel", Operator.IS, "secundaria"),),
        untrusted_columns=("nombre", "cct"),
        untrusted_sort="nombre",
        descending=True,
    )
    page = reading.rows(released, "escuelas", asked)
    assert [field.name for field in page.fields] == ["nombre", "cct"]
    assert page.rows == (("Telesecundaria Zeta", "15ETV0003C"), ("Secundaria Ñu", "15EES0001A"))
    assert (page.total, page.next_cursor, page.previous_cursor) == (2, "", "")


def test_cursors_lead_through_every_row_and_back(released: Resources) -> None:
    cursor, seen, pages = "", [], []
    while True:
        page = reading.rows(
            released, "jornadas", RowsAsked(untrusted_sort="fecha", limit=4, untrusted_cursor=cursor)
        )
        seen += page.rows
        pages.append(page)
        if not page.next_cursor:
            break
        cursor = page.next_cursor
    assert len(seen) == len(set(seen)) == 6
    back = reading.rows(
        released,
        "jornadas",
        RowsAsked(untrusted_sort="fecha", limit=4, untrusted_cursor=pages[-1].previous_cursor),
    )
    assert (back.rows, back.previous_cursor) == (pages[0].rows, "")


@pytest.mark.parametrize(
    "asked",
    [
        RowsAsked(untrusted_columns=("nombre; DROP TABLE rows",)),
        RowsAsked(untrusted_sort="number"),
        RowsAsked(filters=(Filter("cct) OR 1=1 --", Operator.IS, "x"),)),
        RowsAsked(untrusted_cursor="no es un cursor"),
        RowsAsked(untrusted_cursor=base64.urlsafe_b64encode(b'["x",null,false,false,1,null]').decode()),
        RowsAsked(untrusted_cursor=base64.urlsafe_b64encode(b"[" * 50_000).decode()),
    ],
)
def test_nothing_but_the_tables_own_columns_and_cursors_is_taken(
    released: Resources, asked: RowsAsked
) -> None:
    with pytest.raises(InvalidInput):
        reading.rows(released, "escuelas", asked)


def test_a_value_that_does_not_fit_its_column_is_refused_by_name(released: Resources) -> None:
    wrong = (Filter("fecha", Operator.AT_LEAST, "mañana"),)
    with pytest.raises(InvalidInput, match="fecha"):
        reading.rows(released, "jornadas", RowsAsked(filters=wrong))


def test_all_rows_that_meet_the_filters_come_one_after_another(released: Resources) -> None:
    filters = (Filter("escuela", Operator.CONTAINS, "avila"),)
    version, fields, rows = reading.every_row(
        released, "jornadas", RowsAsked(filters=filters, untrusted_columns=("titulo",))
    )
    assert (str(version), [field.name for field in fields]) == ("1.0.0", ["titulo"])
    assert list(rows) == [("Plática 2",), ("Plática 5",)]


def test_bars_count_the_rows_of_each_value(released: Resources) -> None:
    found = reading.bars(released, "escuelas", "nivel")
    assert [(bar.value, bar.amount) for bar in found] == [("secundaria", 2), ("bachillerato", 1)]
