"""Bodies that no program should send: refused whole, shortly, and at the place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.api.writing import EVENTS, JSON, body, cited, post
from timeline.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("[]", 400),
        ('"text"', 400),
        ("null", 400),
        ("", 400),
        ("{", 400),
        ("NaN", 400),
        ('{"importance": 1' + "0" * 5_000 + "}", 400),
        ('{"title": ' + "[" * 100_000, 400),
        ('{"title": ' + "[" * 200 + "]" * 200 + "}", 400),
        ('{"\\ud800": 1}', 400),
        ('{"title": "Meets", "title": "Calls"}', 400),
        ('{"title": "Meets", "date": {"edtf": "2022", "edtf": "2023"}}', 400),
        ('{"title": "' + "x" * 5_300_000 + '"}', 413),
    ],
    ids=range(13),
)
def test_a_strange_body_is_refused(analyst: Client, content: str, status: int):
    answer = analyst.post(EVENTS, content, content_type=JSON)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}, 411),
        ({"HTTP_CONTENT_ENCODING": "gzip"}, 415),
        ({"HTTP_CONTENT_ENCODING": "identity"}, 201),
    ],
)
def test_a_body_that_would_not_be_read_is_refused_and_not_taken_for_empty(analyst: Client, how: dict, status: int):
    answer = analyst.post(EVENTS, json.dumps(body()), content_type=JSON, **how)
    assert answer.status_code == status, answer.content
    assert Event.objects.exists() == (status == 201)


@pytest.mark.parametrize(
    "sent",
    [
        {f"unknown {number}": 1 for number in range(5_000)},
        body(parties=[1] * 5_000),
        body(citations=[{**cited("nothing"), "supports": ["mood"] * 5_000}]),
        body(citations=[{**cited("nothing"), "selector": [{}] * 5_000}]),
        body(citations=[{**cited("nothing"), "reported": {str(number): [] for number in range(5_000)}}]),
    ],
    ids=["unknown", "parties", "supports", "selector", "reported"],
)
def test_an_answer_is_short_whatever_was_sent(analyst: Client, sent: dict[str, Any]):
    answer = post(analyst, sent)
    assert answer.status_code == 400
    assert len(answer.content) < 8_000


def test_a_name_that_stands_twice_is_told(analyst: Client):
    answer = analyst.post(EVENTS, '{"title": "Meets", "title": "Calls"}', content_type=JSON)
    assert answer.json()["detail"] == "“title” stands twice in one object; give it once."
