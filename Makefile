# What a person does here. Needs Python 3.11 or newer, make, git and a package index.
#
#   make setup         build .venv from requirements-dev.txt and install planrules into it
#   make demo          check the plan in plans/van-quan-27ct (findings end in 0, faults in 2)
#   make test          all checks and tests: lint, types, imports, unit
#   make crosscheck    hold the calendar of Việt Nam against the package holidays
#   make fuzz          look for texts of rules that break the reader, for FUZZ_SECONDS (60)
#   make stress        writers of a ledger that are killed, full disks: ROUNDS (50) of them
#   make mutate        change the rules and see what no test notices: MODULES="waivers run", SAMPLE=50 of each
#   make test-clients  tests that need more than Python, each skipped with its reason where it is missing
#   make lint | types | imports | unit      one of them
#   make format        let ruff set the layout
#   make docs          rewrite docs/rules.md from the catalogue
#   make golden        rewrite the golden files; read the diff afterwards
#   make deep          the property tests with 5,000 examples each
#   make bench         run every benchmark
#   make floor         run the tests on the oldest dependencies that pyproject.toml allows (needs uv)
#   make pins          renew requirements-dev.txt (needs uv; UPGRADE=1 takes newer versions)
#   make clean         remove what all of these leave behind
#
# PYTHON=...  the interpreter to build .venv with     ARGS=...  more arguments for pytest

.DELETE_ON_ERROR:
SHELL := /bin/sh
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests are rewritten when they are imported: each worker of each run does it anew where that is not kept.
unexport PYTHONDONTWRITEBYTECODE

VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.ready
COMPILED := $(VENV)/.compiled
UV    ?= uv

# The first of these that is new enough and can build an environment.
NEW_ENOUGH := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	if "$$python" -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then echo "$$python"; break; fi; done)

