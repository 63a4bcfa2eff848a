"""The three notations say the same, say it whole, and pass the shapes that portals check with."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from export.catalog.values import Catalog, Listed
from export.catalog.writing import as_jsonld, as_rdf_xml, as_turtle
from tests.export.samples import FILES, HOME, catalog, dataset, release

CORPUS = Path(os.environ.get("ACERVO_TEST_CORPUS", Path(__file__).parents[4] / "shared" / "corpus"))
SHAPES = CORPUS / "tables" / "dcat-ap"
DCAT = Namespace("http://www.w3.org/ns/dcat#")  # rdflib's own knows only DCAT 2
SPDX = Namespace("http://spdx.org/rdf/terms#")
JORNADAS = URIRef(f"{HOME}/jornadas")
REQUIRED = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.accrualPeriodicity),
    DCAT.Distribution: (DCAT.accessURL, DCTERMS.license, DCAT.byteSize, DCAT.mediaType, SPDX.checksum),
}


def read(written: bytes, notation: str) -> Graph:
    return Graph().parse(data=written, format=notation)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read(as_turtle(catalog()), "turtle")


@pytest.mark.parametrize(("write", "notation"), [(as_jsonld, "json-ld"), (as_rdf_xml, "xml")])
def test_every_notation_says_the_same(write, notation: str, graph: Graph) -> None:
    assert isomorphic(read(write(catalog()), notation), graph)


@settings(max_examples=12, deadline=None)
@given(st.text(), st.text(min_size=1))
def test_any_text_and_address_come_back_the_same_from_every_notation(text: str, slug: str) -> None:
    clean = "".join(each for each in text if each in "\t\n" or (each >= " " and each not in "\ufffe\uffff"))
    described = dataset(title=clean, landing_page=f"{HOME}/{slug}")
    one = Catalog("T", "D", HOME, described.publisher, (Listed(described, (release("1.0.0", described),)),))
    graphs = [
        read(as_jsonld(one), "json-ld"),
        read(as_turtle(one), "turtle"),
        read(as_rdf_xml(one), "xml"),
    ]
    assert all(Literal(clean, lang="es") in set(each.objects(None, DCTERMS.title)) for each in graphs)
    assert len({len(each) for each in graphs}) == 1


def test_control_characters_never_break_the_xml() -> None:
    one = replace(catalog(), title="a\x00b\x1bc\ufffe")
    assert Literal("abc", lang="es") in set(read(as_rdf_xml(one), "xml").objects(None, DCTERMS.title))


@pytest.mark.parametrize("kind", REQUIRED)
def test_nothing_lacks_what_its_kind_must_have(kind: URIRef, graph: Graph) -> None:
    things = set(graph.subjects(RDF.type, kind))
    assert things
    lacking = [
        (thing, name) for thing in things for name in REQUIRED[kind] if (thing, name, None) not in graph
    ]
    assert not lacking


def test_versions_follow_each_other_and_the_withdrawn_one_offers_no_files(graph: Graph) -> None:
    newest, standing, first = (URIRef(f"{JORNADAS}/{number}") for number in ("1.2.0", "1.1.0", "1.0.0"))
    assert set(graph.objects(JORNADAS, DCAT.hasVersion)) == {newest, standing, first}
    assert graph.value(newest, DCAT.previousVersion) == standing
    assert graph.value(standing, DCAT.previousVersion) == first
    assert graph.value(first, DCAT.previousVersion) is None
    assert graph.value(JORNADAS, DCAT.version) == Literal("1.1.0")
    assert not list(graph.objects(newest, DCAT.distribution))
    assert len(list(graph.objects(standing, DCAT.distribution))) == len(FILES)


def test_a_file_carries_its_checksum_size_and_address(graph: Graph) -> None:
    file = next(each for each in release("1.1.0").distributions if each.file_name == "jornadas.csv")
    node = graph.value(predicate=DCAT.downloadURL, object=URIRef(file.address))
    checksum = graph.value(node, SPDX.checksum)
    assert str(graph.value(checksum, SPDX.checksumValue)).lower() == file.sha256
    assert int(str(graph.value(node, DCAT.byteSize))) == file.byte_size


def test_the_place_is_named_by_its_code(graph: Graph) -> None:
    place = graph.value(JORNADAS, DCTERMS.spatial)
    assert graph.value(place, DCTERMS.identifier) == Literal("15018")


@pytest.mark.corpus
@pytest.mark.skipif(not SHAPES.is_dir(), reason=f"the shapes of DCAT-AP are not at {SHAPES}")
@pytest.mark.parametrize(
    "file",
    [
        "3.0.0/html/shacl/shapes.ttl",
        "3.0.0/html/shacl/shapes_recommended.ttl",
        "3.0.0/html/shacl/range.ttl",
    ],
)
def test_the_catalogue_passes_the_shapes_of_dcat_ap(file: str, graph: Graph) -> None:
    shapes = Graph().parse(SHAPES / file, format="turtle")
    conforms, _, text = validate(graph, shacl_graph=shapes, do_owl_imports=False, allow_warnings=True)
    assert conforms, text


@pytest.mark.corpus
@pytest.mark.skipif(not SHAPES.is_dir(), reason=f"the shapes of DCAT-AP are not at {SHAPES}")
def test_the_shapes_notice_a_catalogue_that_lacks_its_title(graph: Graph) -> None:
    broken = Graph() + graph
    broken.remove((URIRef(HOME), DCTERMS.title, None))
    shapes = Graph().parse(SHAPES / "3.0.0/html/shacl/shapes.ttl", format="turtle")
    assert not validate(broken, shacl_graph=shapes, do_owl_imports=False)[0]
