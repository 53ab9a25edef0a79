"""Parameters that say how a selection is looked at. Every door takes them along, checks them and selects by none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time

from django.http import QueryDict
from django.utils.translation import gettext as _

from .fields import shown

LANES = ("none", "type", "actor", "dyad", "country", "place", "outlet")
ZONES = ("own", "reader", "utc")
MOST_LANES = 12
LANE_KEY = re.compile(r"[-a-zA-Z0-9_]{1,80}(~[-a-zA-Z0-9_]{1,80})?")  # a slug, a country or two slugs: a dyad
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?", re.ASCII)


def look_errors(params: QueryDict) -> dict[str, list[str]]:
    """What is wrong with each of these parameters; one that is given twice is refused elsewhere."""
    errors = {}
    for name, (accepts, _wording) in VIEW.items():
        value = params.get(name, "")
        if value and not accepts(value):
            errors[name] = [_("%(given)s is not accepted; use %(do)s.") % {"given": shown(value), "do": would_do(name)}]
    return errors


def lane_keys(text: str) -> list[str]:
    """The lanes that the reader chose, in that order."""
    return [key for key in text.split(",") if key]


def would_do(name: str) -> str:
    wording = VIEW[name][1]
    return wording if isinstance(wording, str) else _("one of: %(words)s") % {"words": ", ".join(wording)}


def _are_lanes(text: str) -> bool:
    keys = lane_keys(text)
    return len(keys) <= MOST_LANES and all(LANE_KEY.fullmatch(key) for key in keys)


def _is_stretch(text: str) -> bool:
    first, slash, last = text.partition("/")
    start, end = _moment(first), _moment(last)
    return bool(slash and start and end and start < end)


def _moment(text: str) -> tuple[date, time] | None:
    match = MOMENT.fullmatch(text)
    try:
        return match and (date.fromisoformat(match[1]), time.fromisoformat(match[2] or "00:00"))
    except ValueError:
        return None


# Name → what it accepts, and how that is said: as words to choose from, or as a sentence.
VIEW: dict[str, tuple[Callable[[str], bool], str | tuple[str, ...]]] = {
    "lanes": (LANES.__contains__, LANES),
    "lane": (_are_lanes, f"at most {MOST_LANES} slugs with commas between them; two with ~ between for a dyad"),
    "view": (_is_stretch, "two days or times with / between them, such as 2022-03-01/2022-03-31T12:00"),
    "zone": (ZONES.__contains__, ZONES),
}
