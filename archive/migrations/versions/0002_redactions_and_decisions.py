"""Redactions with their decisions, legal bases, the committee, people's fingerprints, consents, versions."""

from collections.abc import Sequence
from datetime import UTC, datetime
from datetime import date as Date

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# The laws published on 20 March 2025 (DOF) are in force from the next day; confidential information is
# article 115 of the LGTAIP, which had been 116 of the law before.
_IN_FORCE = Date(2025, 3, 21)
_CONFIDENTIAL = "LGTAIP, art. 115; LGPDPPSO, art. 3, fr. IX"
_SENSITIVE = "LGTAIP, art. 115; LGPDPPSO, art. 3, frs. IX y X"
_MOTIVES: tuple[tuple[str | None, str, str], ...] = (
    (None, _CONFIDENTIAL, "Dato personal concerniente a una persona física identificada o identificable."),
    ("name", _CONFIDENTIAL, "El nombre identifica directamente a una persona física."),
    (
        "curp",
        _CONFIDENTIAL,
        "La CURP identifica a una persona y revela su fecha y lugar de nacimiento y sexo.",
    ),
    ("rfc", _CONFIDENTIAL, "El RFC de una persona física la identifica y revela su fecha de nacimiento."),
    ("nss", _CONFIDENTIAL, "El número de seguridad social identifica a una sola persona."),
    ("voter_key", _CONFIDENTIAL, "La clave de elector identifica a una sola persona."),
    ("clabe", _CONFIDENTIAL, "La cuenta bancaria de una persona física concierne a su patrimonio."),
    ("phone", _CONFIDENTIAL, "El teléfono particular permite localizar a una persona física."),
    ("email", _CONFIDENTIAL, "El correo electrónico particular permite localizar a una persona física."),
    ("address", _CONFIDENTIAL, "El domicilio particular permite localizar a una persona física."),
    ("birth_date", _CONFIDENTIAL, "La fecha de nacimiento hace identificable a una persona física."),
    ("age", _CONFIDENTIAL, "La edad, junto con otros datos, hace identificable a una persona física."),
    ("sex", _CONFIDENTIAL, "El sexo, junto con otros datos, hace identificable a una persona física."),
    ("grade", _CONFIDENTIAL, "El grado y grupo, junto con otros datos, hacen identificable a una persona."),
    ("school", _CONFIDENTIAL, "La escuela a la que asiste una persona la hace identificable."),
    (
        "post",
        _CONFIDENTIAL,
        "La ocupación particular, junto con otros datos, hace identificable a una persona.",
    ),
    ("plate", _CONFIDENTIAL, "La placa de un vehículo particular hace identificable a su titular."),
    ("enrolment", _CONFIDENTIAL, "La matrícula escolar identifica a una sola persona."),
    ("passport", _CONFIDENTIAL, "El número de pasaporte identifica a una sola persona."),
    ("signature", _CONFIDENTIAL, "La firma es un rasgo propio que identifica a una persona física."),
    (
        "handwriting",
        _CONFIDENTIAL,
        "La escritura de puño y letra es un rasgo que hace identificable a una persona.",
    ),
    ("face", _SENSITIVE, "El rostro es un dato biométrico que identifica a una persona física."),
    ("code", _CONFIDENTIAL, "El código contiene o puede contener datos que identifican a una persona."),
    ("mark", _CONFIDENTIAL, "El registro de asistencia revela la conducta de una persona identificable."),
    ("whole_page", _CONFIDENTIAL, "La página contiene datos personales que no pueden separarse con certeza."),
)
_MINORS = (
    "LGDNNA, art. 76; LGPDPPSO, art. 7, párr. segundo",
    "Concierne o puede concernir a una niña, niño o adolescente; prevalece su interés superior.",
)
# Known by name alone, not read in the text of the law: shown to the transparency unit, never printed.
_TO_CONFIRM: tuple[tuple[str, str], ...] = (
    ("LTAIPEMyM, art. 143, fr. I", "Información confidencial conforme a la ley del Estado de México."),
    (
        "Lineamientos generales en materia de clasificación, trigésimo octavo, fr. I",
        "Categorías de datos personales que se consideran información confidencial.",
    ),
)


