FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv /app/.venv
COPY requirements.lock requirements-node.lock ./
RUN .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
    && pip install --no-cache-dir --require-hashes --target /opt/node -r requirements-node.lock
COPY package.json package-lock.json ./
COPY . .
# The design system, the translations and the static files, as `make run` makes them.
RUN PYTHONPATH=/opt/node .venv/bin/python -m samskabelse.local.prepare_tests \
    && .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules var/secret-key var/stamps

FROM python:3.13-slim
WORKDIR /app
RUN useradd --system --uid 10001 --no-create-home samskabelse
COPY --from=build --chown=samskabelse:samskabelse /app /app
USER samskabelse
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=samskabelse.settings
EXPOSE 8000
CMD ["gunicorn", "samskabelse.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
     "--no-control-socket"]
