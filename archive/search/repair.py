"""A typed question made well-formed: quotes closed, brackets matched, hanging operators dropped."""

import re
from dataclasses import dataclass

MAX_LENGTH = 1000
MAX_DEPTH = 8

# Words before a colon, folded by hand because people type them with and without accents, in two languages.
_FIELD_WORDS = """
texto text titulo título title tipo type unidad unit tema topic practica práctica practice escuela plantel
school anio año ano year fecha date
"""
FIELD_WORDS = tuple(_FIELD_WORDS.split())
_FIELD = "|".join(FIELD_WORDS)
_TYPED_QUOTES = str.maketrans(dict.fromkeys("“”„«»″", '"'))
_AFTER_FIELD = re.compile(rf"(?<!\w)({_FIELD}):\s+", re.IGNORECASE)
_UNKNOWN_FIELD = re.compile(rf"(?<![\w:/])(?!(?:{_FIELD}):)([^\W\d_]\w*):(?=[^\s/])", re.IGNORECASE)
_CHUNK = re.compile(r'("[^"]*")')
_INFIX = "AND|OR|Y|O"
_HANGING = re.compile(
    rf"(?:^|(?<=\())\s*(?:{_INFIX})(?=[\s)]|$)"  # at the beginning
    rf"|(?<!\S)(?:{_INFIX}|NOT|NO)\s*(?=\)|$)"  # at the end
    rf"|(?<!\S)(?:{_INFIX})(?=\s+(?:{_INFIX})(?!\S))"  # two in a row: the last one counts
)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_SPANISH = re.compile(r"(?<!\S)(Y|O|NO)(?!\S)")
_OPERATORS = {"Y": "AND", "O": "OR", "NO": "NOT"}


@dataclass(frozen=True)
class Repaired:
    text: str
    lenient: bool  # something had to be guessed


def repair(text: str) -> Repaired:
    """``text`` in a form Whoosh's parser reads without surprises."""
    cut = " ".join(text[:MAX_LENGTH].split())
    lenient = len(text) > MAX_LENGTH
    quoted = cut.translate(_TYPED_QUOTES).replace("\0", " ")
    if quoted.count('"') % 2:
        quoted, lenient = quoted + '"', True
    chunks = _CHUNK.split(quoted)  # odd places are phrases
    outside = _mark_phrases(chunks)
    plain = _without_question_marks(_spanish_operators(_AFTER_FIELD.sub(r"\1:", outside)))
    mended = _match_brackets(_UNKNOWN_FIELD.sub(r"\1 ", plain))
    mended = _drop_hanging(mended)
    lenient = lenient or mended != plain
    return Repaired(_put_phrases_back(mended, chunks), lenient)


_PHRASE = "\0"


def _mark_phrases(chunks: list[str]) -> str:
    return "".join(_PHRASE if place % 2 else chunk for place, chunk in enumerate(chunks))


def _put_phrases_back(text: str, chunks: list[str]) -> str:
    phrases = iter(chunks[1::2])
    return re.sub(_PHRASE, lambda _: next(phrases), text)


def _spanish_operators(text: str) -> str:
    """Y, O, NO as operators, unless all is in capitals: an office's titles are often typed so."""
    rest = _SPANISH.sub("", text)
    if not any(character.islower() for character in rest) and _PHRASE not in rest:
        return text
    return _SPANISH.sub(lambda found: _OPERATORS[found.group()], text)


def _without_question_marks(text: str) -> str:
    """A question in a sentence ends with a mark, not with a wildcard."""
    if "¿" in text:
        return re.sub(r"\?(?=[\s)]|$)", "", text).replace("¿", " ")
    return re.sub(r"(\S\s+\S.*?)\?+\s*$", r"\1", text, flags=re.DOTALL)


def _match_brackets(text: str) -> str:
    """Every bracket with its partner, at most MAX_DEPTH deep."""
    kept: list[str] = []
    depth = too_deep = 0
    for character in text:
        if character == "(":
            if depth == MAX_DEPTH:
                too_deep += 1
                character = " "
            else:
                depth += 1
        elif character == ")":
            if too_deep:
                too_deep -= 1
                character = " "
            elif depth:
                depth -= 1
            else:
                character = " "
        kept.append(character)
    return "".join(kept) + ")" * depth


def _drop_hanging(text: str) -> str:
    """The text without operators that join nothing and brackets that hold nothing."""
    while (shorter := _EMPTY_BRACKETS.sub(" ", _HANGING.sub(" ", text))) != text:
        text = shorter
    return text
