"""``python -m archive.sample FOLDER``: make the sample documents there and name them, one JSON line each."""

import sys
from pathlib import Path

from archive.sample.documents import make_documents


def main() -> None:
    for document in make_documents(Path(sys.argv[1])):
        print(document.as_line())


if __name__ == "__main__":
    main()
