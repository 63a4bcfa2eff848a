"""Talks, phones, activities and who came; registers filled from tables, all rows or none."""

from dataclasses import replace
from datetime import date

import pytest

from archive.errors import ColumnRefused, Forbidden, InvalidInput
from archive.models.base import now
from archive.models.people import ListCounts
from archive.permissions import Role
from archive.resources import Resources
from archive.services import activities, audit, phones, register_import, registers, schools, talks
from archive.services.activities import ActivityFacts
from archive.services.attendance import Attendance, attendances, checked
from archive.services.audit import COMMAND_LINE, SystemActor
from archive.services.phones import PhoneFacts
from archive.services.register_cells import Outcome
from archive.services.register_csv import text_of
from archive.services.schools import SchoolFacts
from archive.services.talks import TalkFacts
from ingest.redactions import AgeBand, Sex
from tests.factories import Sketch, make_document, make_topic, make_unit

DAY = date(2022, 5, 18)
SCHOOLS = (
    "cct,nombre,nivel,matricula\n15EES0001A,Benito Juárez,Secundaria,312\n15EPR0002B,Sor Juana,primaria,\n"
)


def _import(resources: Resources, register: str, text: str) -> register_import.Trial:
    return register_import.import_rows(resources, COMMAND_LINE, register, text)


def _sentences(trial: register_import.Trial) -> list[str]:
    return [str(problem) for problem in trial.problems]


def test_a_talk_keeps_its_topics_and_documents(resources: Resources) -> None:
    topic, document = make_topic(resources, "Adicciones", "adicciones"), make_document(resources, Sketch())
    facts = TalkFacts("Decidir", "Prevenir.", "secundaria", None, 50, True, (topic,), (document,))
    talk_id = talks.save_talk(resources, COMMAND_LINE, None, facts)
    (found,) = talks.catalogue(resources, COMMAND_LINE)
    assert (found.id, found.slug, found.facts, found.documents[0].id) == (talk_id, "decidir", facts, document)
    talks.save_talk(resources, COMMAND_LINE, talk_id, TalkFacts("Decidir mejor", offered=False))
    (found,) = talks.catalogue(resources, COMMAND_LINE)
    assert (found.slug, found.facts) == ("decidir", TalkFacts("Decidir mejor", offered=False))


@pytest.mark.parametrize("minutes", [0, 601, -5])
def test_a_talk_lasts_a_possible_time(resources: Resources, minutes: int) -> None:
    with pytest.raises(InvalidInput):
        talks.save_talk(resources, COMMAND_LINE, None, TalkFacts("Decidir", minutes=minutes))


@pytest.mark.parametrize(
    "number", ["911", "722 555 0123 ext. 4", "01 (722) 555-0123", "*765", "800 911 2000"]
)
def test_numbers_are_written_as_people_write_them(resources: Resources, number: str) -> None:
    phones.save_phone(resources, COMMAND_LINE, None, PhoneFacts("Línea", number))
    assert phones.phone_list(resources, COMMAND_LINE)[0].facts.number == number


@pytest.mark.parametrize("number", ["", "sin número", "<b>911</b>", "9" * 61, "722 555 0123 con Ana"])
def test_what_is_no_number_is_refused(resources: Resources, number: str) -> None:
    with pytest.raises(InvalidInput):
        phones.save_phone(resources, COMMAND_LINE, None, PhoneFacts("Línea", number))


def test_a_school_chooses_its_level_from_the_list(resources: Resources) -> None:
    school = SchoolFacts(
        "15ees0001a", "Benito Juárez", level="Secundaria", locality_code="150180001", pupils=312
    )
    schools.save_school(resources, COMMAND_LINE, None, school)
    (found,) = registers.read(resources, COMMAND_LINE).schools
    assert (found.cct, found.level, found.locality_code, found.pupils) == (
        "15EES0001A",
        "secundaria",
        "150180001",
        312,
    )
    for wrong in (
        replace(school, level="kínder"),
        replace(school, locality_code="15018"),
        replace(school, pupils=-1),
    ):
        with pytest.raises(InvalidInput):
            schools.save_school(resources, COMMAND_LINE, found.id, wrong)


