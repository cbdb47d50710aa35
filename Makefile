# Two commands need nothing but Python 3.11 and make:
#   make demo   sets up and runs the bundled debate, ending with where to look
#   make test   sets up and passes the tests
PYTHON ?= python3.11
VENV := .venv
DEMO ?= hemicycle-demo
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check lint types lock docs bench clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(READY): requirements.lock pyproject.toml readers/large/pyproject.toml judges/trained/pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed; name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . -e readers/large -e judges/trained
	@touch $@

demo: $(READY) ## set up and run the bundled debate
	@$(BIN)/hemicycle demo $(DEMO)

test: $(READY) ## set up and pass the tests
	$(BIN)/python -m pytest

lint: $(READY) ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## strict types
	$(BIN)/mypy

check: lint types test ## lint, types, tests

docs: $(READY) ## write the command line's help into docs/cli.md
	$(BIN)/python -m hemicycle.cli.docs > docs/cli.md

lock: ## pin every package with its hash (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev pyproject.toml requirements-build.in -o requirements.lock

bench: $(READY) ## speed and memory beside textacy (installs the bench extra; needs the shared data)
	$(BIN)/python -m pip install --quiet -e '.[bench]'
	$(BIN)/python bench/extract.py

clean: ## remove what make made
	rm -rf $(VENV) hemicycle-demo
