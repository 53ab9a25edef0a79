"""One's own API tokens: made, shown once, revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin, display, register
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from knox.models import get_digest_token
from knox.settings import CONSTANTS

from timeline.models import ApiToken

from .site import site

DAYS = [(30, gettext_lazy("30 days")), (90, gettext_lazy("90 days")), (365, gettext_lazy("a year"))]


class TokenForm(forms.ModelForm):
    days = forms.TypedChoiceField(label=gettext_lazy("It holds for"), choices=DAYS, coerce=int, initial=90)

    class Meta:
        model = ApiToken
        fields = ("name", "scope")


@register(ApiToken, site=site)
class ApiTokenAdmin(ModelAdmin):
    form = TokenForm
    fields = ("name", "scope", "days")
    list_display = ("name", "begins", "scope", "created", "expiry", "holds")
    list_display_links = None
    ordering = ("-created",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(user=request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        return True

    @display(description=gettext_lazy("begins with"))
    def begins(self, token: ApiToken) -> str:
        return f"{token.token_key}…"

    @display(description=gettext_lazy("holds"), boolean=True)
    def holds(self, token: ApiToken) -> bool:
        return not token.has_expired

    def save_model(self, request: HttpRequest, obj: ApiToken, form: forms.ModelForm, change: bool) -> None:
        obj.digest, obj.secret = get_digest_token()
        obj.token_key = obj.secret[: CONSTANTS.TOKEN_KEY_LENGTH]
        obj.user, obj.expiry = request.user, timezone.now() + timedelta(days=form.cleaned_data["days"])
        super().save_model(request, obj, form, change)

    def log_addition(self, request: HttpRequest, obj: ApiToken, message: Any) -> None:
        """Not by its digest, which is its key."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """As above."""

    def response_add(self, request: HttpRequest, obj: ApiToken, post_url_continue: str | None = None) -> HttpResponse:
        """No redirect: the secret is on this page and nowhere else, in no message and no session."""
        context = self.admin_site.each_context(request) | {
            "title": _("Your new token"),
            "opts": self.opts,
            "token": obj,
            "secret": obj.secret,
        }
        response = TemplateResponse(request, "admin/timeline/apitoken/secret.html", context)
        add_never_cache_headers(response)
        return response
