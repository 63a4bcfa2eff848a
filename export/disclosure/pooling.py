"""Small schools counted together, by locality or level, and as before where they were pooled before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

Pools = Mapping[str, frozenset[str]]  # a pool's name and its schools


@dataclass(frozen=True)
class Place:
    """What a school can be pooled by, and how many people it has."""

    school: str
    people: int
    locality: str
    level: str = ""


def pool(
    places: Collection[Place], least: int, former: Pools | None = None, prefix: str = "Agrupadas"
) -> Pools:
    """Pools of schools with fewer than ``least`` people; a pool still too small takes all of its level.

    A school that was pooled once stays in its pool: leaving it would show what the pool held.
    """
    pools = dict(former or {})
    settled = {school for members in pools.values() for school in members}
    small = [
        each for each in sorted(places, key=_order) if each.people < least and each.school not in settled
    ]
    by_locality: dict[str, list[Place]] = {}
    for each in small:
        by_locality.setdefault(each.locality, []).append(each)
    left: dict[str, list[Place]] = {}
    for locality, group in by_locality.items():
        name = f"{prefix}, {locality}"
        if name in pools or not _enough(group, least):
            for each in group:
                left.setdefault(each.level, []).append(each)
        else:
            pools[name] = frozenset(each.school for each in group)
    for level, group in left.items():
        pools[_unused(f"{prefix}, {level or 'otras'}", pools)] = frozenset(each.school for each in group)
    return pools


def pooled_name(school: str, pools: Pools) -> str:
    """The pool's name, or the school's own."""
    return next((name for name, members in sorted(pools.items()) if school in members), school)


def _enough(group: list[Place], least: int) -> bool:
    return len(group) > 1 and sum(each.people for each in group) >= least


def _unused(name: str, pools: Pools) -> str:
    names = (name, *(f"{name} ({number})" for number in range(2, len(pools) + 3)))
    return next(each for each in names if each not in pools)


def _order(place: Place) -> tuple[str, str, str]:
    return place.locality, place.level, place.school
