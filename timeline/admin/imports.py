"""Bringing in a data set: upload, preview, import, and what became of each row; the list of what came in before."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import register
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import dates
from timeline.imports import READERS, Candidate, Mention, Report, Source, WrongFile, check, sha256_of_file, store
from timeline.models import Event, Import, ImportedRow, Outcome, WaitingFile
from timeline.models.text import CONTROL

from .guards import Guarded, is_key
from .site import site

PERMISSION = "timeline.add_event"
MOST_MB = 10  # of an upload; a larger file comes in by the command line
MOST_CHECKED = 500  # rows that a preview tries
MOST_PREVIEWED = 20  # rows that it shows
MOST_NAMED = 100  # refused rows that it shows
ROWS_OF_A_PAGE = 100
KEPT_FOR = timedelta(days=1)  # a file that nobody has imported


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"))
    format = forms.ChoiceField(label=gettext_lazy("Format"))
    dataset_version = forms.CharField(
        label=gettext_lazy("Version of the data set"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Kept with each row, as in “2024-06”."),
    )
    strict = forms.BooleanField(
        label=gettext_lazy("One bad row, and nothing is imported"), label_suffix="", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = [(name, reader.label) for name, reader in READERS.items()]
        said = _("At most %(most)s MB; manage.py import_events takes larger ones.")
        self.fields["file"].help_text = said % {"most": MOST_MB}

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MB << 20:
            raise forms.ValidationError(_("The file is larger than %(most)s MB.") % {"most": MOST_MB})
        return file

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file") and given.get("format"):
            try:
                check(given["file"], READERS[given["format"]])
            except WrongFile as error:
                self.add_error("file", str(error))
        return given


@dataclass(frozen=True)
class Previewed:
    """A row as it would come in."""

    line: int
    external_id: str
    title: str
    when: str
    parties: str
    places: str
    reports: list[str]


@register(Import, site=site)
class ImportAdmin(Guarded):
    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        return bool(request.user.has_perm(PERMISSION))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview_view)
        return [path("preview/<int:pk>/", preview, name="timeline_import_preview"), *super().get_urls()]

    # -- the pages ---------------------------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Where a file is given, and what came in before."""
        self._check(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            waiting = _keep(form, request.user)
            return HttpResponseRedirect(reverse("admin:timeline_import_preview", args=[waiting.pk]))
        past = Paginator(Import.objects.select_related("by"), ROWS_OF_A_PAGE).get_page(_page_of(request))
        for batch in past:
            batch.told = _counts(batch.counts)
        return self._page(request, "list", _("Imports"), form=form, past=past, status=400 if form.errors else 200)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What would become of the first rows; nothing is kept of it until the import is asked for."""
        self._check(request)
        waiting = WaitingFile.objects.filter(pk=pk, by=request.user).first()
        if waiting is None or waiting.format not in READERS:
            raise Http404
        if request.method == "POST":
            return self._run(request, waiting)
        reader, file = READERS[waiting.format], io.BytesIO(bytes(waiting.content))
        rows = list(islice(reader.read(file), MOST_CHECKED))
        tried = store(iter(rows), reader, _source(waiting, file), by=request.user, dry_run=True)
        any_good = tried.rows > tried.counts[Outcome.REFUSED] or len(rows) == MOST_CHECKED
        context = {
            "waiting": waiting,
            "reader": reader,
            "tried": tried,
            "counts": _counts(tried.counts),
            "is_part": len(rows) == MOST_CHECKED,
            "refused": tried.refused[:MOST_NAMED],
            "rows": [_previewed(row) for row in rows if isinstance(row, Candidate | Mention)][:MOST_PREVIEWED],
            "may_run": any_good and not (waiting.strict and tried.refused),
        }
        return self._page(request, "preview", _("Look before it comes in"), **context)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What became of the rows of one import."""
        self._check(request)
        batch = self.get_object(request, object_id or "") if is_key(object_id or "", Import) else None
        if not isinstance(batch, Import):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id or "")
        outcome = request.GET.get("outcome", "")
        rows = batch.rows.select_related("event__type").order_by("line", "pk")
        rows = rows.filter(outcome=outcome) if outcome in Outcome.values else rows
        number = _page_of(request)
        context = {
            "batch": batch,
            "counts": _counts(batch.counts),
            "left_out": sorted(batch.left_out.items(), key=lambda item: -item[1]),
            "refused": Paginator(batch.refused_rows.all(), ROWS_OF_A_PAGE).get_page(number),
            "rows": Paginator(rows, ROWS_OF_A_PAGE).get_page(number),
            "outcome": outcome if outcome in Outcome.values else "",
        }
        return self._page(request, "report", str(batch), **context)

    def _run(self, request: HttpRequest, waiting: WaitingFile) -> HttpResponse:
        reader, file = READERS[waiting.format], io.BytesIO(bytes(waiting.content))
        source = _source(waiting, file)
        report = store(reader.read(file), reader, source, by=request.user, strict=waiting.strict)
        if report.batch is None:
            said = _("Nothing was imported: %(count)s rows are refused.") % {"count": report.counts[Outcome.REFUSED]}
            messages.error(request, said)
            return HttpResponseRedirect(reverse("admin:timeline_import_preview", args=[waiting.pk]))
        waiting.delete()
        messages.success(request, _told(report))
        return HttpResponseRedirect(reverse("admin:timeline_import_change", args=[report.batch.pk]))

    def _check(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _page(
        self, request: HttpRequest, name: str, title: str, *, status: int = 200, **context: Any
    ) -> TemplateResponse:
        context |= self.admin_site.each_context(request) | {"title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/timeline/import/{name}.html", context, status=status)


def raw_of(row: ImportedRow) -> str:
    """The row as its data set gave it, for reading."""
    return json.dumps(row.raw, ensure_ascii=False, indent=2)


def imported_rows(event: Event) -> list[dict[str, Any]]:
    """Where the event came from, its own row first; 2 queries."""
    rows = event.imported_rows.select_related("batch").prefetch_related("articles").order_by("pk")[:MOST_PREVIEWED]
    return [{"row": row, "raw": raw_of(row) if row.raw else "", "articles": row.articles.all()} for row in rows]


def _keep(form: UploadForm, user: Any) -> WaitingFile:
    """Also forgets what waited too long, and what this user left waiting."""
    WaitingFile.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR).delete()
    WaitingFile.objects.filter(by=user).delete()
    given = form.cleaned_data
    return WaitingFile.objects.create(
        name=CONTROL.sub("", str(given["file"].name))[:255],
        format=given["format"],
        dataset_version=given["dataset_version"],
        strict=given["strict"],
        content=given["file"].read(),
        by=user,
    )


