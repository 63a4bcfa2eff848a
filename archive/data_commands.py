"""The commands for open data: ``acervo export``, ``acervo release``, ``acervo push``."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from archive import exporting, releasing
from archive.datasets import DECLARATIONS
from archive.errors import ArchiveError, NotFound
from archive.models.datasets import OrderState
from archive.resources import Resources, open_resources
from archive.services.datasets import OrderView
from archive.services.reading import datasets as reading
from archive.settings import Settings
from export.ckan.planning import Action as ChangeKind
from export.ckan.portal import Portal
from export.ckan.pushing import PushReport
from export.ckan.pushing import push as push_release
from export.errors import ExportError
from export.formats import ALL, KINDS
from export.values import Distribution, Format, Release

ORDER_WORDS = {
    OrderState.MADE: "liberado",
    OrderState.UNCHANGED: "sin cambios",
    OrderState.REFUSED: "rechazado",
}
_CHANGE_WORDS = {
    ChangeKind.CREATE: "crear",
    ChangeKind.CHANGE: "cambiar",
    ChangeKind.UPLOAD: "subir",
    ChangeKind.REMOVE: "quitar",
}
_JSON = click.option("--json", "as_json", is_flag=True, help="Un objeto JSON por conjunto.")


def _open(settings: Settings) -> Resources:
    if not settings.instance.exists():
        raise click.ClickException(f"No hay instalación en {settings.instance}. Créela con: acervo init")
    return open_resources(settings)


def _formats(_context: click.Context, _option: click.Parameter, stated: str | None) -> tuple[Format, ...]:
    if not stated:
        return ALL
    try:
        wanted = tuple(Format(name.strip()) for name in stated.split(","))
    except ValueError:
        wanted = ()
    if not wanted or not set(wanted) <= set(KINDS):
        raise click.BadParameter(f"elija entre {', '.join(kind.value for kind in ALL)}")
    return wanted


def _chosen(names: tuple[str, ...], everything: bool, known: tuple[str, ...]) -> tuple[str, ...]:
    if everything == bool(names):
        raise click.UsageError("Diga qué conjuntos de datos, o --all.")
    if unknown := [name for name in names if name not in known]:
        raise click.UsageError(f"No hay ningún conjunto de datos «{unknown[0]}». Hay: {', '.join(known)}")
    return names or known


@click.command()
@click.argument("datasets", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Todos.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Carpeta de destino."
)
@click.option(
    "--formats", callback=_formats, help=f"De {','.join(kind.value for kind in ALL)}; sin decir, todos."
)
@_JSON
@click.pass_obj
def export(
    settings: Settings,
    datasets: tuple[str, ...],
    everything: bool,
    out: Path,
    formats: tuple[Format, ...],
    as_json: bool,
) -> None:
    """Escribe conjuntos de datos en una carpeta, cada uno en la suya, sin publicarlos."""
    failed = False
    with _open(settings) as resources:
        for slug in _chosen(datasets, everything, exporting.known(resources)):
            try:
                release = exporting.export(resources, slug, out / slug, formats)
            except (ExportError, ArchiveError) as error:
                failed = True
                _say(as_json, {"dataset": slug, "reason": str(error)}, f"{slug}: {error}")
            else:
                _say(as_json, _release_json(release), f"{slug}: {release.row_count} filas en {out / slug}")
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("datasets", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Todos.")
@click.option("--note", default="", help="Nota de cambios.")
@click.option("--correction", is_flag=True, help="Corrige lo liberado, sin datos de un nuevo periodo.")
@_JSON
@click.pass_obj
def release(
    settings: Settings,
    datasets: tuple[str, ...],
    everything: bool,
    note: str,
    correction: bool,
    as_json: bool,
) -> None:
    """Libera conjuntos de datos como están ahora; lo que no cambió no se libera otra vez."""
    with _open(settings) as resources:
        slugs = _chosen(datasets, everything, tuple(DECLARATIONS))
        tell: Callable[[OrderView], None] = _tell_json if as_json else _tell
        orders = releasing.release(resources, slugs, tell, change_note=note, correction=correction)
    sys.exit(1 if any(one.state not in (OrderState.MADE, OrderState.UNCHANGED) for one in orders) else 0)


@click.command()
@click.argument("dataset")
@click.option("--ckan", "address", required=True, help="Dirección del portal CKAN.")
@click.option("--organization", help="Organización a la que pertenece en el portal (ckan_organization).")
@click.option("--dry-run", is_flag=True, help="Solo dice qué cambiaría.")
@_JSON
@click.pass_obj
def push(
    settings: Settings, dataset: str, address: str, organization: str | None, dry_run: bool, as_json: bool
) -> None:
    """Lleva la última liberación de un conjunto de datos a un portal CKAN y comprueba lo que llegó.

    La llave va en la configuración ckan_key o en la variable ACERVO_CKAN_KEY.
    """
    with _open(settings) as resources:
        try:
            found = reading.dataset(resources, dataset).newest.release
        except NotFound:
            raise click.UsageError(f"«{dataset}» no tiene ninguna liberación.") from None
        try:
            portal = Portal(address, settings.ckan_key, organization or settings.ckan_organization)
            report = push_release(
                found, lambda file: resources.public.open(file.sha256), portal, dry_run=dry_run
            )
        except ExportError as error:
            _say(as_json, {"dataset": dataset, "reason": str(error)}, str(error))
            sys.exit(1)
    _say(as_json, _push_json(dataset, report), _push_words(report))


def _tell(order: OrderView) -> None:
    version = f" {order.version}" if order.version is not None else ""
    reason = f": {_reason(order)}" if order.sentence else ""
    click.echo(f"{ORDER_WORDS.get(order.state, 'detenido'):12}{order.slug}{version}{reason}")


def _tell_json(order: OrderView) -> None:
    shown = {
        "dataset": order.slug,
        "state": order.state.value,
        "version": str(order.version) if order.version is not None else None,
        "reason": _reason(order),
    }
    click.echo(json.dumps(shown, ensure_ascii=False))


def _reason(order: OrderView) -> str | None:
    return order.sentence % order.data if order.sentence else None


def _release_json(release: Release) -> dict[str, Any]:
    return {
        "dataset": release.dataset.slug,
        "version": str(release.version),
        "rows": release.row_count,
        "files": [_file_json(one) for one in release.distributions],
    }


def _file_json(file: Distribution) -> dict[str, Any]:
    return {
        "name": file.file_name,
        "format": file.format.value,
        "bytes": file.byte_size,
        "sha256": file.sha256,
    }


def _push_json(dataset: str, report: PushReport) -> dict[str, Any]:
    return {
        "dataset": dataset,
        "address": report.address,
        "dry_run": report.dry_run,
        "changes": [
            {"action": one.action.value, "what": one.what, "before": one.before, "after": one.after}
            for one in report.changes
        ],
        "verified": list(report.verified),
    }


def _push_words(report: PushReport) -> str:
    said = (
        f"  {_CHANGE_WORDS[one.action]} {one.what}: «{one.before}» → «{one.after}»" for one in report.changes
    )
    changes = "\n".join(said) or "  nada que cambiar"
    done = "Cambiaría" if report.dry_run else "Publicado y comprobado"
    return f"{done} en {report.address}\n{changes}"


def _say(as_json: bool, shown: dict[str, Any], words: str) -> None:
    click.echo(json.dumps(shown, ensure_ascii=False) if as_json else words)
