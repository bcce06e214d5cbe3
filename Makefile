# `make run` starts the demo, `make test` runs the whole suite. Both need make, python3 and
# python3-venv; they install the rest in .venv, and again only when a requirement changed.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
FLASK := $(PY) -m flask --app wsgi

RUNTIME := $(VENV)/.runtime-installed
POSTGRES := $(VENV)/.postgres-installed
DEV := $(VENV)/.dev-installed
TOOLS := $(VENV)/.tools-installed
CATALOGUES := $(wildcard partnerlink/translations/*/LC_MESSAGES/*.po)
TRANSLATIONS := $(CATALOGUES:.po=.mo)

.PHONY: help run install test check lint format bench bench-match bench-pages bench-import bench-plan catalogues clean
.DELETE_ON_ERROR:

help:
	@echo "make run          start the demo (PORT=8000), Ctrl-C stops it"
	@echo "make install      only install what running it needs; see README, Run it for real"
	@echo "make test         run the whole suite (ARGS='-k talk' for a part)"
	@echo "make check        format, lint, types, templates, catalogues and tests"
	@echo "make format       format the code and mend what can be mended"
	@echo "make bench        measure everything; bench-match, bench-pages, bench-import, bench-plan: a part"
	@echo "make catalogues   bring the translations up to date with the source"
	@echo "make clean        remove what can be made again; the demo's data stay in instance/"

run: export PORT ?= 8000
run: export PARTNERLINK_ENVIRONMENT ?= development
run: export PARTNERLINK_DEMO ?= 1
run: export PARTNERLINK_LOG_FORMAT ?= text
run: export PARTNERLINK_CONTACT ?= beheer@demo.partnerlink.example
run: $(RUNTIME) $(TRANSLATIONS) instance/secret_key
	@set -e; \
	export PARTNERLINK_SECRET_KEY="$${PARTNERLINK_SECRET_KEY:-$$(cat instance/secret_key)}"; \
	$(FLASK) database upgrade; \
	if [ "$$PARTNERLINK_DEMO" = 1 ]; then $(FLASK) seed --if-empty; fi; \
	exec $(PY) -m tools.serve

install: $(RUNTIME) $(TRANSLATIONS)
	@echo "Installed in $(VENV)."

test: $(DEV) $(TRANSLATIONS)
	@status=0; \
	$(PY) -m pytest -n auto --maxprocesses=4 --dist=loadfile $(ARGS) || status=$$?; \
	if [ $$status -eq 5 ]; then echo "No test was found, so nothing was tested."; fi; \
	exit $$status

check: lint
	@$(MAKE) --no-print-directory test

lint: $(TOOLS)
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy --strict partnerlink
	$(PY) -m djlint --lint --quiet templates
	$(PY) -m tools.catalogues check

format: $(TOOLS)
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

bench: $(DEV) $(TRANSLATIONS)
	$(PY) -m benchmarks $(ARGS)

bench-match bench-pages bench-import bench-rush bench-plan: bench-%: $(DEV) $(TRANSLATIONS)
	$(PY) -m benchmarks $* $(ARGS)

catalogues: $(RUNTIME)
	$(PY) -m tools.catalogues update
	@$(MAKE) --no-print-directory translations

.PHONY: translations
translations: $(TRANSLATIONS)

clean:
	rm -rf $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find partnerlink/translations -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A demo's own key, never one that every demo shares.
instance/secret_key: | $(PY)
	@mkdir -p $(@D)
	@umask 077 && $(PY) -c 'import secrets; print(secrets.token_hex(32))' > $@

%.mo: %.po | $(RUNTIME)
	@$(PY) -m babel.messages.frontend --quiet compile --input-file=$< --output-file=$@

ifneq (,$(findstring postgresql,$(PARTNERLINK_DATABASE_URL)))
run install: $(POSTGRES)
endif

$(PY):
	@command -v $(PYTHON) >/dev/null || \
	{ echo "Python is missing. Get it with: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Python 3.11 or newer is needed, and $(PYTHON) is older." \
	"Name a newer one, for example: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	{ echo "Python's venv module is missing. Get it with: apt-get install python3-venv"; exit 1; }
	@echo "Making the virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements/runtime.txt pyproject.toml setup.cfg | $(PY)
	@echo "Installing the pinned requirements; this takes a minute, once"
	@$(PIP) install -r requirements/runtime.txt
	@$(PIP) install --no-deps -e .
	@touch $@

$(POSTGRES): requirements/postgres.txt $(RUNTIME)
	@$(PIP) install -r requirements/postgres.txt
	@touch $@

$(DEV): requirements/dev.txt $(POSTGRES)
	@echo "Installing what the tests need"
	@$(PIP) install -r requirements/dev.txt
	@touch $@

$(TOOLS): requirements/tools.txt $(DEV)
	@$(PIP) install -r requirements/tools.txt
	@touch $@
