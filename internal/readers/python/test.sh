#!/usr/bin/env bash
# Reads published folders with pandas, pyarrow, polars and DuckDB for Python.
# The first run makes an environment in .venv at the top of the repository, with
# the versions of requirements.txt. Where there is no python3, or no package
# index, the tests are skipped and say so.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
venv="$root/.venv"

skip() { echo "SKIP internal/readers/python: $1"; exit 0; }

command -v python3 >/dev/null || skip "no python3 here"
wanted=$(cat "$here/requirements.txt")
if [ "$(cat "$venv/annals-requirements" 2>/dev/null)" != "$wanted" ]; then
    rm -rf "$venv"
    python3 -m venv "$venv" >/dev/null 2>&1 || skip "python3 cannot make a virtual environment (Debian: apt install python3-venv)"
    timeout 600 "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --retries 1 --timeout 20 \
        -r "$here/requirements.txt" >"$venv/pip.log" 2>&1 ||
        skip "the pinned packages cannot be installed ($(tail -n 1 "$venv/pip.log"))"
    printf '%s' "$wanted" >"$venv/annals-requirements"
fi
if [ -z "${ANNALS_TABLES:-}" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    (cd "$root" && go run ./internal/specimen/write "$work/data" 200 && go run ./internal/specimen/write "$work/empty" 0)
    export ANNALS_TABLES="$work/data:$work/empty"
fi
cd "$here"
"$venv/bin/python" -B -W error::DeprecationWarning test_readers.py
