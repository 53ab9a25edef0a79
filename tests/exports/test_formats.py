"""Every registered format: compared with a golden file, and nothing in it runs or breaks."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from tests.exports.readers import READERS, readable
from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_event,
    make_office,
    make_outlet,
    make_place,
    make_public_event,
    make_state,
    make_unpublished_events,
    publish_now,
    take_part,
    take_place,
)
from timeline.exports import COLUMNS, FORMATS
from timeline.exports.comma_separated import harmless
from timeline.strip import State

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent / "golden"


def exported(client: Client, name: str, query: str = "") -> str:
    response = client.get(f"/api/v1/events.{name}?{query}")
    assert response.status_code == 200
    return readable(name, b"".join(response.streaming_content))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def week() -> Iterator[None]:
    with time_machine.travel(datetime(2022, 3, 8, 9, 0, tzinfo=UTC), tick=False):
        make_week()
        yield


def make_week() -> None:
    israel, bennett = make_state(), make_actor("Naftali Bennett")
    office = make_office(bennett, israel, "Prime Minister of Israel")
    kremlin = make_place(latitude="55.752", longitude="37.617", exactness="building")
    article = make_article(outlet=make_outlet("Example Wire", reliability="B"), published_on=date(2022, 3, 7))
    visit = make_event("Meets Putin", "2022-03-05", public_id="f29r4k0q3mqk", medium="in_person", duration="PT3H")
    take_part(visit, bennett, role="visitor", office=office)
    take_part(visit, make_actor("Vladimir Putin"), role="host", certainty="probable", note="said by one side")
    take_place(visit, kremlin)
    visit.quantities.create(what="hours", amount=3)
    cite(visit, article, supports=["date", "place"], speaker=bennett, verb_class="announced", credibility=2)
    publish_now(visit)
    by = make_event(
        "Asks for aid", "../2022-03-07", public_id="gr2yth9qh4ph", slug="request", realisation="did_not_happen"
    )
    cite(by, article, exact="three calls", reported={"date": "6 March"}, speaker_text="officials")
    publish_now(by)
    publish_now(make_event("Somewhen", "", public_id="hmdmq7axysqf", slug="statement"))


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_as_the_golden_file_has_it(client: Client, name: str, monkeypatch: pytest.MonkeyPatch):
    """REWRITE_GOLDEN=1 writes the files anew, for review."""
    monkeypatch.setattr("timeline.api.events.data_state", lambda: State("a-version", None))
    text = exported(client, name)
    text = re.sub(r"20\d\d-\d\d-\d\dT[0-9:.]+\+00:00", "<instant>", text)
    ids = {found: f"article{n}" for n, found in enumerate(dict.fromkeys(re.findall(r"articles/([0-9a-z]{12})/", text)))}
    ids |= {found: ids.get(found, "article") for found in re.findall(r'"article":"([0-9a-z]{12})"', text)}
    ids |= {found: f"source{n}" for n, found in enumerate(re.findall(r"(?m)^([0-9a-z]{12}),Talks", text))}
    for found, stable in ids.items():
        text = text.replace(found, stable)
    golden = FOLDER / (f"events.{name}.txt" if name in READERS else f"events.{name}")
    if os.environ.get("REWRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(text.encode())
    assert golden.read_bytes().decode() == text


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_unpublished_leaves(client: Client, name: str):
    make_unpublished_events()
    assert "ZQ" not in exported(client, name)


@pytest.mark.usefixtures("week")
def test_the_selection_is_the_page_s(client: Client):
    assert [row["title"] for row in rows(exported(client, "csv", "realisation=did_not_happen"))] == ["Asks for aid"]
    assert len(exported(client, "jsonl", "undated=only").splitlines()) == 1


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1+1", "＠x", "%x", "|cmd"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_begins_like_a_formula_is_made_harmless(text: str):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5, 3.5, "a=b", "5 March", "", None, True])
def test_other_cells_stay_as_they_are(value):
    assert harmless(value) == ("" if value is None else value)


NASTY = ['He said "no", twice', "a;b,c", "=cmd|' /C calc'!A0", "שלום 📰", "'quoted'"]


@pytest.mark.parametrize("title", NASTY)
def test_nasty_text_comes_back_as_it_was(client: Client, title: str):
    make_public_event(title)
    assert rows(exported(client, "csv", "raw=yes"))[0]["title"] == title
    assert json.loads(exported(client, "jsonl"))["title"] == title
    assert not rows(exported(client, "csv"))[0]["title"].startswith("=")


def test_several_lines_in_a_summary_stay_one_row(client: Client):
    make_public_event(summary="One\nTwo\nThree")
    found = rows(exported(client, "csv"))
    assert [row["summary"] for row in found] == ["One\nTwo\nThree"]


def test_the_columns_are_those_of_the_header(client: Client):
    assert exported(client, "csv").splitlines()[0] == ",".join(COLUMNS)


def test_a_stream_takes_as_many_queries_for_a_hundred_as_for_ten(client: Client, django_assert_max_num_queries):
    for number in range(12):
        make_public_event(f"Event {number}")
    with django_assert_max_num_queries(16):
        exported(client, "csv")


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_says_where_it_comes_from(client: Client, name: str):
    make_public_event("Held")
    make_public_event("Somewhen", "")
    make_public_event("Before", "2021")
    response = client.get(f"/api/v1/events.{name}?from=2022")
    assert response["X-Demarche-Query"] == "from=2022"
    left_out = 0 if FORMATS[name].holds_undated else 1
    assert int(response["X-Demarche-Events"]) == 2 - left_out
    assert response.get("X-Demarche-Left-Out", "") == ("1 undated" if left_out else "")
    assert "/?from=2022" in response["X-Demarche-Citation"]
    assert response["Content-Disposition"].endswith(f'.{FORMATS[name].extension}"')
    assert response.streaming


CC_BY = "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); quotations belong to their publishers."


@pytest.mark.parametrize("name", FORMATS)
def test_the_licence_of_the_site_is_said_in_the_header_and_in_the_file(client: Client, name: str, settings):
    settings.LICENCE = CC_BY
    event = make_public_event("Held")
    response = client.get(f"/api/v1/events.{name}")
    assert response["X-Demarche-Licence"] == CC_BY
    text = readable(name, b"".join(response.streaming_content))
    assert event.title in text
    assert "creativecommons.org/licenses/by/4.0/" in text or name in ("csv", "jsonl")


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        (CC_BY, "https://creativecommons.org/licenses/by/4.0/"),
        ("See https://t.example/terms.", "https://t.example/terms"),
        ("https://t.example/a, https://t.example/b", "https://t.example/a"),
        ("See the site's own terms.", ""),
    ],
)
def test_programs_are_told_the_address_of_the_licence(client: Client, settings, licence: str, address: str):
    settings.LICENCE = licence
    make_public_event("Held")
    zipped = b"".join(client.get("/api/v1/events.zip").streaming_content)
    package = json.loads(zipfile.ZipFile(io.BytesIO(zipped)).read("datapackage.json"))
    assert package.get("licenses", []) == ([{"path": address, "title": licence}] if address else [])
    dataset = json.loads(exported(client, "jsonld"))["@graph"][0]
    assert dataset["schema:license"] == ({"@id": address} if address else licence)


@pytest.mark.parametrize("name", FORMATS)
def test_head_sends_no_body(client: Client, name: str):
    make_public_event()
    assert b"".join(client.head(f"/api/v1/events.{name}").streaming_content) == b""


@pytest.mark.parametrize("name", FORMATS)
def test_what_has_not_changed_is_not_sent_twice(client: Client, name: str, django_assert_max_num_queries):
    make_public_event("Held")
    tag = client.get(f"/api/v1/events.{name}?from=2022")["ETag"]
    with django_assert_max_num_queries(4):
        again = client.get(f"/api/v1/events.{name}?from=2022", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/api/v1/events.{name}", headers={"if-none-match": tag}).status_code == 200
    make_public_event("Another")
    assert client.get(f"/api/v1/events.{name}?from=2022", headers={"if-none-match": tag}).status_code == 200
