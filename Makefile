# `make run` and `make test` are what the README promises; CI runs `make test`.
.PHONY: build run test check bench fuzz generate clean

# The program itself is pure Go; the tests that need cgo ask for it themselves.
export CGO_ENABLED ?= 0

build:
	go build -o bin/annals .

# Documents in, tables out: builds, reads the example documents, says where the tables are.
run: build
	bin/annals run --output output/data examples/documents

# The second line reads the tables with DuckDB, arrow v15, pandas and polars.
test:
	go test -timeout 20m ./...
	internal/readers/test.sh

# What a change must also pass before it lands. The tools come at fixed versions.
check: test
	go vet ./...
	go run mvdan.cc/gofumpt@v0.12.0 -l . | tee /tmp/annals-gofumpt && test ! -s /tmp/annals-gofumpt
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	CGO_ENABLED=1 go test -race -timeout 30m ./pipeline ./output ./internal/... ./stages

# Benchmarks of every stage and of the whole; docs/performance.md keeps results.
bench:
	go test -run '^$$' -bench . -benchmem ./stages/... ./pipeline ./output ./schemas/...

# Each fuzz target for FUZZ_TIME; finds are kept in testdata/fuzz and committed.
FUZZ_TIME ?= 10m
fuzz:
	@for package in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "== $$package $$target"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZ_TIME) $$package || exit 1; \
		done; \
	done

# Generated files: row structs and docs/tables.md from schemas/*.yaml.
generate:
	go generate ./...

clean:
	rm -rf bin output/data output/.data.state
