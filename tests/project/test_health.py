import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_healthy_while_the_database_answers(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_unhealthy_while_the_database_does_not_answer(client):
    def refuse(*_arguments):
        raise OperationalError("the disk of /srv/secret is gone")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")

    assert response.status_code == 503
    assert "secret" not in response.content.decode()


@pytest.mark.django_db
def test_only_read(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_answers_without_https_behind_a_load_balancer(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 200
    assert client.get("/admin/login/").status_code == 301
