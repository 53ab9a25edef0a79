import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.rows import make_editor, make_user


@pytest.fixture
def analyst(db) -> User:
    return make_user()


@pytest.fixture
def editor(db) -> User:
    return make_editor()


@pytest.fixture
def desk(analyst: User) -> Client:
    """An analyst who is logged in."""
    return logged_in(analyst)


@pytest.fixture
def editors_desk(editor: User) -> Client:
    return logged_in(editor)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
