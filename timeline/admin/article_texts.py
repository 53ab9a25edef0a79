"""One stored version of an article's text, to read, with the cited passages marked."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from timeline.models import ArticleText


@dataclass(frozen=True)
class Stretch:
    """A piece of the text, and whether a citation holds it."""

    text: str
    cited: bool


def text_view(admin: ModelAdmin, request: HttpRequest, pk: int, number: int) -> HttpResponse:
    stored = get_object_or_404(ArticleText.objects.select_related("article"), article=pk, number=number)
    if not admin.has_view_permission(request, stored.article):
        raise PermissionDenied
    cited = stored.citations.filter(start__isnull=False).values_list("start", "end")
    context = admin.admin_site.each_context(request) | {
        "title": _("Text, version %(number)s") % {"number": stored.number},
        "subtitle": stored.article.title,
        "opts": admin.opts,
        "stored": stored,
        "stretches": stretches(stored.text, sorted(cited)),
    }
    return TemplateResponse(request, "admin/timeline/article/text.html", context)


def stretches(text: str, passages: list[tuple[int, int]]) -> list[Stretch]:
    """The text cut at the ends of its cited passages, which may overlap; offsets in code points, ends exclusive."""
    found, at = [], 0
    for start, end in passages:
        if start > at:
            found.append(Stretch(text[at:start], cited=False))
        if end > at:
            found.append(Stretch(text[max(start, at) : end], cited=True))
            at = end
    return [*found, Stretch(text[at:], cited=False)] if at < len(text) else found
