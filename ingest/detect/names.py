"""The given names and surnames used in Mexico, and the words beside them; read when first asked for."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def role(word: str) -> str:
    """What a folded word is known as: of G (given name) and S (surname); small: also ordinary, or rare.

    N for a word that is part of no name, as «Lic.» or «Escuela».
    """
    return _roles().get(word, "")


def is_namesake(name: str) -> bool:
    """Whether schools and streets are called so: the folded name of a hero, a president, a poet."""
    return name in _namesakes()


@cache
def _roles() -> dict[str, str]:
    roles = {word: kinds for word, _, kinds in (line.partition(" ") for line in _lines("names.txt"))}
    return roles | {line: "N" for line in _lines("not_names.txt") if " " not in line}


@cache
def _namesakes() -> frozenset[str]:
    return frozenset(line for line in _lines("not_names.txt") if " " in line)


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
