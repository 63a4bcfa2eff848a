"""A catalogue described in DCAT 3, with what DCAT-AP asks for: https://www.w3.org/TR/vocab-dcat-3/."""

from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import quote

from export.catalog.terms import Address, Node, Term, Text, Typed
from export.catalog.values import (
    FORMAT_CODES,
    FORMAT_TITLES,
    Catalog,
    Listed,
    dataset_address,
    release_address,
)
from export.values import Dataset, Distribution, Licence, Period, Periodicity, Place, Publisher, Release

Properties = Iterator[tuple[str, Term]]

# DCAT-AP takes these from the European lists, which are published for all.
AUTHORITY = "http://publications.europa.eu/resource/authority"
LANGUAGES = {"es": f"{AUTHORITY}/language/SPA", "en": f"{AUTHORITY}/language/ENG"}
FREQUENCIES = {
    Periodicity.DAILY: "DAILY",
    Periodicity.WEEKLY: "WEEKLY",
    Periodicity.FORTNIGHTLY: "BIWEEKLY",
    Periodicity.MONTHLY: "MONTHLY",
    Periodicity.BIMONTHLY: "BIMONTHLY",
    Periodicity.QUARTERLY: "QUARTERLY",
    Periodicity.FOUR_MONTHLY: "ANNUAL_3",
    Periodicity.HALF_YEARLY: "ANNUAL_2",
    Periodicity.YEARLY: "ANNUAL",
    Periodicity.TWO_YEARLY: "BIENNIAL",
    Periodicity.FIVE_YEARLY: "QUINQUENNIAL",
    Periodicity.TEN_YEARLY: "DECENNIAL",
    Periodicity.IRREGULAR: "IRREG",
    Periodicity.AT_ONCE: "UPDATE_CONT",
}
FILE_TYPES = {"CSV", "JSON", "XLSX", "PARQUET", "TXT", "ZIP"}  # in the European list; «JSONL» is not
STATUSES = {"COMPLETED": "publicado", "WITHDRAWN": "retirado"}
INEGI_PLACES = "https://www.inegi.org.mx/app/ageeml/"


def describe(catalog: Catalog) -> Node:
    """The whole catalogue as one tree."""
    return Node("dcat:Catalog", tuple(_of_catalog(catalog)), catalog.home)


def _of_catalog(catalog: Catalog) -> Properties:
    yield "dct:title", Text(catalog.title, "es")
    yield "dct:description", Text(catalog.description, "es")
    yield "dct:publisher", _agent(catalog.publisher)
    yield "foaf:homepage", Node("foaf:Document", (), catalog.home)
    yield "dct:language", _language("es")
    if issued := [listed.issued for listed in catalog.listed if listed.issued]:
        yield "dct:issued", _moment(min(issued))
    if modified := [listed.modified for listed in catalog.listed if listed.modified]:
        yield "dct:modified", _moment(max(modified))
    for licence in dict.fromkeys(listed.dataset.licence for listed in catalog.listed):
        yield "dct:license", _licence(licence)
        break  # a catalogue has one; each distribution says its own
    for listed in catalog.listed:
        address = dataset_address(listed.dataset, catalog.home)
        yield "dcat:dataset", Node("dcat:Dataset", tuple(_of_listed(listed, catalog.home)), address)


def _of_listed(listed: Listed, home: str) -> Properties:
    yield from _of_dataset(listed.dataset, home)
    yield "dct:identifier", Typed(listed.dataset.slug)
    yield "dcat:landingPage", Node("foaf:Document", (), dataset_address(listed.dataset, home))
    if listed.issued:
        yield "dct:issued", _moment(listed.issued)
    if listed.modified:
        yield "dct:modified", _moment(listed.modified)
    if current := listed.current:
        yield "dcat:version", Typed(str(current.version))
        yield "dcat:hasCurrentVersion", Address(release_address(current, home))
        for distribution in current.distributions:
            yield "dcat:distribution", Address(_file_name(current, distribution, home))
    for release, previous in zip(listed.releases, (*listed.releases[1:], None), strict=True):
        yield "dcat:hasVersion", _release(release, previous, home)


def _release(release: Release, previous: Release | None, home: str) -> Node:
    return Node("dcat:Dataset", tuple(_of_release(release, previous, home)), release_address(release, home))


def _of_release(release: Release, previous: Release | None, home: str) -> Properties:
    yield from _of_dataset(release.dataset, home)
    yield "dct:identifier", Typed(f"{release.dataset.slug}/{release.version}")
    yield "dct:issued", _moment(release.issued)
    yield "dcat:version", Typed(str(release.version))
    yield "dcat:isVersionOf", Address(dataset_address(release.dataset, home))
    if previous:
        yield "dcat:previousVersion", Address(release_address(previous, home))
    if notes := release.withdrawn or release.change_note:
        yield "adms:versionNotes", Text(notes, "es")
    yield "adms:status", _status("dataset-status", "WITHDRAWN" if release.withdrawn else "COMPLETED")
    if not release.withdrawn:
        for distribution in release.distributions:
            yield "dcat:distribution", _distribution(release, distribution, home)


def _of_dataset(dataset: Dataset, home: str) -> Properties:
    language = dataset.language
    yield "dct:title", Text(dataset.title, language)
    yield "dct:description", Text(dataset.description, language)
    yield "dct:publisher", _agent(dataset.publisher)
    if dataset.publisher.email or dataset.unit or dataset.publisher.position:
        yield "dcat:contactPoint", _contact(dataset)
    yield "dct:accrualPeriodicity", _frequency(dataset.periodicity)
    yield "dct:language", _language(language)
    yield "dct:spatial", _place(dataset.spatial)
    if dataset.temporal:
        yield "dct:temporal", _period(dataset.temporal)
    if dataset.theme:
        label = (("skos:prefLabel", Text(dataset.theme, language)),)
        yield "dcat:theme", Node("skos:Concept", label, f"{home}#tema-{quote(dataset.theme)}")
    for keyword in dataset.keywords:
        yield "dcat:keyword", Text(keyword, language)
    if dataset.method:
        yield (
            "dct:provenance",
            Node("dct:ProvenanceStatement", (("dct:description", Text(dataset.method, language)),)),
        )
    yield "dct:accessRights", Node("dct:RightsStatement", (), f"{AUTHORITY}/access-right/PUBLIC")


def _distribution(release: Release, distribution: Distribution, home: str) -> Node:
    properties = tuple(_of_distribution(release, distribution, home))
    return Node("dcat:Distribution", properties, _file_name(release, distribution, home))


def _of_distribution(release: Release, distribution: Distribution, home: str) -> Properties:
    dataset = release.dataset
    title = f"{dataset.title} · {FORMAT_TITLES[distribution.format]}"
    yield "dct:title", Text(title, dataset.language)
    yield "dcat:accessURL", Address(release_address(release, home))
    if distribution.address:
        yield "dcat:downloadURL", Address(distribution.address)
    yield "dct:license", _licence(dataset.licence)
    yield "dct:issued", _moment(release.issued)
    yield "dct:modified", _moment(release.issued)
    yield "dcat:mediaType", _media_type(distribution.media_type)
    code = FORMAT_CODES[distribution.format]
    if code in FILE_TYPES:
        yield "dct:format", Node("dct:MediaTypeOrExtent", (), f"{AUTHORITY}/file-type/{code}")
    yield (
        "dcat:byteSize",
        Typed(str(distribution.byte_size), "xsd:decimal"),
    )  # what the shapes of 3.0.0 ask for
    yield "spdx:checksum", _checksum(distribution.sha256)
    yield "dct:language", _language(dataset.language)
    yield "adms:status", _status("distribution-status", "COMPLETED")


def _file_name(release: Release, distribution: Distribution, home: str) -> str:
    """What names a file: never its address alone, which two releases could share."""
    return f"{release_address(release, home)}#{distribution.file_name}"


def _agent(publisher: Publisher) -> Node:
    page = (("foaf:homepage", Node("foaf:Document", (), publisher.address)),) if publisher.address else ()
    return Node("foaf:Agent", (("foaf:name", Text(publisher.name, "es")), *page))


def _contact(dataset: Dataset) -> Node:
    publisher = dataset.publisher
    name = dataset.unit or publisher.position or publisher.name
    email = (("vcard:hasEmail", Address(f"mailto:{publisher.email}")),) if publisher.email else ()
    return Node("vcard:Kind", (("vcard:fn", Typed(name)), *email))


def _place(place: Place) -> Node:
    return Node(
        "dct:Location",
        (
            ("dct:identifier", Typed(place.code)),
            ("skos:prefLabel", Text(place.name, "es")),
            ("skos:inScheme", Address(INEGI_PLACES)),
        ),
    )


def _period(period: Period) -> Node:
    end = (("dcat:endDate", _day(period.end)),) if period.end else ()
    return Node("dct:PeriodOfTime", (("dcat:startDate", _day(period.start)), *end))


def _status(list_name: str, code: str) -> Node:
    label = (("skos:prefLabel", Text(STATUSES[code], "es")),)
    return Node("skos:Concept", label, f"{AUTHORITY}/{list_name}/{code}")


def _checksum(sha256: str) -> Node:
    algorithm = Node("spdx:ChecksumAlgorithm", (), "http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
    value = Typed(sha256, "xsd:hexBinary")
    return Node("spdx:Checksum", (("spdx:algorithm", algorithm), ("spdx:checksumValue", value)))


def _media_type(media_type: str) -> Node:
    name = media_type.partition(";")[0].strip()
    return Node("dct:MediaType", (), f"http://www.iana.org/assignments/media-types/{name}")


def _licence(licence: Licence) -> Node:
    return Node("dct:LicenseDocument", (("dct:title", Text(licence.title, "es")),), licence.address)


def _frequency(periodicity: Periodicity) -> Node:
    return Node("dct:Frequency", (), f"{AUTHORITY}/frequency/{FREQUENCIES[periodicity]}")


def _language(code: str) -> Node:
    address = LANGUAGES.get(code, f"http://id.loc.gov/vocabulary/iso639-1/{code}")
    return Node("dct:LinguisticSystem", (), address)


def _moment(moment: datetime) -> Typed:
    return Typed(moment.isoformat(timespec="seconds"), "xsd:dateTime")


def _day(day: date) -> Typed:
    return Typed(day.isoformat(), "xsd:date")
