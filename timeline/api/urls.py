"""Addresses under /api/v1/. Whatever is not here is a problem document, never a page."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from . import events, facets, nouns, problems, root
from .writing import articles as writing_articles
from .writing import events as writing_events
from .writing import verbs

urlpatterns = [
    path("", root.root, name="api_root"),
    path("events/", writing_events.EventListDoor.as_view(), name="api_events"),
    path("events/facets/", facets.EventFacets.as_view(), name="api_event_facets"),
    path("events/<slug:public_id>/", writing_events.EventDoor.as_view(), name="api_event"),
    path("events/<slug:public_id>/<slug:verb>/", verbs.EventVerb.as_view(), name="api_event_verb"),
    path("events.json", RedirectView.as_view(pattern_name="api_events", query_string=True), name="api_events_json"),
    re_path(r"^events\.(?P<format_name>[\w.-]+)$", events.export, name="api_export"),
    path("actors/", nouns.ActorList.as_view(), name="api_actors"),
    path("actors/<slug:slug>/", nouns.ActorDetail.as_view(), name="api_actor"),
    path("places/", nouns.PlaceList.as_view(), name="api_places"),
    path("places/<slug:slug>/", nouns.PlaceDetail.as_view(), name="api_place"),
    path("outlets/", nouns.OutletList.as_view(), name="api_outlets"),
    path("outlets/<slug:slug>/", nouns.OutletDetail.as_view(), name="api_outlet"),
    path("articles/", writing_articles.ArticleListDoor.as_view(), name="api_articles"),
    path("articles/<slug:public_id>/", writing_articles.ArticleDoor.as_view(), name="api_article"),
    path("types/", nouns.EventTypeList.as_view(), name="api_types"),
    path("types/<slug:slug>/", nouns.EventTypeDetail.as_view(), name="api_type"),
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api_schema"), name="api_docs"),
    re_path(r"^(?P<path>[\s\S]*)$", problems.unknown_address, name="api_unknown"),
]
