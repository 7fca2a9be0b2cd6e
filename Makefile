# `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help run build install uninstall test bench format lint clean packages test-packages python

# Debian's names of the system packages: what the build and its pages need, and what the tests need besides.
PACKAGES := git pkg-config libopenblas-dev libcmark-dev libssl-dev zlib1g-dev libjs-katex librsvg2-2 fonts-dejavu-core
TEST_PACKAGES := python3 python3-venv chromium tidy

# Where ‘make install’ puts the command: PREFIX/bin/notebook. DESTDIR, for packagers, stands before it.
PREFIX := /usr/local
DESTDIR :=

NOTEBOOK := .build/release/notebook
PAGE := notebooks/module1.md
SWIFT_FILES := Package.swift Sources Tests
PYTHON := .build/python/bin/python

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: build ## Build, run the first page of the course, and say where it is
	$(NOTEBOOK) run $(PAGE)
	@echo "The page: file://$(CURDIR)/_build/$(notdir $(PAGE:.md=.html))"

build: packages ## Build .build/release/notebook
	swift build --configuration release

# It does not build: with ‘sudo make install’ the compiler would not be on the path, and .build would be root's.
install: ## Install what was built in PREFIX, by default /usr/local
	@DESTDIR="$(DESTDIR)" .ci/installation install "$(dir $(NOTEBOOK))" "$(PREFIX)"

uninstall: ## Remove what ‘make install’ installed in PREFIX
	@DESTDIR="$(DESTDIR)" .ci/installation uninstall "$(PREFIX)"

test: packages test-packages python ## Run all tests
	NOTEBOOK_TEST_PYTHON="$(CURDIR)/$(PYTHON)" \
	NOTEBOOK_TEST_CHROMIUM="$$(command -v chromium || command -v chromium-browser || command -v google-chrome)" \
	NOTEBOOK_TEST_TIDY="$$(command -v tidy)" \
	swift test

bench: build ## Measure a release build; PEER_PYTHON=… compares with Jupyter, PyTorch, NumPy and others
	@.ci/install python3
	Benchmarks/run
	Benchmarks/charts
	Benchmarks/training
	Benchmarks/samplers
	Benchmarks/classical

format: ## Format the Swift files in place
	swift format --in-place --parallel --recursive $(SWIFT_FILES)

lint: packages ## Check the formatting, and build with warnings as errors
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)
	NOTEBOOK_WARNINGS_AS_ERRORS=1 swift build --build-tests --scratch-path .build/lint

clean: ## Remove all that was built: .build and _build
	rm -rf .build _build

packages:
	@.ci/install $(PACKAGES)

test-packages:
	@.ci/install $(TEST_PACKAGES)

# What the tests read our files with: a virtual environment of their own.
python: $(PYTHON).installed

$(PYTHON).installed: Tests/InteropTests/requirements.txt
	python3 -m venv --clear .build/python
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@
