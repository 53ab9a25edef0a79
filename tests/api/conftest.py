import pytest
from django.test import Client

from tests.rows import make_type, make_user


@pytest.fixture
def analyst(db: None, client: Client) -> Client:
    """Who writes, logged in; there is a type to write of."""
    make_type()
    client.force_login(make_user())
    return client
