# Acervo's commands.  make run starts the archive; make test tries it; the others are steps of these.
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PYTEST_ARGS ?=
# One process per core; every test makes its own files and databases.
PYTEST_WORKERS ?= auto
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help setup setup-dev run test lint format types messages bench clean

help:
	@echo "make run     everything set up, the sample practice loaded, http://127.0.0.1:8000"
	@echo "make test    the whole suite"
	@echo "make setup   virtual environment, pinned libraries, system packages; leaves $(BIN)/acervo"
	@echo "make lint types bench"
	@echo "make messages   new and changed sentences into the translations"

setup: $(STAMPS)/installed
	@sh deploy/system-packages.sh

setup-dev: $(STAMPS)/installed-dev
	@sh deploy/system-packages.sh --with-tests

run: setup
	@$(BIN)/acervo init
	@$(BIN)/acervo demo
	@exec $(BIN)/acervo serve

test: setup-dev
	@$(BIN)/python -m pytest -n $(PYTEST_WORKERS) $(PYTEST_ARGS)

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup-dev
	$(BIN)/mypy

messages: setup
	@$(BIN)/python -m archive.translations.extract

bench: setup-dev
	$(BIN)/python -m benchmarks --write docs/benchmarks.md

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@python=$$(sh deploy/find-python.sh) && echo "Virtual environment with $$python" && \
		"$$python" -m venv $(VENV)

$(STAMPS)/libraries: requirements.txt | $(BIN)/python
	@echo "Installing libraries"
	@mkdir -p $(STAMPS)
	@$(PIP) install -r requirements.txt
	@touch $@

$(STAMPS)/installed: $(STAMPS)/libraries setup.cfg pyproject.toml
	@$(PIP) install --no-deps -e .
	@touch $@

$(STAMPS)/installed-dev: requirements-dev.txt $(STAMPS)/installed
	@echo "Installing what the tests need"
	@$(PIP) install -r requirements-dev.txt
	@touch $@
