#!/bin/sh
# Prints the newest Python (3.11 or later) that can make a virtual environment; exit 1 and a way out if none can.
# PYTHON=/path/to/python is taken as it is.
set -eu

able() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

complete() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

found=""
for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    able "$candidate" || continue
    if complete "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
    found=${found:-$candidate}
done

if [ -z "$found" ]; then
    echo "Acervo needs Python 3.11 or later; on Debian or Ubuntu: sudo apt-get install python3 python3-venv" >&2
    exit 1
fi

# A Python without ensurepip: Debian keeps it in a package of its own.
version=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
sh "$(dirname "$0")/system-packages.sh" "python$version-venv" >&2 || true
if complete "$found"; then
    command -v "$found"
    exit 0
fi
echo "$found cannot make virtual environments; install it with: sudo apt-get install python$version-venv" >&2
exit 1