# What is linted by type: the library, its tests, and the scripts where there are any.
TYPED := src tests $(wildcard bench) $(if $(wildcard examples/*.py),examples)

# Every branch of these is tested, or says why not beside it.
empty :=
comma := ,
COVERED := src/planrules/model/* src/planrules/source/* src/planrules/text/* src/planrules/rules/* \
	src/planrules/timing/* src/planrules/schedule/* src/planrules/tracking/* src/planrules/feeds/* src/planrules/page/*
COVERED_LIST := $(subst $(empty) ,$(comma),$(COVERED))

# Two workers: what a small machine has. Client tests have a target of their own.
WORKERS ?= 2
PYTEST  := $(BIN)/python -m pytest -n $(WORKERS) --ignore=tests/clients

.PHONY: help setup demo test crosscheck fuzz stress mutate test-clients lint types imports unit format docs golden deep bench floor pins clean

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

setup: $(READY) $(COMPILED)

# Runs again only when the pins or the project's own settings have changed. The pins are whole: pip is to
# resolve nothing (it would take the newest release of what is asked for with an extra, and find no pin).
$(READY): requirements-dev.txt pyproject.toml
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo 'planrules needs Python 3.11 or newer with its venv module: install one, or name it with "make PYTHON=..."' >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip check
	@touch $@

# pip compiles what it installs, but not what it installs to be edited in place.
$(COMPILED): $(READY) $(shell find src -name '*.py')
	@$(BIN)/python -m compileall -q src
	@touch $@

# 1 says that there are findings, which is what the demo shows; 2 says that the plan could not be read.
demo: setup
	@$(BIN)/planrules check plans/van-quan-27ct --as-of 2024-05-01 || test $$? -eq 1

test: lint types imports unit

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)
	$(BIN)/mypy $(TYPED)

imports: $(READY)
	$(BIN)/lint-imports

# What is drawn at random would cover a branch on some days only, and takes twice as long when it is traced.
unit: setup
	$(PYTEST) --ignore=tests/properties --cov --cov-report= $(ARGS)
	$(BIN)/coverage report --include='$(COVERED_LIST)' --fail-under=100
	$(PYTEST) tests/properties $(ARGS)

# Its own folder: holidays asks for an older python-dateutil than the one that the tests are to run on.
HOLIDAYS := holidays==0.109
crosscheck: $(READY)
	@test -d build/holidays || $(BIN)/python -m pip install --quiet --no-deps --target build/holidays $(HOLIDAYS)
	PYTHONPATH=build/holidays $(BIN)/python -m pytest tests/unit/timing/test_vn_against_holidays.py $(ARGS)

# Its own folder, too: it has builds for some Pythons and systems only, and none is made here. What it
# has seen stays in build/fuzz and is where the next run begins.
ATHERIS := atheris==3.0.0
FUZZ_SECONDS ?= 60
fuzz: $(READY)
	@test -d build/atheris || $(BIN)/python -m pip install --quiet --no-deps --only-binary :all: \
		--target build/atheris $(ATHERIS) \
		|| echo 'fuzz: $(ATHERIS) can not be installed on this Python'
	PYTHONPATH=build/atheris $(BIN)/python tests/fuzz/expressions.py $(FUZZ_SECONDS) build/fuzz

# As root it fills a small disk of its own; else that part is left out.
ROUNDS ?= 50
stress: $(READY)
	$(BIN)/python tests/stress/ledger.py $(ROUNDS)

# Its own folder, and two packages of the seven that mutmut asks for: the rest is here already, or draws
# what nobody looks at. All of it takes hours: MODULES and SAMPLE take a part.
MUTMUT := mutmut==3.8.1 libcst==1.9.0
MODULES ?=
SAMPLE ?= 0
mutate: $(READY)
	@test -d build/mutmut || $(BIN)/python -m pip install --quiet --no-deps --target build/mutmut $(MUTMUT)
	PYTHONPATH=$(CURDIR)/build/mutmut $(BIN)/python tests/mutation/rules.py build/mutate $(SAMPLE) $(MODULES)

# A folder tests/clients/NAME holds the tests of one client; its conftest.py skips them, with the reason,
# where the client is missing. What package indexes have is installed here, each in a folder of its own, as
# the files beside the tests name it: they are whole, as the pins are. Debian packages: see .ci/run.
CLIENTS := build/clients
test-clients: $(READY) $(CLIENTS)/engines/.ready $(CLIENTS)/sync/.ready $(CLIENTS)/node/.ready
	$(BIN)/python -m pytest tests/clients $(ARGS)

$(CLIENTS)/engines/.ready $(CLIENTS)/sync/.ready: $(CLIENTS)/%/.ready: tests/clients/%/requirements.txt | $(READY)
	@rm -rf $(@D)
	@if $(BIN)/python -m pip install --quiet --no-deps --target $(@D) -r $<; then touch $@; \
		else echo 'test-clients: $< can not be installed here'; fi

$(CLIENTS)/node/.ready: tests/clients/package.json
	@rm -rf $(@D) && mkdir -p $(@D) && cp $< $(@D)
	@if npm install --prefix $(@D) --silent --no-audit --no-fund --no-package-lock --ignore-scripts; then touch $@; \
		else echo 'test-clients: $< can not be installed here'; fi

format: $(READY)
	$(BIN)/ruff check --select I --fix
	$(BIN)/ruff format

docs: $(READY)
	$(BIN)/python -c 'from planrules.reports.rulepage import rule_page; from planrules.rules.catalogue import CATALOGUE; \
		open("docs/rules.md", "wb").write(rule_page(CATALOGUE).encode())'

golden: $(READY)
	$(PYTEST) --update-golden $(ARGS)

deep: $(READY)
	$(PYTEST) --hypothesis-profile=deep $(ARGS)

bench: setup
	@set -e; for script in bench/*.py; do \
		if test -f "$$script"; then echo "== $$script"; $(BIN)/python "$$script"; \
		else echo 'bench: there are no benchmarks yet'; fi; done

# A second environment, thrown away afterwards.
floor:
	$(UV) venv --quiet --clear --python "$(PYTHON)" $(VENV)-floor
	$(UV) pip install --quiet --python $(VENV)-floor --resolution lowest-direct -e .
	$(UV) pip install --quiet --python $(VENV)-floor hypothesis jsonschema 'pytest>=9' pytest-cov pytest-xdist
	$(VENV)-floor/bin/python -m pytest -n $(WORKERS) --ignore=tests/clients $(ARGS)
	rm -rf $(VENV)-floor

# Valid on Linux and macOS, on every Python the library supports; holds no address of an index.
pins:
	UV_CUSTOM_COMPILE_COMMAND='make pins' $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
		--generate-hashes --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade) \
		--group dev --output-file requirements-dev.txt pyproject.toml
	@if grep -n '://' requirements-dev.txt; then echo 'pins: an address stands in requirements-dev.txt' >&2; exit 1; fi

clean:
	rm -rf $(VENV) $(VENV)-floor build dist .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	find src tests $(wildcard bench examples) -name __pycache__ -prune -exec rm -rf {} +
