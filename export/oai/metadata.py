"""A work in the metadata formats that harvesters take: Dublin Core and DataCite."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from xml.etree import ElementTree as Xml

from export.oai.values import Kind, Work
from export.xml_text import xml_text

XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
DATACITE = "http://datacite.org/schema/kernel-4"
DC_TYPES = {Kind.DATASET: "Dataset", Kind.TEXT: "Text", Kind.IMAGE: "Image", Kind.FILM: "MovingImage"}


@dataclass(frozen=True)
class MetadataFormat:
    """A format's name, where its schema stands, and how a work is written in it."""

    prefix: str
    schema: str
    namespace: str
    write: Callable[[Xml.Element, Work], None]


def _dublin_core(parent: Xml.Element, work: Work) -> None:
    root = _root(parent, OAI_DC, "dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for name, value in _dublin_core_values(work):
        if value:
            Xml.SubElement(root, f"{{{DC}}}{name}").text = xml_text(value)


def _dublin_core_values(work: Work) -> Iterator[tuple[str, str]]:
    yield "title", work.title
    yield from (("creator", creator) for creator in work.creators)
    yield from (("subject", subject) for subject in work.subjects)
    yield "description", work.description
    yield "publisher", work.publisher
    yield "date", work.issued.astimezone(UTC).date().isoformat()
    yield "type", DC_TYPES[work.kind]
    yield from (("format", media_type) for media_type in work.media_types)
    yield "identifier", work.address
    yield "language", work.language
    yield "coverage", work.coverage
    yield "rights", work.rights
    yield "rights", work.rights_address


def _datacite(parent: Xml.Element, work: Work) -> None:
    """In the order of DataCite 4.4's own documentation; without a DOI the address names the work."""
    root = _root(parent, DATACITE, "resource", "http://schema.datacite.org/meta/kernel-4.4/metadata.xsd")
    _add(root, "identifier", work.address, identifierType="URL")
    creators = _add(root, "creators")
    for creator in work.creators:
        _add(_add(creators, "creator"), "creatorName", creator, nameType="Organizational")
    _add(_add(root, "titles"), "title", work.title)
    _add(root, "publisher", work.publisher)
    _add(root, "publicationYear", str(work.issued.astimezone(UTC).year))
    _add(root, "resourceType", DC_TYPES[work.kind], resourceTypeGeneral=work.kind.value)
    if work.subjects:
        subjects = _add(root, "subjects")
        for subject in work.subjects:
            _add(subjects, "subject", subject)
    issued = work.issued.astimezone(UTC).date().isoformat()
    _add(_add(root, "dates"), "date", issued, dateType="Issued")
    _add(root, "language", work.language)
    if work.media_types:
        formats = _add(root, "formats")
        for media_type in work.media_types:
            _add(formats, "format", media_type)
    if work.version:
        _add(root, "version", work.version)
    if work.rights:
        address = {"rightsURI": work.rights_address} if work.rights_address else {}
        _add(_add(root, "rightsList"), "rights", work.rights, **address)
    if work.description:
        _add(_add(root, "descriptions"), "description", work.description, descriptionType="Abstract")
    if work.coverage:
        _add(_add(_add(root, "geoLocations"), "geoLocation"), "geoLocationPlace", work.coverage)


def _root(parent: Xml.Element, namespace: str, name: str, schema: str) -> Xml.Element:
    root = Xml.SubElement(parent, f"{{{namespace}}}{name}")
    root.set(f"{{{XSI}}}schemaLocation", f"{namespace} {schema}")
    return root


def _add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    element = Xml.SubElement(parent, f"{{{DATACITE}}}{name}", attributes)
    element.text = xml_text(text) or None
    return element


FORMATS = {
    "oai_dc": MetadataFormat(
        "oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC, _dublin_core
    ),
    "oai_datacite": MetadataFormat(
        "oai_datacite", "http://schema.datacite.org/meta/kernel-4.4/metadata.xsd", DATACITE, _datacite
    ),
}
