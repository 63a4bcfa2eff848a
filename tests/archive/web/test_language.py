"""The reader's language and what is written in it."""

from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from archive.settings import Settings
from archive.web import create_app
from archive.web.language import format_date, format_moment, format_number, format_size


def test_the_address_wins_over_the_cookie_and_the_cookie_over_the_browser(client: FlaskClient) -> None:
    assert '<html lang="es">' in client.get("/").text
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "en-GB,en"}).text
    assert '<html lang="en">' in client.get("/?lang=en").text
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "es"}).text
    assert '<html lang="es">' in client.get("/?lang=es").text


def test_a_language_that_is_not_there_changes_nothing(client: FlaskClient) -> None:
    answer = client.get("/?lang=../../etc")
    assert '<html lang="es">' in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("size", "written"),
    [(0, "0 bytes"), (999, "999 bytes"), (1400, "1.4 kB"), (25_300_000, "25.3 MB"), (2_000_000_000, "2 GB")],
)
def test_sizes_are_written_as_people_read_them(settings: Settings, size: int, written: str) -> None:
    with create_app(settings, faces=()).test_request_context():
        assert format_size(size) == written


def test_dates_and_numbers_follow_mexican_use(settings: Settings) -> None:
    with create_app(settings, faces=()).test_request_context():
        assert format_date(date(2022, 4, 27)) == "27 de abril de 2022"
        assert format_date(None) == ""
        assert format_number(2410) == "2,410"
        assert format_moment(datetime(2026, 1, 1, 3, 0, tzinfo=UTC)).endswith("21:00")
