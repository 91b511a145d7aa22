# The chores of this checkout. Each sets up what it needs (tools/setup.sh) and then does it.

ISSUE := issues/2025-08
TYPED := compositor compose.py tests $(wildcard bench fonts/build.py tools/*.py)
COMPILE = build/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command 'make lock' $(UPGRADE)

.PHONY: help issue test check lint bench format lock clean

help: ## print this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

issue: ## compose an issue into build/ (ISSUE=issues/2025-08)
	@tools/setup.sh run
	.venv/bin/python compose.py build $(ISSUE)

test: ## run the tests
	@tools/setup.sh test
	.venv/bin/python -m pytest

check: lint test ## everything CI checks: format, lint, types, imports, tests

lint: ## format, lint, types and imports, without the tests
	@tools/setup.sh test
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy $(TYPED)
	.venv/bin/lint-imports --no-logo

bench: ## measure this program and its peers side by side
	@tools/setup.sh bench
	.venv/bin/python -m bench
	.venv/bin/python -m bench.pressrun

format: ## format the code and apply the safe fixes
	@tools/setup.sh test
	.venv/bin/ruff check --fix-only .
	.venv/bin/ruff format .

lock: ## write the lock files from pyproject.toml (UPGRADE=--upgrade: newest versions)
	@tools/setup.sh run
	.venv/bin/python -m venv build/lock
	build/lock/bin/pip install --quiet uv==0.13.8
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group bench --constraint requirements.lock --output-file requirements-bench.lock

clean: ## remove everything made, .venv and caches included
	rm -rf build .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
