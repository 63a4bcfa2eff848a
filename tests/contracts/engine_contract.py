"""What every search engine must do; a class that the test of each engine inherits."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.engine import Engine, FacetName, Filters, Request, Result, Sort
from archive.search.query import parse
from tests.contracts.engine_entries import (
    ACTA,
    AGUA,
    CARTEL,
    DIRECTORIO,
    ENTRIES,
    INFORME,
    ROMPE,
    entry,
    random_entries,
)
from tests.contracts.engine_model import expected

ROOT = Path(__file__).parent.parent.parent

# Question -> documents, each with the pages on which a positive part stands.
QUESTIONS: dict[str, dict[str, list[int]]] = {
    # words, accents, ñ, plurals
    "cabildo": {ACTA: [1, 2], AGUA: [1]},
    "CABILDO": {ACTA: [1, 2], AGUA: [1]},
    "educacion": {ROMPE: [1], INFORME: [2]},
    "educaciones": {ROMPE: [1], INFORME: [2]},
    "año": {INFORME: [1], AGUA: [2]},
    "ano": {CARTEL: [1]},
    "n\u0303in\u0303os": {},
    "nin\u0303os": {ROMPE: [2], CARTEL: [1]},
    "niño": {ROMPE: [2], CARTEL: [1]},
    "lapices": {CARTEL: [1]},
    "lápiz": {CARTEL: [1]},
    "interés": {AGUA: [2]},
    "intereses": {AGUA: [2]},
    "caso": {ROMPE: [2]},
    "casa": {CARTEL: [1]},
    "pingüino": {CARTEL: [1]},
    # phrases
    '"acta de cabildo"': {ACTA: [1]},
    '"cabildo de acta"': {},
    '"agua potable" drenaje': {AGUA: [1, 2]},
    '"potable drenaje"': {},  # the end of one page and the beginning of the next
    '"potable drenaje"~8': {},
    '"violencia mujer"~3': {ROMPE: [1]},
    '"violencia mujer"~2': {},
    '"mujer violencia"~3': {},
    "CAL/UT/045/2022": {INFORME: [1]},
    '"ut 045"': {INFORME: [1]},
    "transparencia@neza.gob.mx": {DIRECTORIO: [1]},
    # boolean, over all pages of a document together
    "regidores niñez": {ACTA: [1, 2]},
    "regidores AND niñez": {ACTA: [1, 2]},
    "regidores OR pingüino": {ACTA: [1], CARTEL: [1]},
    "cabildo NOT drenaje": {ACTA: [1, 2]},
    "cabildo -drenaje": {ACTA: [1, 2]},
    "(regidores OR drenaje) cabildo": {ACTA: [1, 2], AGUA: [1, 2]},
    "educación -(talleres OR cabildo)": {ROMPE: [1]},
    "-cabildo -violencia -pingüino": {DIRECTORIO: []},
    "NOT NOT cabildo": {ACTA: [1, 2], AGUA: [1]},
    "pingüino OR NOT cabildo": {ROMPE: [], INFORME: [], CARTEL: [1], DIRECTORIO: []},
    # fields
    "titulo:acta": {ACTA: []},
    "title:actas": {ACTA: []},
    'titulo:"rompe el ciclo"': {ROMPE: []},
    'titulo:"rompe ciclo"': {},
    "unidad:mujer": {ROMPE: [], INFORME: []},
    "unidad:mujer educación": {ROMPE: [1], INFORME: [2]},
    "unidad:mujer talleres": {INFORME: [2]},
    "tipo:minuta": {ACTA: []},
    "tipo:minutes": {ACTA: []},
    "tema:agua": {AGUA: []},
    "practica:rompe": {ROMPE: [], INFORME: []},
    "escuela:sor": {INFORME: []},
    "-tipo:minuta cabildo": {AGUA: [1]},
    # what metadata says counts for bare words too
    "mujer": {ROMPE: [1], INFORME: []},
    # dates
    "fecha:[2022 TO 2023]": {ACTA: [], INFORME: []},
    "fecha:{2022 TO 2024}": {INFORME: []},
    "fecha:2022-04": {ACTA: []},
    "fecha:2022-04-27": {ACTA: []},
    "fecha:>=2023": {INFORME: [], AGUA: []},
    "fecha:<2022": {ROMPE: []},
    "año:2022": {ACTA: []},
    "cabildo fecha:2024": {AGUA: [1]},
    "-fecha:[2000 TO 2100]": {CARTEL: [], DIRECTORIO: []},
    # prefix, wildcard, fuzzy
    "regid*": {ACTA: [1]},
    "niñ*": {ACTA: [2], ROMPE: [2], CARTEL: [1]},
    "nin*": {ROMPE: [2], ACTA: []},  # the topic's key is ninez
    "titulo:direc*": {DIRECTORIO: []},
    "c?bildo": {ACTA: [1, 2], AGUA: [1]},
    "*bildo": {ACTA: [1, 2], AGUA: [1]},
    "dren*e": {AGUA: [2]},
    "violencai~": {ROMPE: [1, 2], INFORME: [2]},
    "biolensia~2": {ROMPE: [1, 2], INFORME: [2]},
    "biolensia~": {},
    "titulo:directroio~": {DIRECTORIO: []},
    # everything and nothing
    "*": {ACTA: [], ROMPE: [], INFORME: [], AGUA: [], CARTEL: [], DIRECTORIO: []},
    "": {ACTA: [], ROMPE: [], INFORME: [], AGUA: [], CARTEL: [], DIRECTORIO: []},
    "inexistente": {},
    "fecha:1999": {},
}


# Pieces of chance questions about ``random_entries``.
PIECES = [
    "(",
    ")",
    '"',
    "AND",
    "OR",
    "NOT",
    "-",
    "titulo:",
    "unidad:",
    "casa",
    "casas",
    "niño",
    "acta",
    "actas",
    "agua",
    "luz",
    "luces",
    "mesa",
    "caso",
    "lu*",
    "c?s*",
    "agu~",
    '"~2',
    "fecha:2022",
    "2022",
]


def found(result: Result) -> dict[str, list[int]]:
    return {hit.document_id: sorted(page.number for page in hit.pages) for hit in result.hits}


def ask(engine: Engine, text: str, **more: object) -> Result:
    return engine.search(Request(parse(text), **{"limit": 100, "pages_per_hit": 100, **more}))  # type: ignore[arg-type]


class EngineContract:
    """Inherit, say how to open an engine at a place, and give places: one per test, two per class."""

    @staticmethod
    def open(place: str) -> Engine:
        raise NotImplementedError

    @pytest.fixture(scope="class")
    @classmethod
    def library(cls, place_for_class: str) -> Iterator[Engine]:
        engine = cls.open(place_for_class)
        engine.update(ENTRIES)
        yield engine
        engine.close()

    @pytest.fixture(scope="class")
    @classmethod
    def crowd(cls, other_place_for_class: str) -> Iterator[Engine]:
        engine = cls.open(other_place_for_class)
        engine.update(random_entries())
        yield engine
        engine.close()

    @pytest.fixture
    def engine(self, place: str) -> Iterator[Engine]:
        engine = self.open(place)
        yield engine
        engine.close()

    # questions

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_a_question_finds_its_documents_and_pages(self, library: Engine, question: str) -> None:
        result = ask(library, question)
        assert found(result) == QUESTIONS[question]
        assert result.total == len(QUESTIONS[question])
        assert all(hit.page_total == len(hit.pages) for hit in result.hits)

    def test_any_question_finds_what_the_words_themselves_say(self, crowd: Engine) -> None:
        @settings(max_examples=80, deadline=None)
        @given(st.lists(st.sampled_from(PIECES), max_size=9))
        def check(pieces: list[str]) -> None:
            question = parse(" ".join(pieces).replace(": ", ":").replace("- ", "-"))
            result = crowd.search(Request(question, limit=1000, pages_per_hit=1000, sort=Sort.TITLE))
            assert found(result) == expected(question, random_entries())

        check()

    def test_the_best_pages_come_first_and_the_rest_are_counted(self, engine: Engine) -> None:
        pages = ["agua y más agua y agua", "agua y lodo y piedras y lodo y piedras", "nada", "agua pura"]
        engine.update([entry("uno", pages=pages)])
        (hit,) = ask(engine, "agua", pages_per_hit=2).hits
        assert hit.page_total == 3
        assert len(hit.pages) == 2
        assert hit.pages[0].score >= hit.pages[1].score
        assert 2 not in [page.number for page in hit.pages]

    def test_a_word_in_the_title_counts_more(self, engine: Engine) -> None:
        engine.update(
            [
                entry("menciona", title="Informe", pages=["el agua del pozo es de todos nosotros"]),
                entry("trata", title="Agua", pages=["el pozo de agua es de todos nosotros"]),
            ]
        )
        assert [hit.document_id for hit in ask(engine, "agua").hits] == ["trata", "menciona"]

    def test_a_word_longer_than_any_word_is_found(self, engine: Engine) -> None:
        engine.update([entry("largo", pages=["x" * 100_000 + " fin"])])
        assert found(ask(engine, "fin")) == {"largo": [1]}
        assert found(ask(engine, "x" * 200)) == {"largo": [1]}

    def test_a_page_of_many_words_keeps_its_phrases(self, engine: Engine) -> None:
        engine.update(
            [entry("largo", pages=["de " * 900 + "alfa beta " + "palabra " * 20_000 + "gama delta"])]
        )
        assert found(ask(engine, '"alfa beta"')) == {"largo": [1]}
        assert found(ask(engine, '"gama delta"')) == {"largo": [1]}
        assert found(ask(engine, '"beta gama"')) == {}

    # filters, facets, sorting, paging

    def test_facets_are_counted_over_documents(self, library: Engine) -> None:
        facets = ask(library, "*").facets
        assert [(count.value, count.count) for count in facets[FacetName.UNIT]] == [
            ("mujer", 2),
            ("secretaria", 2),
            ("transparencia", 1),
        ]
        assert [(count.value, count.count) for count in facets[FacetName.TOPIC]] == [
            ("agua", 1),
            ("ninez", 1),
            ("violencia", 1),
        ]
        assert [(count.value, count.count) for count in facets[FacetName.YEAR]] == [
            ("2021", 1),
            ("2022", 1),
            ("2023", 1),
            ("2024", 1),
        ]
        assert [(count.value, count.count) for count in facets[FacetName.PRACTICE]] == [("rompe-el-ciclo", 2)]
        assert {count.value for count in facets[FacetName.KIND]} == {item.kind for item in ENTRIES}

    def test_facets_follow_the_question(self, library: Engine) -> None:
        facets = ask(library, "cabildo").facets
        assert [(count.value, count.count) for count in facets[FacetName.UNIT]] == [("secretaria", 2)]

    def test_no_facets_when_not_asked(self, library: Engine) -> None:
        assert ask(library, "*", facets=False).facets == {}

    def test_filters_are_any_within_and_all_across(self, library: Engine) -> None:
        filters = Filters(((FacetName.UNIT, ("mujer", "secretaria")), (FacetName.YEAR, ("2021", "2022"))))
        assert set(found(ask(library, "*", filters=filters))) == {ACTA, ROMPE}

    def test_a_chosen_facet_still_shows_its_alternatives(self, library: Engine) -> None:
        facets = ask(library, "*", filters=Filters(((FacetName.UNIT, ("mujer",)),))).facets
        assert len(facets[FacetName.UNIT]) == 3
        assert [(count.value, count.count) for count in facets[FacetName.YEAR]] == [("2021", 1), ("2023", 1)]

    def test_an_unknown_filter_value_finds_nothing(self, library: Engine) -> None:
        assert ask(library, "*", filters=Filters(((FacetName.UNIT, ("luna",)),))).total == 0

    def test_sorting_by_date_puts_undated_documents_last(self, library: Engine) -> None:
        newest = [hit.document_id for hit in ask(library, "*", sort=Sort.NEWEST).hits]
        oldest = [hit.document_id for hit in ask(library, "*", sort=Sort.OLDEST).hits]
        assert newest[:4] == [AGUA, INFORME, ACTA, ROMPE]
        assert oldest[:4] == [ROMPE, ACTA, INFORME, AGUA]
        assert newest[4:] == oldest[:3:-1]

    def test_sorting_by_title_knows_the_spanish_alphabet(self, engine: Engine) -> None:
        titles = ["Ñandú", "Nube", "Ópalo", "Oso", "ábaco", "Zorro", "Nube blanca"]
        engine.update([entry(f"d{place}", title=title) for place, title in enumerate(titles)])
        hits = ask(engine, "*", sort=Sort.TITLE).hits
        in_order = ["ábaco", "Nube", "Nube blanca", "Ñandú", "Ópalo", "Oso", "Zorro"]
        assert [titles[int(hit.document_id[1:])] for hit in hits] == in_order

    @pytest.mark.parametrize("sort", Sort)
    def test_pages_of_results_neither_repeat_nor_skip(self, crowd: Engine, sort: Sort) -> None:
        whole = [hit.document_id for hit in ask(crowd, "casa OR agua", sort=sort, limit=1000).hits]
        paged: list[str] = []
        while part := ask(crowd, "casa OR agua", sort=sort, offset=len(paged), limit=7).hits:
            paged += [hit.document_id for hit in part]
        assert paged == whole
        assert len(set(whole)) == len(whole)

    # change

    def test_an_updated_document_replaces_itself(self, engine: Engine) -> None:
        engine.update([entry("uno", pages=["elefante gris"]), entry("dos", pages=["elefante blanco"])])
        engine.update([entry("uno", pages=["", "jirafa"])])
        assert found(ask(engine, "elefante")) == {"dos": [1]}
        assert found(ask(engine, "jirafa")) == {"uno": [2]}
        assert sorted(engine.document_ids()) == ["dos", "uno"]

    def test_the_last_of_two_entries_for_one_document_stays(self, engine: Engine) -> None:
        engine.update([entry("uno", pages=["elefante"]), entry("uno", pages=["jirafa"])])
        assert ask(engine, "*").total == 1
        assert found(ask(engine, "jirafa OR elefante")) == {"uno": [1]}

    def test_a_removed_document_vanishes_from_everything(self, engine: Engine) -> None:
        text = "La xilofonista Zenaida del kiosko de la plaza"
        engine.update(
            [
                entry("queda", title="El kiosko", pages=["El kiosko de la plaza"], unit="plaza"),
                entry(
                    "parecido", title="El kiosko viejo", pages=["El kiosko de la plaza vieja"], unit="plaza"
                ),
                entry("sale", title="El kiosko y la xilofonista", pages=[text], unit="musica"),
            ]
        )
        assert engine.complete("xilo") == ("xilofonista",)
        assert engine.did_you_mean(parse("xilofonsta")) == "xilofonista"
        assert "sale" in [hit.document_id for hit in engine.similar("queda")]
        engine.update([], removed=["sale", "nunca estuvo"])
        assert found(ask(engine, "xilofonista OR Zenaida OR kiosko")) == {"queda": [1], "parecido": [1]}
        assert [count.value for count in ask(engine, "*").facets[FacetName.UNIT]] == ["plaza"]
        assert engine.complete("xilo") == ()
        assert engine.complete("zena") == ()
        assert engine.did_you_mean(parse("xilofonsta")) is None
        assert engine.similar("sale") == ()
        assert [hit.document_id for hit in engine.similar("queda")] == ["parecido"]
        assert sorted(engine.document_ids()) == ["parecido", "queda"]

    def test_words_of_an_earlier_version_are_not_suggested(self, engine: Engine) -> None:
        engine.update([entry("uno", pages=["Fulano Menganito Perenceja"])])
        engine.update([entry("uno", pages=["Persona protegida"])])
        assert engine.complete("meng") == ()
        assert engine.complete("pere") == ()
        assert engine.did_you_mean(parse("Menganitos Perencejo")) is None

    def test_a_failed_update_changes_nothing(self, engine: Engine) -> None:
        engine.update([entry("uno", pages=["elefante"])])

        def broken() -> Iterator[object]:
            yield entry("dos", pages=["jirafa"])
            raise KeyError("the database went away")

        with pytest.raises(KeyError):
            engine.update(broken(), removed=["uno"])  # type: ignore[arg-type]
        assert list(engine.document_ids()) == ["uno"]
        engine.update([entry("tres", pages=["jirafa"])])
        assert found(ask(engine, "jirafa OR elefante")) == {"uno": [1], "tres": [1]}

    def test_a_rebuild_replaces_everything(self, engine: Engine, place: str) -> None:
        reader = self.open(place)
        engine.update([entry("viejo", pages=["elefante"])])
        assert ask(reader, "elefante").total == 1
        engine.rebuild([entry("nuevo", pages=["jirafa"])])
        late = self.open(place)
        for one in (engine, reader, late):
            assert found(ask(one, "elefante OR jirafa")) == {"nuevo": [1]}
            assert one.complete("elef") == ()
            assert list(one.document_ids()) == ["nuevo"]
            one.close()

    def test_a_rebuilt_index_is_updated_where_it_stands(self, engine: Engine, place: str) -> None:
        writer = self.open(place)
        engine.rebuild([entry("uno", pages=["elefante"])])
        writer.update([entry("dos", pages=["jirafa"])])
        assert found(ask(engine, "elefante OR jirafa")) == {"uno": [1], "dos": [1]}
        writer.close()

    def test_an_empty_index_answers(self, engine: Engine) -> None:
        assert ask(engine, "casa").total == 0
        assert ask(engine, "ca*").total == 0
        assert engine.complete("ca") == ()
        assert engine.did_you_mean(parse("casaa")) is None
        assert engine.similar("nada") == ()
        assert list(engine.document_ids()) == []

    # other processes

    def test_another_process_s_update_is_seen(self, engine: Engine, place: str) -> None:
        engine.update([entry("uno", pages=["elefante"])])
        assert ask(engine, "jirafa").total == 0
        subprocess.run(self.elsewhere(engine, place, "jirafa"), check=True, timeout=60, cwd=ROOT)
        assert found(ask(engine, "jirafa OR elefante")) == {"uno": [1], "elsewhere": [1]}

    def test_several_processes_write_one_after_the_other(self, engine: Engine, place: str) -> None:
        words = ["alfa", "beta", "gama"]
        others = [subprocess.Popen(self.elsewhere(engine, place, word, word), cwd=ROOT) for word in words]
        engine.update([entry("aqui", pages=["delta"])])
        assert [other.wait(timeout=60) for other in others] == [0, 0, 0]
        assert sorted(engine.document_ids()) == ["alfa", "aqui", "beta", "gama"]

    @pytest.mark.parametrize("verb", ["update", "rebuild"])
    def test_a_writer_killed_midway_leaves_the_state_before(
        self, engine: Engine, place: str, verb: str
    ) -> None:
        engine.update([entry("uno", pages=["elefante"])])
        writer = subprocess.Popen(
            self.elsewhere(engine, place, "jirafa", "elsewhere", verb, "wait"),
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"halfway\n"
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert found(ask(engine, "jirafa OR elefante")) == {"uno": [1]}
        engine.update([entry("dos", pages=["jirafa"])])
        assert found(ask(engine, "jirafa OR elefante")) == {"uno": [1], "dos": [1]}

    @staticmethod
    def elsewhere(engine: Engine, place: str, word: str, name: str = "elsewhere", *more: str) -> list[str]:
        """The command of another process that writes to the same index."""
        kind = f"{type(engine).__module__}:{type(engine).__name__}"
        return [sys.executable, "-m", "tests.contracts.engine_elsewhere", kind, place, name, word, *more]

    # suggestions

    def test_completion_shows_words_as_they_are_written(self, library: Engine) -> None:
        assert library.complete("educ") == ("educación",)
        assert library.complete("Acta de cab") == ("cabildo",)
        assert library.complete("niñ") == ("niñez", "niños") or library.complete("niñ") == ("niños", "niñez")
        assert library.complete("PING") == ("pingüino",)

    def test_completion_puts_the_most_used_word_first(self, engine: Engine) -> None:
        engine.update(
            [entry(f"d{place}", pages=["municipio" + " municipal" * (place == 3)]) for place in range(5)]
        )
        assert engine.complete("munici") == ("municipio", "municipal")
        assert engine.complete("munici", limit=1) == ("municipio",)

    def test_completion_takes_the_usual_spelling(self, engine: Engine) -> None:
        engine.update(
            [entry(f"d{place}", pages=["Educación" if place else "educacion"]) for place in range(3)]
        )
        assert engine.complete("educa") == ("educación",)

    @pytest.mark.parametrize("typed", ["", " ", "e", "educ ", "2022", "¿", '"'])
    def test_nothing_to_complete(self, library: Engine, typed: str) -> None:
        assert library.complete(typed) == ()

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("violencai", "violencia"),
            ("educasion cabildo", "educación cabildo"),
            ('"agua potible"', '"agua potable"'),
            ("cavildo -agua", "cabildo NOT agua"),
            ("transpariensia", "transparencia"),
            ("cabildo", None),
            ("xyzwvut", None),
            ("2029", None),
            ("-cavildo", None),
        ],
    )
    def test_did_you_mean(self, library: Engine, typed: str, meant: str | None) -> None:
        assert library.did_you_mean(parse(typed)) == meant

    def test_similar_documents_share_telling_words(self, library: Engine) -> None:
        assert library.similar(ROMPE)[0].document_id == INFORME
        assert ROMPE not in [hit.document_id for hit in library.similar(ROMPE)]
        assert len(library.similar(ROMPE, limit=1)) == 1
        assert library.similar("nunca estuvo") == ()
