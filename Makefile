# Two commands for a new user: `make demo`, `make test`. The rest is for those who work on it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
USABLE := $(VENV)/.usable
READY := $(VENV)/.ready

.PHONY: demo test soak quick lint bench bench-captions bench-extract bench-large bench-mt bench-review catalogs docs screenshots clean

demo: $(USABLE)
	@$(BIN)/python examples/demo.py

test: $(READY)
	@$(BIN)/python -m pytest -n 2 --dist worksteal

# The tests that try what goes wrong seldom, at full length: half an hour. Those on Ray where it is.
soak: $(READY)
	@L10N_SOAK=1 $(BIN)/python -m pytest -n 0 -s tests/sync/test_many_hands.py
	@L10N_SOAK=1 $(BIN)/python -m pytest -n 2 tests/faults tests/test_mutations.py tests/sync/test_git.py \
		tests/sync/test_clocks.py tests/web/test_any_request.py tests/captions/test_run.py tests/captions/test_on_ray.py

# What needs neither model, browser nor other programs; the store on SQLite alone.
quick: $(READY)
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" -k "not postgresql"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python bench/translate_speed.py
	$(BIN)/python bench/target_pieces.py
	$(BIN)/python bench/catalog_speed.py
	$(BIN)/python bench/matching_speed.py
	$(BIN)/python bench/moderation_lists.py
	$(BIN)/python bench/startup_speed.py
	$(BIN)/python bench/release_speed.py

# Needs a quiet machine and half an hour; parts alone with --only, see --help.
bench-captions: $(READY)
	$(BIN)/python bench/captions_speed.py
	$(BIN)/python bench/captions_serve.py

# Beside xgettext, pybabel and others, as far as they are here; TREES names real trees to read.
bench-extract: $(READY)
	$(BIN)/python bench/extract_speed.py $(TREES)

bench-mt: $(READY)
	$(BIN)/python bench/mt_quality.py
	$(BIN)/python bench/long_sentences.py
	$(BIN)/python bench/rare_words.py

# Needs a quiet machine and some minutes: 100,000 units, twenty reviewers, two databases.
bench-review: $(READY)
	$(BIN)/python bench/review_pages.py
	$(BIN)/python bench/review_load.py
	$(BIN)/python bench/review_upload.py
	$(BIN)/python bench/first_sync.py

# A million units in one catalog: a quarter of an hour, and 4 GB.
bench-large: $(READY)
	$(BIN)/python bench/large_catalog.py

# Bring this project's own catalogs up to date and compile what is approved.
catalogs: $(READY)
	$(BIN)/l10n update
	$(BIN)/l10n compile

docs: $(READY)
	$(BIN)/python docs/make_cli_reference.py
	$(BIN)/python docs/make_rules.py

screenshots: $(READY)
	$(BIN)/python docs/make_screenshots.py

INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ./starter --editable

# The environment is made anew when the dependencies change: for users, and for who works on it.
$(USABLE): pyproject.toml starter/pyproject.toml
	@echo "Making $(VENV) and installing l10n (a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) '.[all]'
	@touch $@

$(READY): $(USABLE)
	@echo "Installing what the tests and linters need ..."
	@$(INSTALL) '.[all,dev]'
	@touch $@

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis
