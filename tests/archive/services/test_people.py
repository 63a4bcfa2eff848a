"""People of lists are known again by keyed fingerprints; nobody's name is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from archive.errors import Forbidden, InvalidInput
from archive.models.audit import AuditEvent
from archive.models.documents import State
from archive.models.people import PrintKind
from archive.permissions import Role
from archive.resources import Resources
from archive.services import people
from archive.services.people import Person
from archive.services.prints import Prints, name_words, prints_of
from archive.services.recognising import matches, occurrences
from ingest.redactions import DataType
from ingest.values import Box, Word
from tests.archive.accounts import account
from tests.factories import Sketch, make_document

ANA = "Ana Sofía Zaragoza de la Cruz"
CURP = "ZACA080514MMCRRNA5"


def _known(resources: Resources, *persons: Person):
    document_id = make_document(resources, Sketch(state=State.IN_REVIEW))
    with resources.database.write() as session:
        people.remember(session, prints_of(resources.settings), document_id, persons)
    return document_id


def _kinds(resources: Resources, words: str, public: tuple[str, ...] = ()) -> set[PrintKind]:
    with resources.database.read() as session:
        return {one.kind for one in matches(session, prints_of(resources.settings), [words], public)}


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Asistió Ana Sofía Zaragoza de la Cruz.", {PrintKind.NAME, PrintKind.NAME_PAIR}),
        ("ZARAGOZA CRUZ ANA SOFIA", {PrintKind.NAME, PrintKind.NAME_PAIR}),
        ("la alumna Zaragoza Cruz llegó tarde", {PrintKind.NAME_PAIR}),
        ("la calle Zaragoza y la calle de la Paz", set()),
        ("clave zaca080514mmcrrna5", {PrintKind.CURP}),
        ("llame al (722) 123 45 67", {PrintKind.PHONE}),
        ("llame al 01 722 999 45 67", set()),
        ("escriba a ANA.Z@example.org hoy", {PrintKind.EMAIL}),
    ],
)
def test_a_person_of_a_list_is_found_in_another_text(
    resources: Resources, words: str, kinds: set[PrintKind]
) -> None:
    _known(
        resources,
        Person(DataType.NAME, ANA, 1, 1),
        Person(DataType.CURP, CURP, 1, 1),
        Person(DataType.PHONE, "7221234567", 1, 1),
        Person(DataType.EMAIL, "ana.z@example.org", 1, 1),
    )
    assert _kinds(resources, words) == kinds


def test_surnames_shared_with_somebody_public_are_nobodys_but_the_whole_name_still_is(
    resources: Resources,
) -> None:
    _known(resources, Person(DataType.NAME, ANA))
    speaker = "Mtra. Rosa Zaragoza Cruz"
    assert _kinds(resources, f"Imparte la {speaker}", (speaker,)) == set()
    assert _kinds(resources, f"Asistió {ANA}", (speaker,)) == {PrintKind.NAME, PrintKind.NAME_PAIR}


def test_no_name_stands_in_the_database(resources: Resources) -> None:
    _known(resources, Person(DataType.NAME, ANA), Person(DataType.CURP, CURP))
    with resources.database.read() as session:
        rows = " ".join(str(row) for row in session.execute(text("SELECT * FROM people_fingerprints")))
    assert rows
    assert not [word for word in (*name_words(ANA), CURP.lower()) if word in rows.lower()]


def test_fingerprints_of_another_installation_are_different() -> None:
    assert Prints("una").of_words(["ana", "cruz"]) != Prints("otra").of_words(["ana", "cruz"])


@settings(max_examples=60, deadline=None)
@given(st.permutations(["Sofía", "Peñaloza", "Téllez"]), st.sampled_from([str.upper, str.lower, str.title]))
def test_order_case_and_accents_do_not_tell_names_apart(words: list[str], written) -> None:
    prints = Prints("clave")
    expected = prints.of_text(PrintKind.NAME, "SOFIA PENALOZA TELLEZ")
    assert prints.of_text(PrintKind.NAME, written(" ".join(words))) == expected


def test_a_value_is_found_again_in_a_page_by_its_print_alone() -> None:
    prints = Prints("clave")
    key = prints.of_text(PrintKind.NAME, "Luis Peñaloza Téllez")
    assert key is not None
    page = [Word(word, Box(0, 0, 1, 1)) for word in ["Firma:", "LUIS", "PEÑALOZA", "TÉLLEZ,", "delegado"]]
    assert [(one.first, one.last) for one in occurrences(prints, [page], {key})] == [(1, 3)]


def test_a_request_for_access_finds_the_documents_and_is_audited_without_the_name(
    resources: Resources,
) -> None:
    document_id = _known(resources, Person(DataType.NAME, ANA, 2, 7), Person(DataType.CURP, CURP, 2, 7))
    pablo = account(resources, "pablo", Role.PUBLISHER)
    for asked in ("cruz zaragoza ana sofía", "ZACA 080514 MMCRRNA5"):
        (holding,) = people.search(resources, pablo, asked)
        assert (holding.document_id, holding.page, holding.row) == (document_id, 2, 7)
    assert people.search(resources, pablo, "Nadie Conocido") == ()
    with resources.database.read() as session:
        trail = session.scalars(
            select(AuditEvent).where(AuditEvent.action == "people:searched").order_by(AuditEvent.id)
        ).all()
    assert [event.details for event in trail] == [{"documents": 1}, {"documents": 1}, {"documents": 0}]
    assert {event.subject_id for event in trail} == {""}


def test_only_the_transparency_unit_searches_for_people(resources: Resources) -> None:
    with pytest.raises(Forbidden):
        people.search(resources, account(resources, "rosa", Role.REVIEWER), ANA)
    with pytest.raises(InvalidInput):
        people.search(resources, account(resources, "pablo", Role.PUBLISHER), "Ana")
