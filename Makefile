# Needs Python 3.11 or newer with venv, make and a package index; everything else is set up in .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SAMPLE := src/onrecord/data/samples/patrol-boats.txt

.PHONY: run test setup lint fix types parses reparse examples score figures lock wheel clean

run: setup  ## set up and read the sample report
	@$(BIN)/onrecord read $(SAMPLE)

test: setup  ## set up and run the tests
	@$(BIN)/python -m pytest

setup: $(READY)

# The lock holds every package with its hashes, the build backend included, so the last line fetches nothing.
$(READY): requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (a minute or two the first time)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable . ./encoder
	@touch $(READY)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup
	$(BIN)/mypy

parses: setup  ## ask the model for the parses that tests miss
	$(BIN)/python scripts/freeze_parses.py

reparse: setup  ## ask the model for all parses anew
	$(BIN)/python scripts/freeze_parses.py --anew

examples: setup  ## put into README and docs what their commands print
	$(BIN)/python scripts/page_examples.py

score: setup  ## measure on the gold sets; ONRECORD_GOLD names their folder
	$(BIN)/onrecord score

figures: setup  ## put into the README what the gold sets give; ONRECORD_GOLD names their folder
	$(BIN)/onrecord score --json > $(VENV)/figures.jsonl || test $$? -eq 1
	$(BIN)/python scripts/readme_figures.py $(VENV)/figures.jsonl

lock: setup  ## raise the pinned versions to the newest that pyproject.toml admits
	scripts/lock.sh

wheel: setup
	$(BIN)/python -m build --no-isolation --wheel

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache
