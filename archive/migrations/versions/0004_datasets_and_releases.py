"""Datasets, tables sent by staff, orders, releases with their files, published cells of people."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "datasets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("description", sa.JSON(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["accounts.id"], name=op.f("fk_datasets_created_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_datasets")),
        sa.UniqueConstraint("slug", name=op.f("uq_datasets_slug")),
    )
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("structure", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("corrections", sa.Integer(), nullable=False),
        sa.Column("issued", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("change_note", sa.String(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("difference", sa.JSON(), nullable=True),
        sa.Column("content_key", sa.String(length=64), nullable=False),
        sa.Column("rows_sha256", sa.String(length=64), nullable=False),
        sa.Column("rows_size", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name=op.f("fk_releases_dataset_id_datasets")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["accounts.id"], name=op.f("fk_releases_withdrawn_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint(
            "dataset_id",
            "structure",
            "rows",
            "corrections",
            name=op.f("uq_releases_dataset_id_structure_rows_corrections"),
        ),
    )
    with op.batch_alter_table("releases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_releases_dataset_id"), ["dataset_id"], unique=False)
        batch_op.create_index("ix_releases_issued", ["issued"], unique=False)
        batch_op.create_index(batch_op.f("ix_releases_rows_sha256"), ["rows_sha256"], unique=False)

    op.create_table(
        "sent_tables",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("source_name", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=True),
        sa.Column("rows_sha256", sa.String(length=64), nullable=True),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("examined_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["datasets.id"],
            name=op.f("fk_sent_tables_dataset_id_datasets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["accounts.id"], name=op.f("fk_sent_tables_sent_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_tables")),
    )
    with op.batch_alter_table("sent_tables", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sent_tables_dataset_id"), ["dataset_id"], unique=False)

    op.create_table(
        "distributions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=16), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("byte_size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_distributions_release_id_releases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distributions")),
        sa.UniqueConstraint("release_id", "format", name=op.f("uq_distributions_release_id_format")),
    )
    with op.batch_alter_table("distributions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_distributions_sha256"), ["sha256"], unique=False)

    op.create_table(
        "published_cells",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name=op.f("fk_published_cells_dataset_id_datasets")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_published_cells_release_id_releases")
        ),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_published_cells")),
    )
    with op.batch_alter_table("published_cells", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_published_cells_dataset_id"), ["dataset_id"], unique=False)

    op.create_table(
        "release_orders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Uuid(), nullable=True),
        sa.Column("change_note", sa.String(), nullable=False),
        sa.Column("correction", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("ordered_by", sa.Integer(), nullable=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=True),
        sa.Column("failure_code", sa.String(length=60), nullable=True),
        sa.Column("failure_sentence", sa.String(), nullable=True),
        sa.Column("failure_data", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["datasets.id"],
            name=op.f("fk_release_orders_dataset_id_datasets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["accounts.id"], name=op.f("fk_release_orders_decided_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by"], ["accounts.id"], name=op.f("fk_release_orders_ordered_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_release_orders_release_id_releases")
        ),
        sa.ForeignKeyConstraint(
            ["table_id"], ["sent_tables.id"], name=op.f("fk_release_orders_table_id_sent_tables")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_orders")),
    )
    with op.batch_alter_table("release_orders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_release_orders_dataset_id"), ["dataset_id"], unique=False)

    op.create_table(
        "order_objects",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["release_orders.id"],
            name=op.f("fk_order_objects_order_id_release_orders"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("order_id", "sha256", name=op.f("pk_order_objects")),
    )
    op.add_column("documents", sa.Column("rights", sa.String(length=300), nullable=False, server_default=""))


def downgrade() -> None:
    # Not in a batch: on SQLite that drops and makes the table anew, which its documents' files forbid.
    op.drop_column("documents", "rights")
    op.drop_table("order_objects")
    with op.batch_alter_table("release_orders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_orders_dataset_id"))

    op.drop_table("release_orders")
    with op.batch_alter_table("published_cells", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_cells_dataset_id"))

    op.drop_table("published_cells")
    with op.batch_alter_table("distributions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_distributions_sha256"))

    op.drop_table("distributions")
    with op.batch_alter_table("sent_tables", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sent_tables_dataset_id"))

    op.drop_table("sent_tables")
    with op.batch_alter_table("releases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_releases_rows_sha256"))
        batch_op.drop_index("ix_releases_issued")
        batch_op.drop_index(batch_op.f("ix_releases_dataset_id"))

    op.drop_table("releases")
    op.drop_table("datasets")
