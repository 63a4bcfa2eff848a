"""Legal bases are dated: what was printed stays, what follows begins on its day."""

from datetime import date

import pytest

from archive.errors import Forbidden, InvalidInput
from archive.permissions import Role
from archive.resources import Resources
from archive.services import legal
from ingest.redactions import DataType
from tests.archive.accounts import account
from tests.archive.deciding import publisher

TODAY = date(2026, 6, 1)


def _wording(resources: Resources, on: date, *, minors: bool = False):
    with resources.database.read() as session:
        return legal.wordings(session, on).of(DataType.NAME, minors=minors)


def test_article_115_is_in_force_from_the_day_of_the_new_law(resources: Resources) -> None:
    assert _wording(resources, date(2025, 3, 20)) is None
    said = _wording(resources, date(2025, 3, 21))
    assert said.basis == "LGTAIP, art. 115; LGPDPPSO, art. 3, fr. IX"
    assert "116" not in said.basis


def test_for_minors_their_own_law_is_said_as_well(resources: Resources) -> None:
    assert "LGDNNA, art. 76" in _wording(resources, TODAY, minors=True).basis
    assert "LGDNNA" not in _wording(resources, TODAY).basis


def test_every_type_of_datum_has_a_basis_and_a_motive(resources: Resources) -> None:
    with resources.database.read() as session:
        in_force = legal.wordings(session, TODAY)
    for data_type in DataType:
        said = in_force.of(data_type, minors=True)
        assert said is not None
        assert said.motive.endswith(".")


def test_what_nobody_read_in_the_law_is_shown_but_never_printed(resources: Resources) -> None:
    unsure = [row for row in legal.catalogue(resources, publisher(resources)) if row.to_confirm]
    assert unsure
    assert not [row for row in unsure if row.basis in _wording(resources, TODAY, minors=True).basis]


def test_a_basis_that_was_printed_is_followed_and_never_changed(resources: Resources) -> None:
    pablo = publisher(resources)
    row = next(one for one in legal.catalogue(resources, pablo) if one.data_type is DataType.NAME)
    with resources.database.write() as session:
        legal.mark_used(session, [row.id])
    stated = {"data_type": DataType.NAME, "minors": False, "motive": "Identifica a una persona."}
    with pytest.raises(InvalidInput):
        legal.save(resources, pablo, row.id, basis="Ley nueva", valid_from=row.valid_from, **stated)
    new = legal.save(resources, pablo, row.id, basis="Ley nueva", valid_from=date(2027, 1, 1), **stated)
    assert new != row.id
    assert _wording(resources, date(2026, 12, 31)).basis == row.basis
    assert _wording(resources, date(2027, 1, 1)).basis == "Ley nueva"


def test_only_the_transparency_unit_edits_the_catalogue(resources: Resources) -> None:
    row = legal.catalogue(resources, publisher(resources))[0]
    with pytest.raises(Forbidden):
        legal.close(resources, account(resources, "rosa", Role.REVIEWER), row.id, TODAY)
    with pytest.raises(InvalidInput):
        legal.close(resources, publisher(resources), row.id, date(2020, 1, 1))
