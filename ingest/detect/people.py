"""Finds persons' names: words known as given names and surnames that stand together as names do.

One line of rule for each habit: particles (de la Cruz), Ma. and J., two surnames, capitals without accents,
surnames first (GARCÍA LÓPEZ, Ana), a name broken over two lines.  The words around decide whose name it is:
schools, streets and public servants keep theirs; in doubt it is a question to a person.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.detect import names
from ingest.detect.around import Standing, is_in_room, standing
from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"  # signs without ink that may stand within a word
_WORD = re.compile(
    rf"(?!(?<=\d)[A-Z]\b)[^\W\d_](?:[^\W\d_]|[\u0300-\u036f{_UNSEEN}]|-\n(?=[a-záéíóúñü]{{2}}))*(?:['’´`-][^\W\d_]+)*\.?"
)
_WITHIN = re.compile(rf"-\n|[{_UNSEEN}]")
_PARTICLES = frozenset({*("DE", "DEL", "LA", "LAS", "LOS", "Y", "E", "VON", "VAN", "DA", "DI", "DOS"), "O"})
_SAINTS = frozenset({"SAN", "SANTA", "SANTO"})
_SHORT = frozenset({"MA", "JE", "SN"})
# Surnames and given names as people shorten them; «Ma.» and «J.» alone tell less.
_SHORT_SURNAMES = frozenset(
    (
        *("HDZ", "HDEZ", "HDES", "MTZ", "MTNEZ", "MNEZ", "GLZ", "GLEZ", "GZLEZ", "GZZ", "RDZ", "RGUEZ"),
        *("RDGUEZ", "RODZ", "FDZ", "FDEZ", "FERNDEZ", "RMZ", "RMREZ", "GTZ", "GTRREZ", "LPZ", "PRZ"),
        *("SNCHZ", "SCHZ", "VZQZ", "VAZQ", "JMZ", "JMNZ", "DGUEZ", "DMGUEZ", "ALVZ", "MDZ"),
    )
)
_SHORT_GIVEN = frozenset({"GPE", "FCO", "FCA", "GUAD", "ALEJ", "FDO"})
_LONGEST = 9  # words of one name, particles among them
_OPENING = re.compile(r"(?:^|[\n\t]|[\d.):;-] )(DE LAS? |DE LOS |DEL |DE )$")
_PLACES = re.compile(r"\b(?:SAN|SANTA|SANTO|CIUDAD|VILLA|CALIMAYA DE|ALMOLOYA DE|TENANGO DE) $")
_BESIDE = re.compile(r"[^\S\n\t]+|[^\S\n\t]*,[^\S\n\t]*|_")


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    folded: str
    kind: str  # as names.role says; P particle, I short form or initial, "" unknown
    capital: bool
    after_particle: bool = False  # «de la Rosa»: then a given name is a surname too

    @property
    def bears(self) -> bool:
        """Whether it is a name by itself, known or not."""
        return self.kind not in ("P", "I")

    @property
    def known(self) -> bool:
        return self.bears and self.kind != ""

    @property
    def is_given(self) -> bool:
        return self.bears and "G" in self.kind.upper()

    @property
    def is_surname(self) -> bool:
        return self.bears and ("S" in self.kind.upper() or (self.after_particle and self.known))


def find(written: Written) -> Iterator[SpanFinding]:
    """Every name of a person; one that is public, or may be, only as a question."""
    for run in _joined_over_lines(written, list(_runs(written))):
        for name in _in_reach(run):
            finding = _judged(written, name)
            if finding is not None:
                yield finding


def is_name_like(words: Sequence[str]) -> float:
    """How much a cell's words look like a person's name, or part of one: 0 to 1, whatever their capitals."""
    cell = " ".join(words)
    tokens = [_token(match, Written(cell)) for match in _WORD.finditer(cell)]
    bearing = [token for token in tokens if token.bears]
    if not bearing or len(tokens) > _LONGEST or any(sign.isdigit() or sign == "@" for sign in cell):
        return 0.0
    if any(token.kind == "N" for token in tokens):
        return 0.0
    points = sum(1.0 if token.kind.isupper() else 0.6 if token.known else 0.0 for token in bearing)
    return round(points / len(bearing), 2)


def _runs(written: Written) -> Iterator[list[_Token]]:
    """Words with a capital, and particles among them, that stand side by side on a line."""
    text = written.text
    run: list[_Token] = []
    for token in _with_small_names(text, [_token(match, written) for match in _WORD.finditer(text)]):
        joins = bool(run) and _stand_together(run[-1], token, text)
        if run and not joins:
            yield run
            run = []
        if token.kind == "N" or not (token.capital or (run and token.kind == "P")):
            if run:
                yield run
            run = []
        else:
            run.append(replace(token, after_particle=bool(run) and run[-1].kind == "P"))
    if run:
        yield run


def _with_small_names(text: str, tokens: list[_Token]) -> Iterator[_Token]:
    """The words; of three or more sure names side by side without capitals, each as if it had one."""
    stretch: list[_Token] = []
    for token in tokens:
        sure = not token.capital and ((token.kind.isupper() and token.kind not in "NI") or token.kind == "P")
        if stretch and not (sure and _stand_together(stretch[-1], token, text)):
            yield from _raised(stretch)
            stretch = []
        if sure and token.kind:
            stretch.append(token)
        else:
            yield token
    yield from _raised(stretch)


def _raised(stretch: list[_Token]) -> list[_Token]:
    named = [token for token in stretch if token.bears]
    whole = (
        len(named) >= 3
        and any(token.is_given for token in named)
        and any(token.is_surname for token in named)
    )
    return [replace(token, capital=token.capital or (whole and token.bears)) for token in stretch]


def _stand_together(before: _Token, after: _Token, text: str) -> bool:
    """Whether nothing parts two words; a line's end parts all but «de la» from its surname."""
    between = text[before.end : after.start]
    if between == "\n":
        return before.kind == "P" or (after.kind == "P" and not after.capital)
    if not between:
        return text[before.end - 1] == "." and after.capital  # «Ximena.Hernández»
    return _BESIDE.fullmatch(between) is not None and not _ends(before, text)


