"""Articles: their details, the versions of their text, and the events that cite them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import display, register
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import review
from timeline.models import Article, ArticleText, Event
from timeline.models.text import normalise_text, sha256_of

from .article_changes import say_what_became_of_quotes, say_what_was_dated
from .article_desk import desk_view
from .article_intake import intake_view
from .article_rules import rules_view
from .article_texts import text_view
from .conflicts import VersionedForm
from .list_filters import TextFilter, choice_filter
from .lookups import names_view
from .records import RecordAdmin
from .site import site

MOST_EVENTS_SHOWN = 50
DATE_FIELDS = {"published_on", "published_tz", "date_unknown"}


class ArticleForm(VersionedForm):
    new_text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "The report as it was printed. A changed text becomes a new version; the quotes are looked for in it."
        ),
        widget=forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField article-text"}),
    )
    rendition = forms.ChoiceField(
        label=gettext_lazy("This text is"),
        choices=ArticleText.Rendition.choices,
        initial=ArticleText.Rendition.ORIGINAL,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = self.instance.current_text if self.instance.pk else None
        if self.current:
            self.initial |= {"new_text": self.current.text, "rendition": self.current.rendition}
        if "coder" in self.fields:
            self.fields["coder"].queryset = get_user_model().objects.filter(is_staff=True).order_by("username")

    def clean_new_text(self) -> str:
        """The text if it is new, else nothing."""
        text = normalise_text(self.cleaned_data["new_text"])
        if not text.strip() or (self.current and self.current.sha256 == sha256_of(text)):
            return ""
        try:
            ArticleText(text=text).clean()
        except ValidationError as error:  # it names the field of another form
            raise ValidationError(error.messages) from error
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        emptied = self.current and "new_text" in self.changed_data and not self.data.get("new_text", "").strip()
        if emptied:
            self.add_error("new_text", ValidationError(_("A stored text is not removed; leave it as it was.")))
        return cleaned


class OutletFilter(TextFilter):
    title = gettext_lazy("outlet")
    parameters = ("outlet",)

    def narrow(self, rows: Any, values: dict[str, Any]) -> Any:
        return rows.filter(outlet__name__icontains=values["outlet"])


class FolderFilter(TextFilter):
    """The folder of just this name, so that its address on the first page leads to all of it and no more."""

    title = gettext_lazy("folder")
    parameters = ("folder",)

    def narrow(self, rows: Any, values: dict[str, Any]) -> Any:
        return rows.filter(folder=values["folder"])


@register(Article, site=site)
class ArticleAdmin(RecordAdmin):
    form = ArticleForm
    name_field = "title"
    change_form_template = "admin/timeline/article/change_form.html"
    fieldsets = (
        (None, {"fields": ("url", "title", "outlet", "author", "language")}),
        (gettext_lazy("Published"), {"fields": (("published_on", "published_tz"), "date_unknown")}),
        (gettext_lazy("Text"), {"fields": ("new_text", "rendition", "free_to_show")}),
        (gettext_lazy("Coding"), {"fields": (("coding_state", "coder"), "folder")}),
        (gettext_lazy("Copies"), {"classes": ("collapse",), "fields": ("copy_of", "archive_url", "retrieved_at")}),
    )
    autocomplete_fields = ("outlet", "copy_of")
    change_list_template = "admin/timeline/article/change_list.html"
    list_display = ("title", "outlet", "published_on", "coding_state", "coder", "changed", "at_desk")
    list_select_related = ("outlet", "coder")
    list_filter = (
        choice_filter(gettext_lazy("coding"), "coding_state", Article.CodingState.choices),
        OutletFilter,
        FolderFilter,
    )
    ordering = ("-published_on", "-id")
    sortable_by = ("published_on",)
    search_fields = ("title",)
    search_help_text = gettext_lazy("Title, or the address of the article.")

    @display(description=gettext_lazy("changed"))
    def changed(self, article: Article) -> Any:
        return article.updated_at

    @display(description=gettext_lazy("desk"))
    def at_desk(self, article: Article) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:timeline_article_desk", args=[article.pk]), _("code it")
        )

    def find(self, rows: Any, term: str) -> Any:
        return rows.filter(Q(title__icontains=term) | Q(url__icontains=term)) if term else rows

    def completion(self, article: Article) -> str:
        return " · ".join(str(x) for x in (article.published_on, article.outlet, article.title) if x)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("outlet")

    def version_of(self, obj: models.Model) -> str:
        """A new version of the text is a change as well."""
        newest = obj.texts.order_by("-number").values_list("number", flat=True).first()
        return f"{super().version_of(obj)}-{newest or 0}"

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_changeform_initial_data(request) | {"coder": request.user.pk}

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if text := form.cleaned_data.get("new_text"):
            rendition = form.cleaned_data["rendition"] or ArticleText.Rendition.ORIGINAL
            stored = form.instance.add_text(text, rendition=rendition)
            if form.current and stored.number <= form.current.number:
                said = _("This text was stored already, as version %(number)s; the newest version stays the newest.")
                self.message_user(request, said % {"number": stored.number})
            else:
                say_what_became_of_quotes(request, review.reanchor(stored, user=request.user))
        if change and DATE_FIELDS & set(form.changed_data):
            say_what_was_dated(request, form.instance, form.initial.get("published_on"))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        article = kwargs.get("obj")
        context["has_file_field"] = True  # multipart: a long text in another script triples in size otherwise
        if article is not None:
            texts = article.texts.annotate(length=Length("text"), cited=Count("citations")).defer("text")
            context["texts"] = texts.order_by("-number")
            context["citing"] = _citing(article)
            context["may_code"] = request.user.has_perm("timeline.add_event")
        return super().render_change_form(request, context, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        text, desk = self.admin_site.admin_view(self.text_view), self.admin_site.admin_view(self.desk_view)
        return [
            path("rules/", self.admin_site.admin_view(self.rules_view), name="timeline_article_rules"),
            path("names/", self.admin_site.admin_view(names_view), name="timeline_article_names"),
            path("intake/", self.admin_site.admin_view(self.intake_view), name="timeline_article_intake"),
            path("<int:pk>/text/<int:number>/", text, name="timeline_article_text"),
            path("<int:pk>/desk/", desk, name="timeline_article_desk"),
            *super().get_urls(),
        ]

    def desk_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return desk_view(self, request, pk)

    def rules_view(self, request: HttpRequest) -> HttpResponse:
        return rules_view(self, request)

    def intake_view(self, request: HttpRequest) -> HttpResponse:
        return intake_view(self, request)

    def text_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return text_view(self, request, pk, number)


def _citing(article: Article) -> list[Event]:
    """Events that cite it, in their order; 1 query."""
    events = Event.objects.filter(citations__article=article).exclude(review_state="merged").distinct()
    return list(events.select_related("type").chronological()[:MOST_EVENTS_SHOWN])
