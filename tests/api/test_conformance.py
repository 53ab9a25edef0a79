"""Schemathesis over the whole schema: whatever a request looks like, the answer is one that the schema describes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.rows import make_editor, make_public_event
from timeline.models import ApiToken
from tracker.wsgi import application

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
few = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A server closes it after each answer; here it is the test's own."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def complaints(operation: schemathesis.schemas.APIOperation, headers: dict[str, str]) -> list[str]:
    """One, or none: what the first request that was answered wrongly was told."""

    @few
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.validate_response(case.call(headers=headers), checks=CHECKS)

    try:
        ask()
    except (Exception, FailureGroup) as error:
        return [f"{operation.label}: {error!r}".replace("\\n", "\n")]
    return []


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("who", ["nobody", "an editor"])
def test_every_answer_is_one_that_the_schema_describes(who: str):
    make_public_event()
    headers = {"Accept-Encoding": "identity"}
    if who == "an editor":
        _token, secret = ApiToken.objects.create(make_editor(), name="drawn requests", scope="write")
        headers["Authorization"] = f"Bearer {secret}"
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 20
    told = [found for operation in operations for found in complaints(operation, headers)]
    assert not told, "\n\n".join(told)