def _token(match: re.Match[str], written: Written) -> _Token:
    bare = written.folded[match.start() : match.end()].rstrip(".")
    if _WITHIN.search(match.group()):
        bare = Written(_WITHIN.sub("", match.group())).folded.rstrip(".")
    if not bare.isascii() and unicodedata.normalize("NFC", bare) != bare:
        bare = Written(unicodedata.normalize("NFC", bare)).folded
    return _Token(match.start(), match.end(), bare, _kind(bare), match.group()[0].isupper())


def _kind(folded: str) -> str:
    if folded in _PARTICLES or folded in _SAINTS:
        return "P"
    if folded in _SHORT or len(folded) == 1:
        return "I"
    if folded in _SHORT_SURNAMES or folded in _SHORT_GIVEN:
        return "S" if folded in _SHORT_SURNAMES else "G"
    known = names.role(folded)
    if not known and "-" in folded:
        halves = [names.role(half) for half in folded.split("-")]
        known = halves[0] if all(halves) and "N" not in halves else ""
    return known


def _ends(token: _Token, text: str) -> bool:
    """Whether a sentence ends after the token: its full stop is no short form's."""
    short = token.kind == "I" or token.folded in _SHORT_SURNAMES or token.folded in _SHORT_GIVEN
    return text[token.end - 1] == "." and not short and len(token.folded) > 3


def _joined_over_lines(written: Written, runs: list[list[_Token]]) -> Iterator[list[_Token]]:
    """The stretches that can be names; one that a line's end cut in two is made whole."""
    before: list[_Token] = []
    for run in runs:
        if before and _goes_on(written, before, run):
            before = before + run
            continue
        if before:
            yield from _names(before)
        before = run
    if before:
        yield from _names(before)


def _goes_on(written: Written, run: list[_Token], following: list[_Token]) -> bool:
    """Whether a name that lacks a surname at a line's end finds it at the start of the next."""
    if written.text[run[-1].end : following[0].start].strip(" ") != "\n" or len(run) > _LONGEST:
        return False
    given, surnames = any(token.is_given for token in run), sum(token.is_surname for token in run)
    if not given or len([token for token in run if token.bears]) >= 4:
        return False
    if run[-1].kind == "P":
        return True
    first = next((token for token in following if token.bears), None)
    if first is None or (first.is_given and not first.is_surname and surnames):
        return False
    whole = surnames >= 2 and len([token for token in run if token.bears]) >= 3
    return (first.is_surname or not surnames) and not whole


def _in_reach(name: list[_Token]) -> Iterator[list[_Token]]:
    """Names written one after another, parted by commas alone, in stretches short enough to judge."""
    while len(name) > 2 * _LONGEST:
        cut = next(
            (
                index
                for index in range(_LONGEST, 1, -1)
                if name[index].start - name[index - 1].end > 1 and name[index - 1].bears
            ),
            _LONGEST,
        )
        yield name[:cut]
        name = name[cut:]
    yield name


def _names(run: list[_Token]) -> Iterator[list[_Token]]:
    """The stretch of a run from its first known word to its last, with a neighbour that no list holds."""
    known = [index for index, token in enumerate(run) if token.known]
    if not known:
        return
    first, last = known[0], known[-1]
    surnames = sum(token.is_surname for token in run[first : last + 1])
    whole_behind_comma = (
        first and surnames >= 2 and run[first].is_given and run[first].start - run[first - 1].end > 1
    )  # «Educación y Cultura, Ximena …»
    if first and not whole_behind_comma and _leads(run[first - 1], surnames):
        first -= 1
    while last + 1 < len(run) and run[last + 1].kind == "P":
        last += 1
    lacking = surnames < 2 or run[last].kind == "P" or last + 2 == len(run)
    if (
        lacking
        and last + 1 < len(run)
        and run[last + 1].kind == ""
        and run[last + 1].start - run[last].end == 1
    ):
        last += 1
    while run[last].kind == "P":
        last -= 1
    yield run[first : last + 1]