def upgrade() -> None:
    op.create_table(
        "committee_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("minutes_link", sa.String(length=500), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["accounts.id"], name=op.f("fk_committee_sessions_closed_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["accounts.id"], name=op.f("fk_committee_sessions_opened_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_sessions")),
        sa.UniqueConstraint("number", name=op.f("uq_committee_sessions_number")),
    )
    op.create_table(
        "legal_bases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("data_type", sa.String(length=32), nullable=True),
        sa.Column("minors", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(length=500), nullable=False),
        sa.Column("motive", sa.String(length=1000), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("to_confirm", sa.Boolean(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["accounts.id"], name=op.f("fk_legal_bases_changed_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_bases")),
    )
    op.create_table(
        "committee_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("chair", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_committee_members_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["committee_sessions.id"],
            name=op.f("fk_committee_members_session_id_committee_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_members")),
        sa.UniqueConstraint(
            "session_id", "account_id", name=op.f("uq_committee_members_session_id_account_id")
        ),
    )
    with op.batch_alter_table("committee_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_members_session_id"), ["session_id"], unique=False)

    op.create_table(
        "committee_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("boxes_key", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_committee_items_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["committee_sessions.id"],
            name=op.f("fk_committee_items_session_id_committee_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_items")),
        sa.UniqueConstraint(
            "session_id", "document_id", name=op.f("uq_committee_items_session_id_document_id")
        ),
    )
    with op.batch_alter_table("committee_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_items_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committee_items_session_id"), ["session_id"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("boxes_key", sa.String(length=64), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_drafts_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "list_counts",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("minors", sa.Integer(), nullable=False),
        sa.Column("adults", sa.Integer(), nullable=False),
        sa.Column("by_sex", sa.JSON(), nullable=False),
        sa.Column("by_age", sa.JSON(), nullable=False),
        sa.Column("by_grade", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("rows_to_check", sa.JSON(), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_list_counts_activity_id_activities")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["accounts.id"], name=op.f("fk_list_counts_checked_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_list_counts_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_list_counts")),
    )
    with op.batch_alter_table("list_counts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_counts_activity_id"), ["activity_id"], unique=False)

    op.create_table(
        "page_confirmations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("beside_result", sa.Boolean(), nullable=False),
        sa.Column("boxes_key", sa.String(length=64), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["accounts.id"], name=op.f("fk_page_confirmations_confirmed_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_page_confirmations_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_confirmations")),
        sa.UniqueConstraint(
            "document_id",
            "page",
            "beside_result",
            name=op.f("uq_page_confirmations_document_id_page_beside_result"),
        ),
    )
    op.create_table(
        "people_fingerprints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_people_fingerprints_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_fingerprints")),
    )
    with op.batch_alter_table("people_fingerprints", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_fingerprints_document_id"), ["document_id"], unique=False)
        batch_op.create_index(
            "ix_people_fingerprints_fingerprint_kind", ["fingerprint", "kind"], unique=False
        )

    op.create_table(
        "redactions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("x0", sa.Double(), nullable=False),
        sa.Column("y0", sa.Double(), nullable=False),
        sa.Column("x1", sa.Double(), nullable=False),
        sa.Column("y1", sa.Double(), nullable=False),
        sa.Column("data_type", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("paragraphs", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("table_key", sa.String(length=40), nullable=True),
        sa.Column("column_key", sa.String(length=40), nullable=True),
        sa.Column("value_key", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("suggestion", sa.String(length=16), nullable=True),
        sa.Column("rejection", sa.String(length=32), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["accounts.id"], name=op.f("fk_redactions_decided_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_redactions_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redactions")),
    )
    with op.batch_alter_table("redactions", schema=None) as batch_op:
        batch_op.create_index("ix_redactions_document_page", ["document_id", "page"], unique=False)
        batch_op.create_index("ix_redactions_value_key", ["value_key"], unique=False)

    op.create_table(
        "review_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("deed", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["accounts.id"], name=op.f("fk_review_steps_actor_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_review_steps_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_steps")),
    )
    with op.batch_alter_table("review_steps", schema=None) as batch_op:
        batch_op.create_index("ix_review_steps_document_actor", ["document_id", "actor_id"], unique=False)

    op.create_table(
        "reviews",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("examined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("list_found", sa.Boolean(), nullable=False),
        sa.Column("minors", sa.Boolean(), nullable=False),
        sa.Column("doubtful_pages", sa.JSON(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alarmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_by", sa.Integer(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_reviews_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["finished_by"], ["accounts.id"], name=op.f("fk_reviews_finished_by_accounts")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_reviews")),
    )
    op.create_table(
        "committee_votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=16), nullable=False),
        sa.Column("cast_by", sa.Integer(), nullable=True),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["cast_by"], ["accounts.id"], name=op.f("fk_committee_votes_cast_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["committee_items.id"],
            name=op.f("fk_committee_votes_item_id_committee_items"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["committee_members.id"],
            name=op.f("fk_committee_votes_member_id_committee_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_votes")),
        sa.UniqueConstraint("item_id", "member_id", name=op.f("uq_committee_votes_item_id_member_id")),
    )
    with op.batch_alter_table("committee_votes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_votes_item_id"), ["item_id"], unique=False)

    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("redaction_id", sa.Integer(), nullable=False),
        sa.Column("signer_key", sa.String(length=32), nullable=False),
        sa.Column("form_document_id", sa.Uuid(), nullable=True),
        sa.Column("use", sa.String(length=300), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_consents_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["form_document_id"],
            ["documents.id"],
            name=op.f("fk_consents_form_document_id_documents"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["accounts.id"], name=op.f("fk_consents_recorded_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["redaction_id"],
            ["redactions.id"],
            name=op.f("fk_consents_redaction_id_redactions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["accounts.id"], name=op.f("fk_consents_revoked_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consents_redaction_id"), ["redaction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consents_signer_key"), ["signer_key"], unique=False)

    op.create_table(
        "public_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("file_type", sa.String(length=32), nullable=False),
        sa.Column("index", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("downloads", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("downloads_at_withdrawal", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_public_versions_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["committee_items.id"], name=op.f("fk_public_versions_item_id_committee_items")
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publications.id"],
            name=op.f("fk_public_versions_publication_id_publications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_versions")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_public_versions_document_id_number")),
    )
    op.create_table(
        "redaction_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("redaction_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["redaction_id"],
            ["redactions.id"],
            name=op.f("fk_redaction_changes_redaction_id_redactions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["step_id"],
            ["review_steps.id"],
            name=op.f("fk_redaction_changes_step_id_review_steps"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction_changes")),
    )
    with op.batch_alter_table("redaction_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_redaction_changes_redaction_id"), ["redaction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_redaction_changes_step_id"), ["step_id"], unique=False)

    _fill_catalogue()
    _examine_what_is_here()


def _examine_what_is_here() -> None:
    """Documents read before are examined now: until then none of them can be published."""
    documents = sa.table("documents", sa.column("id", sa.Uuid()), sa.column("state", sa.String()))
    here = sa.select(documents.c.id).where(
        documents.c.state.in_(("ready", "in_review", "published", "withdrawn"))
    )
    numbers = ("put_at", "not_before", "leased_until", "started_at", "priority", "tries", "parked")
    jobs = sa.table(
        "jobs", *(sa.column(name) for name in ("verb", "subject", "leased_by", "error", *numbers))
    )
    rows = [
        {
            "verb": "detect",
            "subject": str(one),
            "leased_by": "",
            "error": "",
            **dict.fromkeys(numbers, 0),
            "priority": 35,
        }
        for one in op.get_bind().scalars(here)
    ]
    if rows:
        op.bulk_insert(jobs, rows)


def _fill_catalogue() -> None:
    catalogue = sa.table(
        "legal_bases",
        *(sa.column(name) for name in ("data_type", "basis", "motive", "minors", "to_confirm", "used")),
        sa.column("valid_from", sa.Date()),
        sa.column("changed_at", sa.DateTime(timezone=True)),
    )
    same = {"valid_from": _IN_FORCE, "changed_at": datetime.now(UTC), "used": False}
    rows = [
        {"data_type": kind, "basis": basis, "motive": motive, "minors": False, "to_confirm": False, **same}
        for kind, basis, motive in _MOTIVES
    ]
    basis, motive = _MINORS
    rows.append(
        {"data_type": None, "basis": basis, "motive": motive, "minors": True, "to_confirm": False, **same}
    )
    rows += [
        {"data_type": None, "basis": basis, "motive": motive, "minors": False, "to_confirm": True, **same}
        for basis, motive in _TO_CONFIRM
    ]
    op.bulk_insert(catalogue, rows)


def downgrade() -> None:
    # Drafts are of no use to an archive that does not redact, and unknown to it; so are the new jobs.
    op.execute("DELETE FROM jobs WHERE verb IN ('detect', 'draft', 'spread')")
    op.execute("DELETE FROM pages WHERE edition = 'draft'")
    op.execute("DELETE FROM files WHERE role IN ('draft_version', 'draft_previews')")
    with op.batch_alter_table("redaction_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_redaction_changes_step_id"))
        batch_op.drop_index(batch_op.f("ix_redaction_changes_redaction_id"))

    op.drop_table("redaction_changes")
    op.drop_table("public_versions")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_signer_key"))
        batch_op.drop_index(batch_op.f("ix_consents_redaction_id"))
        batch_op.drop_index(batch_op.f("ix_consents_document_id"))

    op.drop_table("consents")
    with op.batch_alter_table("committee_votes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_votes_item_id"))

    op.drop_table("committee_votes")
    op.drop_table("reviews")
    with op.batch_alter_table("review_steps", schema=None) as batch_op:
        batch_op.drop_index("ix_review_steps_document_actor")

    op.drop_table("review_steps")
    with op.batch_alter_table("redactions", schema=None) as batch_op:
        batch_op.drop_index("ix_redactions_value_key")
        batch_op.drop_index("ix_redactions_document_page")

    op.drop_table("redactions")
    with op.batch_alter_table("people_fingerprints", schema=None) as batch_op:
        batch_op.drop_index("ix_people_fingerprints_fingerprint_kind")
        batch_op.drop_index(batch_op.f("ix_people_fingerprints_document_id"))

    op.drop_table("people_fingerprints")
    op.drop_table("page_confirmations")
    with op.batch_alter_table("list_counts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_list_counts_activity_id"))

    op.drop_table("list_counts")
    op.drop_table("drafts")
    with op.batch_alter_table("committee_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_items_session_id"))
        batch_op.drop_index(batch_op.f("ix_committee_items_document_id"))

    op.drop_table("committee_items")
    with op.batch_alter_table("committee_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_members_session_id"))

    op.drop_table("committee_members")
    op.drop_table("legal_bases")
    op.drop_table("committee_sessions")
