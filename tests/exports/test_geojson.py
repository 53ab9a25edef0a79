"""GeoJSON: valid to a library of others, in range, and as many features as the selection has events."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from geojson_pydantic import FeatureCollection

from tests.rows import make_actor, make_event, make_place, make_public_event, publish_now, take_part, take_place

from .nasty import NASTY, make_nasty_event

pytestmark = pytest.mark.django_db


def exported(client: Client, query: str = "") -> dict[str, Any]:
    response = client.get(f"/api/v1/events.geojson?{query}")
    assert response["Content-Type"] == "application/geo+json"
    body = json.loads(b"".join(response.streaming_content))
    FeatureCollection.model_validate(body)
    return body


def place_event(*places: tuple[str, str] | tuple[None, None]) -> None:
    event = make_event()
    for number, (latitude, longitude) in enumerate(places):
        take_place(event, make_place(f"Place {number}", latitude=latitude, longitude=longitude))
    publish_now(event)


@pytest.mark.parametrize(
    ("places", "geometry"),
    [
        ([], None),
        ([(None, None)], None),
        ([("55.752", "37.617")], {"type": "Point", "coordinates": [37.617, 55.752]}),
        ([("0", "0")], {"type": "Point", "coordinates": [0, 0]}),
        ([("90", "-180")], {"type": "Point", "coordinates": [-180, 90]}),
        ([("55.752", "37.617"), (None, None)], {"type": "Point", "coordinates": [37.617, 55.752]}),
        ([("55.752", "37.617"), ("55.752", "37.617")], {"type": "Point", "coordinates": [37.617, 55.752]}),
        (
            [("31.778", "35.235"), ("55.752", "37.617")],
            {"type": "MultiPoint", "coordinates": [[35.235, 31.778], [37.617, 55.752]]},
        ),
    ],
)
def test_where_an_event_was_is_longitude_then_latitude(client: Client, places, geometry):
    place_event(*places)
    assert exported(client)["features"][0]["geometry"] == geometry


def test_no_point_lies_outside_the_world(client: Client):
    place_event(("-90", "180"), ("89.99999", "-179.99999"))
    for longitude, latitude in exported(client)["features"][0]["geometry"]["coordinates"]:
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "wording"),
    [
        ("2022-03-05", "2022-03-05", "2022-03-05", "5 March 2022"),
        ("2022", "2022-01-01", "2022-12-31", "2022"),
        ("2022-03~", "2022-03-01", "2022-03-31", "about March 2022"),
        ("../2022-03-07", None, "2022-03-07", "by 7 March 2022"),
        ("[2022-03-05,2022-03-07]", "2022-03-05", "2022-03-07", "5 or 7 March 2022"),
        ("", None, None, None),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(client: Client, edtf, earliest, latest, wording):
    make_public_event(edtf=edtf)
    found = exported(client)["features"][0]["properties"]
    assert (found["edtf"], found["earliest"], found["latest"]) == (edtf or None, earliest, latest)
    assert found["date_wording"] == wording


def test_a_doubt_that_somebody_took_part_is_said(client: Client):
    event = make_event()
    take_part(event, make_actor("Vladimir Putin"), role="host", certainty="probable")
    publish_now(event)
    assert exported(client)["features"][0]["properties"]["parties"] == ["Vladimir Putin (host, probable)"]


def test_the_file_says_what_it_is_and_holds_as_many_as_it_says(client: Client):
    for edtf in ("2022-03-05", "2022", "", "2019"):
        make_public_event(edtf=edtf)
    found = exported(client, "from=2022")
    assert found["about"]["events"] == len(found["features"]) == 3
    assert found["about"]["left_out"] == 0
    assert found["about"]["query"] == "from=2022"
    assert {"generated", "version", "licence", "citation"} <= set(found["about"])


def test_nothing_selected_is_a_collection_without_features(client: Client):
    assert exported(client)["features"] == []


@pytest.mark.parametrize("name", NASTY)
def test_nasty_text_comes_back_as_it_was(client: Client, name: str):
    event = make_nasty_event(NASTY[name])
    found = exported(client)["features"]
    assert len(found) == 1
    assert found[0]["properties"]["title"] == event.title
    assert found[0]["properties"]["summary"] == event.summary
    assert found[0]["properties"]["quotes"] == [citation.exact for citation in event.citations.all()]
