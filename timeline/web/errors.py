"""Pages that say what went wrong. 403, 404 and 500 are templates that Django finds by their names."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline.filters import QueryError
from timeline.models import Event


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What no page accepts; 413 with the limit where it was only too much."""
    too_large = isinstance(exception, RequestDataTooBig)
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
    return render(request, "400.html", {"too_large": too_large, "megabytes": most}, status=413 if too_large else 400)


def bad_query(request: HttpRequest, error: QueryError, *, embedded: bool = False) -> HttpResponse:
    """Each parameter that was refused, and what would be accepted."""
    context = {"errors": error.fields, "address": request.path, "embedded": embedded}
    return render(request, "web/bad_query.html", context, status=400)


def gone(request: HttpRequest, event: Event, *, template: str = "web/gone.html") -> HttpResponse:
    """The tombstone of a retracted event: the reason and nothing else."""
    return render(request, template, {"tombstone": event.tombstone()}, status=410)