def _source(waiting: WaitingFile, file: io.BytesIO) -> Source:
    return Source(waiting.name, sha256_of_file(file), waiting.dataset_version)


def _counts(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """Outcome, in words, how many; those that occur, in their order."""
    return [(outcome.value, str(outcome.label), counts[outcome]) for outcome in Outcome if counts.get(outcome)]


def _told(report: Report) -> str:
    return "; ".join(f"{count:,} {label}" for _value, label, count in _counts(report.counts)) or _("No rows.")


def _previewed(row: Candidate | Mention) -> Previewed:
    if isinstance(row, Mention):
        said = _("Another report of %(id)s") % {"id": row.of}
        return Previewed(row.line, row.external_id, said, "", "", "", [row.report.url or row.report.outlet])
    return Previewed(
        line=row.line,
        external_id=row.external_id,
        title=str(row.fields.get("title", "")) or row.type,
        when=_when(str(row.fields.get("edtf", "") or "")),
        parties=", ".join(party.name for party in row.parties),
        places=", ".join(spot.name for spot in row.places),
        reports=[report.url or report.outlet for report in row.reports],
    )


def _when(edtf: str) -> str:
    try:
        return dates.describe(edtf) if edtf else ""
    except ValueError:
        return edtf


def _page_of(request: HttpRequest) -> str:
    number = request.GET.get("p", "1")
    return number if number.isascii() and number.isdigit() and len(number) < 9 else "1"
