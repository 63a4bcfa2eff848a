"""The command ``acervo``: what an installation's administrator types."""

import json
import logging
import signal
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from archive import data_commands, redacting_alone, serving
from archive.errors import ArchiveError
from archive.handing_in import Report, ReportState, Sent, hand_in
from archive.jobs.index import rebuild
from archive.migrations import upgrade
from archive.permissions import Role
from archive.resources import Resources, open_resources
from archive.sample.load import load_sample
from archive.services import accounts, registers
from archive.services.audit import COMMAND_LINE
from archive.services.checking import check as check_archive
from archive.services.searching import Found, search_public, search_staff
from archive.settings import FACES, Settings, ensure_secret_key, load_settings
from archive.web.labels import STATE_LABELS
from archive.worker import Worker
from ingest.isolation import die_with_parent
from ingest.options import Options
from ingest.redactions import Route
from ingest.values import DocumentKind

STATE_WORDS = {
    ReportState.READY: "listo",
    ReportState.IN_REVIEW: "en revisión",
    ReportState.DUPLICATE: "repetido",
    ReportState.REFUSED: "rechazado",
    ReportState.FAILED: "falló",
}


class _Group(click.Group):
    """Turns the archive's own errors into one sentence and exit code 2, never a stack trace."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ArchiveError as error:
            click.echo(str(error), err=True)
            ctx.exit(2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--instance", type=click.Path(path_type=Path), help="Carpeta de la instalación (ACERVO_INSTANCE)."
)
@click.version_option(package_name="acervo")
@click.pass_context
def main(context: click.Context, instance: Path | None) -> None:
    """Acervo: archivo de documentos y evidencias con datos abiertos."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    context.obj = load_settings(instance)


def _open(settings: Settings) -> Resources:
    if not settings.instance.exists():
        raise click.ClickException(f"No hay instalación en {settings.instance}. Créela con: acervo init")
    return open_resources(settings)


