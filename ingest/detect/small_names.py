"""Names in prose without capitals: sure names side by side are read as if each had one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.detect.name_words import Token, stand_together

_ENOUGH = 3  # names of which it takes no closer look
# Sure names that are words, too: two of these side by side are flowers and saints' days.
_ALSO_WORDS = frozenset(
    (
        *(
            "ROSA",
            "ROSAS",
            "FLORES",
            "FLOR",
            "DOLORES",
            "PILAR",
            "ANGEL",
            "ANGELES",
            "REYES",
            "CRUZ",
            "CAMPOS",
        ),
        *("MORENO", "MORENA", "ROSARIO", "MERCEDES", "REMEDIOS", "CONSUELO", "SOLEDAD", "CONCEPCION", "RIOS"),
        *(
            "SANTOS",
            "FUENTES",
            "TORRES",
            "ROJAS",
            "ROJO",
            "NIEVES",
            "ROMERO",
            "VIOLETA",
            "AZUCENA",
            "MARGARITA",
        ),
        *("GUERRA", "GUERRERO", "CORONA", "CASTILLO", "CASAS", "PALACIOS", "VEGA", "RIVERA", "LUNA", "SALAS"),
        *(
            "VALLE",
            "VALLES",
            "SERRANO",
            "BRAVO",
            "DELGADO",
            "CABALLERO",
            "ROBLES",
            "SAN",
            "SANTANA",
            "VICTORIA",
        ),
        *(
            "ESPERANZA",
            "CONTRERAS",
            "MATA",
            "PRADO",
            "ESTRADA",
            "CORTES",
            "SILVA",
            "AGUILAR",
            "CARMEN",
            "LEON",
        ),
    )
)


def with_small_names(text: str, tokens: list[Token]) -> Iterator[Token]:
    """The words; of sure names side by side without capitals, each as if it had one."""
    stretch: list[Token] = []
    for token in tokens:
        sure = not token.capital and ((token.kind.isupper() and token.kind not in "NI") or token.kind == "P")
        if stretch and not (sure and stand_together(stretch[-1], token, text)):
            yield from _raised(stretch)
            stretch = []
        if sure and token.kind:
            stretch.append(token)
        else:
            yield token
    yield from _raised(stretch)


def _raised(stretch: Sequence[Token]) -> list[Token]:
    named = [token for token in stretch if token.bears]
    whole = any(token.is_given for token in named) and any(token.is_surname for token in named)
    makes_name = whole and (len(named) >= _ENOUGH or _is_pair(named))
    return [replace(token, capital=token.capital or (makes_name and token.bears)) for token in stretch]


def _is_pair(named: Sequence[Token]) -> bool:
    """Whether two words can only be a given name and its surname: «diego martínez», «hernández ximena»."""
    if len(named) != 2:
        return False
    kinds = {token.kind for token in named}
    words = sum(token.folded in _ALSO_WORDS for token in named)
    return (
        kinds in ({"G", "S"}, {"GS", "S"}, {"G", "GS"})
        and words < len(named)
        and all(len(token.folded) > 2 for token in named)
    )
