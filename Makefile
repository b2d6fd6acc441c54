# Everything a fresh machine needs is Python 3.11 or newer, make and the network.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# uv where it is on the PATH, otherwise installed into the environment by pip.
UV = $$(command -v uv || echo $(BIN)/uv)
INSTALL = VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet
# The project itself, so that the command `kitelog` is there; what builds it is pinned too.
OURSELVES = $(INSTALL) --no-deps --build-constraints requirements/dev.txt --editable .
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url pyproject.toml

.PHONY: run setup test check bench lock chromium

run: $(VENV)/run.done
	@$(BIN)/kitelog serve $(ARGS)

setup: $(VENV)/dev.done

# Thousands of small databases: in memory where there is room for them.
ROOMY = $$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 { print "/dev/shm" }')

test: $(VENV)/dev.done chromium
	dir=$(ROOMY); TMPDIR=$${dir:-$${TMPDIR:-/tmp}} $(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=term --cov-fail-under=95 $(ARGS)

check: $(VENV)/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m storage.schema_check
	$(BIN)/python -m tracker.directory.catalogue.check
	$(BIN)/python -m tracker.spend.statements.check
	$(BIN)/pytest -q tests/docs

bench: $(VENV)/dev.done chromium
	$(BIN)/python -m tests.benchmarks $(ARGS)

lock: $(VENV)/uv.done
	$(COMPILE) --output-file requirements/run.txt
	$(COMPILE) --group dev --output-file requirements/dev.txt

$(VENV)/uv.done:
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kitelog needs Python 3.11 or newer. Name one: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@command -v uv >/dev/null || test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

$(VENV)/run.done: requirements/run.txt pyproject.toml setup.py $(VENV)/uv.done
	@echo "Installing what Kitelog needs; the first time takes a minute."
	@$(INSTALL) --require-hashes --requirement requirements/run.txt
	@$(OURSELVES)
	@touch $@

$(VENV)/dev.done: requirements/dev.txt pyproject.toml setup.py $(VENV)/uv.done
	@echo "Installing what Kitelog and its tests need; the first time takes a minute."
	@$(INSTALL) --require-hashes --requirement requirements/dev.txt
	@$(OURSELVES)
	@touch $@ $(VENV)/run.done

# The tests themselves say what to do when there is still none.
chromium: $(VENV)/dev.done
	@$(BIN)/python -m tests.browser.chromium || { \
	  test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	  && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || true
