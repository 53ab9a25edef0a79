"""Whatever the schema allows: no answer is an error of the server."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error

from tests.rows import make_public_event
from tracker.wsgi import application

EXAMPLES = 4  # for each operation
SAME_EACH_TIME = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def connection_kept(db: None) -> Iterator[None]:
    """The server closes its connection between requests, and with it the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("connection_kept")
def test_no_request_that_the_schema_describes_brings_the_server_down():
    make_public_event()
    described = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
    described.app = application
    asked = set()
    for found in described.get_all_operations():
        operation = found.ok()

        @SAME_EACH_TIME
        @given(case=operation.as_strategy())
        def answers(case: schemathesis.Case) -> None:
            asked.add((case.method, case.path))
            case.call_and_validate(base_url="http://localhost/", checks=[not_a_server_error])

        answers()
    assert {("GET", "/api/v1/events/"), ("POST", "/api/v1/events/"), ("GET", "/api/v1/events.csv")} <= asked
