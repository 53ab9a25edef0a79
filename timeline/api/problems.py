"""The one shape of an error under /api/: problem details (RFC 9457), with what is wrong by field."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from itertools import islice
from math import ceil
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as ModelError
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from timeline import review
from timeline.filters import QueryError

MEDIA_TYPE = "application/problem+json"
MOST_FAULTS = 100  # that one answer tells

# As RFC 9110 calls them; Python does from 3.13 on.
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}


def problem(status: int, detail: str, errors: dict[str, list[str]] | None = None, **more: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return body | ({"errors": errors} if errors else {}) | more


def problem_response(status: int, detail: str, errors: dict[str, list[str]] | None = None, **more: Any) -> JsonResponse:
    """For views that are not REST framework's."""
    return JsonResponse(problem(status, detail, errors, **more), status=status, content_type=MEDIA_TYPE)


def refused(error: APIException) -> JsonResponse:
    """What REST framework would answer: a token that does not hold, or one request too many."""
    response = problem_response(error.status_code, str(error.detail))
    if error.status_code == 401:
        response["WWW-Authenticate"] = "Bearer"
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(ceil(wait))
    return response


def query_problem(error: QueryError) -> dict[str, Any]:
    return problem(400, _("The query was not understood; nothing was selected."), error.fields)


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's EXCEPTION_HANDLER. Anything unforeseen is left to the server's own handling."""
    response = _answer(error, context)
    if response is not None and context.get("request") is not None:
        # A problem document is JSON whatever was asked for: the schema, too, which is answered as YAML.
        context["request"].accepted_renderer = JSONRenderer()
        context["request"].accepted_media_type = MEDIA_TYPE
    return response


def _answer(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, QueryError):
        return _response(query_problem(error), 400)
    if isinstance(error, RecursionError):  # JSON nested too deeply is no ValueError
        return _response(problem(400, _("The body is nested too deeply.")), 400)
    if isinstance(error, SuspiciousOperation | RequestDataTooBig):
        return _response(problem(400, _("The request was refused.")), 400)
    if isinstance(error, review.Refused):
        return _refusal(error)
    if isinstance(error, ModelError):
        by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: list(error.messages)}
        faults = {"" if name == NON_FIELD_ERRORS else name: found for name, found in by_field.items()}
        return _response(problem(400, _("The input was not understood."), faults), 400)
    response = exception_handler(error, context)
    if response is None:
        return None
    status = response.status_code
    if isinstance(error, ValidationError) and isinstance(response.data, dict):
        faults = dict(islice(_by_field(response.data).items(), MOST_FAULTS))
        body = problem(status, _("The input was not understood."), faults)
    else:
        body = problem(status, _detail(error))
    headers = {name: value for name, value in response.headers.items() if name.lower() != "content-type"}
    return _response(body, status, headers)


# What a verb of the review answers where it does not do what was asked.
REFUSALS = {review.Stale: 412, review.NotAllowed: 403, review.Refused: 409}


def _refusal(error: review.Refused) -> Response:
    status = next(status for kind, status in REFUSALS.items() if isinstance(error, kind))
    detail = " ".join(error.messages)
    if isinstance(error, review.Stale):
        now = error.event.version
        return _response(problem(status, detail, code=error.code, version=now), status, {"ETag": f'"{now}"'})
    if error.code == "comment_needed":
        return _response(problem(400, detail, {"comment": error.messages}, code=error.code), 400)
    return _response(problem(status, detail, code=error.code), status)


def _response(body: dict[str, Any], status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status=status, headers=headers, content_type=MEDIA_TYPE)


def _detail(error: Exception) -> str:
    if isinstance(error, Http404):
        return _("There is nothing at this address.")
    if isinstance(error, PermissionDenied):
        return _("You may not do this.")
    detail = error.detail if isinstance(error, APIException) else ""
    return str(detail) if isinstance(detail, str | ErrorDetail) else _("The request was refused.")


def _by_field(data: Any, path: str = "") -> dict[str, list[str]]:
    """Messages by path, as in “citations.0.selector.exact”; what is wrong with a whole has the path of the whole."""
    if isinstance(data, dict):
        inner = [(name if name != "non_field_errors" else "", found) for name, found in data.items()]
    elif isinstance(data, list) and any(isinstance(item, dict | list) for item in data):
        inner = list(enumerate(data))
    else:
        return {path: [str(item) for item in (data if isinstance(data, list) else [data])]}
    by_path: dict[str, list[str]] = {}
    for name, found in inner:
        for where, messages in _by_field(found, ".".join(part for part in (path, str(name)) if part)).items():
            if messages:
                by_path.setdefault(where, []).extend(messages)
    return by_path


def safe_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """GET and HEAD alone, for views that are not REST framework's."""

    @csrf_exempt  # what it refuses, it refuses whoever asks
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        refused = problem_response(405, _("Only GET and HEAD are possible here."))
        refused["Allow"] = "GET, HEAD"
        return refused

    return guarded


@csrf_exempt
def unknown_address(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Where only the slash at the end is missing, the address with it: the same request again (308)."""
    if resolve(f"{request.path_info}/").func is not unknown_address:
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True), preserve_request=True)
    return problem_response(404, _("There is nothing at this address."))
