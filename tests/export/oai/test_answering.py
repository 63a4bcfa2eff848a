"""A harvester gets all records, once, through every verb; a wrong question gets the protocol's own error."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.oai.answering import answer
from export.oai.values import Kind, Position, Record, RecordSet, Selection, Work
from tests.export.oai.protocol import DC, OAI, check

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 1, 12, 30, tzinfo=UTC)
DATACITE = "{http://datacite.org/schema/kernel-4}"


class Kept:
    """A repository in memory; several records share a moment, some are withdrawn."""

    name = "Archivo de Calimaya"
    address = "https://archivo.example/oai"
    emails = ("transparencia@calimaya.example",)
    earliest = START

    def __init__(self, number: int = 25, *, sets: bool = True) -> None:
        self.kept = [_record(each) for each in range(number)]
        self.has_sets = sets

    def sets(self) -> Sequence[RecordSet]:
        sets = (RecordSet("datos", "Datos abiertos"), RecordSet("datos:jornadas", "Jornadas"))
        return sets if self.has_sets else ()

    def record(self, identifier: str) -> Record | None:
        return next((each for each in self.kept if each.identifier == identifier), None)

    def records(self, selection: Selection, most: int) -> Sequence[Record]:
        ordered = sorted(self.kept, key=_key)
        return [each for each in ordered if _chosen(each, selection)][:most]


def _key(record: Record | Position) -> tuple[datetime, str]:
    return record.datestamp, record.identifier


def _chosen(record: Record, selection: Selection) -> bool:
    code = selection.set_code
    return (
        (selection.since is None or record.datestamp >= selection.since)
        and (selection.before is None or record.datestamp < selection.before)
        and (not code or any(each == code or each.startswith(code + ":") for each in record.sets))
        and (selection.after is None or _key(record) > _key(selection.after))
    )


def _record(number: int) -> Record:
    moment = START + timedelta(days=number // 3, microseconds=number)
    work = Work(
        title=f"Documento {number} «&<>\x07",
        address=f"https://archivo.example/documentos/{number}",
        kind=Kind.TEXT,
        issued=moment,
        publisher="Ayuntamiento de Calimaya",
        creators=("Dirección de Seguridad Pública",),
        description="Uno",
        subjects=("prevención", "escuelas"),
        media_types=("application/pdf",),
        rights="Libre Uso MX",
        rights_address="https://datos.gob.mx/libreusomx/",
        coverage="Calimaya",
        version="1.0.0",
    )
    sets = ("datos:jornadas",) if number % 2 else ("documentos",)
    return Record(f"oai:archivo.example:{number}", moment, sets, None if number % 5 == 4 else work)


def ask(query: str, repository: Kept | None = None) -> Xml.Element:
    pairs = parse_qsl(query, keep_blank_values=True)
    return check(answer(repository or Kept(), pairs, NOW, page=4))


def error_of(root: Xml.Element) -> str:
    return root.find(f"{OAI}error").get("code")  # type: ignore[union-attr, return-value]


def identifiers(root: Xml.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{OAI}identifier")]


def harvest(query: str, verb: str = "ListRecords", repository: Kept | None = None) -> list[str]:
    found: list[str] = []
    root = ask(f"verb={verb}&metadataPrefix=oai_dc{query}", repository)
    while True:
        found += identifiers(root)
        token = root.find(f".//{OAI}resumptionToken")
        if token is None or not token.text:
            return found
        assert token.get("cursor") == str(len(found) - 4)
        root = ask(f"verb={verb}&resumptionToken={token.text}", repository)


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
@pytest.mark.parametrize("number", [1, 4, 5, 8, 25])
def test_a_harvest_brings_every_record_once(verb: str, number: int) -> None:
    repository = Kept(number)
    assert harvest("", verb, repository) == [each.identifier for each in sorted(repository.kept, key=_key)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("&from=2026-01-08", range(21, 25)),
        ("&until=2026-01-01", range(3)),
        ("&from=2026-01-02&until=2026-01-02", range(3, 6)),
        ("&until=2026-01-01T00:00:00Z", range(3)),
        ("&set=datos", range(1, 25, 2)),
        ("&set=datos:jornadas&from=2026-01-07", range(19, 25, 2)),
    ],
)
def test_from_until_and_set_choose(query: str, numbers: range) -> None:
    assert harvest(query) == [f"oai:archivo.example:{number}" for number in numbers]


def test_a_withdrawn_record_stays_as_a_header() -> None:
    root = ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:archivo.example:4")
    header = root.find(f".//{OAI}header")
    assert header is not None
    assert header.get("status") == "deleted"
    assert root.find(f".//{OAI}metadata") is None


def test_identify_says_that_deletions_are_kept_for_ever() -> None:
    root = ask("verb=Identify")
    assert root.findtext(f".//{OAI}deletedRecord") == "persistent"
    assert root.findtext(f".//{OAI}granularity") == "YYYY-MM-DDThh:mm:ssZ"
    assert root.findtext(f".//{OAI}earliestDatestamp") == "2026-01-01T00:00:00Z"
    assert root.find(f"{OAI}request").attrib == {"verb": "Identify"}  # type: ignore[union-attr]


def test_dublin_core_says_what_the_work_is() -> None:
    root = ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:archivo.example:1")
    assert root.findtext(f".//{DC}title") == "Documento 1 «&<>"
    assert [each.text for each in root.iter(f"{DC}subject")] == ["prevención", "escuelas"]
    assert root.findtext(f".//{DC}identifier") == "https://archivo.example/documentos/1"


def test_datacite_has_what_it_requires() -> None:
    root = ask("verb=GetRecord&metadataPrefix=oai_datacite&identifier=oai:archivo.example:1")
    resource = root.find(f".//{DATACITE}resource")
    assert resource is not None
    required = ("identifier", "creators", "titles", "publisher", "publicationYear", "resourceType")
    assert [each.tag.removeprefix(DATACITE) for each in resource][: len(required)] == list(required)
    assert resource.findtext(f"{DATACITE}publicationYear") == "2026"


def test_formats_and_sets_are_listed() -> None:
    prefixes = [each.text for each in ask("verb=ListMetadataFormats").iter(f"{OAI}metadataPrefix")]
    assert prefixes == ["oai_dc", "oai_datacite"]
    assert [each.text for each in ask("verb=ListSets").iter(f"{OAI}setSpec")] == ["datos", "datos:jornadas"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Nada", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=datos", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=ayer", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-02&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-01T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2027-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=otro", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=no uri", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:otro:1", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=marc21&identifier=oai:archivo.example:1", "cannotDisseminateFormat"),
        ("verb=ListMetadataFormats&identifier=oai:otro:1", "idDoesNotExist"),
    ],
)
def test_a_wrong_question_gets_the_protocols_own_error(query: str, code: str) -> None:
    root = ask(query)
    assert error_of(root) == code
    echoed = root.find(f"{OAI}request").attrib  # type: ignore[union-attr]
    assert bool(echoed) == (code not in {"badVerb", "badArgument"})


@pytest.mark.parametrize("query", ["verb=ListSets", "verb=ListRecords&metadataPrefix=oai_dc&set=datos"])
def test_a_repository_without_sets_says_so(query: str) -> None:
    assert error_of(ask(query, Kept(sets=False))) == "noSetHierarchy"


NAMES = st.sampled_from(["verb", "metadataPrefix", "from", "until", "set", "identifier", "resumptionToken"])
TOKENS = st.sampled_from(["W10", "WzEsMiwzLDRd", "W3t9LCIyMDI2LTAxLTAxIiwieCIsMV0", "bnVsbA"])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(NAMES, st.one_of(TOKENS, st.text(), st.just("ListRecords"), st.just("oai_dc")))))
def test_whatever_is_asked_the_answer_keeps_the_rules(pairs: list[tuple[str, str]]) -> None:
    check(answer(Kept(3), pairs, NOW))
