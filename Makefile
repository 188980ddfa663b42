# Two commands on a fresh machine that has git, make and Python 3.11 to 3.14:
#   make demo     set up, then build Northborough's page from its raw files
#   make test     set up, then run the tests
# Everything goes into .venv/, so .venv/bin/wardmote runs afterwards.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What benchmarks.assessment is set beside needs libraries of its own: see its first lines.
PEER ?= $(firstword $(wildcard .venv-peer/bin/python) $(BIN)/python)

.PHONY: demo test check fix benchmarks lock

demo: $(VENV)/ready
	$(BIN)/wardmote demo

test: $(VENV)/ready
	@echo "Running the tests (add PYTEST_ARGS='-k name' to choose)."
	$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmarks: $(VENV)/ready
	$(BIN)/python -m benchmarks.disclosure
	$(BIN)/python -m benchmarks.points
	$(BIN)/python -m benchmarks.ingest
	$(BIN)/python -m benchmarks.assessment --peer $(PEER)

lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { echo "Wardmote needs Python 3.11 to 3.14: set PYTHON=python3.12, say."; exit 1; }
	@echo "Setting up in $(VENV)/ (a few minutes the first time: it downloads about 300 MB from the package index)."
	@$(PYTHON) -m venv $(VENV) || { echo "This Python cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@
