"""How often one may ask: by name where a token or a session says it, else by address. Counted in each server process.

`settings.API_RATES` says how often a minute, by what is asked; 0 is without end. REST framework's sliding window: what
was asked more than a minute ago is forgotten.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from rest_framework.exceptions import Throttled
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class ApiThrottle(SimpleRateThrottle):
    """Reading and writing are counted apart, so that a long walk through pages stops nobody's work."""

    scope = "read"

    def __init__(self) -> None:
        """The rate follows from the request."""

    def allow_request(self, request: Request | HttpRequest, view: Any) -> bool:
        if request.method not in SAFE_METHODS:
            self.scope = "write"
        self.num_requests, self.duration = settings.API_RATES[self.scope], 60
        self.rate = f"{self.num_requests}/min" if self.num_requests else None
        return bool(super().allow_request(request, view))

    def get_cache_key(self, request: Request | HttpRequest, view: Any) -> str:
        who = request.user.pk if request.user.is_authenticated else self.get_ident(request)
        return str(self.cache_format % {"scope": self.scope, "ident": who})


class ExportThrottle(ApiThrottle):
    scope = "export"


def throttle_export(request: HttpRequest) -> None:
    """For the streams, which are no views of REST framework's. Raises `Throttled`."""
    throttle = ExportThrottle()
    if not throttle.allow_request(request, None):
        raise Throttled(throttle.wait())
