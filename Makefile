# Commands of the project. The first two are the README's: each does all of its own set-up.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo torture test check lint types docs install-dev clean

demo: $(VENV)/.user  ## lint a shipped faulty proforma invoice; findings (exit 1) are the success here
	$(BIN)/tradelint check fixtures/faulty/pi-led-panels.xlsx || test $$? -eq 1

test: $(VENV)/.dev  ## all tests
	$(BIN)/pytest -n auto

torture: $(VENV)/.dev  ## the whole safety suite, for an hour or more; TRADELINT_HOSTILE names the folder of hostile files
	$(BIN)/pytest tests/safety -m "torture or not torture"

check: $(VENV)/.dev lint types docs-check  ## everything that CI asks of a change
	$(BIN)/pytest -n auto -q

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## check exactly what ships: an editable install hides the package from mypy
	rm -rf build/lib build/types
	$(BIN)/pip install -q --no-deps --target build/types .
	rm -rf build/lib
	MYPYPATH=build/types $(BIN)/mypy --strict -p tradelint

docs: $(VENV)/.dev  ## write the generated pages under docs/
	$(BIN)/python -m tradelint.reports.pages docs

docs-check: $(VENV)/.dev
	$(BIN)/python -m tradelint.reports.pages docs --check

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.user: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@ $(VENV)/.user

clean:
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