def _leads(token: _Token, surnames: int) -> bool:
    """Whether a word before known ones belongs to the name: «Ma.», or a given name that no list holds."""
    if token.kind == "I":
        return token.folded not in ("C", "S")  # of a citizen, of T.S., a social worker
    return token.kind == "" and surnames > 0


def _judged(written: Written, name: list[_Token]) -> SpanFinding | None:
    """The finding for a stretch of words, if they make a name and it is somebody's."""
    start, end = _start(written, name), name[-1].end
    if written.text[end - 1] == "." and name[-1].kind != "I":
        end -= 1
    if not _may_be_name(name) or written.in_reference(start, end):
        return None
    whose = standing(written, start, end)
    if whose is Standing.PLACE:
        return _beside_place(written, name)
    if whose is Standing.PERSON:
        return SpanFinding(start, end, DataType.NAME, Source.CONTEXT, 0.95)
    if not _is_whole(written, name) or _is_place(written, name):
        return None
    if whose in (Standing.SERVANT, Standing.AUTHOR):
        return SpanFinding(start, end, DataType.NAME, Source.CONTEXT, 0.3)
    if whose is Standing.TITLED:
        return SpanFinding(start, end, DataType.NAME, Source.CONTEXT, 0.5)
    strong = sum(token.kind.isupper() and token.bears for token in name)
    bearing = sum(token.bears for token in name)
    sure = 0.9 if bearing >= 3 and strong >= 2 else 0.75 if strong >= 2 else 0.55
    return SpanFinding(start, end, DataType.NAME, Source.NAME_LIST, sure)


def _beside_place(written: Written, name: list[_Token]) -> SpanFinding | None:
    """Somebody named right behind a place: «Colonia Centro, Ximena …», «Esc. Benito Juárez Ximena …»."""
    if names.is_namesake(" ".join(token.folded for token in name)):
        return None
    in_room = is_in_room(written, name[0].start)
    for index in range(len(name) - 1):
        of_place = " ".join(token.folded for token in name[:index])
        before = written.text[name[index - 1].end if index else 0 : name[index].start]
        parted = (in_room and not index) or before.endswith(", ") or names.is_namesake(of_place)
        rest = name[index:]
        bearing = [token for token in rest if token.bears]
        if parted and len(bearing) >= 3 and rest[0].is_given and _is_whole(written, rest):
            return SpanFinding(rest[0].start, rest[-1].end, DataType.NAME, Source.CONTEXT, 0.6)
    return None


def _start(written: Written, name: list[_Token]) -> int:
    """Where the name begins: at a row's start its first surname may begin with particles."""
    opening = _OPENING.search(written.before(name[0].start, 24))
    return name[0].start - len(opening[1]) if opening else name[0].start


def _may_be_name(name: list[_Token]) -> bool:
    """Whether the words could be a name where everything around says that one stands here."""
    return any(token.known and token.kind.isupper() for token in name) or (
        sum(token.known for token in name) >= 2
    )


def _is_whole(written: Written, name: list[_Token]) -> bool:
    """Whether given name and surname are both there, and one of them is hardly an ordinary word."""
    bearing = [token for token in name if token.bears]
    strong = sum(token.kind.isupper() for token in bearing)
    given = [token for token in bearing if token.is_given]
    surnames = [token for token in bearing if token.is_surname]
    if bearing[0].kind == "" and len(surnames) >= 2 and strong >= 2:
        return True  # a given name that no list holds, before two surnames
    if _has_unknown_surname(written, bearing):
        return True
    if not given or not surnames or len({*given, *surnames}) < 2:
        return False
    return strong >= 1 or (len(bearing) >= 3 and len(surnames) >= 2 and all(token.known for token in bearing))


def _has_unknown_surname(written: Written, bearing: list[_Token]) -> bool:
    """Whether a sure given name stands right before a word that no list holds: «Carlos Xochihua»."""
    if len(bearing) != 2 or bearing[0].kind != "G" or bearing[1].kind:
        return False
    return written.text[bearing[0].end : bearing[1].start] == " " and len(bearing[1].folded) > 3


def _is_place(written: Written, name: list[_Token]) -> bool:
    """Whether a place is called so: a namesake of streets, a saint's town, «Zaragoza de Guadalupe»."""
    if names.is_namesake(" ".join(token.folded for token in name)) or name[0].folded in _SAINTS:
        return True
    if _PLACES.search(written.before(name[0].start, 24)):
        return True
    return len(name) == 3 and name[1].folded == "DE" and not name[0].is_given
