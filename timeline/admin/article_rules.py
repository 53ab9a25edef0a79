"""What became of each rule's proposals, so that a bad rule can be found."""

from __future__ import annotations

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from timeline import desk


def rules_view(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("timeline.view_proposal"):
        raise PermissionDenied
    context = admin.admin_site.each_context(request) | {
        "title": _("What became of the proposals"),
        "opts": admin.opts,
        "outcomes": desk.outcomes(),
    }
    return TemplateResponse(request, "admin/timeline/article/rules.html", context)
