"""The one shape of an error under /api/: problem details (RFC 9457), with what is wrong by field."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from timeline.filters import QueryError

MEDIA_TYPE = "application/problem+json"


def problem(status: int, detail: str, errors: dict[str, list[str]] | None = None, **more: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return body | ({"errors": errors} if errors else {}) | more


def problem_response(status: int, detail: str, errors: dict[str, list[str]] | None = None, **more: Any) -> JsonResponse:
    """For views that are not REST framework's."""
    return JsonResponse(problem(status, detail, errors, **more), status=status, content_type=MEDIA_TYPE)


def refused_token(error: APIException) -> JsonResponse:
    response = problem_response(401, str(error.detail))
    response["WWW-Authenticate"] = "Bearer"
    return response


def query_problem(error: QueryError) -> dict[str, Any]:
    return problem(400, _("The query was not understood; nothing was selected."), error.fields)


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's EXCEPTION_HANDLER. Anything unforeseen is left to the server's own handling."""
    if isinstance(error, QueryError):
        return _response(query_problem(error), 400)
    if isinstance(error, RecursionError):  # JSON nested too deeply is no ValueError
        return _response(problem(400, _("The body is nested too deeply.")), 400)
    if isinstance(error, SuspiciousOperation | RequestDataTooBig):
        return _response(problem(400, _("The request was refused.")), 400)
    response = exception_handler(error, context)
    if response is None:
        return None
    status = response.status_code
    if isinstance(error, ValidationError) and isinstance(response.data, dict):
        body = problem(status, _("The input was not understood."), _by_field(response.data))
    else:
        body = problem(status, _detail(error))
    headers = {name: value for name, value in response.headers.items() if name.lower() != "content-type"}
    return _response(body, status, headers)


def _response(body: dict[str, Any], status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status=status, headers=headers, content_type=MEDIA_TYPE)


def _detail(error: Exception) -> str:
    if isinstance(error, Http404):
        return _("There is nothing at this address.")
    if isinstance(error, PermissionDenied):
        return _("You may not do this.")
    detail = error.detail if isinstance(error, APIException) else ""
    return str(detail) if isinstance(detail, str | ErrorDetail) else _("The request was refused.")


def _by_field(data: dict[str, Any]) -> dict[str, list[str]]:
    return {
        name: [str(item) for item in (found if isinstance(found, list) else [found])] for name, found in data.items()
    }


def safe_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """GET and HEAD alone, for views that are not REST framework's."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        refused = problem_response(405, _("Only GET and HEAD are possible here."))
        refused["Allow"] = "GET, HEAD"
        return refused

    return guarded


def unknown_address(request: HttpRequest, path: str = "") -> JsonResponse:
    return problem_response(404, _("There is nothing at this address."))
