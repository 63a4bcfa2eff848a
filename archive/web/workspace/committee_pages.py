"""The committee on the screen: convene, bring documents, see what each would show, vote, close."""

from collections.abc import Callable
from uuid import UUID

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError, InvalidInput
from archive.permissions import Permission, allows
from archive.services import agenda, committee
from archive.services.committee import Choice, Member, SessionView
from archive.web.redaction_labels import DATA_TYPE_LABELS
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace.face import done, show, signed_in, workspace
from archive.web.workspace.reading_forms import chosen, date, identifier, number

_SESSIONS = "/trabajo/comite"
_SESSION = _SESSIONS + "/<int:session_id>"
_DRAFT = "/trabajo/documentos/<uuid:document_id>/version-propuesta"
MEMBER_ROWS = 7  # of the form; those left empty do not count
_MOST_DOCUMENTS = 500


@route(workspace, _SESSIONS, permission=Permission.DOCUMENT_READ)
def committee_sessions() -> Response:
    return _sessions_page()


@route(workspace, _SESSIONS, permission=Permission.COMMITTEE_CONVENE, methods=["POST"])
def convene() -> AnyResponse:
    form = request.form
    try:
        held = date(form.get("fecha", ""), field="fecha")
        if held is None:
            raise InvalidInput(field="fecha", reason="no puede quedar vacía")
        session_id = committee.convene(
            current_resources(),
            signed_in(),
            held,
            form.get("numero", "")[:200],
            form.get("acta", "")[:1000],
            _members(),
        )
    except ArchiveError as error:
        return _sessions_page(error)
    return done(f"{_SESSIONS}/{session_id}", "sesion")


@route(workspace, _SESSION, permission=Permission.DOCUMENT_READ)
def committee_session(session_id: int) -> Response:
    return _session_page(session_id)


@route(workspace, _SESSION + "/documentos", permission=Permission.COMMITTEE_CONVENE, methods=["POST"])
def bring(session_id: int) -> AnyResponse:
    def step() -> None:
        documents = _documents()
        if not documents:
            raise InvalidInput(field="documentos", reason="marque al menos uno")
        committee.bring(current_resources(), signed_in(), session_id, documents)

    return _do(session_id, "llevados", step)


@route(workspace, _SESSION + "/votos", permission=Permission.COMMITTEE_DECIDE, methods=["POST"])
def vote(session_id: int) -> AnyResponse:
    """The same vote of the members marked on the documents marked: one, some or all of each."""

    def step() -> None:
        choice = chosen(tuple(Choice), request.form.get("voto", ""))
        members = [
            found for text in request.form.getlist("integrante") if (found := number(text)) is not None
        ]
        documents = _documents()
        if choice is None or not members or not documents:
            raise InvalidInput(field="voto", reason="marque quién vota, qué vota y sobre qué documentos")
        for member in members:
            committee.vote(current_resources(), signed_in(), session_id, member, choice, documents)

    return _do(session_id, "votos", step)


@route(workspace, _SESSION + "/acta", permission=Permission.COMMITTEE_CONVENE, methods=["POST"])
def link_minutes(session_id: int) -> AnyResponse:
    link = request.form.get("acta", "")[:1000]
    return _do(
        session_id,
        "guardado",
        lambda: committee.link_minutes(current_resources(), signed_in(), session_id, link),
    )


@route(workspace, _SESSION + "/cerrar", permission=Permission.COMMITTEE_CONVENE, methods=["POST"])
def close(session_id: int) -> AnyResponse:
    def step() -> None:
        resources, actor = current_resources(), signed_in()
        held = committee.open_session(resources, actor, session_id)
        documents = [item.document.id for item in held.items]
        notes = {one: request.form.get(f"nota-{one}", "")[:2000] for one in documents}
        committee.close(resources, actor, session_id, notes)

    return _do(session_id, "cerrada", step)


