"""The answer of an OAI-PMH 2.0 repository to a harvester's arguments, as XML."""

from datetime import datetime
from xml.etree import ElementTree as Xml

from export.oai.arguments import Pairs, ProtocolError, moment_text, read, resume, selection, token
from export.oai.metadata import DATACITE, DC, FORMATS, OAI_DC, XSI
from export.oai.values import Position, Record, Repository
from export.xml_text import xml_text

OAI = "http://www.openarchives.org/OAI/2.0/"
PAGE = 100
# The protocol asks that the arguments of these are not repeated in the answer.
NOT_ECHOED = {"badVerb", "badArgument"}
_PREFIXES = {"": OAI, "oai_dc": OAI_DC, "dc": DC, "datacite": DATACITE, "xsi": XSI}


def answer(repository: Repository, pairs: Pairs, now: datetime, *, page: int = PAGE) -> bytes:
    """Always an answer: a protocol's error is one too, with HTTP status 200."""
    for prefix, namespace in _PREFIXES.items():
        Xml.register_namespace(prefix, namespace)
    root = Xml.Element(_name("OAI-PMH"))
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {OAI}OAI-PMH.xsd")
    _add(root, "responseDate", moment_text(now))
    request = _add(root, "request", repository.address)
    try:
        given = read(pairs)
        body = _body(repository, given, page)
    except ProtocolError as error:
        if error.code not in NOT_ECHOED:
            _echo(request, dict(pairs))
        _add(root, "error", error.message).set("code", error.code)
    else:
        _echo(request, given)
        root.append(body)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _body(repository: Repository, given: dict[str, str], page: int) -> Xml.Element:
    body = Xml.Element(_name(given["verb"]))
    match given["verb"]:
        case "Identify":
            _identify(body, repository)
        case "ListMetadataFormats":
            _list_formats(body, repository, given)
        case "ListSets":
            _list_sets(body, repository, given)
        case "GetRecord":
            _check_prefix(given)
            _record(body, _found(repository, given["identifier"]), given["metadataPrefix"])
        case _:
            _list(body, repository, given, page)
    return body


def _identify(body: Xml.Element, repository: Repository) -> None:
    _add(body, "repositoryName", repository.name)
    _add(body, "baseURL", repository.address)
    _add(body, "protocolVersion", "2.0")
    for email in repository.emails:
        _add(body, "adminEmail", email)
    _add(body, "earliestDatestamp", moment_text(repository.earliest))
    _add(body, "deletedRecord", "persistent")
    _add(body, "granularity", "YYYY-MM-DDThh:mm:ssZ")


def _list_formats(body: Xml.Element, repository: Repository, given: dict[str, str]) -> None:
    if "identifier" in given:
        _found(repository, given["identifier"])
    for each in FORMATS.values():
        element = _add(body, "metadataFormat")
        _add(element, "metadataPrefix", each.prefix)
        _add(element, "schema", each.schema)
        _add(element, "metadataNamespace", each.namespace)


def _list_sets(body: Xml.Element, repository: Repository, given: dict[str, str]) -> None:
    if "resumptionToken" in given:
        raise ProtocolError("badResumptionToken", "La lista de conjuntos cabe en una respuesta.")
    sets = repository.sets()
    if not sets:
        raise ProtocolError("noSetHierarchy", "Este repositorio no tiene conjuntos.")
    for each in sets:
        element = _add(body, "set")
        _add(element, "setSpec", each.code)
        _add(element, "setName", each.name)


def _list(body: Xml.Element, repository: Repository, given: dict[str, str], page: int) -> None:
    """One page; a list that goes on ends with a token, and a resumed list's last page with an empty one."""
    resumed = resume(given["resumptionToken"]) if "resumptionToken" in given else None
    chosen = {**given, **resumed.given} if resumed else given
    cursor = resumed.cursor if resumed else 0
    _check_prefix(chosen)
    wanted = selection(chosen, resumed.after if resumed else None)
    if wanted.set_code and not repository.sets():
        raise ProtocolError("noSetHierarchy", "Este repositorio no tiene conjuntos.")
    records = repository.records(wanted, page + 1)
    if not records:
        if resumed:
            raise ProtocolError("badResumptionToken", "La lista ya no continúa; empiece de nuevo.")
        raise ProtocolError("noRecordsMatch", "Ningún registro cumple lo que se pide.")
    for record in records[:page]:
        if given["verb"] == "ListIdentifiers":
            _header(body, record)
        else:
            _record(body, record, chosen["metadataPrefix"])
    more = len(records) > page
    if more or resumed:
        last = Position(records[page - 1].datestamp, records[page - 1].identifier) if more else None
        element = _add(body, "resumptionToken", token(chosen, last, cursor + page) if last else "")
        element.set("cursor", str(cursor))


def _check_prefix(given: dict[str, str]) -> None:
    if given["metadataPrefix"] not in FORMATS:
        raise ProtocolError("cannotDisseminateFormat", "No se ofrece ese formato de metadatos.")


def _found(repository: Repository, identifier: str) -> Record:
    record = repository.record(identifier)
    if record is None:
        raise ProtocolError("idDoesNotExist", "No hay un registro con ese identificador.")
    return record


def _record(parent: Xml.Element, record: Record, prefix: str) -> None:
    element = _add(parent, "record")
    _header(element, record)
    if record.work is not None:
        FORMATS[prefix].write(_add(element, "metadata"), record.work)


def _header(parent: Xml.Element, record: Record) -> None:
    header = _add(parent, "header")
    if record.work is None:
        header.set("status", "deleted")
    _add(header, "identifier", record.identifier)
    _add(header, "datestamp", moment_text(record.datestamp))
    for code in record.sets:
        _add(header, "setSpec", code)


def _echo(request: Xml.Element, given: dict[str, str]) -> None:
    for name, value in given.items():
        request.set(name, xml_text(value))


def _add(parent: Xml.Element, name: str, text: str = "") -> Xml.Element:
    element = Xml.SubElement(parent, _name(name))
    element.text = xml_text(text) or None
    return element


def _name(name: str) -> str:
    return f"{{{OAI}}}{name}"
