"""Made-up stories: a few events close in time, and the articles that report them. No database.

The same seed gives the same stories; memory does not grow with their number.
"""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from timeline.models.anchoring import context

from .cast import Cast
from .crises import FIRST_DAY, Chronicle, Crisis, crises
from .plots import PLOTS, SHARES, SLUGS, STEPS, TOPICS, UNREAL, can_be_planned, roles
from .when import When, draw, planned

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
NOTICE = "This report is made up; nothing in it happened."
SUMMARY = "Made up by make_events; it did not happen."
REASONS = ("The report was withdrawn.", "Coded twice.", "The source turned out to speak of another year.")


@dataclass(slots=True)
class Event:
    """Parties are (actor, role), places (place, role), both by index into the cast; `follows` is an earlier event."""

    public_id: str
    type: str
    title: str
    when: When
    tz: str
    realisation: str
    medium: str
    duration: str
    occurrences: int | None
    importance: int
    cameo_code: str
    adjudication: str
    state: str
    retraction_reason: str
    sentence: str
    parties: list[tuple[int, str]]
    places: list[tuple[int, str]]
    quantity: tuple[str, int, str, str] | None
    follows: int | None


@dataclass(slots=True)
class Citation:
    """`event` is an index into the story's events; `start` and `end` count code points of the report's text."""

    event: int
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    supports: list[str]
    speaker: int | None
    speaker_text: str
    verb_class: str
    stance: str
    credibility: int
    reported: dict[str, str]
    rank: str


@dataclass(slots=True)
class Report:
    public_id: str
    url: str
    outlet: int
    title: str
    published_on: date | None
    tz: str
    text: str
    sha256: str
    citations: list[Citation]


@dataclass(slots=True)
class Story:
    """`anchor` is the day against which relative dates were read; None where the article's day is not known."""

    anchor: date | None
    told_at: datetime
    events: list[Event] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


def stories(seed: int, events: int, cast: Cast) -> Iterator[Story]:
    """Stories with `events` events in all."""
    rng = Random(seed)
    chronicle = Chronicle(crises(rng, events, cast, TOPICS))
    teller = Teller(rng, cast)
    while events > 0:
        crisis = chronicle.crisis(rng)
        story = teller.story(chronicle.day(rng, crisis), crisis, min(events, rng.choice((1, 2, 2, 3, 3, 4, 6))))
        events -= len(story.events)
        yield story


