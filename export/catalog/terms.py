"""A description as a tree of RDF terms, before it is written in one notation or another."""

from dataclasses import dataclass

NAMESPACES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Address:
    """A thing that is only pointed at."""

    value: str


@dataclass(frozen=True)
class Text:
    """What a person reads, in a language."""

    value: str
    language: str


@dataclass(frozen=True)
class Typed:
    """A value with a short type name («xsd:date»); none means a plain string."""

    value: str
    type: str = ""


@dataclass(frozen=True)
class Node:
    """A thing that is described here; ``address`` is empty where it has none of its own."""

    type: str
    properties: tuple[tuple[str, "Term"], ...]
    address: str = ""


Term = Address | Text | Typed | Node


def grouped(node: Node) -> dict[str, list[Term]]:
    """A node's values by property, properties in the order in which they first stand."""
    by_name: dict[str, list[Term]] = {}
    for name, term in node.properties:
        by_name.setdefault(name, []).append(term)
    return by_name


def address_safe(address: str) -> str:
    """An address with what no notation allows in one escaped (RFC 3987), the rest as it was."""
    return "".join(
        "".join(f"%{byte:02X}" for byte in character.encode())
        if character <= " " or character in '<>"{}|^`\\'
        else character
        for character in address
    )