@main.command()
@click.pass_obj
def init(settings: Settings) -> None:
    """Crea o actualiza la instalación: base de datos, clave y una persona administradora."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    ensure_secret_key(settings)
    with _open(settings) as resources:
        upgrade(resources.database)
        password = accounts.ensure_administrator(resources)
    if password is not None:
        click.echo("Persona administradora creada.")
        click.echo("  usuario:     admin")
        click.echo(f"  contraseña:  {password}   (de un solo uso: se cambia al entrar)")


@main.command()
@click.option("--faces", help=f"Qué se muestra: {','.join(FACES)}.")
@click.option("--host", help="Dirección en la que escucha.")
@click.option("--port", type=int, help="Puerto en el que escucha.")
@click.option("--no-worker", is_flag=True, help="Sin procesador: lo atiende otro «acervo worker».")
@click.pass_obj
def serve(settings: Settings, faces: str | None, host: str | None, port: int | None, no_worker: bool) -> None:
    """Abre el portal y el espacio de trabajo, con su procesador."""
    changes: dict[str, Any] = {
        "faces": tuple(faces.split(",")) if faces else None,
        "host": host,
        "port": port,
    }
    serving.serve(settings.changed(**changes), with_worker=not no_worker)


@main.command()
@click.option("--parent", type=int, hidden=True)
@click.pass_obj
def worker(settings: Settings, parent: int | None) -> None:
    """Lee y publica lo que espera en la cola, hasta que se le detenga."""
    if parent is not None:
        die_with_parent(parent)
    with _open(settings) as resources:
        working = Worker(resources)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: working.stop())
        working.run()


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--kind", type=click.Choice([kind.value for kind in DocumentKind]), help="Qué son los documentos."
)
@click.option("--practice", help="Práctica a la que pertenecen (su nombre corto).")
@click.option("--uuid", "known_as", type=click.UUID, help="UUID con el que ya se conocía (un solo archivo).")
@click.option("--json", "as_json", is_flag=True, help="Un objeto JSON por archivo.")
@click.pass_obj
def ingest(
    settings: Settings,
    paths: tuple[Path, ...],
    kind: str | None,
    practice: str | None,
    known_as: UUID | None,
    as_json: bool,
) -> None:
    """Incorpora archivos y carpetas, los lee y dice qué pasó con cada uno."""
    if known_as is not None and (len(paths) != 1 or paths[0].is_dir()):
        raise click.UsageError("--uuid se usa con un solo archivo")
    with _open(settings) as resources:
        practice_id = _practice_id(resources, practice) if practice else None
        sent = Sent(DocumentKind(kind) if kind else None, practice_id, known_as)
        reports = hand_in(resources, paths, sent, _tell_json if as_json else _tell)
    _summary(reports)
    sys.exit(1 if any(one.state in (ReportState.REFUSED, ReportState.FAILED) for one in reports) else 0)


def _practice_id(resources: Resources, slug: str) -> int:
    for practice in registers.read(resources, COMMAND_LINE).practices:
        if practice.slug == slug:
            return practice.id
    raise click.BadParameter(f"no hay ninguna práctica «{slug}»", param_hint="--practice")


def _reason(report: Report) -> str | None:
    if report.sentence is None:
        return None
    data = dict(report.data or {})
    if "state" in data:
        data["state"] = STATE_LABELS.get(data["state"], data["state"])
    return report.sentence % data if data else report.sentence


def _tell(report: Report) -> None:
    reason = _reason(report)
    known = f"  {report.document_id}" if report.document_id else ""
    click.echo(f"{STATE_WORDS[report.state]:12}{report.path}{known}{': ' + reason if reason else ''}")


def _tell_json(report: Report) -> None:
    shown = {
        "path": report.path,
        "state": report.state.value,
        "id": str(report.document_id) if report.document_id else None,
        "reason": _reason(report),
    }
    click.echo(json.dumps(shown, ensure_ascii=False))


def _summary(reports: tuple[Report, ...]) -> None:
    counts = {state: sum(one.state is state for one in reports) for state in ReportState}
    words = ", ".join(f"{count} {STATE_WORDS[state]}" for state, count in counts.items() if count)
    click.echo(f"{len(reports)} archivos: {words}", err=True)


@main.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(["auto", *(route.value for route in Route)]),
    default="auto",
    show_default=True,
    help="Qué es el original; una lista de asistencia se trata como lista aunque se diga otra cosa.",
)
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="Informe JSON, sin datos personales."
)
def redact(source: Path, target: Path, kind: str, report: Path | None) -> None:
    """Hace la versión pública de un archivo, sin necesidad de un archivo instalado.

    La terminación de TARGET dice qué se quiere: pdf, jpg, png, xlsx o csv. Solo se escribe si la revisión
    final no encuentra nada; el original no se toca.
    """
    ended = redacting_alone.redact(source, target, None if kind == "auto" else Route(kind), Options())
    if report is not None:
        redacting_alone.write_report(ended, report)
    if ended.refusal is not None:
        click.echo(str(ended.refusal), err=True)
        sys.exit(1)


@main.command()
@click.argument("query")
@click.option("--staff", is_flag=True, help="Busca en todo lo recibido, no solo en lo público.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
@click.pass_obj
def search(settings: Settings, query: str, staff: bool, limit: int, as_json: bool) -> None:
    """Busca como en el portal."""
    with _open(settings) as resources:
        found = (search_staff if staff else search_public)(resources, query, limit)
    if as_json:
        click.echo(json.dumps(_found_json(found), ensure_ascii=False))
        return
    if found.reading:
        click.echo(f"Leímos su búsqueda así: {found.reading}", err=True)
    for hit in found.hits:
        click.echo(f"{hit.document_id}  {hit.title}")
        for page in hit.pages:
            click.echo(f"    p. {page.number}: {page.snippet}")
    click.echo(f"{found.total} documentos", err=True)


def _found_json(found: Found) -> dict[str, Any]:
    hits = [
        {
            "id": hit.document_id,
            "title": hit.title,
            "pages": [{"number": page.number, "snippet": page.snippet} for page in hit.pages],
        }
        for hit in found.hits
    ]
    return {"total": found.total, "reading": found.reading, "did_you_mean": found.did_you_mean, "hits": hits}


@main.command()
@click.pass_obj
def check(settings: Settings) -> None:
    """Compara base de datos, archivos guardados e índices; sale con 1 si algo no está bien."""
    with _open(settings) as resources:
        findings = tuple(check_archive(resources))
    for finding in findings:
        click.echo(f"{finding.trouble.value:16}{finding.where:8}{finding.what}")
    click.echo("Todo está en orden." if not findings else f"{len(findings)} hallazgos", err=True)
    sys.exit(1 if findings else 0)


@main.command()
@click.pass_obj
def reindex(settings: Settings) -> None:
    """Rehace los dos índices de búsqueda desde la base de datos, sin dejar nada de los anteriores."""
    with _open(settings) as resources:
        rebuild(resources)


@main.group()
def user() -> None:
    """Cuentas del personal."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--display-name", help="Nombre que se muestra.")
@click.pass_obj
def user_add(settings: Settings, name: str, role: str, display_name: str | None) -> None:
    """Crea una cuenta y muestra su contraseña de un solo uso."""
    with _open(settings) as resources:
        password = accounts.create(resources, COMMAND_LINE, name, display_name or name, Role(role))
    click.echo(password)


@main.command()
@click.pass_obj
def demo(settings: Settings) -> None:
    """Carga la práctica de ejemplo «Rompe el ciclo» por el mismo camino que cualquier documento."""
    with _open(settings) as resources:
        loaded = load_sample(resources, lambda line: click.echo(line, err=True))
    click.echo(
        "Práctica de ejemplo cargada." if loaded else "La práctica de ejemplo ya estaba cargada.", err=True
    )


main.add_command(data_commands.export)
main.add_command(data_commands.release)
main.add_command(data_commands.push)


if __name__ == "__main__":
    main()
