# AideNum. Two commands are enough: `make run` serves the assistant, `make test` runs every test.
# Both prepare what is missing and say what they do.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check lint types imports plain audit train system addok node-tools \
        gazetteer widget screenshots eval eval-places eval-safety bench clean

PORT ?= 8000
HOST ?= 127.0.0.1

# uv is installed in a folder of the project, from its package, because a fresh machine does not have it.
UV_VERSION := 0.13.9
UV := .tools/bin/uv
export UV_PYTHON_PREFERENCE := only-system
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON := python3
export UV_LINK_MODE := copy
export RASA_TELEMETRY_ENABLED := false
# Python keeps what it has compiled, even where the machine's settings say otherwise: nine seconds at each start.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin

help: ## Show what can be done
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk -F':.*?## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# --- prepare -------------------------------------------------------------------------------------------------------

$(UV):
	@echo "→ Installing uv $(UV_VERSION) in .tools/"
	@tools/bootstrap-uv.sh $(UV_VERSION)

.venv/.installed: pyproject.toml uv.lock $(UV)
	@echo "→ Installing AideNum and its libraries in .venv/"
	@$(UV) sync --frozen --no-dev --inexact --quiet
	@touch $@

.venv/.installed-dev: pyproject.toml uv.lock $(UV)
	@echo "→ Installing the test tools in .venv/"
	@$(UV) sync --frozen --quiet
	@touch .venv/.installed $@

train: .venv/.installed ## Train the model when something has changed
	@$(BIN)/aidenum train

setup: .venv/.installed train ## Prepare everything that is needed to run
	@echo "→ Ready. Try: .venv/bin/aidenum ask \"je cherche de l'aide à Caudry\""

setup-dev: .venv/.installed-dev train system addok node-tools

system: ## Install the system packages of the tests (as root; otherwise say what is missing)
	@tools/system-packages.sh

addok: $(UV) ## Prepare the geocoder of the tests, in a virtual environment of its own
	@sh tools/addok/setup.sh

node-tools: ## Prepare the tools of the page (Node 20); without Node the tests that need them are skipped, by name
	@if ! command -v npm >/dev/null; then echo "→ No Node: the tests of the page's build are skipped."; else \
	  for folder in widget tests/directory/hours/js tests/bot/channels/sms/js; do \
	    if [ -f $$folder/package-lock.json ] && [ $$folder/package-lock.json -nt $$folder/node_modules/.installed ]; then \
	      echo "→ Installing the Node tools of $$folder"; \
	      (cd $$folder && npm ci --ignore-scripts --no-fund --no-audit --silent && touch node_modules/.installed) || \
	        echo "  could not be installed: the tests that need them are skipped, by name."; \
	    fi; \
	  done; fi

# --- use -----------------------------------------------------------------------------------------------------------

run: setup ## Serve the assistant on http://127.0.0.1:8000/
	@$(BIN)/aidenum serve --host $(HOST) --port $(PORT)

# --- check ---------------------------------------------------------------------------------------------------------

test: setup-dev ## Run every test
	@echo "→ Running the tests"
	@$(BIN)/python -m pytest

lint: .venv/.installed-dev ## Style
	@echo "→ ruff"; $(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/.installed-dev ## Types
	@echo "→ mypy"; $(BIN)/mypy

imports: .venv/.installed-dev ## Who may import whom
	@echo "→ import rules"; $(BIN)/lint-imports

plain: .venv/.installed-dev ## Every sentence that people read is plain
	@$(BIN)/python -m tools.plain_language

audit: .venv/.installed ## Every number, price, date and phone that we say stands on a dated card
	@$(BIN)/aidenum audit

check: lint types imports audit test ## All of the above

# --- build what is committed ---------------------------------------------------------------------------------------

gazetteer: $(UV) ## Build data/places/ again from its sources
	@sh tools/gazetteer/fetch.sh

widget: ## Build the page's script and the widget again
	@cd widget && npm ci --ignore-scripts --no-fund --no-audit && npm run build

screenshots: setup-dev ## Make docs/screenshots/ again
	@$(BIN)/python -m tools.screenshots

# --- measure -------------------------------------------------------------------------------------------------------

eval: setup-dev ## How well held-back sentences and conversations are understood
	@$(BIN)/python -m benchmarks.eval_understanding
	@$(BIN)/python -m benchmarks.eval_conversations

eval-safety: setup-dev ## Recall and false alarms of the safety rules
	@for set in safety safety_fresh safety_unseen safety_hard safety_exam safety_exam_2 safety_exam_3 safety_exam_4; do $(BIN)/python -m benchmarks.eval_understanding --understanding --set $$set || exit 1; done

eval-places: setup-dev ## How well held-back places are understood
	@$(BIN)/python -m benchmarks.eval_places

eval-shorthand: setup-dev ## How well agents' shorthand is read
	@$(BIN)/python -m benchmarks.eval_shorthand

bench: setup-dev ## Speed and memory, as ratios within one run
	@for name in nearest importing places hours encoding understanding turns memory console web_slow_network sms; do \
	  [ -f benchmarks/$$name.py ] && { echo "→ $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; }; done

clean: ## Remove what was built here (not var/, which holds your data)
	rm -rf .venv .venv-addok .tools models .ruff_cache .mypy_cache .pytest_cache build *.egg-info
