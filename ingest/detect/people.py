"""Finds persons' names: words known as given names and surnames that stand together as names do.

One line of rule for each habit: particles (de la Cruz), Ma. and J., two surnames, capitals without accents,
surnames first (GARCÍA LÓPEZ, Ana), a name broken over two lines.  The words around decide whose name it is:
schools, streets and public servants keep theirs; in doubt it is a question to a person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.detect import names
from ingest.detect.around import Standing, is_in_room, is_numbered_school, standing
from ingest.detect.name_words import SAINTS, WORD, Token, stand_together, token_of
from ingest.detect.small_names import with_small_names
from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_LONGEST = 9  # words of one name, particles among them
_OPENING = re.compile(r"(?:^|[\n\t]|[\d.):;-] )(DE LAS? |DE LOS |DEL |DE )$")
_PLACES = re.compile(r"\b(?:SAN|SANTA|SANTO|CIUDAD|VILLA|CALIMAYA DE|ALMOLOYA DE|TENANGO DE) $")


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
    tokens = [token_of(match, Written(cell)) for match in WORD.finditer(cell)]
    bearing = [token for token in tokens if token.bears]
    if not bearing or len(tokens) > _LONGEST or any(sign.isdigit() or sign == "@" for sign in cell):
        return 0.0
    if any(token.kind == "N" for token in tokens):
        return 0.0
    points = sum(1.0 if token.kind.isupper() else 0.6 if token.known else 0.0 for token in bearing)
    return round(points / len(bearing), 2)


def _runs(written: Written) -> Iterator[list[Token]]:
    """Words with a capital, and particles among them, that stand side by side on a line."""
    text = written.text
    run: list[Token] = []
    for token in with_small_names(text, [token_of(match, written) for match in WORD.finditer(text)]):
        joins = bool(run) and stand_together(run[-1], token, text)
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


def _joined_over_lines(written: Written, runs: list[list[Token]]) -> Iterator[list[Token]]:
    """The stretches that can be names; one that a line's end cut in two is made whole."""
    before: list[Token] = []
    for run in runs:
        if before and _goes_on(written, before, run):
            before = before + run
            continue
        if before:
            yield from _names(before)
        before = run
    if before:
        yield from _names(before)


def _goes_on(written: Written, run: list[Token], following: list[Token]) -> bool:
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


def _in_reach(name: list[Token]) -> Iterator[list[Token]]:
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


def _names(run: list[Token]) -> Iterator[list[Token]]:
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
    while last + 1 < len(run) and run[last + 1].kind == "I":
        last += 1  # «Ximena H.»
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


def _leads(token: Token, surnames: int) -> bool:
    """Whether a word before known ones belongs to the name: «Ma.», or a given name that no list holds."""
    if token.kind == "I":
        return token.folded not in ("C", "S")  # of a citizen, of T.S., a social worker
    return token.kind == "" and surnames > 0


def _judged(written: Written, name: list[Token]) -> SpanFinding | None:
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


def _beside_place(written: Written, name: list[Token]) -> SpanFinding | None:
    """Somebody named right behind a place: «Colonia Centro, Ximena …», «Esc. Benito Juárez Ximena …»."""
    if names.is_namesake(" ".join(token.folded for token in name)):
        return None
    numbered = is_numbered_school(written, name[0].start)
    in_room = numbered or is_in_room(written, name[0].start)
    for index in range(len(name) - 1):
        of_place = " ".join(token.folded for token in name[:index])
        before = written.text[name[index - 1].end if index else 0 : name[index].start]
        parted = (in_room and not index) or before.endswith(", ") or names.is_namesake(of_place)
        rest = name[index:]
        bearing = [token for token in rest if token.bears]
        enough = len(bearing) >= 3 or (numbered and written.text[: rest[0].start].endswith(", "))
        if parted and enough and rest[0].is_given and _is_whole(written, rest):
            return SpanFinding(rest[0].start, rest[-1].end, DataType.NAME, Source.CONTEXT, 0.6)
    return None


def _start(written: Written, name: list[Token]) -> int:
    """Where the name begins: at a row's start its first surname may begin with particles."""
    opening = _OPENING.search(written.before(name[0].start, 24))
    return name[0].start - len(opening[1]) if opening else name[0].start


def _may_be_name(name: list[Token]) -> bool:
    """Whether the words could be a name where everything around says that one stands here."""
    return any(token.known and token.kind.isupper() for token in name) or (
        sum(token.known for token in name) >= 2
    )


def _is_whole(written: Written, name: list[Token]) -> bool:
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


def _has_unknown_surname(written: Written, bearing: list[Token]) -> bool:
    """Whether a sure given name stands right before a word that no list holds: «Carlos Xochihua»."""
    if len(bearing) != 2 or bearing[0].kind != "G" or bearing[1].kind:
        return False
    return written.text[bearing[0].end : bearing[1].start] == " " and len(bearing[1].folded) > 3


def _is_place(written: Written, name: list[Token]) -> bool:
    """Whether a place is called so: a namesake of streets, a saint's town, «Zaragoza de Guadalupe»."""
    if names.is_namesake(" ".join(token.folded for token in name)) or name[0].folded in SAINTS:
        return True
    if _PLACES.search(written.before(name[0].start, 24)):
        return True
    return len(name) == 3 and name[1].folded == "DE" and not name[0].is_given
