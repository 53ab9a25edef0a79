"""Logging in: demo accounts only in the demo, and no guessing of passwords."""

import pytest
from django.contrib.auth import get_user_model

PASSWORD = "Mariinsky-1917"


@pytest.fixture
def person():
    return get_user_model().objects.create_user("ann", password=PASSWORD, is_staff=True)


@pytest.fixture
def demo_editor():
    return get_user_model().objects.create_user("demo-editor", password="editor", is_staff=True)


def log_in(client, username: str, password: str, address: str = "203.0.113.1"):
    credentials = {"username": username, "password": password}
    return client.post("/admin/login/?next=/admin/", credentials, REMOTE_ADDR=address)


@pytest.mark.django_db
def test_a_demo_account_may_log_in_in_demo_mode(client, settings, demo_editor):
    settings.DEMO = True

    assert log_in(client, "demo-editor", "editor").status_code == 302


@pytest.mark.django_db
def test_a_demo_account_is_refused_outside_demo_mode(client, demo_editor):
    assert log_in(client, "demo-editor", "editor").status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_demo_session_ends_with_demo_mode(client, settings, demo_editor):
    settings.DEMO = True
    log_in(client, "demo-editor", "editor")
    settings.DEMO = False

    assert client.get("/admin/").status_code == 302


@pytest.mark.django_db
def test_an_ordinary_account_logs_in_in_both_modes(client, settings, person):
    assert log_in(client, "ann", PASSWORD).status_code == 302
    settings.DEMO = True
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db
def test_ten_wrong_passwords_lock_that_name_from_that_address(client, settings, person):
    settings.AXES_ENABLED = True
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        log_in(client, "ann", "wrong")

    assert log_in(client, "ann", PASSWORD).status_code == 429
    assert log_in(client, "ann", PASSWORD, address="203.0.113.2").status_code == 302
