#!/bin/sh
# Installs the Debian packages named (default: what Acervo uses beside Python) where this user may; otherwise
# prints the one line that would, says which ability is missing, and lets the work go on.
# Usage: system-packages.sh [PACKAGE...]      "--with-tests" adds what only the tests need.
set -eu

ABILITIES="
tesseract-ocr-spa|scans are not read: no OCR in Spanish
tesseract-ocr-eng|scans in English are read worse
libmagic1|files cannot be told apart by content: nothing can be taken in
libreoffice-impress|presentations have no page images; PPT and ODP are not read
libreoffice-writer|word documents have no page images; DOC and ODT are not read
libreoffice-calc|sheets have no page images
fonts-liberation|office files are drawn with other letters
fonts-dejavu-core|some signs are drawn as boxes
"
TEST_ABILITIES="
chromium|tests and pictures in a real browser are left out
"

wanted=""
case "${1:-}" in
    "" | --with-tests)
        table=$ABILITIES
        [ "${1:-}" = --with-tests ] && table="$table$TEST_ABILITIES"
        wanted=$(printf '%s' "$table" | cut -d'|' -f1)
        ;;
    *)
        table=""
        wanted=$*
        ;;
esac

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] && return 0
    # Ubuntu 24.04 and Debian 13 renamed libmagic1; the transitional name is provided, not installed.
    [ "$1" = libmagic1 ] && [ "$(dpkg-query -W -f '${db:Status-Status}' libmagic1t64 2>/dev/null)" = installed ]
}

list_missing() {
    for package in $wanted; do
        installed "$package" || printf ' %s' "$package"
    done
}

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is not Debian or Ubuntu: install what corresponds to$(printf ' %s' $wanted) yourself." >&2
    exit 0
fi

missing=$(list_missing)
[ -z "$missing" ] && exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        as_root=none
    fi
fi

if [ "$as_root" != none ]; then
    echo "Installing system packages:$missing" >&2
    export DEBIAN_FRONTEND=noninteractive
    ($as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $missing) >/dev/null ||
        echo "apt-get could not install all of them." >&2
    missing=$(list_missing)
    [ -z "$missing" ] && exit 0
fi

echo "Some abilities are missing. This line would add them:" >&2
echo "    sudo apt-get install --no-install-recommends$missing" >&2
for package in $missing; do
    printf '%s' "$table" | grep "^$package|" | sed 's/^\([^|]*\)|/  without \1: /' >&2 || true
done
exit 0
