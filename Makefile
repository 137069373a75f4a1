# make run    the whole site on this machine          PORT=8001 make run chooses the port
# make test   every test                              make test ARGS="tests/mail -k quiet"
# make bench  how fast it is, at three sizes, into docs/performance.md
# make check  style, types, imports, migrations, translations, deployment
# make format, make messages, make lock               tidy, collect texts, renew the locks
PY := .venv/bin/python
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; \
	done)
ENVIRONMENT := "$(PYTHON)" -I samskabelse/local/environment.py
export PYTHONUNBUFFERED := 1

.PHONY: run test bench check format messages lock python
.DEFAULT_GOAL := run

run: python
	@$(ENVIRONMENT) run
	@test -n "$$DATABASE_URL" || export DEMO_MODE="$${DEMO_MODE:-true}"; exec $(PY) manage.py up

test: python
	@$(ENVIRONMENT) dev
	@$(PY) -m samskabelse.local.prepare_tests
	@exec $(PY) -m pytest -n auto --dist loadgroup $(ARGS)

bench: python
	@$(ENVIRONMENT) run
	@exec $(PY) -m benchmarks --write $(ARGS)

check: python
	@$(ENVIRONMENT) dev
	@$(PY) -m samskabelse.local.checking

format: python
	@$(ENVIRONMENT) dev
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format .
	@$(PY) -m djlint --reformat --quiet templates || true

messages: python
	@$(ENVIRONMENT) dev
	@$(PY) manage.py messages

lock: python
	@"$(PYTHON)" -m venv var/lock-venv && var/lock-venv/bin/python -m pip install --quiet uv
	@set -e; for name in requirements requirements-dev requirements-node; do \
		var/lock-venv/bin/python -m uv pip compile --universal --python-version 3.11 \
			--generate-hashes --no-header --quiet $(ARGS) -o $$name.lock $$name.in; \
		echo "✓ $$name.lock"; done

python:
	@test -n "$(PYTHON)" || { echo "✗ Samskabelse needs Python 3.11 or newer, and none was found." \
		"On Debian and Ubuntu: apt install python3 python3-venv"; exit 1; }
