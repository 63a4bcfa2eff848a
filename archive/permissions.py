"""What an account may do: the permissions, the table of roles, and the one check.

A route states one of these (or that it is public); nothing is allowed that is not in the table.
"""

from enum import StrEnum
from typing import Protocol

from archive.errors import Forbidden, SignInRequired


class Role(StrEnum):
    UPLOADER = "uploader"
    REVIEWER = "reviewer"
    COMMITTEE = "committee"
    PUBLISHER = "publisher"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """``resource:action``, alphabetical."""

    ACCOUNT_MANAGE = "account:manage"
    AUDIT_READ = "audit:read"
    COMMITTEE_CONVENE = "committee:convene"
    COMMITTEE_DECIDE = "committee:decide"
    CONSENT_RECORD = "consent:record"
    DATASET_RELEASE = "dataset:release"
    DATASET_SEND = "dataset:send"
    DATASET_WITHDRAW = "dataset:withdraw"
    DOCUMENT_APPROVE = "document:approve"
    DOCUMENT_DESCRIBE = "document:describe"
    DOCUMENT_PROPOSE = "document:propose"
    DOCUMENT_READ = "document:read"
    DOCUMENT_UPLOAD = "document:upload"
    DOCUMENT_WITHDRAW = "document:withdraw"
    LEGAL_EDIT = "legal:edit"
    PEOPLE_SEARCH = "people:search"
    QUEUE_READ = "queue:read"
    REGISTER_EDIT = "register:edit"
    REVIEW_DECIDE = "review:decide"
    SELF_MANAGE = "self:manage"


_EVERYONE = {Permission.SELF_MANAGE, Permission.DOCUMENT_READ, Permission.QUEUE_READ}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.UPLOADER: frozenset(_EVERYONE | {Permission.DOCUMENT_UPLOAD, Permission.DOCUMENT_DESCRIBE}),
    Role.REVIEWER: frozenset(
        _EVERYONE
        | {
            Permission.DOCUMENT_UPLOAD,
            Permission.DOCUMENT_DESCRIBE,
            Permission.DOCUMENT_PROPOSE,
            Permission.DOCUMENT_WITHDRAW,
            Permission.REGISTER_EDIT,
            Permission.REVIEW_DECIDE,
            Permission.CONSENT_RECORD,
            Permission.DATASET_SEND,
            Permission.DATASET_WITHDRAW,
        }
    ),
    Role.COMMITTEE: frozenset(
        _EVERYONE | {Permission.DOCUMENT_WITHDRAW, Permission.COMMITTEE_CONVENE, Permission.COMMITTEE_DECIDE}
    ),
    Role.PUBLISHER: frozenset(
        _EVERYONE
        | {
            Permission.DOCUMENT_DESCRIBE,
            Permission.DOCUMENT_PROPOSE,
            Permission.DOCUMENT_APPROVE,
            Permission.DOCUMENT_WITHDRAW,
            Permission.REGISTER_EDIT,
            Permission.REVIEW_DECIDE,
            Permission.CONSENT_RECORD,
            Permission.COMMITTEE_CONVENE,
            Permission.LEGAL_EDIT,
            Permission.PEOPLE_SEARCH,
            Permission.DATASET_SEND,
            Permission.DATASET_RELEASE,
            Permission.DATASET_WITHDRAW,
        }
    ),
    Role.AUDITOR: frozenset(_EVERYONE | {Permission.AUDIT_READ}),
    Role.ADMINISTRATOR: frozenset(Permission),
}


class Actor(Protocol):
    """Whoever acts: a signed-in account, or the installation itself."""

    @property
    def id(self) -> int | None: ...

    @property
    def username(self) -> str: ...

    @property
    def role(self) -> Role: ...


def allows(actor: Actor | None, permission: Permission) -> bool:
    return actor is not None and permission in GRANTS[actor.role]


def demand(actor: Actor | None, permission: Permission) -> None:
    """Raise SignInRequired without an actor, Forbidden without the permission."""
    if actor is None:
        raise SignInRequired
    if permission not in GRANTS[actor.role]:
        raise Forbidden(permission=permission.value)