@route(workspace, _DRAFT, permission=Permission.DOCUMENT_READ)
def proposed_version(document_id: UUID) -> Response:
    """The public version as it would be, each page beside the original."""
    found = agenda.draft(current_resources(), signed_in(), document_id)
    return show("proposed_version", draft=found, types=DATA_TYPE_LABELS)


@route(workspace, _DRAFT + "/<int:page>.webp", permission=Permission.DOCUMENT_READ)
def proposed_page(document_id: UUID, page: int) -> Response:
    image = agenda.draft_image(current_resources(), signed_in(), document_id, page)
    return Response(image, mimetype="image/webp")


def _do(session_id: int, notice: str, step: Callable[[], None]) -> AnyResponse:
    """Take the step and show the session again: with the notice, or with what forbids it."""
    try:
        step()
    except ArchiveError as error:
        return _session_page(session_id, error)
    return done(f"{_SESSIONS}/{session_id}", notice)


def _sessions_page(problem: ArchiveError | None = None) -> Response:
    resources, actor = current_resources(), signed_in()
    held = committee.sessions(resources, actor)
    convenes = allows(actor, Permission.COMMITTEE_CONVENE)
    usual = committee.open_session(resources, actor, held[0].id).members if held else ()
    return show(
        "committee",
        problem.status if problem else 200,
        sessions=held,
        waiting=agenda.waiting(resources, actor),
        voters=agenda.voters(resources, actor) if convenes else (),
        members=_typed_members() if problem else _usual_members(usual),
        typed=request.form if problem else {},
        problem=spoken_error(problem) if problem else None,
    )


def _session_page(session_id: int, problem: ArchiveError | None = None) -> Response:
    resources, actor = current_resources(), signed_in()
    held = committee.open_session(resources, actor, session_id)
    is_open = held.closed_at is None
    matters = agenda.matters(resources, actor, session_id)
    return show(
        "committee_session",
        problem.status if problem else 200,
        held=held,
        is_open=is_open,
        matters=matters,
        waiting=agenda.waiting(resources, actor) if is_open else (),
        mine=[one for one in held.members if one.account_id in (None, actor.id)],
        votes_missing=_votes_missing(held, {key for key, one in matters.items() if one.standing}),
        choices=tuple(Choice),
        types=DATA_TYPE_LABELS,
        problem=spoken_error(problem) if problem else None,
    )


def _votes_missing(held: SessionView, standing: set[UUID]) -> int:
    return sum(len(held.members) - len(item.votes) for item in held.items if item.document.id in standing)


def _documents() -> list[UUID]:
    marked = request.form.getlist("documento")[:_MOST_DOCUMENTS]
    found = (identifier(text, field="documentos") for text in marked)
    return [one for one in found if one is not None]


def _members() -> list[Member]:
    chair = request.form.get("preside", "")
    members = []
    for row in range(MEMBER_ROWS):
        name, post, account = (
            request.form.get(f"{part}-{row}", "") for part in ("nombre", "cargo", "cuenta")
        )
        if name.strip() or post.strip():
            members.append(Member(name, post, account_id=number(account), chair=chair == str(row)))
    return members


def _typed_members() -> list[dict[str, object]]:
    """The form's rows as they were sent."""
    form = request.form
    return [
        {
            "name": form.get(f"nombre-{row}", ""),
            "post": form.get(f"cargo-{row}", ""),
            "account": number(form.get(f"cuenta-{row}", "")),
            "chair": form.get("preside") == str(row),
        }
        for row in range(MEMBER_ROWS)
    ]


def _usual_members(before: tuple[committee.MemberView, ...]) -> list[dict[str, object]]:
    """The form's rows as the last session was made up: committees rarely change."""
    known: list[dict[str, object]] = [
        {"name": one.name, "post": one.post, "account": one.account_id, "chair": one.chair} for one in before
    ]
    nobody: dict[str, object] = {"name": "", "post": "", "account": None, "chair": False}
    return [*known, *([nobody] * MEMBER_ROWS)][:MEMBER_ROWS]