def test_an_activity_keeps_its_units_talks_evidence_and_people(resources: Resources) -> None:
    unit, other = make_unit(resources, "Una", "una"), make_unit(resources, "Otra", "otra")
    talk = talks.save_talk(resources, COMMAND_LINE, None, TalkFacts("Decidir"))
    document = make_document(resources, Sketch())
    people = Attendance(
        40, ((Sex.WOMAN, 22), (Sex.MAN, 18)), ((AgeBand.FROM_12_TO_14, 38), (AgeBand.ADULT, 2))
    )
    facts = ActivityFacts("Jornada", DAY, None, None, unit, (other, unit), (talk,), (document,), people)
    key = activities.save_activity(resources, COMMAND_LINE, None, facts)
    found = activities.activity(resources, COMMAND_LINE, key)
    assert found.facts == replace(facts, unit_ids=(other,), attendance=replace(people, minors=38, adults=2))
    assert [(one.document.id, one.named) for one in found.evidence] == [(document, False)]


@pytest.mark.parametrize(
    "wrong",
    [
        Attendance(10, by_sex=((Sex.WOMAN, 9),)),
        Attendance(10, by_age=((AgeBand.ADULT, 11),)),
        Attendance(10, minors=3),
        Attendance(-1),
        Attendance(10, by_age=((AgeBand.ADULT, 10),), minors=10),
    ],
)
def test_people_must_add_up(wrong: Attendance) -> None:
    with pytest.raises(InvalidInput):
        checked(wrong)


def test_an_unknown_age_is_a_minors() -> None:
    assert checked(Attendance(5, by_age=((AgeBand.UNKNOWN, 3), (AgeBand.ADULT, 2)))).minors == 3


def test_checked_lists_count_until_staff_state_otherwise(resources: Resources) -> None:
    key = activities.save_activity(resources, COMMAND_LINE, None, ActivityFacts("Jornada", DAY))
    lists = [make_document(resources, Sketch(activity_id=key)) for _ in range(3)]
    with resources.database.write() as session:
        for document, total in zip(lists, (30, 12, 99), strict=True):
            when = None if total == 99 else now()
            row = ListCounts(document_id=document, total=total, minors=total, by_sex={"mujer": total})
            row.checked_at = when
            session.add(row)
    with resources.database.read() as session:
        found = attendances(session)[key]
    assert (found.total, found.minors, dict(found.by_sex)[Sex.WOMAN], found.by_age) == (42, 42, 42, ())
    stated = ActivityFacts("Jornada", DAY, attendance=Attendance(50))
    activities.save_activity(resources, COMMAND_LINE, key, stated)
    with resources.database.read() as session:
        assert attendances(session)[key] == Attendance(50)


def test_a_list_counts_for_one_activity_alone(resources: Resources) -> None:
    first = activities.save_activity(resources, COMMAND_LINE, None, ActivityFacts("Una", DAY))
    document = make_document(resources, Sketch(activity_id=first))
    with resources.database.write() as session:
        session.add(ListCounts(document_id=document, total=5))
    facts = ActivityFacts("Otra", DAY, document_ids=(document,))
    with pytest.raises(InvalidInput):
        activities.save_activity(resources, COMMAND_LINE, None, facts)


def test_an_import_adds_changes_and_leaves_alone(resources: Resources) -> None:
    trial = register_import.try_import(resources, COMMAND_LINE, "planteles", SCHOOLS)
    assert (trial.outcomes, trial.problems) == ({Outcome.ADDED: 2}, ())
    assert registers.read(resources, COMMAND_LINE).schools == ()
    assert _import(resources, "planteles", SCHOOLS).outcomes == {Outcome.ADDED: 2}
    told = len(audit.history(resources, COMMAND_LINE))
    assert _import(resources, "planteles", SCHOOLS).outcomes == {Outcome.SAME: 2}
    assert len(audit.history(resources, COMMAND_LINE)) == told
    changed = _import(resources, "planteles", "CCT;Nombre\n15EES0001A;Benito Pablo Juárez\n")
    assert changed.outcomes == {Outcome.CHANGED: 1}
    found = {one.cct: one for one in registers.read(resources, COMMAND_LINE).schools}
    assert (found["15EES0001A"].name, found["15EES0001A"].pupils) == ("Benito Pablo Juárez", 312)


def test_every_fault_is_named_by_row_and_column_and_nothing_is_kept(resources: Resources) -> None:
    text = "cct,nombre,nivel\n15EES0001A,Buena,secundaria\n15XX,Mala,secundaria\n15EPR0002B,Otra,kínder\n"
    trial = _import(resources, "planteles", text)
    assert _sentences(trial) == [
        "Fila 3, columna «cct»: son 10 caracteres, por ejemplo 15EPR0123A.",
        "Fila 4, columna «nivel»: elija uno de la lista.",
    ]
    assert registers.read(resources, COMMAND_LINE).schools == ()


