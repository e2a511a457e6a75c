# Two commands do everything: `make demo` and `make test`. Both set up what they need by themselves.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/ready
COMPILED := $(wildcard src/anbefal/locale/*/LC_MESSAGES/*.po src/anbefal/language/words/*.toml)

.PHONY: help demo test torture lint bench bench-diff bench-render bench-peers messages lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

$(READY): constraints.txt pyproject.toml hatch_build.py $(COMPILED)
	@test -n "$(PYTHON)" || { echo "anbefal needs Python 3.11 or newer: install it, or name it: make PYTHON=/path/to/python3"; exit 2; }
	@echo "Setting up .venv (once; half a minute)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip --disable-pip-version-check -q install --require-hashes -r constraints.txt
	@$(BIN)/python -m pip --disable-pip-version-check -q install --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY) ## Replay the sample assembly's day into build/demo/
	@$(BIN)/python demo/replay.py build/demo

test: $(READY) ## Run the whole suite; long runs are sampled
	@$(BIN)/python -m pytest -n auto --dist loadfile

torture: $(READY) ## Run the long runs whole (concurrency, kill -9, hostile input)
	@ANBEFAL_TORTURE=1 $(BIN)/python -m pytest -m torture --timeout=3600

lint: $(READY) ## Check style, types and floors, and lint the sample drafts
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports && $(BIN)/anbefal lint

SIZES ?= 6 100
ROUNDS ?= 3
# Pasts: drafts x versions x closed workshops.
HISTORY ?= 60x20000 6x10000x40

bench: $(READY) ## Time anbefal beside its peers, in turn, and print ratios (SIZES="1000 5000" HISTORY=60x20000 ROUNDS=5)
	@$(BIN)/python bench/run.py --sizes $(SIZES) --rounds $(ROUNDS) --history $(HISTORY)

bench-diff: $(READY) ## Time the comparison of drafts beside git's, and count the words marked
	@$(BIN)/python bench/diff.py

bench-render: $(READY) ## Time DOCX and HTML of many drafts beside pandoc and markdown-docx (SIZES="6 1000")
	@$(BIN)/python bench/render.py --sizes $(SIZES) --rounds $(ROUNDS)

bench-peers: $(READY) ## Install the linters, formatters and writers that ours are timed beside
	@$(BIN)/python bench/peers.py

messages: $(READY) ## Bring new messages into the catalogue, and compile it
	@$(BIN)/python tools/messages.py && $(BIN)/python hatch_build.py

lock: ## Renew constraints.txt (needs uv)
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group pyproject.toml:dev pyproject.toml -o constraints.txt --upgrade

clean: ## Remove what was built
	@rm -rf build dist .venv
