"""Overlapping sets (periods, pools) cut into pieces, with how many people each piece must hold."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

Piece = frozenset[Hashable]
_MOST_TRIES = 200


@dataclass(frozen=True)
class Cut:
    """``sizes`` of pieces that no two sets cut; ``odd`` are the sets that do not fit: corrected since."""

    sizes: Mapping[Piece, int]
    odd: tuple[Piece, ...]


def cut(sets: Sequence[tuple[Piece, int]]) -> Cut:
    """The sets come newest first; where corrections made them disagree, the newest are believed."""
    pieces = _pieces(tuple(each for each, _ in sets))
    kept, odd = list(sets), []
    while (sizes := _fill(pieces, kept, {}, [_MOST_TRIES])) is None:
        odd.append(kept.pop()[0])
    return Cut(sizes, tuple(odd))


@lru_cache(maxsize=1024)
def overlap(sets: tuple[Piece, ...]) -> bool:
    """Whether any two have something in common."""
    return sum(map(len, sets)) > len(frozenset().union(*sets))


@lru_cache(maxsize=1024)
def _pieces(sets: tuple[Piece, ...]) -> tuple[Piece, ...]:
    elements = sorted(frozenset().union(*sets), key=str)
    by_sets: dict[tuple[bool, ...], list[Hashable]] = {}
    for element in elements:
        by_sets.setdefault(tuple(element in each for each in sets), []).append(element)
    return tuple(frozenset(piece) for piece in by_sets.values())


def _fill(
    pieces: Sequence[Piece], sets: Sequence[tuple[Piece, int]], given: Mapping[Piece, int], tries: list[int]
) -> dict[Piece, int] | None:
    """Sizes that add up, forced ones first, then the greatest possible; None where there are none."""
    sizes = _forced(pieces, sets, given)
    tries[0] -= 1
    if sizes is None or tries[0] < 0:
        return None
    free = next((piece for piece in pieces if piece not in sizes), None)
    if free is None:
        return sizes
    room = [size - _sum(pieces, each, sizes) for each, size in sets if free <= each]
    for size in range(min(room, default=0), -1, -1):
        if (filled := _fill(pieces, sets, {**sizes, free: size}, tries)) is not None:
            return filled
    return None


def _forced(
    pieces: Sequence[Piece], sets: Sequence[tuple[Piece, int]], given: Mapping[Piece, int]
) -> dict[Piece, int] | None:
    sizes, changed = dict(given), True
    while changed:
        changed = False
        for each, size in sets:
            open_pieces = [piece for piece in pieces if piece <= each and piece not in sizes]
            rest = size - _sum(pieces, each, sizes)
            if rest < 0 or (not open_pieces and rest):
                return None
            if len(open_pieces) == 1:
                sizes[open_pieces[0]] = rest
                changed = True
    return sizes


def _sum(pieces: Sequence[Piece], within: Piece, sizes: Mapping[Piece, int]) -> int:
    return sum(sizes.get(piece, 0) for piece in pieces if piece <= within)
