# make setup   .venv with the command `chithi`, from the lock with hashes
# make demo    setup, load samples/ into a store of its own, serve at http://127.0.0.1:8000
# make test    install what the tests need, then style, types, layers and tests
# The rest: `make help`. Each step leaves a stamp, so that nothing is done twice.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV ?= .venv
LOCK_VENV := build/lock-venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
DEMO_STORE ?= build/demo-store
HOST ?= 127.0.0.1
PORT ?= 8000
# Further reports and reference facts beside the project, where there are any: no part of it.
SHARED ?= ../shared
FUZZ_SECONDS ?= 120
FRONTEND := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/__pycache__/*')

.PHONY: help
help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Install --------------------------------------------------------------------------------------

$(VENV)/.python:
	@command -v $(PYTHON) >/dev/null || { echo "Không tìm thấy $(PYTHON). / $(PYTHON) not found: install Python 3.11 or newer, or run: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên. / Python 3.11 or newer is needed; this is $$($(PYTHON) -V). Try: make PYTHON=python3.11" >&2; exit 1; }
	@# Debian parts venv from Python: it is installed where we may, else named.
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root=sudo; else as_root=none; fi; \
	  [ "$$as_root" != none ] && command -v apt-get >/dev/null && $$as_root apt-get update -q \
	    && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q python3-venv; \
	} || { echo "Thiếu mô-đun venv. / The venv module is missing: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements/run.txt $(VENV)/.python
	$(PIP) install -qq --no-deps --require-hashes -r requirements/run.txt
	@touch $@

# Editable: what is changed here runs at once. The backend comes from the lock as well.
# With it come the scripts of the pages: frontend/build.py, with the Node of the lock.
$(VENV)/.chithi: pyproject.toml $(VENV)/.run $(FRONTEND)
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	$(PIP) install -qq --no-deps --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.run
	$(PIP) install -qq --no-deps --require-hashes -r requirements/bench.txt
	@touch $@

.PHONY: setup
setup: $(VENV)/.chithi ## .venv with the command chithi
	@echo "Đã sẵn sàng: $(BIN)/chithi --help / ready"

# --- Use ------------------------------------------------------------------------------------------

.PHONY: demo
demo: $(VENV)/.chithi ## load samples/ and serve them
	$(BIN)/chithi load samples --store $(DEMO_STORE)
	@echo
	@echo "Mở / open        http://$(HOST):$(PORT)/"
	@echo "Tìm / search     http://$(HOST):$(PORT)/search?q=trinh+khac+mien"
	@echo "Hỏi / ask        http://$(HOST):$(PORT)/queries/chaired"
	@echo "                 curl 'http://$(HOST):$(PORT)/queries/roles?format=csv'"
	@echo "Đọc / extract    $(BIN)/chithi extract samples/hoi-nghi-so-ket-vien-dia-chat-hai-van.txt"
	@echo "Dừng / stop      Ctrl-C; rồi / then $(BIN)/chithi query roles --store $(DEMO_STORE)"
	@echo
	$(BIN)/chithi serve --store $(DEMO_STORE) --host $(HOST) --port $(PORT)

# --- Check ----------------------------------------------------------------------------------------

.PHONY: test
test: lint types layers pytest ## style, types, layers, tests

.PHONY: lint
lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: $(VENV)/.test
	$(BIN)/mypy

.PHONY: layers
layers: $(VENV)/.test $(VENV)/.chithi
	$(BIN)/lint-imports --no-cache

.PHONY: pytest
pytest: $(VENV)/.test $(VENV)/.chithi browser virtuoso
	$(BIN)/pytest -W error -n auto

# The tests of the pages drive Debian's Chromium. It is installed where that is possible; where it
# is not, these tests are skipped and say so. On CI they are never skipped: there its absence fails.
.PHONY: browser
browser:
	@command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ]; then as_root=; \
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=sudo; \
	else as_root=none; fi; \
	if [ "$$as_root" != none ] && command -v apt-get >/dev/null \
	  && $$as_root apt-get update -q \
	  && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core; \
	then exit 0; fi; \
	echo "Không có Chromium: bỏ qua các phép thử trang web. / No Chromium: the tests of the pages are skipped." >&2; \
	[ -z "$${CI:-}" ]

# The tests of a remote store ask Debian's Virtuoso too. It is large, so it is installed on CI alone;
# elsewhere the tests use it where it is, and are skipped and say so where it is not.
.PHONY: virtuoso
virtuoso:
	@[ -z "$${CI:-}" ] || command -v virtuoso-t >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi; \
	  $$as_root apt-get update -q \
	  && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends virtuoso-opensource; }

.PHONY: docs
docs: $(VENV)/.test $(VENV)/.chithi ## write docs/queries.md again, from the catalogue
	$(BIN)/pytest -q tests/test_docs.py -k page_of_queries --rewrite

# --- Measure --------------------------------------------------------------------------------------

# All of it takes an hour. wrk and virtuoso-opensource are Debian's; rdflib-endpoint is measured where
# RDFLIB_ENDPOINT is a Python that has it.
RDFLIB_ENDPOINT ?= build/rdflib-endpoint/bin/python

.PHONY: bench
bench: $(VENV)/.bench $(VENV)/.test $(VENV)/.chithi ## speed beside named baselines: docs/performance.md
	@{ printf '# Performance\n\nWritten by `make bench`.\n\n## From text to N-Quads\n\n'; \
	  $(BIN)/python -m bench.extract samples $(wildcard $(SHARED)/reports); \
	  printf '\n## Into the store\n\n'; \
	  $(BIN)/python -m bench.load; \
	  printf '\n## Over HTTP\n\nRatios (x): requests of chithi over those of the server in the line. Nothing is answered from a cache.\n\n'; \
	  $(BIN)/python -m bench.serve --rdflib-endpoint $(RDFLIB_ENDPOINT) 2>/dev/null; \
	  printf '\n## Beside hostile queries\n\nEach with `timeout=2`.\n\n'; \
	  $(BIN)/python -m bench.hostile 2>/dev/null; \
	  printf '\n## A network of a million edges\n\n'; \
	  $(BIN)/python -m bench.network; } | tee docs/performance.md

.PHONY: bench-crash
bench-crash: $(VENV)/.chithi ## what is left of a load that is killed a hundred times
	$(BIN)/python -m bench.crash

.PHONY: conformance
conformance: $(VENV)/.test $(VENV)/.chithi ## the tests of the W3C, counted: docs/conformance.md
	$(BIN)/python -m bench.conformance | tee docs/conformance.md

.PHONY: scorecard
scorecard: $(VENV)/.chithi ## extraction against reference facts: docs/scorecard.md
	$(BIN)/python -m bench.scorecard --shared $(SHARED)

# A text that breaks a rule is left in build/fuzz.
.PHONY: fuzz
fuzz: $(VENV)/.bench $(VENV)/.chithi ## texts that break extraction, looked for in FUZZ_SECONDS=120
	$(BIN)/python -m bench.fuzz --seconds $(FUZZ_SECONDS)

# --- Lock -----------------------------------------------------------------------------------------

# No host and no folder of the machine that locks is written into a lock.
PIP_COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(LOCK_VENV)/bin/pip-compile --quiet --upgrade --generate-hashes \
	--no-emit-index-url --no-emit-options --no-emit-find-links --no-emit-trusted-host \
	--strip-extras --allow-unsafe --annotation-style=line --build-deps-for=editable

$(LOCK_VENV)/bin/pip-compile: $(VENV)/.python
	$(PYTHON) -m venv $(LOCK_VENV)
	$(LOCK_VENV)/bin/python -m pip install --quiet pip==26.3 pip-tools==7.6.2

.PHONY: lock
lock: $(LOCK_VENV)/bin/pip-compile ## write the locks again, with today's releases
	$(PIP_COMPILE) --output-file requirements/run.txt pyproject.toml
	$(PIP_COMPILE) --constraint requirements/run.txt --extra test --output-file requirements/test.txt pyproject.toml
	$(PIP_COMPILE) --constraint requirements/run.txt --extra bench --output-file requirements/bench.txt pyproject.toml

.PHONY: clean
clean: ## take away what make made
	rm -rf $(VENV) build dist frontend/node_modules graph_api/web/static/built .mypy_cache .pytest_cache .ruff_cache .hypothesis