class Teller:
    """Draws from one stream of random numbers, so the order of its calls is part of what a seed means."""

    def __init__(self, rng: Random, cast: Cast) -> None:
        self.rng, self.cast = rng, cast
        self.everybody = cast.delegations + cast.outsiders

    def story(self, day: date, crisis: Crisis | None, size: int) -> Story:
        rng = self.rng
        topic = crisis.topic if crisis and rng.random() < 0.7 else rng.choice(TOPICS)
        step = round((crisis.tension if crisis else 0.3) * STEPS)
        anchor = None if rng.random() < 0.005 else day
        told_at = datetime.combine(day, time(rng.randint(6, 21), rng.randint(0, 59)), UTC)
        story = Story(anchor, told_at)
        for number in range(size):
            story.events.append(self.event(day, anchor, crisis, topic, step, number))
        self.report(story, topic)
        return story

    # -- events ----------------------------------------------------------------------------------------------------

    def event(self, day: date, anchor: date | None, crisis: Crisis | None, topic: str, step: int, number: int) -> Event:
        rng = self.rng
        shares = SHARES[step]
        slug = SLUGS[bisect(shares, rng.random() * shares[-1])]
        plot = PLOTS[slug]
        realisation = self.realisation(slug, anchor)
        happened = max(FIRST_DAY, day - timedelta(days=rng.choice((0, 0, 1, 1, 1, 2, 3, 4, 6))))
        when = planned(rng, day) if realisation == "planned" else draw(rng, happened, anchor)
        if when.edtf.endswith("/..") and realisation == "occurred":
            realisation = "ongoing"
        state = self.state()
        parties = self.parties(slug, crisis)
        places = self.places(slug, crisis, parties, needed=not when.edtf)
        words = self.words(parties, places, topic)
        title = plot.title.format(**words)
        return Event(
            public_id=self.public_id(),
            type=slug,
            title=title,
            when=when,
            tz=self.cast.places[places[0][0]].tz if places else "UTC",
            realisation=realisation,
            medium=rng.choice(plot.media),
            duration=self.duration() if plot.lasts and realisation == "occurred" and rng.random() < 0.3 else "",
            occurrences=rng.randint(2, 4) if slug == "consultation" and rng.random() < 0.2 else None,
            importance=rng.choice((1, 2, 2, 3, 3, 3, 3, 4, 4, 5)),
            cameo_code=plot.cameo,
            adjudication="",
            state=state,
            retraction_reason=rng.choice(REASONS) if state == "retracted" else "",
            sentence=f"{UNREAL[realisation]}{title}{when.words}."
            if realisation in UNREAL
            else f"{plot.sentence.format(when=when.words, **words)}.",
            parties=parties,
            places=places,
            quantity=(plot.what, rng.randint(1, 400), plot.unit, plot.currency)
            if plot.what and rng.random() < 0.8
            else None,
            follows=number - 1 if number and rng.random() < 0.15 else None,
        )

    def realisation(self, slug: str, anchor: date | None) -> str:
        drawn = self.rng.random()
        if drawn < 0.02:
            return "did_not_happen"
        return "planned" if drawn < 0.07 and anchor and can_be_planned(slug) else "occurred"

    def state(self) -> str:
        drawn = self.rng.random()
        for limit, state in ((0.94, "published"), (0.97, "draft"), (0.99, "in_review")):
            if drawn < limit:
                return state
        return "retracted"

    def parties(self, slug: str, crisis: Crisis | None) -> list[tuple[int, str]]:
        rng = self.rng
        number = rng.choice((2, 2, 2, 2, 3, 3, 4, 5))
        if slug in ("mediation", "summit"):
            number = max(3, number)
        pool = crisis.delegations if crisis and rng.random() < 0.85 else self.everybody
        actors = [rng.choice(delegation) for delegation in rng.sample(pool, number)]
        return list(zip(actors, roles(slug, number), strict=True))

    def places(
        self, slug: str, crisis: Crisis | None, parties: list[tuple[int, str]], *, needed: bool
    ) -> list[tuple[int, str]]:
        rng = self.rng
        if not needed and rng.random() < 0.2:
            return []
        host = self.cast.actors[parties[1][0]].country
        if slug == "visit" and host:
            return [(self.cast.capitals[host], "venue")]
        pool = crisis.venues if crisis and rng.random() < 0.8 else self.cast.venues
        if slug == "evacuation":
            origin, destination = rng.sample(pool, 2)
            return [(destination, "destination"), (origin, "origin")]
        return [(rng.choice(pool), "venue")]

    def words(self, parties: list[tuple[int, str]], places: list[tuple[int, str]], topic: str) -> dict[str, str]:
        names = [self.cast.actors[actor].name for actor, _role in parties]
        at = ""
        if places:
            place = self.cast.places[places[0][0]]
            at = f" {'at the' if place.kind == 'building' else 'in'} {place.name.removesuffix(' (synthetic)')}"
        words = {"a": names[0], "b": names[1], "all": listed(names), "others": listed(names[1:])}
        return words | {"at": at, "topic": topic}

    def duration(self) -> str:
        hours = self.rng.randint(1, 6)
        return f"PT{hours}H30M" if self.rng.random() < 0.4 else f"PT{hours}H"

    def public_id(self) -> str:
        bits = self.rng.getrandbits(60)
        return "".join([PAIRS[bits >> shift & 1023] for shift in (50, 40, 30, 20, 10, 0)])

    # -- reports ---------------------------------------------------------------------------------------------------

    def report(self, story: Story, topic: str) -> None:
        """One article with all events, and often others with some of them."""
        rng = self.rng
        outlets = rng.sample(range(len(self.cast.outlets)), rng.choice((1, 1, 2, 3)))
        for number, outlet in enumerate(outlets):
            told = [n for n in range(len(story.events)) if number == 0 or rng.random() < 0.5]
            if told:
                story.reports.append(self.article(story, outlet, told, topic, again=number > 0))

    def article(self, story: Story, outlet: int, told: list[int], topic: str, *, again: bool) -> Report:
        paper = self.cast.outlets[outlet]
        public_id = self.public_id()
        text = "\n\n".join([NOTICE, *(story.events[n].sentence for n in told)])
        return Report(
            public_id=public_id,
            url=f"https://{paper.domain}/{story.told_at:%Y/%m/%d}/{public_id}",
            outlet=outlet,
            title=f"{topic[0].upper()}{topic[1:]}: {story.events[told[0]].title}",
            published_on=story.anchor,
            tz="UTC",
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            citations=list(self.citations(story, told, text, again=again)),
        )

    def citations(self, story: Story, told: list[int], text: str, *, again: bool) -> Iterator[Citation]:
        start = len(NOTICE) + 2
        for number in told:
            event = story.events[number]
            end = start + len(event.sentence)
            yield self.citation(number, event, text, start, end, again=again)
            start = end + 2

    def citation(self, number: int, event: Event, text: str, start: int, end: int, *, again: bool) -> Citation:
        rng = self.rng
        differs = again and event.when.edtf and rng.random() < 0.06
        if differs:
            event.adjudication = "The first report was closer to those who were there."
        prefix, suffix = context(text, start, end)
        speaker = rng.choice(event.parties)[0] if rng.random() < 0.5 else None
        return Citation(
            event=number,
            exact=event.sentence,
            prefix=prefix,
            suffix=suffix,
            start=start,
            end=end,
            supports=["type", "parties", *(["date"] if event.when.edtf else []), *(["place"] if event.places else [])],
            speaker=speaker,
            speaker_text="" if speaker is not None or rng.random() < 0.7 else "a diplomat who asked not to be named",
            verb_class=rng.choice(("reported", "reported", "announced", "confirmed", "claimed")),
            stance="disputes" if differs and rng.random() < 0.5 else "supports",
            credibility=rng.choice((1, 2, 2, 2, 3, 3, 4, 6, 6)),
            reported={"date": "a day later"} if differs else {},
            rank="preferred" if not again else "normal",
        )


def listed(names: list[str]) -> str:
    """“A”, “A and B”, “A, B and 2 others”: short enough for a title."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{names[0]}, {names[1]} and {len(names) - 2} other{'s' if len(names) > 3 else ''}"
