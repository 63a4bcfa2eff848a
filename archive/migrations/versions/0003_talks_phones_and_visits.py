"""Talks, phones, visits per day, attendees as staff state them, a school's locality code and pupils."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "phones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("hours", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=500), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_phones_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phones")),
        sa.UniqueConstraint("name", "number", name=op.f("uq_phones_name_number")),
    )
    with op.batch_alter_table("phones", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phones_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "talks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("audience", sa.String(length=300), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_talks_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
        sa.UniqueConstraint("slug", name=op.f("uq_talks_slug")),
    )
    with op.batch_alter_table("talks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_talks_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "talk_topics",
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["talks.id"], name=op.f("fk_talk_topics_talk_id_talks"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_talk_topics_topic_id_topics"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("talk_id", "topic_id", name=op.f("pk_talk_topics")),
    )
    op.create_table(
        "activity_counts",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("minors", sa.Integer(), nullable=False),
        sa.Column("adults", sa.Integer(), nullable=False),
        sa.Column("by_sex", sa.JSON(), nullable=False),
        sa.Column("by_age", sa.JSON(), nullable=False),
        sa.Column("stated_by", sa.Integer(), nullable=True),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_activity_counts_activity_id_activities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stated_by"], ["accounts.id"], name=op.f("fk_activity_counts_stated_by_accounts")
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_activity_counts")),
    )
    op.create_table(
        "activity_documents",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_activity_documents_activity_id_activities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_activity_documents_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", "document_id", name=op.f("pk_activity_documents")),
    )
    op.create_table(
        "activity_talks",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_activity_talks_activity_id_activities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["talks.id"], name=op.f("fk_activity_talks_talk_id_talks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "talk_id", name=op.f("pk_activity_talks")),
    )
    op.create_table(
        "activity_units",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_activity_units_activity_id_activities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_activity_units_unit_id_units"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "unit_id", name=op.f("pk_activity_units")),
    )
    op.create_table(
        "document_visits",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("downloads", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_document_visits_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "day", name=op.f("pk_document_visits")),
    )
    with op.batch_alter_table("document_visits", schema=None) as batch_op:
        batch_op.create_index("ix_document_visits_day", ["day"], unique=False)

    op.create_table(
        "talk_documents",
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_talk_documents_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["talks.id"], name=op.f("fk_talk_documents_talk_id_talks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("talk_id", "document_id", name=op.f("pk_talk_documents")),
    )
    op.add_column(
        "schools", sa.Column("locality_code", sa.String(length=9), nullable=False, server_default="")
    )
    op.add_column("schools", sa.Column("pupils", sa.Integer(), nullable=True))
    # They were typed freely; from now on they are chosen, in these letters.
    op.execute("UPDATE schools SET level = lower(level), shift = lower(shift)")


def downgrade() -> None:
    # Not in a batch: on SQLite that drops and makes the table anew, which activities' schools forbid.
    op.drop_column("schools", "pupils")
    op.drop_column("schools", "locality_code")

    op.drop_table("talk_documents")
    with op.batch_alter_table("document_visits", schema=None) as batch_op:
        batch_op.drop_index("ix_document_visits_day")

    op.drop_table("document_visits")
    op.drop_table("activity_documents")
    op.drop_table("activity_units")
    op.drop_table("activity_talks")
    op.drop_table("activity_counts")
    op.drop_table("talk_topics")
    with op.batch_alter_table("talks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_talks_unit_id"))

    op.drop_table("talks")
    with op.batch_alter_table("phones", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phones_unit_id"))

    op.drop_table("phones")
