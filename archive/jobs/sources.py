"""What of a document a job works on: the file to read from and the pages read of it."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from archive.models.documents import Edition, File, FileRole
from archive.models.documents import Page as PageRow
from archive.services.pages import unpack_words
from ingest.values import Page


def source_file(session: Session, document_id: UUID) -> File:
    """The file to read from: the unlocked copy of an encrypted original, else the original itself."""
    files = session.scalars(
        select(File).where(
            File.document_id == document_id, File.role.in_((FileRole.ORIGINAL, FileRole.UNLOCKED))
        )
    ).all()
    return max(files, key=lambda file: file.role is FileRole.UNLOCKED)


def pages_read(session: Session, document_id: UUID) -> tuple[Page, ...]:
    """The pages of the original with their words."""
    rows = session.scalars(
        select(PageRow)
        .where(PageRow.document_id == document_id, PageRow.edition == Edition.ORIGINAL)
        .order_by(PageRow.number)
        .options(undefer(PageRow.words))
    )
    return tuple(
        Page(
            number=row.number,
            width=row.width,
            height=row.height,
            text=row.text,
            words=unpack_words(row.words),
            source=row.source,
            confidence=row.confidence,
            label=row.label,
        )
        for row in rows
    )
