"""A catalogue in the three notations of DCAT: JSON-LD, Turtle, RDF/XML."""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as Xml

from export.catalog.dcat import describe
from export.catalog.terms import NAMESPACES, Address, Node, Term, Text, Typed, address_safe, grouped
from export.catalog.values import Catalog
from export.xml_text import xml_text

JSON_LD = "application/ld+json"
TURTLE = "text/turtle; charset=utf-8"
RDF_XML = "application/rdf+xml"


def as_jsonld(catalog: Catalog) -> bytes:
    document = {"@context": NAMESPACES, **_json(describe(catalog))}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def as_turtle(catalog: Catalog) -> bytes:
    prefixes = [f"@prefix {name}: <{address}> ." for name, address in NAMESPACES.items()]
    subjects: list[str] = []
    _subject(describe(catalog), subjects)
    # One node may be described at several places in the same words: a licence, a language.
    return "\n".join([*prefixes, "", *dict.fromkeys(reversed(subjects)), ""]).encode()


def as_rdf_xml(catalog: Catalog) -> bytes:
    for name, address in NAMESPACES.items():
        Xml.register_namespace(name, address)
    root = Xml.Element(_qualified("rdf:RDF"))
    _element(root, describe(catalog))
    Xml.indent(root, " ")
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _json(node: Node) -> dict[str, Any]:
    described: dict[str, Any] = {"@id": address_safe(node.address)} if node.address else {}
    described["@type"] = node.type
    for name, terms in grouped(node).items():
        values = [_json_value(term) for term in terms]
        described[name] = values[0] if len(values) == 1 else values
    return described


def _json_value(term: Term) -> Any:
    match term:
        case Node():
            return _json(term)
        case Address(value):
            return {"@id": address_safe(value)}
        case Text(value, language):
            return {"@value": value, "@language": language}
        case Typed(value, ""):
            return value
        case Typed(value, type):
            return {"@value": value, "@type": type}


def _subject(node: Node, subjects: list[str]) -> None:
    """One statement of everything about a node; those below it with an address stand by themselves."""
    lines = [f"<{address_safe(node.address)}> a {node.type}", *_predicates(node, subjects, " ")]
    subjects.append(" ;\n".join(lines) + " .\n")


def _predicates(node: Node, subjects: list[str], indent: str) -> Iterator[str]:
    for name, terms in grouped(node).items():
        values = ", ".join(_turtle_value(term, subjects, indent) for term in terms)
        yield f"{indent}{name} {values}"


def _turtle_value(term: Term, subjects: list[str], indent: str) -> str:
    match term:
        case Node(address=""):
            inner = [f"{indent} a {term.type}", *_predicates(term, subjects, indent + " ")]
            return "[\n" + " ;\n".join(inner) + f"\n{indent}]"
        case Node():
            _subject(term, subjects)
            return f"<{address_safe(term.address)}>"
        case Address(value):
            return f"<{address_safe(value)}>"
        case Text(value, language):
            return f"{_quoted(value)}@{language}"
        case Typed(value, ""):
            return _quoted(value)
        case Typed(value, type):
            return f"{_quoted(value)}^^{type}"


def _quoted(value: str) -> str:
    """A Turtle string; JSON's escapes are all among Turtle's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _element(parent: Xml.Element, node: Node) -> None:
    element = Xml.SubElement(parent, _qualified(node.type))
    if node.address:
        element.set(_qualified("rdf:about"), address_safe(node.address))
    for name, term in node.properties:
        _property(Xml.SubElement(element, _qualified(name)), term)


def _property(element: Xml.Element, term: Term) -> None:
    match term:
        case Node():
            _element(element, term)
        case Address(value):
            element.set(_qualified("rdf:resource"), address_safe(value))
        case Text(value, language):
            element.set("{http://www.w3.org/XML/1998/namespace}lang", language)
            element.text = xml_text(value)
        case Typed(value, type):
            if type:
                prefix, _, name = type.partition(":")
                element.set(_qualified("rdf:datatype"), NAMESPACES[prefix] + name)
            element.text = xml_text(value)


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
