"""Text as people type it: what a field accepts, and how article text is normalised before offsets are counted."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff]")
BIDI_OVERRIDE = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
LINE_BREAK = re.compile(r"[\r\n\t]")


def validate_prose(value: str) -> None:
    """Several lines of text; no control characters and nothing that reverses what a reader sees."""
    if found := CONTROL.search(value):
        raise ValidationError(
            _("Contains the control character U+%(code)s; remove it."),
            code="control_character",
            params={"code": f"{ord(found[0]):04X}"},
        )
    if found := BIDI_OVERRIDE.search(value):
        raise ValidationError(
            _("Contains the invisible direction mark U+%(code)s, which can disguise text; remove it."),
            code="direction_override",
            params={"code": f"{ord(found[0]):04X}"},
        )


def validate_line(value: str) -> None:
    """One line of text."""
    validate_prose(value)
    if LINE_BREAK.search(value):
        raise ValidationError(_("Must be a single line: remove line breaks and tabs."), code="line_break")


class LineField(models.CharField):
    """One line of plain text."""

    default_validators = [validate_line]


class ProseField(models.TextField):
    """Several lines of plain text; no markup is ever interpreted."""

    default_validators = [validate_prose]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10_000)
        super().__init__(*args, **kwargs)


def normalise_text(text: str) -> str:
    """The form in which offsets are counted: Unicode NFC and LF line ends (W3C Web Annotation 4.2.4)."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def unique_slug(instance: models.Model, name: str, *, max_length: int = 80) -> str:
    """A free slug for `name`: 1 query for each candidate, nearly always one or two."""
    stem = slugify(name)[: max_length - 6].strip("-") or instance._meta.model_name or "item"
    taken = type(instance)._default_manager.exclude(pk=instance.pk)
    candidate, number = stem, 1
    while taken.filter(slug=candidate).exists():
        number += 1
        candidate = f"{stem}-{number}"
    return candidate
