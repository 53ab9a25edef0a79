"""An export is written as it is read: nothing waits for the last event, and nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from tests.rows import make_public_event
from timeline.exports import FORMATS, Provenance
from timeline.models import Event

pytestmark = pytest.mark.django_db
WRITTEN_AS_READ = ("geojson", "ics", "atom", "feed.json", "timeline.json")


def provenance() -> Provenance:
    made_at = timezone.now()
    return Provenance(site="http://testserver", query="", made_at=made_at, version="a-version", dated=3, undated=0)


@pytest.mark.parametrize("name", WRITTEN_AS_READ)
def test_each_event_leaves_before_the_next_is_read(name: str):
    for day in ("2022-03-05", "2022-03-06", "2022-03-07"):
        make_public_event(edtf=day)
    read: list[str] = []

    def reading() -> Iterator[Event]:
        for event in Event.objects.with_everything().chronological():
            read.append(event.public_id)
            yield event

    pieces = FORMATS[name].pieces(reading(), provenance())
    head = next(pieces)
    assert head
    assert read == []
    for number in (1, 2, 3):
        piece = next(pieces)
        text = piece if isinstance(piece, str) else piece.decode()
        assert len(read) == number
        assert read[-1] in text
