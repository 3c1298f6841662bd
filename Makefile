# make run    build and open the window (without a display: a tour of the main job on a virtual one)
# make test   everything that must hold, on real services
# make torture  the faults run long: kills, power cuts, full disks, damage, fuzzing; figures in out/torture.json
# make bench  measurements against peers, written to docs/benchmarks.md
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build

# One set of SQLite tags everywhere, so that the C build of SQLite is cached once.
sqlite  := sqlite_fts5,sqlite_stat4,sqlite_math_functions,sqlite_omit_load_extension
window  := desktop,production,webkit2_41,$(sqlite)
version := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
ldflags := -X northboard/backend/command.Version=$(version)
bin     := build/bin
page    := frontend/dist/index.html
page_sources := $(shell find frontend/src frontend/wailsjs frontend/public -type f 2>/dev/null) frontend/index.html frontend/paint.html frontend/vite.config.ts frontend/package-lock.json

.PHONY: build setup page run test torture bench bindings vet lint clean

build: setup $(page)
	go build -trimpath -tags $(window) -ldflags "$(ldflags) -s -w" -o $(bin)/northboard .
	go build -trimpath -tags $(sqlite) -ldflags "$(ldflags) -s -w" -o $(bin)/northboard-agent ./cmd/northboard-agent

setup:
	@build/setup

$(page): $(page_sources)
	@build/setup
	cd frontend && npx vite build --logLevel warn
	@touch $@

page: $(page)

# The TypeScript that the page calls Go through is generated from backend/api and committed.
bindings:
	@build/bindings

run:
	@build/run

test:
	@build/test

torture:
	@build/torture

bench:
	@build/bench

clean:
	rm -rf $(bin) frontend/dist/assets frontend/dist/*.html out
