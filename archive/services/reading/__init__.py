"""The public's only door: nothing behind it is reached by a reader in any other way.

Every statement of this room asks the database for PUBLISHED documents, pages of the public edition and files
of the public zone, whatever an index says.
"""
