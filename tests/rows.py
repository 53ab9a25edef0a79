"""Plain functions that make rows for tests, with values that mean something. A test shows what matters to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from timeline.models import (
    Actor,
    Article,
    Citation,
    Country,
    Event,
    EventPlace,
    EventType,
    Office,
    Outlet,
    Participation,
    Place,
)

# A paraphrase of our own; the emoji and the Hebrew make offsets in code points and in UTF-16 units differ.
REPORT = (
    "📰 שלום. The prime minister flew to Moscow on Saturday and sat with the Russian president for three hours. "
    "His office confirmed three calls with Kyiv over the weekend. The office gave no details."
)


def make_user(name: str = "analyst", *, group: str = "Analysts", **values: Any) -> User:
    user = User.objects.create_user(name, password="a long pass phrase", is_staff=True, **values)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_editor(name: str = "editor") -> User:
    return make_user(name, group="Editors")


def make_country(code: str = "IL", name: str = "Israel", **values: Any) -> Country:
    defaults = {"name": name, "alpha3": f"{code}X"} | values
    return Country.objects.get_or_create(code=code, defaults=defaults)[0]


def make_type(slug: str = "meeting", label: str = "", family: str = "talks", **values: Any) -> EventType:
    defaults = {"label": label or slug.replace("_", " ").capitalize(), "family": family} | values
    return EventType.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_actor(name: str = "Naftali Bennett", kind: str = "person", **values: Any) -> Actor:
    return Actor.objects.create(name=name, kind=kind, **values)


def make_state(name: str = "Israel", code: str = "IL") -> Actor:
    return make_actor(name, "state", country=make_country(code, name))


def make_office(person: Actor, organisation: Actor, title: str, edtf: str = "2021-06-13/2022-06-30") -> Office:
    return Office.objects.create(person=person, organisation=organisation, title=title, edtf=edtf)


def make_place(name: str = "Kremlin", kind: str = "building", **values: Any) -> Place:
    return Place.objects.create(name=name, kind=kind, **values)


def make_outlet(name: str = "Example Wire", **values: Any) -> Outlet:
    return Outlet.objects.create(name=name, **values)


def make_article(title: str = "Talks in Moscow", text: str = REPORT, **values: Any) -> Article:
    number = Article.objects.count() + 1
    values = {"url": f"https://news.example/{number}", "published_on": date(2022, 3, 7)} | values
    article = Article.objects.create(title=title, **values)
    if text:
        article.add_text(text)
    return article


def cite(
    event: Event, article: Article | None = None, exact: str = "flew to Moscow on Saturday", **values: Any
) -> Citation:
    return Citation.objects.create(event=event, article=article or make_article(), exact=exact, **values)


def take_part(event: Event, *actors: Actor, role: str = "participant", **values: Any) -> list[Participation]:
    return [Participation.objects.create(event=event, actor=actor, role=role, **values) for actor in actors]


def take_place(event: Event, place: Place, role: str = "venue") -> EventPlace:
    return EventPlace.objects.create(event=event, place=place, role=role)


def make_event(
    title: str = "Meets Putin at the Kremlin", edtf: str = "2022-03-05", *, slug: str = "meeting", **values: Any
) -> Event:
    """A draft without parties or citations."""
    return Event.objects.create(title=title, edtf=edtf, type=make_type(slug), **values)


def publish_now(event: Event) -> Event:
    """Published without a history, for tests about reading."""
    if not event.citations.exists():
        cite(event)
    event.refresh_counts()
    event.review_state, event.published_at = "published", timezone.now()
    event.save()
    return event


def make_public_event(title: str = "Meets Putin at the Kremlin", edtf: str = "2022-03-05", **values: Any) -> Event:
    return publish_now(make_event(title, edtf, **values))


# Each word stands nowhere else, so that a test can look for it in whatever leaves.
SECRETS = {"draft": "ZQDRAFT", "in_review": "ZQREVIEW", "retracted": "ZQRETRACTED", "merged": "ZQMERGED"}


def make_unpublished_events() -> list[Event]:
    """One event in each unpublished state; every name, place, outlet, article and quote in it holds its secret word."""
    target = make_public_event("Public meeting that another was merged into")
    return [_unpublished(state, secret, target) for state, secret in SECRETS.items()]


def _unpublished(state: str, secret: str, target: Event) -> Event:
    event = make_event(f"{secret} title", "2022-03-06", summary=f"{secret} summary", adjudication=f"{secret} reason")
    actor = make_actor(f"{secret} actor", description=f"{secret} description")
    outlet = make_outlet(f"{secret} outlet")
    article = make_article(f"{secret} article", text=f"A report with {secret} in it.", outlet=outlet)
    take_part(event, actor, note=f"{secret} note")
    take_place(event, make_place(f"{secret} place"))
    cite(
        event, article, exact=f"{secret} in it", speaker=actor, speaker_text=f"{secret} speaker", note=f"{secret} note"
    )
    event.quantities.create(what=f"{secret} people", amount=90)
    event.links.create(kind="follows", other=target)
    target.links.create(kind="follows", other=event)
    if state in ("retracted", "merged"):
        event.published_at = timezone.now()
    if state == "retracted":
        event.retraction_reason, event.retracted_at = "The report was withdrawn.", timezone.now()
    if state == "merged":
        event.merged_into = target
    event.review_state = state
    event.save()
    return event
