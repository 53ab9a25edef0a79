"""The permanent public addresses. An id or slug of any other shape is an unknown address (404)."""

from django.urls import path, register_converter

from . import (
    actors,
    articles,
    dossiers,
    embed,
    events,
    facets,
    outlets,
    pages,
    places,
    sitemaps,
    story,
    tiles,
    timeline,
    types,
)


class PublicId:
    """The ids of models/identity.py."""

    regex = "[0-9a-hjkmnp-tv-z]{12}"

    to_python = to_url = str


class Word:
    """A slug, no longer than the columns that hold one."""

    regex = "[-a-zA-Z0-9_]{1,80}"
    to_python = to_url = str


class Number:
    """A whole number in one form only."""

    regex = "0|[1-9][0-9]{0,6}"
    to_python = int
    to_url = str


class BigNumber(Number):
    """As many digits as the index of a tile can have."""

    regex = "0|[1-9][0-9]{0,18}"


register_converter(BigNumber, "big_number")
register_converter(PublicId, "public_id")
register_converter(Number, "number")
register_converter(Word, "word")

urlpatterns = [
    path("", timeline.timeline, name="timeline"),
    path("timeline.json", tiles.timeline_data, name="timeline_data"),
    path("timeline/<number:level>/<big_number:index>.json", tiles.timeline_tile, name="timeline_tile"),
    path("coverage/<number:level>/<big_number:index>.json", tiles.timeline_coverage, name="timeline_coverage"),
    path("story/", story.story, name="story"),
    path("embed/", embed.embed, name="embed"),
    path("facets/", facets.facets, name="facets"),
    path("facets/fragment/", facets.fragment, name="facets_fragment"),
    path("facets/page/", facets.facets_page, name="facets_page"),
    path("events/<public_id:public_id>/", events.event, name="event"),
    path("events/<public_id:public_id>/card/", events.card, name="event_card"),
    path("actors/", actors.index, name="actors"),
    path("actors/<word:slug>/", actors.actor, name="actor"),
    path("places/", places.index, name="places"),
    path("places/<word:slug>/", places.place, name="place"),
    path("outlets/", outlets.index, name="outlets"),
    path("outlets/<word:slug>/", outlets.outlet, name="outlet"),
    path("articles/<public_id:public_id>/", articles.article, name="article"),
    path("types/", types.index, name="types"),
    path("types/<word:slug>/", types.event_type, name="event_type"),
    path("dossiers/", dossiers.index, name="dossiers"),
    path("dossiers/<word:slug>/", dossiers.dossier, name="dossier"),
    path("about/", pages.about, name="about"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<word:kind>-<number:part>.xml", sitemaps.part, name="sitemap_part"),
]
