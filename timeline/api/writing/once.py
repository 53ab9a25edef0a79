"""A request with an `Idempotency-Key` takes effect once: sent again, it gets the answer that it got."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from timeline.models import IdempotencyKey
from timeline.models.search import together

from .meeting import undisturbed

HEADER = "Idempotency-Key"
MOST_KEY = 200  # characters
KEPT_HEADERS = ("Location", "ETag")


class OtherRequest(APIException):
    """The key was used for another request (draft-ietf-httpapi-idempotency-key-header, section 2.6)."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY


def once(request: Request, act: Callable[[], Response]) -> Response:
    """What `act` answers, all in one transaction; with a key that was used before, what it answered then.

    Only what took effect is kept: a request that was refused may be corrected and sent again with its key. Of two
    that come at once the second waits for the first.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return undisturbed(lambda: _whole(act))
    if not (0 < len(key) <= MOST_KEY and key.isascii() and key.isprintable()):
        said = _("1 to %(most)s printable ASCII characters are expected, such as a UUID.") % {"most": MOST_KEY}
        raise ValidationError({HEADER: [said]})
    IdempotencyKey.objects.outdated().delete()
    return undisturbed(lambda: _first(request, key, act))


def _whole(act: Callable[[], Response]) -> Response:
    with together():
        return act()


def _first(request: Request, key: str, act: Callable[[], Response]) -> Response:
    with together():
        row, is_new = _claim(request, key)
        if not is_new:
            return _again(row, request)
        response = act()
        if response.status_code >= status.HTTP_400_BAD_REQUEST:
            row.delete()
            return response
        row.status, row.body = response.status_code, response.data
        row.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        row.save()
    return response


def _claim(request: Request, key: str) -> tuple[IdempotencyKey, bool]:
    """On PostgreSQL the insertion waits for another transaction that has inserted the same key."""
    try:
        with transaction.atomic():
            made = IdempotencyKey.objects.create(user=request.user, key=key, request_sha256=_digest(request))
    except IntegrityError:
        return IdempotencyKey.objects.get(user=request.user, key=key), False
    return made, True


def _digest(request: Request) -> str:
    """Of the method, the address, the precondition and the body as they were sent."""
    head = f"{request.method} {request.get_full_path()} {request.headers.get('If-Match', '')}\n"
    return hashlib.sha256(head.encode() + request._request.body).hexdigest()


def _again(row: IdempotencyKey, request: Request) -> Response:
    if row.request_sha256 != _digest(request):
        raise OtherRequest(_("This Idempotency-Key was used for another request; make a new one for a new request."))
    return Response(row.body, status=row.status, headers={**row.headers, "Idempotency-Replayed": "true"})