def test_cells_of_the_wrong_type_and_repeated_keys_are_named(resources: Resources) -> None:
    trial = _import(resources, "planteles", "cct,nombre,matricula\n15EES0001A,Una,muchas\n")
    assert "Fila 2, columna «matricula»" in _sentences(trial)[0]
    trial = _import(resources, "planteles", "cct,nombre\n15EES0001A,Una\n15EES0001A,Dos\n")
    assert "Fila 3, columna «cct»: repite lo que dice la fila 2" in _sentences(trial)[0]


@pytest.mark.parametrize(
    "text", ["cct\n15EES0001A\n", "cct,nombre,color\n", "cct,nombre,Nombre\n", "cct,nombre,otra cosa\n"]
)
def test_a_heading_that_does_not_fit_is_refused(resources: Resources, text: str) -> None:
    with pytest.raises(ColumnRefused):
        _import(resources, "planteles", text)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spreadsheets_usual_files_are_read(resources: Resources, charset: str, separator: str) -> None:
    text = SCHOOLS.replace(",", separator).replace("\n", "\r\n")
    trial = register_import.try_import(resources, COMMAND_LINE, "planteles", text_of(text.encode(charset)))
    assert trial.rows[0].values[1] == "Benito Juárez"


@pytest.mark.parametrize("content", [b"\0\1\2", b"x" * 400_001, "é".encode("cp1252") * 300_000])
def test_what_is_no_small_table_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        text_of(content)


def test_activities_name_units_by_any_of_their_names(resources: Resources) -> None:
    registers.save_unit(resources, COMMAND_LINE, None, "Unidad de Inclusión", "", ["UI"])
    registers.save_unit(resources, COMMAND_LINE, None, "Dirección de Educación", "", [])
    _import(resources, "planteles", SCHOOLS)
    _import(resources, "platicas", "titulo,minutos\nDecidir,50\nAcordar,40\n")
    text = (
        "titulo,fecha,cct,unidad,otras_unidades,platicas,mujeres,hombres\n"
        "Jornada,18/05/2022,15EES0001A,ui,DIRECCION DE EDUCACION,Acordar; Decidir,20,18\n"
    )
    assert _import(resources, "actividades", text).outcomes == {Outcome.ADDED: 1}
    assert _import(resources, "actividades", text).outcomes == {Outcome.SAME: 1}
    (row,) = registers.read(resources, COMMAND_LINE).activities
    found = activities.activity(resources, COMMAND_LINE, row.id).facts
    assert (found.date, len(found.unit_ids), len(found.talk_ids)) == (DAY, 1, 2)
    assert found.attendance is not None
    assert found.attendance.total == 38
    trial = _import(resources, "actividades", "titulo,fecha,unidad\nJornada,2022-05-19,Nadie\n")
    assert _sentences(trial) == [
        "Fila 2, columna «unidad»: no está en su registro; agréguelo antes o corrija el nombre."
    ]


@pytest.mark.parametrize("register", sorted(register_import.SHEETS))
def test_what_is_downloaded_can_be_brought_in_again(resources: Resources, register: str) -> None:
    registers.save_unit(resources, COMMAND_LINE, None, "=Unidad", "Dos\nrenglones", ["UI", "Otra"])
    _import(resources, "temas", "nombre\nAdicciones\n")
    _import(resources, "planteles", SCHOOLS)
    registers.save_practice(resources, COMMAND_LINE, None, "Rompe el ciclo", "Todo.", None, 2022, True)
    _import(resources, "platicas", "titulo,temas,minutos,se_ofrece\nDecidir,adicciones,50,no\n")
    _import(resources, "telefonos", "nombre,numero,emergencia\nEmergencias,911,sí\n")
    _import(
        resources,
        "actividades",
        "titulo,fecha,cct,platicas,asistentes\nJornada,2022-05-18,15EES0001A,Decidir,9\n",
    )
    text = register_import.as_csv(resources, COMMAND_LINE, register)
    trial = register_import.try_import(resources, COMMAND_LINE, register, text)
    assert trial.problems == ()
    assert set(trial.outcomes) == {Outcome.SAME}


def test_registers_are_filled_by_those_who_may_edit_them(resources: Resources) -> None:
    uploader = SystemActor("ana", role=Role.UPLOADER)
    with pytest.raises(Forbidden):
        register_import.try_import(resources, uploader, "temas", "nombre\nx\n")
    with pytest.raises(Forbidden):
        phones.save_phone(resources, uploader, None, PhoneFacts("Línea", "911"))
