"""Any public event that the admin would take: each field is drawn, texts with all that confuses a reader of files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from tests.rows import make_country, make_type
from timeline.models import (
    CITABLE,
    Actor,
    ActorAlias,
    Article,
    Citation,
    Credibility,
    DateBasis,
    Event,
    EventLink,
    EventPlace,
    Medium,
    Office,
    Outlet,
    Participation,
    Place,
    Quantity,
    Rank,
    Realisation,
    Reliability,
    Role,
    Stance,
    VerbClass,
)

CONFUSING = [
    "=1+1",
    "'=1+1",
    "-5",
    "＝x",
    "'",
    'He said "no", twice',
    "a; b (host); c",
    "A (visitor, Envoy)",
    "x,y;z",
    "שלום 📰",
    "e\u0301 \u00a0 é",
    "\\u0000 \\n",
    "null",
    "yes",
    "{}",
    " two  spaces ",
]
CHARACTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters="\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)


def line(most: int, *, least: int = 1) -> st.SearchStrategy[str]:
    return st.one_of(
        st.sampled_from([text[:most] for text in CONFUSING]),
        st.text(CHARACTERS, min_size=least, max_size=min(most, 30)),
    )


def prose(most: int) -> st.SearchStrategy[str]:
    several = st.lists(line(60), max_size=3).flatmap(
        lambda texts: st.sampled_from(["\n", "\r\n", "\t", "\n\n"]).map(lambda end: end.join(texts))
    )
    return several.map(lambda text: text[:most])


def maybe(strategy: st.SearchStrategy[Any], empty: Any = "") -> st.SearchStrategy[Any]:
    return st.one_of(st.just(empty), strategy)


EDTF = [
    "2022-03-05",
    "2022-03",
    "2022",
    "2022-03-05?",
    "2022-03~",
    "2022-03%",
    "../2022-03-07",
    "2022-03-05/..",
    "2022-03-05/2022-03-06",
    "1850",
    "2022-03-XX",
    "2022-33",
    "[2022-03-05,2022-03-06]",
    "2022-03-05T14:00:00Z",
]
ZONES = ["Europe/Moscow", "Asia/Jerusalem", "UTC"]
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
CODES = st.sampled_from(["", "040", "0871", "13", "138i"])
LANGUAGES = st.sampled_from(["", "en", "he", "zh-Hant"])


class Drawing:
    """Makes rows of what hypothesis draws; an actor or a place may be drawn again.

    `distinct`: no state without a country; no two actors, places or outlets of one name, since by its name another
    site knows one; no two quotes of the same words, which from one article are one there.
    """

    def __init__(self, data: st.DataObject, *, distinct: bool = False) -> None:
        self.data, self.distinct, self.named = data, distinct, 0
        self.actors: list[Actor] = []
        self.places: list[Place] = []

    def one(self, strategy: st.SearchStrategy[Any]) -> Any:
        return self.data.draw(strategy)

    def of(self, choices: Any) -> Any:
        return self.one(st.sampled_from(list(choices)))

    def name(self) -> str:
        text = self.one(line(190))
        if not self.distinct:
            return text
        self.named += 1
        return " ".join(f"{text} {self.named}".split())

    def tidy(self, text: str) -> str:
        return " ".join(text.split()) or "-" if self.distinct else text

    def quote(self) -> str:
        text = self.one(prose(300)).strip() or "said so"
        if self.distinct:
            self.named += 1
        return f"{text} {self.named}" if self.distinct else text

    def country(self) -> Any:
        code = self.of(["", "IL", "RU", "UA"])
        return make_country(code, code) if code else None

    def actor(self, kinds: list[str] | None = None) -> Actor:
        known = [actor for actor in self.actors if not kinds or actor.kind in kinds]
        if known and self.one(st.booleans()):
            return self.of(known)
        kind = self.of(kinds or Actor.Kind.values)
        country = self.country()
        if kind == "state" and (not country or Actor.objects.filter(kind="state", country=country).exists()):
            country, kind = None, "other" if self.distinct else kind
        actor = Actor.objects.create(
            name=self.name(), kind=kind, country=country, description=self.one(maybe(prose(200), "A state."))
        )
        for name in {self.name() for _number in range(self.of([0, 1, 2]))}:
            actor.aliases.create(name=name, language=self.one(LANGUAGES), kind=self.of(ActorAlias.Kind.values))
        if self.one(st.booleans()):
            actor.identifiers.create(scheme="wikidata", value=f"Q{actor.pk}")
        self.actors.append(actor)
        return actor

    def party(self, event: Event) -> None:
        actor, office = self.actor(), None
        if actor.kind == "person" and self.one(st.booleans()):
            body = self.actor([kind for kind in Actor.Kind.values if kind != "person"])
            held = self.of(["", "2021-06-13/2022-06-30", "2020/.."])
            title = self.one(line(200))
            office, _made = Office.objects.get_or_create(person=actor, organisation=body, title=title, edtf=held)
        role = self.of(Role.values)
        if not event.participations.filter(actor=actor, role=role).exists():
            Participation.objects.create(
                event=event,
                actor=actor,
                role=role,
                office=office,
                certainty=self.of(Participation.Certainty.values),
                note=self.one(maybe(line(300))),
                rank=event.participations.count(),
            )

    def place(self, depth: int = 0) -> Place:
        if self.places and self.one(st.booleans()):
            return self.of(self.places)
        point = self.one(maybe(st.tuples(st.integers(-90, 90), st.integers(-180, 180)), (None, None)))
        place = Place.objects.create(
            name=self.name(),
            kind=self.of(Place.Kind.values),
            country=self.country(),
            latitude=point[0],
            longitude=point[1],
            exactness=self.of(["", *Place.Exactness.values]),
            parent=self.place(depth + 1) if depth < 2 and self.one(st.booleans()) else None,
        )
        place.refresh_from_db()
        self.places.append(place)
        return place

    def spot(self, event: Event) -> None:
        EventPlace.objects.get_or_create(event=event, place=self.place(), role=self.of(EventPlace.Role.values))

    def quantity(self, event: Event) -> None:
        least = self.one(st.decimals(0, 10**12, places=3))
        span = self.one(maybe(st.decimals(0, 1000, places=3), None))
        unit, currency = self.of([("", ""), ("", "EUR"), ("people", ""), ("=tonnes", "")])
        Quantity.objects.create(
            event=event,
            what=self.one(line(100)),
            amount=least,
            amount_max=None if span is None else least + Decimal(span),
            qualifier=self.of(Quantity.Qualifier.values),
            unit=unit,
            currency=currency,
        )

    def outlet(self) -> Outlet:
        made = Outlet.objects.create(
            name=self.name(),
            publisher=self.one(maybe(line(200))),
            country=self.country(),
            language=self.one(LANGUAGES),
            reliability=self.of(Reliability.values),
        )
        if self.one(st.booleans()):
            made.domain = f"outlet{made.pk}.example"
            made.save()
        return made

    def article(self) -> Article:
        number = Article.objects.count() + 1
        day = self.one(maybe(DAYS, None))
        return Article.objects.create(
            url=f"https://news.example/{number}",
            title=self.tidy(self.one(line(500))),
            outlet=self.outlet() if self.one(st.booleans()) else None,
            author=self.one(maybe(line(300))),
            published_on=day,
            date_unknown=day is None,
            published_tz=self.of(["", *ZONES]),
            language=self.one(LANGUAGES),
            archive_url=self.of(["", f"https://archive.example/{number}"]),
        )

    def citation(self, event: Event, article: Article) -> None:
        leads = not event.citations.filter(rank="preferred").exists()
        Citation.objects.create(
            event=event,
            article=article,
            exact=self.quote(),
            prefix=self.one(maybe(line(30))),
            suffix=self.one(maybe(line(30))),
            supports=self.one(st.lists(st.sampled_from(list(CITABLE)), unique=True)),
            speaker=self.actor() if self.one(st.booleans()) else None,
            speaker_text=self.one(maybe(line(200))),
            verb_class=self.of(VerbClass.values),
            stance=self.of(Stance.values),
            credibility=self.of(Credibility.values),
            reported=self.one(st.dictionaries(st.sampled_from(list(CITABLE)), line(60), max_size=2)),
            rank=self.of(Rank.values if leads else ["normal", "deprecated"]),
        )

    def event(self) -> Event:
        kind = make_type(slug) if (slug := self.of(["", "meeting", "statement"])) else None
        edtf = self.of(["", *EDTF])
        clock = edtf == "2022-03-05" and self.one(st.booleans())
        start, end = sorted(self.one(st.lists(st.times(), min_size=2, max_size=2)))
        event = Event.objects.create(
            title=self.one(line(200)) if not kind or self.one(st.booleans()) else "",
            summary=self.one(prose(5000)),
            type=kind,
            medium=self.of(Medium.values),
            realisation=self.of(Realisation.values),
            edtf=edtf,
            lasted=bool(edtf) and self.one(st.booleans()),
            time_start=start if clock else None,
            time_end=end if clock and self.one(st.booleans()) else None,
            tz=self.of(ZONES) if clock else "",
            date_text=self.one(maybe(line(200))),
            date_anchor=self.one(maybe(DAYS, None)),
            date_rule=self.of(["", "weekday"]),
            date_basis=self.of(["", *DateBasis.values]),
            duration=self.of(["", "PT3H", "P2D"]),
            occurrences=self.one(maybe(st.integers(1, 30_000), None)),
            importance=self.one(st.integers(1, 5)),
            cameo_code=self.one(CODES),
            plover_event=self.of(["", "CONSULT"]),
            plover_mode=self.of(["", "visit"]),
            adjudication=self.one(prose(2000)),
        )
        for _number in range(self.one(st.integers(0, 3))):
            self.party(event)
        for _number in range(self.one(st.integers(0, 2))):
            self.spot(event)
        for _number in range(self.one(st.integers(0, 2))):
            self.quantity(event)
        article = self.article()
        for _number in range(self.one(st.integers(1, 3))):
            article = self.article() if self.one(st.booleans()) else article
            self.citation(event, article)
        event.refresh_counts()
        event.review_state, event.published_at = "published", timezone.now()
        event.save()
        return event

    def link(self, event: Event, other: Event) -> None:
        EventLink.objects.create(event=event, other=other, kind=self.of(EventLink.Kind.values))
