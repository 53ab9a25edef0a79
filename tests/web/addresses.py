"""Every public address, each filled in with a row that is public: what the walks over all pages go through."""

from __future__ import annotations

from django.urls import reverse
from django.urls.resolvers import URLPattern

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_country,
    make_event,
    make_outlet,
    make_place,
    publish_now,
    take_part,
    take_place,
)
from timeline.models import Dossier
from timeline.web import urls


def patterns() -> list[URLPattern]:
    return list(urls.urlpatterns)


def make_everything() -> list[str]:
    """One public event with all that has a page of its own; the address of every page."""
    event = make_event(event_title := "Meets Putin at the Kremlin", "2022-03-05")
    bennett = make_actor("Naftali Bennett")
    take_part(event, bennett)
    take_place(event, make_place("Kremlin", country=make_country("RU", "Russia")))
    article = make_article(outlet=make_outlet("Example Wire"))
    cite(event, article, speaker=bennett)
    publish_now(event)
    Dossier.objects.create(title="A week in March", query="from=2022", introduction=event_title, published=True)
    values = {
        "event": [event.public_id],
        "event_card": [event.public_id],
        "actor": ["naftali-bennett"],
        "place": ["kremlin"],
        "outlet": ["example-wire"],
        "article": [article.public_id],
        "event_type": ["meeting"],
        "dossier": ["a-week-in-march"],
        "sitemap_part": ["events", 0],
        "timeline_tile": [0, 0],
        "timeline_coverage": [0, 0],
    }
    return [reverse(pattern.name, args=values.get(pattern.name)) for pattern in patterns()]
