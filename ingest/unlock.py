"""An encrypted PDF opened with its password and written again without protection."""

from pathlib import Path

import pymupdf

from ingest.errors import DamagedFile, EncryptedFile, WrongPassword


def unlock(source: Path, target: Path, password: str) -> None:
    """Write an unprotected copy of ``source`` to ``target``.

    Raises WrongPassword, EncryptedFile, DamagedFile.
    """
    try:
        with pymupdf.open(source, filetype="pdf") as document:
            if document.needs_pass and not document.authenticate(password):
                raise WrongPassword if password else EncryptedFile
            document.save(target, encryption=pymupdf.mupdf.PDF_ENCRYPT_NONE)
    except (pymupdf.FileDataError, pymupdf.mupdf.FzErrorBase) as error:
        raise DamagedFile from error
