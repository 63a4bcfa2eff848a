"""The room's one table: every module that defines tables, so that migrations see them all."""

from archive.models import (
    accounts,
    activities,
    audit,
    committee,
    consents,
    documents,
    legal,
    people,
    practices,
    publications,
    redactions,
    registers,
    uploads,
)

MODULES = (
    accounts,
    registers,
    practices,
    activities,
    documents,
    publications,
    redactions,
    legal,
    committee,
    people,
    consents,
    uploads,
    audit,
)
