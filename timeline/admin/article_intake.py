"""An article comes in: by its address, as pasted text or as a file; then everything read is shown for correction."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import intake
from timeline.models import Article
from timeline.models.articles import MOST_TEXT, canonical_form

from .article_changes import say_what_became_of_quotes

FIELDS = ("url", "title", "author", "outlet_name", "published_on", "time_zone", "language", "text")


NO_ADDRESS = gettext_lazy("This is not a web address. It has to look like https://example.org/article.")


class SourceForm(forms.Form):
    """One of three ways in. The address is kept with pasted text and files as well: it is where the report is from."""

    url = forms.URLField(
        label=gettext_lazy("Address of the article"),
        max_length=2000,
        assume_scheme="https",
        error_messages={"invalid": NO_ADDRESS},
    )
    pasted = forms.CharField(
        label=gettext_lazy("Its text, pasted"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        strip=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file, HTML or plain text"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".html,.htm,.txt,text/html,text/plain"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _take_whole(self.fields["pasted"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("pasted", "").strip() and given.get("file"):
            self.add_error("file", _("Paste the text or give a file, not both."))
        if not given.get("pasted", "").strip() and not given.get("file") and not intake.fetching_is_on():
            self.add_error("pasted", _("Paste the text or give a file: pages are not fetched from here."))
        return given

    def clean_url(self) -> str:
        canonical_form(self.cleaned_data["url"])
        return str(self.cleaned_data["url"])

    def reading(self) -> intake.Reading:
        """Raises `FetchRefused` or `CannotRead`."""
        given = self.cleaned_data
        if upload := given.get("file"):
            return intake.read(upload.read(), media_type=_media_type(upload.name), url=given["url"])
        if given["pasted"].strip():
            return intake.read(given["pasted"], url=given["url"])
        page = intake.fetch(given["url"])
        return intake.read(page.content, media_type=page.media_type, charset=page.charset or "", url=page.url)


class ReadingForm(forms.Form):
    """What was read, to be corrected. The day is given, or said not to be known."""

    url = forms.URLField(
        label=gettext_lazy("Address"), max_length=2000, assume_scheme="https", error_messages={"invalid": NO_ADDRESS}
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"}))
    outlet_name = forms.CharField(
        label=gettext_lazy("Outlet"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("One that is not here yet is made."),
    )
    author = forms.CharField(label=gettext_lazy("Author"), max_length=300, required=False)
    language = forms.CharField(
        label=gettext_lazy("Language"),
        max_length=35,
        required=False,
        help_text=gettext_lazy("Its code: “en”, “he”, “pt-BR”."),
    )
    published_on = forms.DateField(
        label=gettext_lazy("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("In the outlet's own time zone. “Saturday” is read against it."),
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=50,
        required=False,
        widget=forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"}),
        help_text=gettext_lazy("As in “Asia/Jerusalem”."),
    )
    date_unknown = forms.BooleanField(label=gettext_lazy("The day is not known"), required=False)
    copy_of = forms.ModelChoiceField(
        label=gettext_lazy("The same report as"),
        queryset=Article.objects.none(),
        required=False,
        empty_label=gettext_lazy("no other"),
        help_text=gettext_lazy("Much of the text is the same. A copy and its original count as one source."),
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=MOST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "dir": "auto"}),
    )

    def __init__(self, *args: Any, copies: list[intake.NearCopy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _take_whole(self.fields["text"])
        if copies:
            keys = [copy.article.copy_of_id or copy.article.pk for copy in copies]
            self.fields["copy_of"].queryset = Article.objects.filter(pk__in=keys)
        else:
            del self.fields["copy_of"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("published_on") and not given.get("date_unknown") and "published_on" not in self.errors:
            self.add_error("published_on", _("Give the day, or say that it is not known."))
        if given.get("published_on") and given.get("date_unknown"):
            self.add_error("date_unknown", _("Either a day, or none that is known."))
        return given

    def clean_time_zone(self) -> str:
        zone = str(self.cleaned_data["time_zone"])
        if zone and zone not in zoneinfo.available_timezones():
            raise ValidationError(_("“%(zone)s” is no time zone; use one as in “Asia/Jerusalem”.") % {"zone": zone})
        return zone

    def reading(self) -> intake.Reading:
        given = self.cleaned_data
        return intake.Reading(**{name: given[name] for name in FIELDS}, domain=intake.domain_of(given["url"]))


def intake_view(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("timeline.add_article"):
        raise PermissionDenied
    step = request.POST.get("step", "")
    if step == "save":
        return _save(admin, request)
    form = SourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            reading = form.reading()
        except (intake.FetchRefused, intake.CannotRead) as error:
            form.add_error(None, str(error))
        else:
            return _corrected(admin, request, reading)
    return _page(admin, request, form, step="read")


def _corrected(admin: ModelAdmin, request: HttpRequest, reading: intake.Reading) -> HttpResponse:
    """What is here already is not read a second time, unless its text has changed."""
    same = intake.same_article(reading)
    if same and same.current_text and intake.is_same_text(reading.text, same.current_text):
        messages.info(request, _("This article is here already."))
        return HttpResponseRedirect(reverse("admin:timeline_article_desk", args=[same.pk]))
    copies = [] if same else intake.near_copies(reading)
    initial = {name: getattr(reading, name) for name in FIELDS}
    outlet = intake.outlet_of(reading)
    initial["outlet_name"] = outlet.name if outlet else reading.outlet_name or reading.domain
    usual = intake.usual_of(outlet)
    initial["language"] = reading.language or usual.language or intake.language_of(reading.text)
    initial["time_zone"] = reading.time_zone or usual.time_zone
    form = ReadingForm(initial=initial, copies=copies)
    context = {"same": same, "copies": copies, "is_guessed": reading.is_guessed}
    return _page(admin, request, form, step="save", **context)


def _save(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    probe = ReadingForm(request.POST, copies=[])
    same, copies = None, []
    if probe.is_valid():
        reading = probe.reading()
        same = intake.same_article(reading)
        copies = [] if same else intake.near_copies(reading)
    form = ReadingForm(request.POST, copies=copies)
    if copies and "copy_of" not in request.POST and form.is_valid():
        messages.warning(request, _("Much of this text is in another paper too: say whether it is the same report."))
        return _page(admin, request, form, step="save", copies=copies)
    if form.is_valid():
        given = form.cleaned_data
        try:
            taken = intake.take(
                form.reading(),
                by=request.user,
                date_unknown=given["date_unknown"],
                copy_of=given.get("copy_of"),
            )
        except ValidationError as error:
            _show(form, error)
        else:
            return _taken(request, taken)
    return _page(admin, request, form, step="save", same=same, copies=copies)


def _taken(request: HttpRequest, taken: intake.Taken) -> HttpResponse:
    address = reverse("admin:timeline_article_change", args=[taken.article.pk])
    if taken.quotes is not None:
        say_what_became_of_quotes(request, taken.quotes)
    elif not taken.is_new:
        messages.info(request, _("This article is here already."))
    else:
        said = _("“{title}” is stored. <a href='{address}'>Its page</a> holds what was read of it.")
        messages.success(request, format_html(said, title=taken.article.title, address=address))
    return HttpResponseRedirect(reverse("admin:timeline_article_desk", args=[taken.article.pk]))


def _show(form: forms.Form, error: ValidationError) -> None:
    """Errors of the model at the field of the form, where it has one."""
    names = {"published_tz": "time_zone", "outlet": "outlet_name"}
    for field, found in (error.message_dict if hasattr(error, "error_dict") else {None: error.messages}).items():
        name = names.get(str(field), field)
        form.add_error(name if name in form.fields else None, found)


def _page(admin: ModelAdmin, request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    context |= admin.admin_site.each_context(request) | {
        "title": _("Bring in an article"),
        "opts": admin.opts,
        "form": form,
        "fetches": intake.fetching_is_on(),
        "zones": sorted(zoneinfo.available_timezones()) if isinstance(form, ReadingForm) else [],
    }
    status = 400 if form.is_bound and form.errors else 200
    return TemplateResponse(request, "admin/timeline/article/intake.html", context, status=status)


def _take_whole(field: forms.Field) -> None:
    """A browser would cut a longer text off without a word; here it is refused in words."""
    field.widget.attrs.pop("maxlength", None)


def _media_type(name: str) -> str:
    ending = name.lower().rpartition(".")[2]
    return {"html": "text/html", "htm": "text/html", "xhtml": "text/html", "txt": "text/plain"}.get(ending, "")
