"""The protocol's rules for an answer, written anew from its schema: order, number and form of elements."""

import re
from xml.etree import ElementTree as Xml

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
CODES = {
    "cannotDisseminateFormat", "idDoesNotExist", "badArgument", "badVerb", "noMetadataFormats",
    "noRecordsMatch", "badResumptionToken", "noSetHierarchy",
}  # fmt: skip
VERBS = ("Identify", "ListMetadataFormats", "ListSets", "GetRecord", "ListIdentifiers", "ListRecords")
# What stands in each element, in this order: name and how many of it, as in a regular expression.
CONTENT = {
    "OAI-PMH": "responseDate request (error+|" + "|".join(VERBS) + ")",
    "Identify": "repositoryName baseURL protocolVersion adminEmail+ "
    "earliestDatestamp deletedRecord granularity",
    "ListMetadataFormats": "metadataFormat+",
    "metadataFormat": "metadataPrefix schema metadataNamespace",
    "ListSets": "set+ resumptionToken?",
    "set": "setSpec setName",
    "GetRecord": "record",
    "ListIdentifiers": "header+ resumptionToken?",
    "ListRecords": "record+ resumptionToken?",
    "record": "header metadata?",
    "header": "identifier datestamp setSpec*",
}  # fmt: skip
DC_NAMES = {
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format",
    "identifier", "source", "language", "relation", "coverage", "rights",
}  # fmt: skip


def check(written: bytes) -> Xml.Element:
    """The answer's root; AssertionError where it breaks a rule."""
    root = Xml.fromstring(written)
    assert root.tag == OAI + "OAI-PMH"
    for element in root.iter():
        name = element.tag.removeprefix(OAI)
        if name in CONTENT:
            _check_content(element, CONTENT[name])
        if name in {"responseDate", "datestamp", "earliestDatestamp"}:
            assert SECOND.fullmatch(element.text or ""), element.text
        if name == "record":
            deleted = element[0].get("status") == "deleted"
            assert (len(element) == 1) == deleted
        if name == "error":
            assert element.get("code") in CODES
        if name == "metadata":
            assert len(element) == 1
            _check_dublin_core(element[0])
    return root


def _check_content(element: Xml.Element, rule: str) -> None:
    names = "".join(f"{child.tag.removeprefix(OAI)} " for child in element)
    pattern = "".join(re.sub(r"([\w-]+)([+*?]?)", r"(?:\1 )\2", part) for part in rule.split(" "))
    assert re.fullmatch(pattern, names), f"{element.tag}: {names}"


def _check_dublin_core(root: Xml.Element) -> None:
    if root.tag.endswith("/oai_dc/}dc"):
        assert all(child.tag.removeprefix(DC) in DC_NAMES for child in root)
        assert all((child.text or "").strip() for child in root)
