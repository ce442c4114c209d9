# Two commands do everything on a fresh machine with Python 3.11 or newer: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check format format-check lint types layers bench clean

demo: $(STAMP)  ## the main job on a sample workspace; opens the workbench on a terminal
	$(BIN)/vierluik demo demo

test: $(STAMP)  ## all tests
	$(BIN)/python -m pytest

check: format-check lint types layers test  ## what CI runs

format: $(STAMP)
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

format-check: $(STAMP)
	$(BIN)/ruff format --check .

lint: $(STAMP)
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

layers: $(STAMP)
	$(BIN)/lint-imports

bench: $(STAMP)  ## measures; asserts nothing
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) demo dist

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("vierluik needs Python 3.11 or newer; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
