# Two commands: `make html` builds the site, `make test` tests it.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help html serve pdf publications wheel typst-pdf-wheel typst-pdf-oldest published csp bench test test-all check check-links live new programs clean lock

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/'

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.12 html"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "Python's venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/site.stamp: requirements.txt | .venv/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/test.stamp: tests/requirements.txt .venv/site.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r tests/requirements.txt
	@touch $@

html: .venv/site.stamp ## Build the site into _build/dirhtml
	$(BIN)/sphinx-build -W --keep-going -q -b dirhtml -j auto -d _build/doctrees . _build/dirhtml
	@echo "The site is ready in _build/dirhtml: make serve shows it"

serve: html ## Show the site in a browser
	@$(BIN)/python _ext/serve.py _build/dirhtml

pdf: .venv/site.stamp ## Build the PDF into _build/pdf
	$(BIN)/sphinx-build -W --keep-going -q -b typst_pdf -j auto -d _build/doctrees . _build/pdf
	@echo "The PDF is ready: _build/pdf/ai-in-finance.pdf"

wheel: .venv/site.stamp ## Build the extensions as a wheel into _build/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir _build/wheel ./_ext
	@rm -rf _ext/build _ext/*.egg-info

typst-pdf-wheel: .venv/site.stamp ## Build the PDF builder's own wheel into _build
	rm -rf _build/typst_pdf && mkdir -p _build && cp -r _ext/typst_pdf _build/typst_pdf
	$(BIN)/python -m pip wheel --quiet --no-deps -w _build _build/typst_pdf

typst-pdf-oldest: ## Test the PDF builder with the oldest Sphinx that it supports
	@mkdir -p _build && test -x _build/oldest/bin/python || $(PYTHON) -m venv _build/oldest
	_build/oldest/bin/python -m pip install --quiet 'sphinx==7.4.*' typst pikepdf pillow \
	latex2mathml fontpkg-source-sans-3 myst-parser sphinx-design pytest pypdf page-validation
	_build/oldest/bin/python -m pytest -p no:cacheprovider tests/typst_pdf

published: html ## Note the addresses of this build in published-urls.txt
	@$(BIN)/python _ext/published.py _build/dirhtml

publications: .venv/site.stamp ## Ask OpenAlex and Crossref what publications.bib lacks; WRITE=1 writes it
	@PYTHONPATH=_ext $(BIN)/python -m publications.update $(if $(WRITE),--write) $(if $(MAIL),--mail $(MAIL)) $(OPTIONS)

csp: html ## Print the hashes of inline scripts for a Content-Security-Policy
	@$(BIN)/python tests/csp.py _build/dirhtml

bench: .venv/test.stamp ## Compare with stock Furo and MkDocs Material (minutes)
	$(BIN)/python tests/bench.py

test: .venv/test.stamp ## Check style and types, run the tests of daily work
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist loadfile -m $(or $(TESTS),"not slow and not browser")

test-all: ## The same with every test: whole builds, random edits, a browser (minutes)
	@$(MAKE) test TESTS='""'

check: .venv/test.stamp ## Everything that a release must pass, with a table (minutes)
	@$(BIN)/python tests/check.py

check-links: .venv/site.stamp ## Ask other sites whether the links to them hold
	@mkdir -p _build && $(BIN)/python _ext/check_links.py

live: .venv/site.stamp ## Build again at every change, and show it
	$(BIN)/python _ext/live.py -q -b dirhtml -d _build/doctrees . _build/dirhtml --port $(or $(PORT),8000)

new: .venv/site.stamp ## Write a page: make new KIND=thesis ID=smith-2026 TITLE="…", or it asks
	@$(BIN)/python _ext/new.py $(KIND) $(ID) $(if $(TITLE),"title=$(TITLE)")

programs: .venv/site.stamp ## Write what editors' programs read: schemas, .vscode
	@$(BIN)/python _ext/programs.py

lock: .venv/test.stamp ## Pin the dependencies of pyproject.toml anew
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate --group site -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate -c requirements.txt --group test -o tests/requirements.txt

clean: ## Delete what was built
	rm -rf _build
