"""What every page has in common: how it is asked for, its head, and who may keep a copy of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from timeline.filters import QueryError, look_errors
from timeline.models.text import validate_line

from .errors import bad_query

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Head:
    """`canonical` is a full address; `indexed` says whether search engines may list the page."""

    title: str
    description: str
    canonical: str
    indexed: bool = True


def page(*accepted: str) -> Callable[[View], View]:
    """A page to be read, with these parameters, each once at most; anything else is a 400."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            check_parameters(request.GET, accepted)
            return view(request, *args, **kwargs)

        return readable(checked)

    return decorate


def readable(view: View) -> View:
    """A page to be read: GET and HEAD alone; a `QueryError` of the view is a 400 that says what is accepted."""

    @gzip_page  # no secret stands on a page of the site that could be guessed from its compressed length
    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except QueryError as error:
            return bad_query(request, error)

    return answered


def check_parameters(params: QueryDict, accepted: tuple[str, ...]) -> None:
    """Raises `QueryError`."""
    errors = look_errors(params)
    for name, values in params.lists():
        if name not in accepted:
            known = ", ".join(sorted(accepted)) or _("none")
            shown = "".join(c if c.isprintable() else "�" for c in name[:60])
            errors[shown] = [_("Unknown parameter. Accepted here: %(known)s.") % {"known": known}]
        elif len(values) > 1:
            errors[name] = [_("Given %(times)s times; give it once.") % {"times": len(values)}]
        else:
            try:
                validate_line(values[0])
            except ValidationError as error:
                errors[name] = error.messages
    if errors:
        raise QueryError(errors)


def show(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    description: str = "",
    address: str = "",
    indexed: bool = True,
    status: int = 200,
    to_all: bool = False,
    **context: Any,
) -> HttpResponse:
    """`address` is the canonical path and query; the request's own path if left out.

    `to_all`: the page is the same for whoever asks, so it does not look at who asks, and any proxy may keep it.
    """
    canonical = request.build_absolute_uri(address or request.path)
    context["head"] = Head(title, description, canonical, indexed)
    response = render(request, template, context, status=status)
    if not to_all and request.user.is_staff:
        keep_private(response)
    return response


def keep_private(response: HttpResponse) -> None:
    """Staff may see more than the public: no copy of their pages is kept anywhere."""
    add_never_cache_headers(response)
