"""What a reader asks for, read from an address: nothing there can be wrong, only strange."""

from werkzeug.datastructures import MultiDict

from archive.search.engine import FacetName, Sort
from archive.services.reading.values import Search

LONGEST_QUESTION = 500
_MOST_VALUES = 20
_LONGEST_VALUE = 100
_MOST_PAGES = 1000


def search_from(
    untrusted: MultiDict[str, str],
    *,
    page_size: int = 10,
    page_name: str = "pagina",
    sort_name: str = "orden",
) -> Search:
    """The search in an address; what is not understood is left out."""
    return Search(
        text=question_from(untrusted),
        chosen=chosen_from(untrusted),
        sort=sort_from(untrusted.get(sort_name, "")),
        page=number_from(untrusted, page_name, 1, 1, _MOST_PAGES),
        page_size=page_size,
    )


def question_from(untrusted: MultiDict[str, str]) -> str:
    return untrusted.get("q", "").replace("\x00", " ").strip()[:LONGEST_QUESTION]


def number_from(untrusted: MultiDict[str, str], name: str, default: int, least: int, most: int) -> int:
    """A number between ``least`` and ``most``, or the default where none stands there."""
    return max(least, min(most, untrusted.get(name, default, type=_digits)))


def chosen_from(untrusted: MultiDict[str, str]) -> tuple[tuple[FacetName, tuple[str, ...]], ...]:
    chosen = []
    for name in FacetName:
        values = dict.fromkeys(
            value for value in untrusted.getlist(name.value) if 0 < len(value) <= _LONGEST_VALUE
        )
        if values:
            chosen.append((name, tuple(values)[:_MOST_VALUES]))
    return tuple(chosen)


def sort_from(untrusted_sort: str) -> Sort:
    return Sort(untrusted_sort) if untrusted_sort in _SORTS else Sort.RELEVANCE


_SORTS = frozenset(sort.value for sort in Sort)


def _digits(text: str) -> int:
    if len(text) > 9:
        raise ValueError(text)
    return int(text)
