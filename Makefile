# Everything a developer, a newcomer or a build machine does; `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
EXERCISE := definitions/scenarios/emergency-to-long-term.yaml

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: setup check test demo bench mutants properties help

setup: .venv/.ready  ## Make .venv with everything in it; again only what changed

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Humrah needs Python 3.11 or later; set PYTHON=python3.x")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

# Without build isolation, so that the build backend is one of the locked packages too.
.venv/.ready: pyproject.toml requirements.lock | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps -e .
	touch $@

check: setup  ## Format, lint, types and who may import whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup  ## All tests; the pure core must be covered whole
	$(BIN)/python -m pytest --cov

demo: setup  ## Play the workshop's exercise, from the emergency to long-term support
	$(BIN)/humrah play $(EXERCISE)

bench: setup  ## Measure the engine and the definition reader
	$(BIN)/python -m benchmarks

mutants: setup  ## Change the definitions on purpose and count what checks and scenarios notice
	$(BIN)/python -m benchmarks.mutants

properties: setup  ## The property tests with 10,000 new examples each (takes minutes)
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile=properties

help:  ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile
