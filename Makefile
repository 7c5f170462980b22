# Every command a person needs. `make` alone tells what there is.
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
VAR := var/demo
PORT ?= 8000
SIZE ?= 1k
PYTEST := $(BIN)/python -m pytest -q -n 2 --dist worksteal
# The gate of decision 11 stands in pyproject.toml; what it misses is printed, and fails the run.
GATE := --cov --cov-report=term-missing:skip-covered
CATALOGUES := $(wildcard veturi/locale/*/LC_MESSAGES/django.po)
DEMO_ENV := VETURI_LOCAL=1 VETURI_DEMO=1 VETURI_VAR=$(VAR) VETURI_ADDRESS=http://127.0.0.1:$(PORT) \
	VETURI_MAIL_BACKEND=veturi.foundation.mail.backend.Catcher
CHECK_ENV := VETURI_LOCAL=1 VETURI_VAR=var/check
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: help demo test test-sqlite test-postgres test-browser needs check fix audit bench assets \
	translations messages clean ruff types imports pages texts migrations hosts

help:  ## What there is
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/.demo assets translations  ## The demo town in your browser: install, load, serve on port 8000
	@mkdir -p $(VAR)
	@test -f $(VAR)/veturi.sqlite3 || rm -f $(VAR)/people.txt
	@$(DEMO_ENV) $(BIN)/python -m veturi migrate --verbosity 0
	@$(DEMO_ENV) $(BIN)/python -m veturi createcachetable --verbosity 0
	@test -f $(VAR)/people.txt || { \
		echo "Loading the demo town. This takes a few seconds, ten minutes with SIZE=100k."; \
		$(DEMO_ENV) $(BIN)/python -m veturi demo --size $(SIZE) > $(VAR)/people.new && mv $(VAR)/people.new $(VAR)/people.txt; \
	} || { cat $(VAR)/people.new; rm -f $(VAR)/veturi.sqlite3*; exit 1; }
	@sed 's/:8000/:$(PORT)/g' $(VAR)/people.txt
	@$(DEMO_ENV) exec $(BIN)/python -m veturi serve --port $(PORT)

test: needs  ## All tests: on SQLite with the browser, then on PostgreSQL
	@$(MAKE) test-sqlite
	@$(MAKE) test-postgres

test-sqlite: $(VENV)/.dev assets translations  ## All tests on SQLite: measured, then those in the browser
	@$(PYTEST) -m "not browser" $(GATE)
	@$(PYTEST) -m browser

test-postgres: $(VENV)/.dev assets translations  ## All but the browser tests on a PostgreSQL of their own
	@$(BIN)/python tests/postgres.py $(PYTEST) -m "not browser"

test-browser: $(VENV)/.dev assets translations  ## Only the browser tests
	@$(PYTEST) -m browser

needs:
	@sh tests/needs.sh

check: $(VENV)/.dev  ## Style, types, architecture, pages, texts, migrations: all faults at once
	@$(MAKE) -k -j 2 -O ruff types imports pages texts migrations hosts

ruff: $(VENV)/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "Code is not laid out: run make fix."; exit 1; }

types: $(VENV)/.dev
	@$(CHECK_ENV) $(BIN)/mypy

imports: $(VENV)/.dev
	@$(BIN)/lint-imports

pages: $(VENV)/.dev
	@$(BIN)/djlint veturi --lint --quiet

texts: $(VENV)/.dev
	@$(BIN)/python -m veturi.foundation.web.texts

migrations: $(VENV)/.dev
	@$(CHECK_ENV) $(BIN)/python -m veturi makemigrations --check --dry-run

# The pinned sets name packages and hashes, never the address they came from.
hosts:
	@! grep -rnIE '(pypi|files\.pythonhosted|registry\.npmjs)\.[a-z]{3}' . --exclude-dir=.git \
		--exclude-dir=$(VENV) --exclude-dir=node_modules --exclude-dir=var --exclude-dir='.*_cache' \
		|| { echo "Take the addresses of package registries out."; exit 1; }

fix: $(VENV)/.dev  ## Put right what tools can put right
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

audit: $(VENV)/.demo  ## Rebuild what is derived in the demo town and print the differences
	@$(DEMO_ENV) $(BIN)/python -m veturi audit

bench: $(VENV)/.dev assets translations  ## Measure against the floor; ONLY=search,list ENGINES=sqlite for a part
	@$(BIN)/python -m bench

assets: $(VENV)/.demo  ## Build CSS and JavaScript
	@$(BIN)/python -m veturi.foundation.design.build

translations: $(VENV)/.texts

messages: $(VENV)/.dev  ## Gather the texts and bring the catalogues up to date
	@mkdir -p build
	@$(BIN)/python -m veturi.foundation.web.texts --gather build/django.pot
	@for language in fi sv; do \
		po=veturi/locale/$$language/LC_MESSAGES/django.po; \
		if [ -f $$po ]; then \
			$(BIN)/pybabel --quiet update --ignore-obsolete --no-fuzzy-matching \
				--ignore-pot-creation-date -i build/django.pot -l $$language -o $$po; \
		else \
			$(BIN)/pybabel --quiet init -i build/django.pot -l $$language -o $$po; \
		fi; \
	done
	@$(BIN)/python -m veturi.foundation.web.texts || true

clean:  ## Remove what was built; the environment and the demo's data too
	rm -rf $(VENV) var build dist frontend/node_modules veturi/foundation/design/static/veturi/dist \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	find veturi tests -name '__pycache__' -prune -exec rm -rf {} +
	find veturi/locale -name '*.mo' -delete

$(VENV)/.texts: $(CATALOGUES) $(VENV)/.demo
	@for po in $(CATALOGUES); do $(BIN)/pybabel --quiet compile -i $$po -o $${po%.po}.mo; done
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Veturi needs Python 3.11 or newer: say which with make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv module is missing: install it (on Debian: apt-get install python3-venv)."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: requirements/demo.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Veturi needs."
	@$(PIP) install --require-hashes -r requirements/demo.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Veturi and its tests need."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(VENV)/.demo $@
