# `make run` and `make test` are what the README promises; CI runs `make test`.
.PHONY: build test check bench

export CGO_ENABLED ?= 0

build:
	go build -o bin/annals .

# The second line reads the tables with DuckDB, arrow v15, pandas and polars.
test:
	go test ./...
	internal/readers/test.sh

check: test
	go vet ./...
