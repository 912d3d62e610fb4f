# Every target bootstraps what it needs from plain python3 (>= 3.11, with venv) and the package registries.
.RECIPEPREFIX := >
.DELETE_ON_ERROR:
.PHONY: install demo test lint bench fit lock clean

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
DEMO := ./lineholder-demo

help: ## What there is
> @grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/.bootstrap: requirements-bootstrap.lock
> python3 -m venv $(VENV)
> $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bootstrap.lock
> touch $@

# The pages are built by the wheel's own hook, so the package is rebuilt when a front-end source changes.
FRONTEND := $(shell find src/lineholder/web/frontend -type f -not -path '*/node_modules/*' 2>/dev/null)

$(VENV)/.install: $(VENV)/.bootstrap requirements.lock requirements-build.lock pyproject.toml hatch_build.py $(FRONTEND)
> $(UV) pip install --quiet --require-hashes -r requirements.lock -r requirements-build.lock
> $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
> touch $@

$(VENV)/.dev: $(VENV)/.install requirements-dev.lock
> $(UV) pip install --quiet --require-hashes -r requirements-dev.lock -r requirements-build.lock
> touch $@

# Browser tests and crash tests use two of Debian's own packages; without root they skip and say so.
$(VENV)/.debian: $(VENV)/.dev
> @if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
>   command -v chromium >/dev/null && command -v strace >/dev/null || \
>   { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium strace >/dev/null; } \
>   || echo "chromium or strace could not be installed: their tests will skip and say so"; fi
> touch $@

install: $(VENV)/.install ## Install the command at .venv/bin/lineholder

demo: $(VENV)/.install ## Find the lines of a synthetic county, then say how to open the pages
> $(BIN)/lineholder --workspace $(DEMO) demo

lint: $(VENV)/.dev ## Format check, lint, types, import contracts
> $(BIN)/ruff format --check .
> $(BIN)/ruff check .
> $(BIN)/mypy
> $(BIN)/lint-imports

test: $(VENV)/.debian lint ## Everything that decides whether a change lands
> @$(BIN)/python -m pytest -q 2>$(VENV)/pytest.err || { status=$$?; cat $(VENV)/pytest.err; exit $$status; }

bench: $(VENV)/.dev ## Slow measurements, each as a ratio to a named baseline of the same run
> $(BIN)/python -m bench

fit: $(VENV)/.dev ## Fit the weights of detection and of attribution anew on synthetic counties
> $(BIN)/python -m bench.fit
> $(BIN)/python -m bench.fit_attribution

lock: $(VENV)/.bootstrap ## Compile the hashed locks anew
> $(UV) pip compile --quiet --universal --no-header --generate-hashes requirements-bootstrap.in -o requirements-bootstrap.lock
> $(UV) pip compile --quiet --universal --no-header --generate-hashes requirements-build.in -o requirements-build.lock
> $(UV) pip compile --quiet --universal --no-header --generate-hashes pyproject.toml --extra postgres -o requirements.lock
> $(UV) pip compile --quiet --universal --no-header --generate-hashes pyproject.toml --extra postgres --group dev -o requirements-dev.lock

clean: ## Remove what these targets made
> rm -rf $(VENV) $(DEMO) src/lineholder/web/static/dist
