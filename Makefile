# Patentry: `make demo` and `make test` do all their own set-up; git, make and python3 (3.11) with venv come first.
PYTHON ?= python3
PORT ?= 8000
HOME_DEMO ?= var/demo
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Left out on the second database: what brings its own server, and what asks the database nothing of its own (figures
# are counted from the corpus, paper is set from them).
ANY_DATABASE := $(addprefix --ignore=tests/web/,test_consultation_race.py test_killed_site.py test_outbox_kill.py test_doors.py test_serve.py test_files_hostile.py) \
	$(addprefix --ignore=tests/web/,test_api_answers.py test_breakdowns.py test_high_value_page.py test_holder_figures.py test_implementation_figures.py) \
	$(addprefix --ignore=tests/web/,test_next_year_page.py test_portraits.py test_region_map_page.py test_design_forms.py test_design_writing.py) \
	--ignore=tests/web/test_workbench_paper.py --ignore-glob="tests/web/test_site_*"
# A process a processor and one more, for some tests wait for processes of their own; what shares costly fixtures stays
# together (tests/conftest.py).
SPREAD ?= --numprocesses $(shell expr $$(nproc) + 1) --maxprocesses 8 --dist loadgroup --no-loadscope-reorder
LOCKS := $(wildcard requirements/*.txt)

.PHONY: help demo serve test check format bench soak messages methods lock clean
help:
	@echo "make demo    build a demonstration district and serve it on http://127.0.0.1:$(PORT)/"
	@echo "make test    run every test this machine allows"
	@echo "make check   style, types, the picture of the rooms, migrations, both languages, generated manuals"
	@echo "make bench   measure and print one table"
	@echo "make soak    what takes minutes: kills, long fuzzing, a browser walk under load"

.venv/site: pyproject.toml $(LOCKS)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements/site.txt -r requirements/search.txt
	$(PIP) install --no-deps --editable .
	@touch $@

.venv/develop: .venv/site
	$(PIP) install --require-hashes -r requirements/site.txt -r requirements/search.txt -r requirements/postgres.txt -r requirements/spark.txt \
		-r requirements/milvus.txt -r requirements/meaning.txt -r requirements/test.txt -r requirements/develop.txt
	@touch $@

demo: .venv/site
	$(BIN)/patentry --home $(HOME_DEMO) demo --port $(PORT)

test: .venv/develop
	$(BIN)/python -m pytest $(SPREAD) -m "not soak"
	$(BIN)/python -m tests.postgresql $(BIN)/python -m pytest $(SPREAD) -m "not soak" tests/web $(ANY_DATABASE)

check: .venv/develop
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	PATENTRY_HOME=var/check $(BIN)/django-admin makemigrations --check --dry-run --settings district.config.settings
	$(BIN)/python -m tests.docs.manuals --check

format: .venv/develop
	$(BIN)/ruff check --fix src tests bench
	$(BIN)/ruff format src tests bench

messages: .venv/develop
	for source in $$(find src/district -name django.po); do $(BIN)/pybabel -q compile -i $$source -o $${source%.po}.mo || exit 1; done

methods: .venv/develop
	$(BIN)/python -m tests.docs.manuals

bench: .venv/develop
	$(BIN)/python -m bench

soak: .venv/develop
	PATENTRY_SOAK=1 $(BIN)/python -m pytest -m soak

lock:
	requirements/lock

clean:
	rm -rf .venv .venv-library var
