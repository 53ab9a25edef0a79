"""What an analyst types as a date: EDTF, or a phrase that is read against the day of an article. Never guesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from timeline import dates
from timeline.filters.fields import shown
from timeline.models import Article, DateBasis

NO_SUCH_PHRASE = _(
    "%(text)s is not a date that can be read. Type a phrase such as “Saturday”, “last week” or “5 March”, or EDTF:"
    " 2022-03-05, 2022-03, 2022-03-05/2022-03-06, ../2022-03-07."
    " For any other phrase, fill in “date (EDTF)” yourself."
)
NEEDS_A_DAY = _(
    "%(text)s needs a day to count from: choose the article of the first citation, or fill in “resolved against”."
)
FAR_APART = (date(2001, 1, 1), date(2023, 10, 18))  # another weekday, month and year


@dataclass(frozen=True)
class Reference:
    """The day to count from, and which days are the weekend where the report was printed."""

    day: date | None = None
    weekend: dates.Weekend = dates.Weekend.SAT_SUN


@dataclass(frozen=True)
class Reading:
    """What was typed, as the fields of an event; `anchor` and `rule` are empty for a date that needs neither."""

    date: dates.EDTFDate
    basis: str
    text: str = ""
    anchor: date | None = None
    rule: str = ""

    @property
    def edtf(self) -> str:
        return self.date.edtf

    @property
    def words(self) -> str:
        """With the weekday, by which an analyst checks a reading."""
        return dates.describe(self.date, weekday=True, lasted=False)


def reference_for(article: Article | None, anchor: date | None = None) -> Reference:
    """An explicit `anchor` wins over the article's day; the weekend is that of the outlet's country. No queries
    where outlet and country were selected with the article."""
    outlet = article.outlet if article else None
    country = outlet.country if outlet else None
    weekend = dates.Weekend(country.weekend) if country else dates.Weekend.SAT_SUN
    return Reference(anchor or (article.published_on if article else None), weekend)


def read_date(text: str, reference: Reference, *, planned: bool = False) -> Reading:
    """Raises `ValidationError` for whatever is neither EDTF nor a phrase of the table."""
    text = text.strip()
    if edtf := as_edtf(text):
        return Reading(edtf, DateBasis.STATED)
    options: dict[str, Any] = {"weekend": reference.weekend, "planned": planned}
    if absolute := _read_alike_everywhere(text, options):
        return Reading(absolute, DateBasis.STATED, text=text)
    found = dates.resolve(text, reference.day or FAR_APART[0], **options)
    if found is None:
        raise ValidationError(NO_SUCH_PHRASE, code="unreadable", params={"text": shown(text)})
    if reference.day is None:
        raise ValidationError(NEEDS_A_DAY, code="no_reference", params={"text": shown(text)})
    return Reading(found.edtf, DateBasis.RESOLVED, text=text, anchor=reference.day, rule=found.rule)


def rule_behind(text: str, edtf: str, reference: Reference, *, planned: bool = False) -> str:
    """The rule by which `text` gives just this date; empty where the analyst has decided otherwise."""
    if not text or not reference.day:
        return ""
    found = dates.resolve(text, reference.day, weekend=reference.weekend, planned=planned)
    return found.rule if found and found.edtf.edtf == edtf else ""


def as_edtf(text: str) -> dates.EDTFDate | None:
    try:
        return dates.parse(text)
    except dates.EDTFError:
        return None


def _read_alike_everywhere(text: str, options: dict[str, Any]) -> dates.EDTFDate | None:
    """“5 March 2022” is the same day whenever it is read, so it needs no day to count from."""
    first, second = (dates.resolve(text, day, **options) for day in FAR_APART)
    return first.edtf if first and second and first.edtf == second.edtf else None
