"""A body is read: a bounded JSON object of plain text, or a 400 that names the place."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.parsers import JSONParser, get_encoding
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from timeline.filters.fields import shown

MOST_DEPTH = 8  # of lists and objects in each other; an event with an article in a citation has 5
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


class TooLarge(APIException):
    status_code = 413


class LengthNeeded(APIException):
    """WSGI servers hand Django no body whose length is not said: it would be read as empty."""

    status_code = 411


class Packed(APIException):
    status_code = 415


class OneOfEachName(JSONParser):
    """Refuses an object in which a name stands twice: of the two, one would be left out in silence (RFC 8259, 4)."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        text = codecs.getreader(get_encoding(parser_context or {}))(stream)
        try:
            return json.load(text, object_pairs_hook=_object, parse_constant=_no_number)
        except ValueError as error:
            raise ParseError(_("The body is no JSON: %(why)s.") % {"why": str(error).rstrip(".")}) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        ((twice, _times),) = Counter(name for name, _value in pairs).most_common(1)
        raise ParseError(_("%(name)s stands twice in one object; give it once.") % {"name": shown(twice)})
    return found


def _no_number(word: str) -> NoReturn:
    raise ParseError(_("%(word)s is no number that JSON knows.") % {"word": word})


def body_of(request: Request, shape: type[Serializer], *, partial: bool = False) -> dict[str, Any]:
    """What the body says, by the names of `shape`. Raises `ValidationError` by path."""
    _refuse_unread(request)
    try:
        request._request.body  # noqa: B018 - read whole, so that Django's limit holds: REST framework's stream has none
    except RequestDataTooBig as error:
        raise TooLarge(_("The body is too large: at most 5 MB are read.")) from error
    data = request.data
    if not isinstance(data, dict):
        raise ValidationError({"": [_("A JSON object is expected.")]})
    check_plain(data)
    read = shape(data=data, partial=partial)
    read.is_valid(raise_exception=True)
    return dict(read.validated_data)


def _refuse_unread(request: Request) -> None:
    if "Transfer-Encoding" in request.headers and not request.META.get("CONTENT_LENGTH"):
        raise LengthNeeded(_("Send the body whole, with its Content-Length: in chunks it cannot be read."))
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Packed(_("The body is read as it is: send it without Content-Encoding."))


def check_plain(data: Any) -> None:
    """No NUL, no half of a surrogate pair and nothing endlessly nested, in values or in names."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > MOST_DEPTH:
            raise ValidationError({".".join(path[:3]): [_("Nested too deeply.")]})
        if isinstance(value, str) and (found := UNSTORABLE.search(value)):
            said = _("Contains U+%(code)s, which no text holds; remove it.") % {"code": f"{ord(found[0]):04X}"}
            raise ValidationError({".".join(path): [said]})
        if isinstance(value, dict):
            for name, inner in value.items():
                if UNSTORABLE.search(name):
                    raise ValidationError({".".join(path): [_("A name in here is no text.")]})
                waiting.append(((*path, name[:60]), inner))
        elif isinstance(value, list):
            waiting.extend(((*path, str(at)), inner) for at, inner in enumerate(value))
