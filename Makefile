# The project's verbs. PYTHON is any Python 3.11 or 3.12; everything lands in .venv.
PYTHON ?= $(shell for p in python3.12 python3.11 python3; do $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' >/dev/null 2>&1 && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml CMakeLists.txt $(wildcard geometry/kernel/*.cpp geometry/kernel/*.hpp)

.PHONY: demo test lint fuzz bench serve ui clean

demo: $(VENV)/.installed ## prove the demo contest, a real IMO problem among it
	$(BIN)/olympiad compete contests/demo

test: $(VENV)/.installed-dev ## the whole test suite
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.installed-dev ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fuzz: $(VENV)/.installed-dev ## a minute of random geometry problems, false ones among them
	$(BIN)/python -m geometry.fuzz --seconds 60

bench: $(VENV)/.installed-dev ## the benchmarks, written to benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks

serve: $(VENV)/.installed ## the REST API on port 8000
	$(BIN)/olympiad serve

ui: $(VENV)/.installed ## the page to submit problems
	$(BIN)/olympiad ui

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 or 3.12 found; install one, or run: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: $(BIN)/python $(SOURCES)
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python $(SOURCES)
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist
