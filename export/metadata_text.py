"""metadatos.txt: the card that INEGI's packages carry, with what else a reader of a release asks."""

from export.citation import citation
from export.formats.xlsx import MOST_COLUMNS, MOST_ROWS
from export.values import Format, Release

_GOVERNMENTS = {"federal": "federal", "state": "estatal", "municipal": "municipal", "autonomous": "autónomo"}
NEUTRALISED = (
    "En CSV y XLSX, un texto que una hoja de cálculo tomaría por fórmula lleva un apóstrofo delante; "
    "en JSON y Parquet está tal cual."
)
_NO_XLSX = "No hay XLSX: una hoja de cálculo no admite tantos renglones o columnas."


def to_metadata_text(release: Release, dictionary_name: str) -> str:
    """INEGI's names in INEGI's order, then the rest; one «Name: value» a line."""
    lines = [*_card(release, dictionary_name), *_more(release), "", *_files(release)]
    if notes := _notes(release):
        lines += ["", *notes]
    return "\n".join(lines) + "\n"


def _card(release: Release, dictionary_name: str) -> list[str]:
    dataset = release.dataset
    return [
        _line("Identifier", dataset.slug),
        _line("Title", dataset.title),
        _line("Description", dataset.description),
        _line("Modified", release.issued.date().isoformat()),
        _line("Publisher", dataset.publisher.name),
        _line("Mbox", dataset.publisher.email),
        _line("License", f"{dataset.licence.title} ({dataset.licence.address})"),
        _line("DataDictionary", dictionary_name),
        _line("Keyword", ", ".join(dataset.keywords)),
    ]


def _more(release: Release) -> list[str]:
    dataset = release.dataset
    period = dataset.temporal
    told = {
        "Version": str(release.version),
        "Issued": release.issued.isoformat(timespec="seconds"),
        "Changes": release.change_note,
        "Rows": str(release.row_count),
        "AccrualPeriodicity": dataset.periodicity.value,
        "Temporal": f"{period.start}/{period.end or '..'}" if period else "",
        "Spatial": f"{dataset.spatial.code} {dataset.spatial.name}",
        "Theme": dataset.theme,
        "Language": dataset.language,
        "GovType": _GOVERNMENTS.get(dataset.publisher.government, dataset.publisher.government),
        "ContactPosition": dataset.publisher.position,
        "Unit": dataset.unit,
        "LandingPage": dataset.landing_page,
        "Citation": citation(release),
    }
    return [_line(name, value) for name, value in told.items() if value]


def _files(release: Release) -> list[str]:
    return [
        "Files (SHA-256, bytes, name):",
        *(f"{each.sha256}  {each.byte_size}  {each.file_name}" for each in release.distributions),
    ]


def _notes(release: Release) -> list[str]:
    written = {each.format for each in release.distributions}
    notes = [release.dataset.method] if release.dataset.method else []
    if release.row_count > MOST_ROWS or len(release.dataset.table.fields) > MOST_COLUMNS:
        notes.append(_NO_XLSX)
    if Format.CSV in written or Format.XLSX in written:
        notes.append(NEUTRALISED)
    return [_line("Note", note) for note in notes]


def _line(name: str, value: str) -> str:
    """On one line, whatever the value."""
    return f"{name}: {' '.join(value.split())}"
