"""The catalogue of legal bases: what stands in force on a day, and its care by the transparency unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import InvalidInput, NotFound
from archive.models.base import now
from archive.models.legal import LegalBasis
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.audit import Action, record
from ingest.redactions import DataType

_LONGEST_BASIS = 500
_LONGEST_MOTIVE = 1000


@dataclass(frozen=True)
class BasisView:
    id: int
    data_type: DataType | None
    minors: bool
    basis: str
    motive: str
    valid_from: Date
    valid_to: Date | None
    to_confirm: bool
    used: bool


@dataclass(frozen=True)
class Wording:
    """What of the catalogue a redaction index says for one box."""

    basis: str
    motive: str
    basis_ids: tuple[int, ...]


def catalogue(resources: Resources, actor: Actor | None) -> tuple[BasisView, ...]:
    """Every row, those in force first."""
    demand(actor, Permission.DOCUMENT_READ)
    order = (LegalBasis.valid_to.is_not(None), LegalBasis.minors, LegalBasis.data_type, LegalBasis.id)
    with resources.database.read() as session:
        return tuple(_view(row) for row in session.scalars(select(LegalBasis).order_by(*order)))


def save(
    resources: Resources,
    actor: Actor | None,
    basis_id: int | None,
    *,
    data_type: DataType | None,
    minors: bool,
    basis: str,
    motive: str,
    valid_from: Date,
    to_confirm: bool = False,
) -> int:
    """Add a basis (``basis_id`` None), or state one anew.

    One that stands in a published version stays as it was printed: it is closed the day before
    ``valid_from`` and followed by a new row.  Raises InvalidInput, NotFound.
    """
    demand(actor, Permission.LEGAL_EDIT)
    assert actor is not None
    basis, motive = _stated(basis, _LONGEST_BASIS), _stated(motive, _LONGEST_MOTIVE)
    with resources.database.write() as session:
        row = _row(session, basis_id) if basis_id is not None else None
        if row is not None and row.used:
            if valid_from <= row.valid_from:
                raise InvalidInput(field="vigente desde", reason="debe ser posterior a la del que sustituye")
            row.valid_to = Date.fromordinal(valid_from.toordinal() - 1)
            row = None
        if row is None:
            row = LegalBasis()
            session.add(row)
        row.data_type, row.minors, row.basis, row.motive = data_type, minors, basis, motive
        row.valid_from, row.to_confirm = valid_from, to_confirm
        row.changed_by, row.changed_at = actor.id, now()
        session.flush()
        record(session, actor, Action.LEGAL_BASIS_CHANGED, "legal_basis", row.id)
        return row.id


def close(resources: Resources, actor: Actor | None, basis_id: int, last_day: Date) -> None:
    """A basis ends; it is kept, for versions published before say it.  Raises InvalidInput, NotFound."""
    demand(actor, Permission.LEGAL_EDIT)
    assert actor is not None
    with resources.database.write() as session:
        row = _row(session, basis_id)
        if last_day < row.valid_from:
            raise InvalidInput(field="vigente hasta", reason="es anterior al inicio de la vigencia")
        row.valid_to, row.changed_by, row.changed_at = last_day, actor.id, now()
        record(session, actor, Action.LEGAL_BASIS_CHANGED, "legal_basis", row.id)


def wordings(session: Session, on: Date) -> "Wordings":
    """The catalogue as it is in force on a day, ready to be asked for every box."""
    rows = session.scalars(
        select(LegalBasis)
        .where(
            LegalBasis.to_confirm.is_(False),
            LegalBasis.valid_from <= on,
            (LegalBasis.valid_to.is_(None)) | (LegalBasis.valid_to >= on),
        )
        .order_by(LegalBasis.valid_from.desc(), LegalBasis.id.desc())
    ).all()
    return Wordings(rows)


def mark_used(session: Session, basis_ids: Sequence[int]) -> None:
    for row in session.scalars(select(LegalBasis).where(LegalBasis.id.in_(set(basis_ids)))):
        row.used = True


class Wordings:
    """What is in force, by type of datum: the newest row of the type, else the general one."""

    def __init__(self, rows: Sequence[LegalBasis]) -> None:
        self._by_type: dict[tuple[DataType | None, bool], LegalBasis] = {}
        for row in rows:
            self._by_type.setdefault((row.data_type, row.minors), row)

    def of(self, data_type: DataType, *, minors: bool) -> Wording | None:
        """What to say of a box; None where the catalogue is silent, and then nothing can be classified."""
        found = [self._row(data_type, minors=False)]
        if minors:
            found.append(self._row(data_type, minors=True))
        rows = [row for row in found if row is not None]
        if found[0] is None:
            return None
        return Wording(
            basis="; ".join(row.basis for row in rows),
            motive=" ".join(row.motive for row in rows),
            basis_ids=tuple(row.id for row in rows),
        )

    def _row(self, data_type: DataType, *, minors: bool) -> LegalBasis | None:
        return self._by_type.get((data_type, minors)) or self._by_type.get((None, minors))


def _row(session: Session, basis_id: int) -> LegalBasis:
    row = session.get(LegalBasis, basis_id)
    if row is None:
        raise NotFound
    return row


def _stated(untrusted_text: str, longest: int) -> str:
    text = " ".join(untrusted_text.split())
    if not text:
        raise InvalidInput(field="fundamento y motivo", reason="no puede quedar vacío")
    if len(text) > longest:
        raise InvalidInput(field="fundamento y motivo", reason="es demasiado largo")
    return text


def _view(row: LegalBasis) -> BasisView:
    return BasisView(
        row.id,
        row.data_type,
        row.minors,
        row.basis,
        row.motive,
        row.valid_from,
        row.valid_to,
        row.to_confirm,
        row.used,
    )
