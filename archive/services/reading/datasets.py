"""Open data as the public may see it: datasets, releases, files, rows.

Only what was released is behind this door, and of what was withdrawn only that it was.  Rows are asked for by
fixed parameters, never in a language: a column must be the table's, a value must fit it.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from archive.errors import InvalidInput, NotFound
from archive.resources import Resources
from archive.row_file import Condition, Order
from archive.services.reading.asking_rows import condition_of, cursor_of, field_place, place_of
from archive.services.reading.dataset_values import (
    MOST_ROWS,
    PAGE_SIZE,
    Bar,
    Choice,
    DatasetCard,
    DatasetSearch,
    DatasetsFound,
    Filter,
    PublicDataset,
    PublicRelease,
    ReleaseFile,
    RowsAsked,
    RowsPage,
)
from archive.services.reading.releases import NEWEST, Releases, name_without, releases_of
from export.values import Field, Release, Row, Table, Version


def find_datasets(resources: Resources, search: DatasetSearch) -> DatasetsFound:
    """Datasets with a release in force that answer, by title; each choice counts what it would give."""
    everything = sorted(releases_of(resources).datasets.values(), key=lambda one: _folded(one.dataset.title))
    spoken = [one for one in everything if _answers(one, search.text)]
    of_theme = [one for one in spoken if search.theme in ("", one.dataset.theme)]
    of_unit = [one for one in spoken if search.unit in ("", one.dataset.unit)]
    found = [one for one in of_theme if search.unit in ("", one.dataset.unit)]
    start = (max(1, search.page) - 1) * PAGE_SIZE
    return DatasetsFound(
        search=search,
        total=len(found),
        cards=tuple(_card(one) for one in found[start : start + PAGE_SIZE]),
        themes=_choices((one.dataset.theme for one in of_unit), search.theme),
        units=_choices((one.dataset.unit for one in of_theme), search.unit),
    )


def dataset(resources: Resources, slug: str) -> PublicDataset:
    """One dataset with its releases.  Raises NotFound where none of them is in force."""
    try:
        return releases_of(resources).datasets[slug]
    except KeyError:
        raise NotFound from None


def all_datasets(resources: Resources) -> tuple[PublicDataset, ...]:
    """Every dataset with a release in force, by slug: for catalogues, feeds and the sitemap."""
    datasets = releases_of(resources).datasets
    return tuple(datasets[slug] for slug in sorted(datasets))


def release(resources: Resources, slug: str, untrusted_version: str) -> PublicRelease:
    """One release, also a withdrawn one: it then has no files.  Raises NotFound."""
    return _release(releases_of(resources), slug, untrusted_version)


def file(resources: Resources, slug: str, untrusted_version: str, untrusted_name: str) -> ReleaseFile:
    """A file of a release in force; the version «actual» is the newest.  Raises NotFound."""
    value = _release(releases_of(resources), slug, untrusted_version).release
    for one in value.distributions:
        if untrusted_name in (one.file_name, name_without(str(value.version), one.file_name)):
            return ReleaseFile(
                one.sha256, one.byte_size, one.media_type, one.file_name, value.issued, value.version
            )
    raise NotFound


def rows(resources: Resources, slug: str, asked: RowsAsked) -> RowsPage:
    """A page of rows.  Raises NotFound, InvalidInput (which parameter, and why), TooMuchAsked."""
    known = releases_of(resources)
    value, sha256 = _rows_of(known, slug, asked.untrusted_version)
    table = value.dataset.table
    conditions = _conditions(table, asked.filters)
    shown = _shown(table, asked.untrusted_columns)
    sort = field_place(table, asked.untrusted_sort, field="sort") if asked.untrusted_sort else None
    order = Order(sort, asked.descending)
    cursor = cursor_of(asked.untrusted_cursor, sha256, order)
    with known.shelf.open(sha256, table) as opened:
        if sort is not None and not opened.sortable:
            raise InvalidInput(field="sort", reason="esta tabla es muy larga y se lee solo en su orden")
        piece = opened.piece(
            conditions,
            order,
            min(max(1, asked.limit), MOST_ROWS),
            cursor.place if cursor else None,
            backwards=cursor is not None and cursor.backwards,
        )
        total = opened.count(conditions) if conditions else value.row_count
        sortable = opened.sortable
    before = piece.more if cursor and cursor.backwards else cursor is not None
    after = piece.more if not (cursor and cursor.backwards) else True
    return RowsPage(
        version=value.version,
        fields=tuple(table.fields[place] for place in shown),
        rows=tuple(tuple(row[place] for place in shown) for row in piece.rows),
        total=total,
        next_cursor=place_of(piece.last, sha256, order, backwards=False) if after else "",
        previous_cursor=place_of(piece.first, sha256, order, backwards=True) if before else "",
        sortable=sortable,
    )


def every_row(
    resources: Resources, slug: str, asked: RowsAsked
) -> tuple[Version, tuple[Field, ...], Iterator[Row]]:
    """All rows that meet the filters, one after another, as the table stands: for a CSV of them."""
    known = releases_of(resources)
    value, sha256 = _rows_of(known, slug, asked.untrusted_version)
    table = value.dataset.table
    conditions = _conditions(table, asked.filters)
    shown = _shown(table, asked.untrusted_columns)

    def streamed() -> Iterator[Row]:
        with known.shelf.open(sha256, table) as opened:
            for row in opened.rows(conditions):
                yield tuple(row[place] for place in shown)

    return value.version, tuple(table.fields[place] for place in shown), streamed()


def bars(
    resources: Resources,
    slug: str,
    by: str,
    measure: str = "",
    filters: tuple[Filter, ...] = (),
    most: int = 20,
) -> tuple[Bar, ...]:
    """What a chart of the newest release draws: rows, or a measure's sum, for each value of a column.

    Rows without that value are left out.
    """
    known = releases_of(resources)
    value, sha256 = _rows_of(known, slug, "")
    table = value.dataset.table
    by_place = field_place(table, by, field="by")
    measured = field_place(table, measure, field="measure") if measure else None
    with known.shelf.open(sha256, table) as opened:
        groups = opened.groups(by_place, measured, _conditions(table, filters), most + 1)
    named = [one for one in groups if one.value is not None][:most]
    return tuple(Bar(one.value, one.rows if measured is None else one.total) for one in named)


def _release(known: Releases, slug: str, untrusted_version: str) -> PublicRelease:
    if untrusted_version in ("", NEWEST):
        if slug not in known.datasets:
            raise NotFound
        return known.datasets[slug].newest
    for one in known.releases.get(slug, ()):
        if str(one.release.version) == untrusted_version:
            return one
    raise NotFound


def _rows_of(known: Releases, slug: str, untrusted_version: str) -> tuple[Release, str]:
    value = _release(known, slug, untrusted_version).release
    sha256 = known.row_files.get((slug, value.version))
    if sha256 is None:
        raise NotFound
    return value, sha256


def _conditions(table: Table, filters: Iterable[Filter]) -> tuple[Condition, ...]:
    return tuple(condition_of(table, one) for one in filters)


def _shown(table: Table, untrusted_columns: tuple[str, ...]) -> tuple[int, ...]:
    if not untrusted_columns:
        return tuple(range(len(table.fields)))
    return tuple(field_place(table, one, field="columns") for one in untrusted_columns)


def _card(one: PublicDataset) -> DatasetCard:
    about, newest = one.dataset, one.newest.release
    return DatasetCard(
        slug=about.slug,
        title=about.title,
        description=about.description,
        theme=about.theme,
        keywords=about.keywords,
        unit=about.unit,
        periodicity=about.periodicity,
        version=newest.version,
        issued=newest.issued,
        row_count=newest.row_count,
        formats=tuple(file.format for file in newest.distributions),
    )


def _answers(one: PublicDataset, text: str) -> bool:
    about = one.dataset
    columns = " ".join(f"{each.name} {each.title}" for each in about.table.fields)
    said = _folded(" ".join((about.title, about.description, about.theme, *about.keywords, columns)))
    return all(word in said for word in _folded(text).split())


def _choices(values: Iterable[str], chosen: str) -> tuple[Choice, ...]:
    counts: dict[str, int] = {}
    for value in filter(None, values):
        counts[value] = counts.get(value, 0) + 1
    return tuple(Choice(value, counts[value], value == chosen) for value in sorted(counts, key=_folded))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold().replace("ñ", "\uffff"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
