#!/usr/bin/env bash
# Writes requirements.lock: every package of the program and of its tests, pinned with hashes, for every platform.
# No address and no path goes in: the index is the reader's own.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check "uv>=0.9"
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
"$python" -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --quiet --upgrade --output-file "$fresh"
if grep -nE '://|^--|@ file' "$fresh"; then
    echo "the lock names an address or a path (above); nothing was written" >&2
    exit 1
fi
{
    echo "# Written by 'make lock' from pyproject.toml; install with pip install --require-hashes -r requirements.lock"
    cat "$fresh"
} >requirements.lock
grep -c '==' requirements.lock | sed 's/$/ packages locked/'
