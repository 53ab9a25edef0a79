# A server image: gunicorn with the installed wheel, static files by WhiteNoise. TLS is the reverse proxy's work.
FROM python:3.13-slim AS build
WORKDIR /source
RUN python -m venv /opt/demarche
COPY requirements-server.txt .
RUN /opt/demarche/bin/pip install --no-cache-dir --require-hashes -r requirements-server.txt
COPY . .
RUN /opt/demarche/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /var/lib/demarche demarche
COPY --from=build /opt/demarche /opt/demarche
ENV PATH=/opt/demarche/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=tracker.settings \
    DEMARCHE_PRODUCTION=1 \
    DEMARCHE_DATA_DIR=/var/lib/demarche
USER demarche
WORKDIR /var/lib/demarche
EXPOSE 8000
# "localhost" has to be one of DEMARCHE_ALLOWED_HOSTS for this.
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/healthz', timeout=3)"]
CMD ["sh", "-c", "python -m django migrate --no-input && python -m django collectstatic --no-input --verbosity 0 && exec gunicorn tracker.wsgi --bind 0.0.0.0:8000 --workers 2 --threads 4"]
