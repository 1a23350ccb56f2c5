# make demo   install if needed, code the example articles, show the events
# make test   install if needed, run all tests
# make dev    install into .venv, with what developers need
# make check  what must pass before a change goes in
# make bench  measure speed; CORPUS=path for your own articles
PYTHON ?= python3
BIN := .venv/bin
CORPUS ?=

.PHONY: dev demo test check bench clean

dev: .venv/installed

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; call make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' 2>&1
	@touch $@

demo: .venv/installed
	@$(BIN)/coder code examples/article_ar.jsonl -o events.parquet
	@$(BIN)/python examples/analysis.py events.parquet

test: .venv/installed
	@$(BIN)/python -m pytest

check: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/coder check
	$(BIN)/python -m pytest

bench: .venv/installed
	$(BIN)/python benchmarks/bench.py $(CORPUS)

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
