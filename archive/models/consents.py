"""Consents to show a person's face: for whom, for what use, until when, revoked or not; never public.

Who signed is kept as a keyed fingerprint and as the signed form in the vault, not as a name (LGPDPPSO 14).
"""

from datetime import date as Date
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base, UtcDateTime, now


class Consent(Base):
    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    redaction_id: Mapped[int] = mapped_column(ForeignKey("redactions.id", ondelete="CASCADE"), index=True)
    signer_key: Mapped[str] = mapped_column(String(32), index=True)  # keyed fingerprint of the signer's name
    form_document_id: Mapped[UUID | None] = mapped_column(ForeignKey("documents.id", ondelete="SET NULL"))
    use: Mapped[str] = mapped_column(String(300))
    signed_on: Mapped[Date]
    valid_until: Mapped[Date | None]
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
