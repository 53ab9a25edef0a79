"""A selection as a list: events under the date as it is known, page by page, and those without a date in a tray."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import QueryDict

from timeline import dates
from timeline.dates import UNDATED_POSITION
from timeline.filters import PAGING, Page, Selection, page_of
from timeline.models import Citation, Event, EventQuerySet

IN_TRAY = 12
EXACT = (dates.Precision.SECOND, dates.Precision.DAY, dates.Precision.MONTH, dates.Precision.YEAR)
LAST_CURSOR = f"{UNDATED_POSITION}-{10**18 - 1}"  # behind every event


@dataclass(frozen=True)
class Group:
    """Events whose date is known in the same words; `machine` is for <time datetime>, empty where HTML has no form."""

    heading: str
    machine: str
    events: list[Event]


@dataclass(frozen=True)
class Chronicle:
    """`tray` shows the first undated events of `undated`; the queries lead to the neighbouring pages."""

    groups: list[Group]
    tray: list[Event]
    undated: int
    next_query: str
    previous_query: str

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.tray

    @property
    def undated_left(self) -> int:
        return self.undated - len(self.tray)


def chronicle(selection: Selection, params: QueryDict, *, undated: int, backward: bool = False) -> Chronicle:
    """The page that `params` ask for; a fixed number of queries whatever its size."""
    only_undated = selection.filterset.value("undated") == "only"
    events = with_rows(selection.events if only_undated else selection.events.dated())
    page = _backward_page(events, params) if backward else page_of(events, params)
    in_tray = undated and not only_undated
    tray = list(with_rows(selection.events.undated())[:IN_TRAY]) if in_tray else []
    return Chronicle(
        groups=grouped(page.events),
        tray=tray,
        undated=undated if in_tray else 0,
        next_query=turned(params, "before" if backward else "after", page.after),
        previous_query=turned(params, "after" if backward else "before", page.before),
    )


def with_rows(events: EventQuerySet) -> EventQuerySet:
    """All that a row of the list shows; the citation that leads comes as `event.lead`, a list of one."""
    lead = (
        Citation.objects.select_related("article__outlet", "speaker", "text")
        .defer("text__text")
        .order_by("-rank", "pk")[:1]  # preferred, normal, deprecated: the alphabet agrees
    )
    return events.with_parties().prefetch_related(Prefetch("citations", queryset=lead, to_attr="lead"))


def grouped(events: list[Event]) -> list[Group]:
    """In order of first appearance: events at the same place in the chronology may be known in different words."""
    groups: dict[str, Group] = {}
    for event in events:
        heading, machine = wording(event)
        groups.setdefault(heading, Group(heading, machine, [])).events.append(event)
    return list(groups.values())


def wording(event: Event) -> tuple[str, str]:
    """The date without time of day, in words and, where HTML has a form for it, for machines."""
    if not event.edtf:
        return "", ""
    exact = event.precision in EXACT and not (event.uncertain or event.approximate)
    day = event.edtf.partition("T")[0]
    return dates.describe(day, lasted=event.lasted), day if exact else ""


def _backward_page(events: EventQuerySet, params: QueryDict) -> Page:
    """Latest first: the pages of the chronology from its end, each turned round."""
    at_start = not (params.get("after") or params.get("before"))
    asked = params.copy()
    if at_start:
        asked["before"] = LAST_CURSOR
    page = page_of(events, asked)
    return Page(page.events[::-1], after=page.before, before="" if at_start else page.after)


def turned(params: QueryDict, name: str, mark: str) -> str:
    """The query of the page `after` or `before` that mark; empty where there is none."""
    if not mark:
        return ""
    kept = params.copy()
    for paging in PAGING[:2]:
        kept.pop(paging, None)
    kept[name] = mark
    return kept.urlencode()
