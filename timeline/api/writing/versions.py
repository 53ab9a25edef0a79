"""`If-Match`: nothing is changed by who has not seen what it is now (RFC 9110 13.1.1, RFC 6585 3)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

from timeline.models import Article, Event

# A version alone, or as it stands in the ETag of a public event, where the version of the data follows.
TAG = re.compile(r'(?:W/)?"?(\d{1,9})(?:-[0-9a-f]{1,64})?"?')


class VersionNeeded(APIException):
    status_code = 428


def event_tag(event: Event) -> str:
    return f'"{event.version}"'


def article_tag(article: Article) -> str:
    """Changes with the record and with a new version of its text; 1 query."""
    newest = article.texts.order_by("-number").values_list("number", flat=True).first()
    return f'"{article.updated_at:%Y%m%d%H%M%S%f}-{newest or 0}"'


def tag_read(request: Request) -> str:
    """Without the `W/` of a compressed answer. Raises `VersionNeeded`; “*” says nothing of what was read, and so counts
    as nothing."""
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        raise VersionNeeded(_("Say which version you have read: If-Match with the ETag of your last GET."))
    return given.removeprefix("W/")


def version_read(request: Request) -> int:
    match = TAG.fullmatch(tag_read(request))
    if match is None:
        raise ValidationError({"If-Match": [_('One ETag is expected, as in “"3"”.')]})
    return int(match[1])
