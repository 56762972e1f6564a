# Everything a newcomer needs, from a fresh clone: each target makes what it needs first. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run demo test browser faults races model coverage fuzz bench check format package rehearse openapi lock upgrade looks speech engines screenshots clean

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
INSTALLED := .venv/installed
TOOLS := build/tools/installed
PAGES := web/dist/built
# One more than there are cores: a browser test waits as often as it works.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)' 2>/dev/null)
# `required` ends the suite where no browser can be had; `wanted` then leaves the browser's tests out and says so last.
BROWSER ?= wanted
BROWSER_TESTS ?= sample

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(INSTALLED) $(PAGES) ## start the whole system on this machine; Ctrl-C stops it (DATA=dir keeps its data)
	@$(PY) -m local

demo: $(INSTALLED) ## play a season on it through the API; starts its own where none runs
	@$(PY) -m local.demo

test: $(INSTALLED) $(PAGES) ## every test, of the browser's a sample
	@$(if $(wildcard web/package.json),cd web && npm test --silent)
	@$(PY) -m infra.workshop.suite $(BROWSER) $(BROWSER_TESTS) -n $(WORKERS) --dist worksteal $(MEASURED)

coverage: MEASURED := --cov --cov-report=term-missing
coverage: BROWSER_TESTS := all
coverage: test ## every test, all of the browser's too, measured: at least 90 % of the lines and branches of functions/

browser: $(INSTALLED) $(PAGES) ## all of the browser's tests; five minutes on two cores
	@$(PY) -m infra.workshop.browser
	@$(PY) -m pytest -q -n $(WORKERS) --dist worksteal tests/browser

RACES := tests/api/test_claim_races.py tests/api/test_contests.py tests/api/test_fifty_codes.py tests/api/test_given_back.py \
	tests/api/test_home_seats.py tests/review/test_races.py tests/review/test_publication_races.py
KILLED := tests/local/test_killed.py
DAYS := tests/alarms/test_days.py
CORES := $(shell $(PYTHON) -c 'import os; print(os.cpu_count() or 1)' 2>/dev/null)
faults: $(INSTALLED) ## a fault at every AWS call of every deed; what is lost or doubled; races for as long as their boxes
	@RUXUE_FAULTS=whole $(PY) -m pytest -q -n $(CORES) --dist worksteal tests/faults $(RACES) $(KILLED) $(DAYS)

races: $(INSTALLED) ## the same in twenty times as long boxes: a thousand orders of each pair, every point of long jobs; hours
	@RUXUE_FAULTS=whole RUXUE_RACES=20 $(PY) -m pytest -q -n $(CORES) --dist worksteal tests/faults/test_pairs.py \
		tests/faults/test_submitters.py tests/faults/test_long_deeds.py $(RACES)

model: $(INSTALLED) ## 1,000 runs of 50 steps of anybody's deeds against the model of the rules; half an hour on two cores
	@RUXUE_FAULTS=whole $(PY) -m pytest -q -n $(CORES) --dist worksteal tests/model

fuzz: $(INSTALLED) ## every operation of both APIs by every role with whatever fits its schema or not; under 20 minutes
	@$(PY) -m tests.fuzz

bench: $(INSTALLED) ## cold starts and warm requests against their floor, sizes, the receipt; ends with 1 where a bound is missed
	@$(PY) -m infra.package $$(uname -m)
	@$(PY) -m bench

check: $(INSTALLED) $(if $(wildcard web/package.json),web/node_modules/installed) ## style, types, arrows between rooms, templates, OpenAPI current
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PY) -m infra.lint
	@$(PY) -m infra.openapi --check
	@$(PY) -m infra.page_tables --check
	@$(if $(wildcard web/package.json),cd web && npm run check --silent)

format: $(INSTALLED) $(if $(wildcard web/package.json),web/node_modules/installed) ## put the sources into the one form
	@.venv/bin/ruff check --fix-only -q . && .venv/bin/ruff format .
	@$(if $(wildcard web/package.json),cd web && npm run format --silent)

package: $(INSTALLED) ## the arm64 zip and SAM template of both projects, under build/
	@$(PY) -m infra.package

rehearse: $(INSTALLED) ## deploy what is packaged on a local AWS and play a family and the office through it
	@$(PY) -m infra.package $$(uname -m)
	@$(PY) -m local.rehearsal

openapi: $(INSTALLED) ## write docs/openapi.json and the pages' tables from the models
	@$(PY) -m infra.openapi
	@$(PY) -m infra.page_tables
	@$(PY) -m infra.value_tables

lock: $(TOOLS) ## resolve requirements/*.in into requirements/*.txt, with hashes; versions stay where they can
	@build/tools/bin/python -m infra.workshop.locks

upgrade: $(TOOLS) ## newer versions of everything, what changed, and what is known against them
	@build/tools/bin/python -m infra.workshop.upgrade

looks: $(INSTALLED) $(PAGES) ## every screen by axe at every width, light, dark and in forced colours, in both languages
	@RUXUE_LOOKS=every $(PY) -m pytest -q tests/browser/test_screens.py

speech: $(INSTALLED) $(PAGES) ## what a screen reader finds on each screen, written anew for review (tests/browser/speech)
	@RUXUE_SPEECH=renew $(PY) -m pytest -q tests/browser/test_screens.py

engines: $(INSTALLED) $(PAGES) ## the journey, an amendment and uploads in Firefox ESR and in WebKitGTK too
	@$(PY) -m infra.workshop.engines
	@$(PY) -m pytest -q tests/engines/journeys.py

screenshots: $(INSTALLED) $(PAGES) ## pictures of every page, under web/screenshots, and those of the front page
	@$(PY) -m infra.workshop.browser
	@$(PY) -m tests.browser.screenshots
	@$(PY) -m tests.browser.front_page

clean: ## remove what the other targets made
	rm -rf .venv build coverage .coverage .coverage.* web/dist web/node_modules .pytest_cache .mypy_cache .ruff_cache
	rm -rf .import_linter_cache .hypothesis
	find functions infra local ruxue tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): requirements/dev.txt
$(TOOLS): requirements/tools.txt
$(INSTALLED) $(TOOLS):
	@test -n "$(PYTHON)" || { echo "Ruxue needs Python 3.11 or newer." >&2; exit 1; }
	@echo "Making $(@D) with $(PYTHON); this takes a minute or two the first time."
	@$(PYTHON) -m infra.workshop.environment $(@D) $<

web/node_modules/installed: web/package-lock.json
	@command -v npm >/dev/null && node -e 'process.exit(Number(parseInt(process.versions.node) < 20))' || \
		{ echo "The pages need Node 20 or newer with npm." >&2; exit 1; }
	@cd web && npm ci --loglevel error --no-progress
	@touch $@

# The pages exist once web/package.json does; a checkout of the functions alone builds nothing here.
ifneq ($(wildcard web/package.json),)
$(PAGES): web/node_modules/installed docs/openapi.json $(shell find web -path web/node_modules -prune -o \
		-path web/dist -prune -o -path web/screenshots -prune -o -type f -print)
	@cd web && npm run build --silent
	@touch $@
else
.PHONY: $(PAGES)
$(PAGES):
	@:
endif
