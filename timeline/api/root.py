"""The entrance of the API: where everything is."""

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from timeline.exports import FORMATS

from .problems import safe_only

NAMES = ("events", "actors", "places", "outlets", "articles", "types", "schema", "docs")


@safe_only
def root(request: HttpRequest) -> JsonResponse:
    addresses = {name: request.build_absolute_uri(reverse(f"api_{name}")) for name in NAMES}
    exports = {name: request.build_absolute_uri(reverse("api_export", args=[name])) for name in FORMATS}
    return JsonResponse(addresses | {"exports": exports})
