"""One public event that has a value in every field that leaves, and what it leans on."""

from __future__ import annotations

from datetime import date, time

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_country,
    make_event,
    make_office,
    make_outlet,
    make_place,
    make_public_event,
    make_state,
    publish_now,
    take_part,
    take_place,
)
from timeline.models import Event


def make_full_event() -> Event:
    israel, russia = make_state(), make_state("Russia", "RU")
    bennett = make_actor("Naftali Bennett", description="A politician.", country=make_country())
    bennett.identifiers.create(scheme="wikidata", value="Q43723")
    bennett.aliases.create(name="נפתלי בנט", language="he", kind="official")
    agency = make_outlet("Example Agency", domain="agency.example", language="en", reliability="A")
    outlet = make_outlet(
        "Example Wire",
        publisher="Example Press",
        domain="wire.example",
        country=make_country(),
        language="he",
        reliability="B",
        wire=agency,
        parent=agency,
    )
    original = make_article("Talks in Moscow", outlet=agency, text="")
    article = make_article(
        "Bennett in Moscow",
        outlet=outlet,
        author="A. Writer",
        language="he",
        published_tz="Asia/Jerusalem",
        archive_url="https://archive.example/1",
        copy_of=original,
    )
    moscow = make_place("Moscow", "locality", parent=make_place("Russia", "country", country=russia.country))
    kremlin = make_place(parent=moscow, latitude="55.752", longitude="37.617", exactness="building")
    event = make_event(
        edtf="2022-03-05",
        slug="meeting",
        summary="Three hours of talks.\nNo joint statement.",
        medium="in_person",
        realisation="occurred",
        lasted=True,
        time_start=time(15, 30),
        time_end=time(18, 30, 15),
        tz="Europe/Moscow",
        date_text="on Saturday",
        date_anchor=date(2022, 3, 7),
        date_rule="weekday",
        date_basis="resolved",
        duration="PT3H",
        occurrences=1,
        importance=5,
        cameo_code="041",
        plover_event="CONSULT",
        plover_mode="visit",
        adjudication="The office’s own account is preferred.",
    )
    office = make_office(bennett, israel, "Prime Minister of Israel")
    take_part(event, bennett, role="visitor", office=office, certainty="probable", note="by his office", rank=1)
    take_part(event, russia, role="host", rank=2)
    take_place(event, kremlin)
    event.quantities.create(what="hours", amount="2.5", amount_max="3", qualifier="about", unit="hours")
    event.quantities.create(what="aid", amount="1000000", currency="EUR")
    event.links.create(kind="follows", other=make_public_event("Calls Putin", "2022-03-04"))
    cite(event, original, exact="sat with the Russian president", prefix="Saturday and ", suffix=" for three")
    cite(
        event,
        article,
        supports=["date", "place"],
        speaker=bennett,
        speaker_text="the prime minister",
        verb_class="announced",
        stance="disputes",
        credibility=2,
        reported={"duration": "“two” hours; or more"},
        rank="preferred",
    )
    return publish_now(event)
