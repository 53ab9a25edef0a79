"""What has not changed since somebody asked for it is not told again: ETag and Last-Modified, by one rule."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from timeline.strip import State, data_state

from .problems import problem_response

# Last-Modified counts seconds. Of an answer in the second of a change a later change could not be told.
SETTLED_AFTER = timedelta(seconds=2)


@dataclass(frozen=True)
class Freshness:
    """Of an answer: its tag, and the second of the last change of anything that it may tell, if that is known."""

    tag: str
    modified: int | None

    def unchanged(self, request: HttpRequest | Request) -> HttpResponse | None:
        """304 where the asker's copy holds, 412 where it had to. Staff are told more, and always anew."""
        if request.user.is_staff:
            return None
        plain = request._request if isinstance(request, Request) else request
        answer: HttpResponse | None = get_conditional_response(plain, etag=self.tag, last_modified=self.modified)
        if answer is not None and answer.status_code == 412:
            answer = problem_response(412, _("This is not as you have read it (If-Match, If-Unmodified-Since)."))
        if answer is not None:
            self.mark(answer)
        return answer

    def over(self, response: Response, request: Request) -> Response | HttpResponse:
        """What is answered instead of `response`, or it, marked. For what may turn out not to be there."""
        if response.status_code != 200:
            return response
        if (unchanged := self.unchanged(request)) is not None:
            return unchanged
        self.mark(response)
        return response

    def mark(self, response: HttpResponseBase) -> None:
        """Any copy is asked after before it is used again."""
        response["ETag"] = self.tag
        if self.modified is not None:
            response["Last-Modified"] = http_date(self.modified)
        patch_cache_control(response, no_cache=True)


def freshness(request: HttpRequest | Request, state: State, *, tag: str = "") -> Freshness:
    """`state` was read before anything that is told. The answer has a `tag` of its own, or a weak one of state, address
    and language."""
    return Freshness(tag or _tag(request, state.version), _second(state.changed_at))


def kept(view: Callable[..., Any]) -> Callable[..., Any]:
    """For the GET of a view of REST framework's, whose answer depends on its address and the data alone. 1 query."""

    @wraps(view)
    def answered(self: Any, request: Request, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_staff or follows_changes(request.query_params):
            return view(self, request, *args, **kwargs)
        fresh = freshness(request, data_state())
        if (unchanged := fresh.unchanged(request)) is not None:
            return unchanged
        response = view(self, request, *args, **kwargs)
        if response.status_code == 200:
            fresh.mark(response)
        return response

    return answered


def follows_changes(params: QueryDict) -> bool:
    """Such an answer ends where somebody is writing, of whatever: it may tell more later though nothing changed."""
    return "updated_since" in params or params.get("order") == "change"


def _tag(request: HttpRequest | Request, version: str) -> str:
    """Weak: files say when they were made, and answers are compressed or not."""
    of = (version, request.build_absolute_uri(), get_language())
    return f'W/"{hashlib.sha256(repr(of).encode()).hexdigest()[:24]}"'


def _second(instant: datetime | None) -> int | None:
    if instant is None or instant > timezone.now() - SETTLED_AFTER:
        return None
    return int(instant.timestamp())
