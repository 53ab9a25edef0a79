"""What staff may select has less in it than what is published: no type, no citation, no day of publication."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.rows import make_user
from timeline.exports import FORMATS
from timeline.models import Event

pytestmark = pytest.mark.django_db
AS_TEXT = ("csv", "jsonl", "geojson", "ics", "atom", "feed.json", "timeline.json")


@pytest.mark.parametrize("name", AS_TEXT)
@pytest.mark.parametrize("edtf", ["2022-03-05", ""])
def test_a_bare_draft_breaks_no_format(client: Client, name: str, edtf: str):
    Event.objects.create(title="Asks for aid", edtf=edtf)
    client.force_login(make_user())
    response = client.get(f"/api/v1/events.{name}?state=draft")
    body = b"".join(response.streaming_content)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert (b"Asks for aid" in body) == bool(edtf or FORMATS[name].holds_undated)
