"""The order of the event page: fields and rows as an analyst thinks of them, and where its errors are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import AdminForm, Fieldset, InlineAdminFormSet
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from timeline.models import Event

CODES = ("cameo_code", "plover_event", "plover_mode")
WHAT, WHEN, HOW_MUCH = _("What"), _("When"), _("How much")
REVIEW, OTHER_CODES = _("Review"), _("Codes")

SECTIONS = (
    (WHAT, {"fields": ("type", "title", "summary", ("realisation", "medium"))}),
    (
        WHEN,
        {
            "fields": (
                "typed_date",
                ("edtf", "date_basis"),
                ("date_text", "date_anchor"),
                "lasted",
                ("time_start", "time_end", "tz"),
            )
        },
    ),
    (HOW_MUCH, {"fields": (("duration", "occurrences"),)}),
    (REVIEW, {"fields": ("importance", "adjudication", "comment")}),
    (OTHER_CODES, {"classes": ("collapse",), "fields": (CODES,)}),
)
READ_SECTIONS = (
    (WHAT, {"fields": ("type", "title", "summary", ("realisation", "medium"))}),
    (
        WHEN,
        {
            "fields": (
                ("date_words", "edtf"),
                ("date_text", "date_anchor", "date_rule", "date_basis"),
                "lasted",
                ("time_start", "time_end", "tz"),
            )
        },
    ),
    (HOW_MUCH, {"fields": (("duration_words", "occurrences"),)}),
    (REVIEW, {"fields": ("importance", "adjudication")}),
    (OTHER_CODES, {"classes": ("collapse",), "fields": (CODES,)}),
)
# id, label in the bar of links, and what stands there: names of fieldsets and prefixes of rows
LAYOUT = (
    ("what", _("What"), (WHAT,)),
    ("who", _("Who"), ("participations",)),
    ("when", _("When"), (WHEN,)),
    ("where", _("Where"), ("event_places",)),
    ("how-much", _("How much"), (HOW_MUCH, "quantities")),
    ("sources", _("Sources"), ("citations",)),
    ("links", _("Links"), ("links",)),
    ("review", _("Review"), (REVIEW, OTHER_CODES)),
)


@dataclass(frozen=True)
class Block:
    """A fieldset or the rows of one kind; the other is None."""

    fieldset: Fieldset | None = None
    rows: InlineAdminFormSet | None = None


@dataclass(frozen=True)
class Section:
    id: str
    label: str
    blocks: list[Block]
    has_errors: bool


@dataclass(frozen=True)
class ErrorLink:
    target: str
    label: str
    message: str


def sections_of(adminform: AdminForm, formsets: list[InlineAdminFormSet]) -> list[Section]:
    """Rows that the user may not see are absent, and so is a section without any block."""
    blocks: dict[Any, Block] = {fieldset.name: Block(fieldset=fieldset) for fieldset in adminform}
    blocks |= {formset.formset.prefix: Block(rows=formset) for formset in formsets}
    found = [(id_, label, [blocks[name] for name in names if name in blocks]) for id_, label, names in LAYOUT]
    return [Section(id_, str(label), parts, any(map(_has_errors, parts))) for id_, label, parts in found if parts]


def error_links(form: BaseForm, formsets: list[InlineAdminFormSet]) -> list[ErrorLink]:
    """Every error of a field with the id of its input, in the order of the page."""
    order = flatten_fieldsets(SECTIONS)
    links = _links(form, "", sorted(form.errors, key=lambda name: order.index(name) if name in order else 0))
    for rows in formsets:
        for number, row in enumerate(rows.formset.forms, start=1):
            links += _links(row, f"{rows.opts.verbose_name} {number}: ", row.errors)
    return links


def state_badge(event: Event) -> SafeString:
    return format_html('<span class="state state-{}">{}</span>', event.review_state, event.get_review_state_display())


def _links(form: BaseForm, before: str, names: Iterable[str]) -> list[ErrorLink]:
    return [
        ErrorLink(form[name].id_for_label, f"{before}{form[name].label}", " ".join(form.errors[name]))
        for name in names
        if name != NON_FIELD_ERRORS and name in form.fields
    ]


def _has_errors(block: Block) -> bool:
    if block.rows is not None:
        return any(block.rows.formset.errors) or bool(block.rows.formset.non_form_errors())
    fieldset = block.fieldset
    names = [name for line in fieldset for name in line.fields] if fieldset else []
    return bool(fieldset) and any(name in fieldset.form.errors for name in names)
