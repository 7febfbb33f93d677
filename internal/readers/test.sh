#!/usr/bin/env bash
# Reads published folders with the programs that people will use: DuckDB, arrow
# v15 for Go, pandas, pyarrow and polars. The folders are those of the example
# documents, of made-up rows that fill every column, and of no rows at all.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(
    cd "$root"
    go build -o "$work/annals" .
    go build -o "$work/write" ./internal/specimen/write
    "$work/annals" run --fresh --output "$work/examples" examples/documents >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
)
"$work/write" "$work/specimen" 200
"$work/write" "$work/empty" 0
export ANNALS_TABLES="$work/examples:$work/specimen:$work/empty"

(cd arrow15 && CGO_ENABLED=0 go test -count=1 ./...)
if command -v gcc >/dev/null; then
    (cd duckdb && CGO_ENABLED=1 go test -count=1 ./...)
else
    echo "SKIP internal/readers/duckdb: no gcc here, which cgo needs"
fi
python/test.sh
