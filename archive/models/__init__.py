"""The room's one table: every module that defines tables, so that migrations see them all."""

from archive.models import accounts, activities, audit, documents, practices, publications, registers, uploads

MODULES = (accounts, registers, practices, activities, documents, publications, uploads, audit)
