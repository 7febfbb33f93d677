# `make run` and `make test` are what the README promises; CI runs `make test`.
.PHONY: build test check bench

export CGO_ENABLED ?= 0

build:
	go build -o bin/annals .

test:
	go test ./...

check: test
	go vet ./...
