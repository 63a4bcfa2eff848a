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
    phones,
    practices,
    publications,
    redactions,
    registers,
    talks,
    uploads,
    visits,
)

MODULES = (
    accounts,
    registers,
    practices,
    talks,
    activities,
    phones,
    documents,
    visits,
    publications,
    redactions,
    legal,
    committee,
    people,
    consents,
    uploads,
    audit,
)
