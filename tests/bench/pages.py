"""Prints what a page of 50 events costs beside a plain view with hand-written SQL: python -m tests.bench.pages

Asked of what `make_events` wrote into the database there is. Both views answer the same JSON, which is checked first:
everything that the list can tell of 50 events, citations included. Processor time of the process, the median of many
turns, the two in turn; what the database server does on PostgreSQL is not in it. Middleware is left out of both.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable
from datetime import date
from datetime import time as time_of_day
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from timeline import dates  # noqa: E402
from timeline.api.events import EventList  # noqa: E402
from timeline.models import Event, Quantity  # noqa: E402

PATH = "/api/v1/events/"
TURNS = 60
SIZE = 50
SITE = "http://localhost"

EVENTS = """
    SELECT e.position, e.id, e.public_id, e.title, e.summary, e.medium, e.realisation, e.edtf, e.earliest, e.latest,
        e.precision, e.uncertain, e.approximate, e.lasted, e.time_start, e.time_end, e.tz, e.date_text, e.date_anchor,
        e.date_rule, e.date_basis, e.duration, e.occurrences, e.importance, e.cameo_code, e.plover_event,
        e.plover_mode, e.adjudication, e.origin, e.review_state, e.version, e.published_at, e.updated_at,
        e.source_count, e.disputed, t.slug, t.label, t.family, t.cameo_code, t.plover_event, t.plover_mode
    FROM timeline_event e LEFT JOIN timeline_eventtype t ON t.id = e.type_id
    WHERE e.review_state = 'published' AND e.position >= %s AND (e.position > %s OR e.id > %s)
    ORDER BY e.position, e.id LIMIT 51
"""
PARTIES = """
    SELECT p.event_id, p.role, p.certainty, p.note, a.slug, a.name, a.kind, a.country_id,
        s.slug, s.name, s.kind, s.country_id, o.title, o.edtf, b.slug, b.name, b.kind, b.country_id
    FROM timeline_participation p JOIN timeline_actor a ON a.id = p.actor_id
    LEFT JOIN timeline_actor s ON s.id = p.acts_for_id LEFT JOIN timeline_office o ON o.id = p.office_id
    LEFT JOIN timeline_actor b ON b.id = o.organisation_id
    WHERE p.event_id IN ({keys}) ORDER BY p.event_id, p.rank, p.id
"""
PLACES = """
    SELECT ep.event_id, p.slug, p.name, ep.role, p.kind, p.country_id, p.latitude, p.longitude, p.exactness
    FROM timeline_eventplace ep JOIN timeline_place p ON p.id = ep.place_id
    WHERE ep.event_id IN ({keys}) ORDER BY ep.event_id, ep.id
"""
QUANTITIES = """
    SELECT event_id, what, amount, amount_max, qualifier, unit, currency
    FROM timeline_quantity WHERE event_id IN ({keys}) ORDER BY event_id, id
"""
LINKS = """
    SELECT l.event_id, l.kind, o.public_id
    FROM timeline_eventlink l JOIN timeline_event o ON o.id = l.other_id
    WHERE l.event_id IN ({keys}) AND o.review_state || '' = 'published' ORDER BY l.event_id, l.id
"""
CITATIONS = """
    SELECT c.event_id, c.article_id, c.exact, c.prefix, c.suffix, c.start, c."end", c.anchor_state, c.speaker_text,
        c.verb_class, c.stance, c.credibility, c.supports, c.reported, c.rank, x.rendition, x.number,
        s.slug, s.name, s.kind, s.country_id, a.public_id, a.title, a.url, a.archive_url, a.author, a.language,
        a.published_on, a.published_tz, u.slug, u.name, u.publisher, u.domain, u.country_id, u.language, u.reliability
    FROM timeline_citation c JOIN timeline_article a ON a.id = c.article_id
    LEFT JOIN timeline_outlet u ON u.id = a.outlet_id LEFT JOIN timeline_articletext x ON x.id = c.text_id
    LEFT JOIN timeline_actor s ON s.id = c.speaker_id
    WHERE c.event_id IN ({keys}) ORDER BY c.event_id, c.id
"""


def plain_view(request: HttpRequest) -> HttpResponse:
    """What somebody would write who wants this page and nothing else."""
    position, key = (int(part) for part in request.GET.get("after", "0-0").split("-"))
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, [position, position, key])
        rows = cursor.fetchall()
        more, rows = len(rows) > SIZE, rows[:SIZE]
        keys = [row[1] for row in rows]
        held = [_held(cursor, sql, keys) for sql in (PARTIES, PLACES, QUANTITIES, LINKS, CITATIONS)]
    last = f"{rows[-1][0]}-{rows[-1][1]}"
    base = f"{SITE}{PATH}?include=citations"
    body = {
        "next": f"{base}&after={last}" if more else None,
        "previous": f"{base}&before={rows[0][0]}-{rows[0][1]}" if key else None,
        "results": [_event(row, *[part.get(row[1], ()) for part in held]) for row in rows],
    }
    return HttpResponse(json.dumps(body, ensure_ascii=False, separators=(",", ":")), content_type="application/json")


def _held(cursor: Any, sql: str, keys: list[int]) -> dict[int, list[tuple[Any, ...]]]:
    cursor.execute(sql.format(keys=",".join(["%s"] * len(keys))), keys)
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in cursor.fetchall():
        found.setdefault(row[0], []).append(row)
    return found


def _event(e: Any, parties: Any, places: Any, quantities: Any, links: Any, citations: Any) -> dict[str, Any]:
    same = e[25] in ("", e[39])
    codes = {
        "cameo_code": e[24] or e[38],
        "plover_event": e[25] or e[39],
        "plover_mode": e[26] or (e[40] if same else ""),
    }
    origin = {"phrase": e[17] or None, "resolved_against": _day(e[18]), "rule": e[19] or None, "basis": e[20] or None}
    return {
        "id": e[2],
        "url": f"{SITE}/events/{e[2]}/",
        "title": e[3] or e[36],
        "title_given": bool(e[3]),
        "summary": e[4],
        "type": {"slug": e[35], "label": e[36], "family": e[37], **codes} if e[35] else None,
        "own_codes": {"cameo_code": e[24] or None, "plover_event": e[25] or None, "plover_mode": e[26] or None},
        "medium": e[5] or None,
        "realisation": e[6],
        "date": _date(e, origin) if e[7] else None,
        "undated_phrase": None if e[7] or not any(origin.values()) else origin,
        "duration": e[21] or None,
        "occurrences": e[22],
        "importance": e[23],
        "parties": [_party(p) for p in parties],
        "places": [_place(p) for p in places],
        "quantities": [_quantity(q) for q in quantities],
        "links": [{"kind": link[1], "event": link[2]} for link in links],
        "sources": list({c[1]: _source(c) for c in citations}.values()),
        "citations": [_citation(c) for c in citations],
        "source_count": e[33],
        "disputed": bool(e[34]),
        "adjudication": e[27],
        "origin": e[28],
        "state": e[29],
        "version": e[30],
        "published_at": _instant(e[31]),
        "updated_at": _instant(e[32]),
    }


def _date(e: Any, origin: dict[str, Any]) -> dict[str, Any]:
    start, end = _time(e[14]), _time(e[15])
    return {
        "edtf": e[7],
        "earliest": _day(e[8]),
        "latest": _day(e[9]),
        "precision": e[10],
        "uncertain": bool(e[11]),
        "approximate": bool(e[12]),
        "lasted": bool(e[13]),
        "wording": dates.describe(e[7], time_start=start, time_end=end, tz=e[16], lasted=bool(e[13])),
        "time_start": start.isoformat("minutes") if start else None,
        "time_end": end.isoformat("minutes") if end else None,
        "time_zone": e[16] or None,
        **origin,
    }


def _actor(row: Any) -> dict[str, Any] | None:
    return {"slug": row[0], "name": row[1], "kind": row[2], "country": row[3]} if row[0] else None


def _party(p: Any) -> dict[str, Any]:
    return {
        "actor": _actor(p[4:8]),
        "role": p[1],
        "office": p[12],
        "office_in": _actor(p[14:18]),
        "office_held": p[13] or None,
        "acts_for": _actor(p[8:12]),
        "certainty": p[2],
        "note": p[3] or None,
    }


def _place(p: Any) -> dict[str, Any]:
    return {
        "slug": p[1],
        "name": p[2],
        "role": p[3],
        "kind": p[4],
        "country": p[5],
        "latitude": None if p[6] is None else float(p[6]),
        "longitude": None if p[7] is None else float(p[7]),
        "exactness": p[8] or None,
    }


def _quantity(q: Any) -> dict[str, Any]:
    amount, most = ((None if a is None else f"{float(a):.3f}".rstrip("0").rstrip(".")) for a in q[2:4])
    label = "" if q[4] == "exactly" else f"{Quantity.Qualifier(q[4]).label} "
    shown, upper = f"{float(amount or 0):,.10g}", f"–{float(most):,.10g}" if most else ""
    wording = " ".join(part for part in (f"{label}{shown}{upper}", q[6] or q[5], q[1]) if part)
    return {
        "what": q[1],
        "amount": amount,
        "amount_max": most,
        "qualifier": q[4],
        "unit": q[5] or None,
        "currency": q[6] or None,
        "wording": wording,
    }


def _source(c: Any) -> dict[str, Any]:
    outlet = None
    if c[29]:
        outlet = {
            "slug": c[29],
            "name": c[30],
            "publisher": c[31] or None,
            "domain": c[32] or None,
            "country": c[33],
            "language": c[34] or None,
            "reliability": c[35],
        }
    return {
        "article": c[21],
        "title": c[22],
        "url": c[23],
        "archive_url": c[24] or None,
        "page": f"{SITE}/articles/{c[21]}/",
        "author": c[25] or None,
        "language": c[26] or None,
        "published_on": _day(c[27]),
        "published_tz": c[28] or None,
        "outlet": outlet,
    }


def _citation(c: Any) -> dict[str, Any]:
    selector: list[dict[str, Any]] = [{"type": "TextQuoteSelector", "exact": c[2], "prefix": c[3], "suffix": c[4]}]
    if c[5] is not None:
        selector.append({"type": "TextPositionSelector", "start": c[5], "end": c[6]})
    return {
        "article": c[21],
        "source": f"{SITE}/articles/{c[21]}/",
        "rendition": c[15],
        "text_version": c[16],
        "selector": selector,
        "anchor": c[7],
        "speaker": _actor(c[17:21]),
        "speaker_text": c[8] or None,
        "credited_to": c[18] or c[8] or None,
        "verb_class": c[9],
        "stance": c[10],
        "credibility": c[11],
        "supports": json.loads(c[12]) if isinstance(c[12], str) else c[12],
        "reported": json.loads(c[13]) if isinstance(c[13], str) else c[13],
        "rank": c[14],
    }


def _day(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _time(value: Any) -> Any:
    return time_of_day.fromisoformat(value) if isinstance(value, str) else value


def _instant(value: Any) -> str | None:
    """SQLite's come without their zone, which is UTC."""
    return value and value.isoformat() + ("" if value.tzinfo else "+00:00")


def answer(view: Callable[..., Any], query: str) -> bytes:
    request = RequestFactory(SERVER_NAME="localhost").get(f"{PATH}?{query}")
    request.user = AnonymousUser()
    response = view(request)
    return response.render().content if hasattr(response, "render") else response.content


def cpu_ms(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1_000


def compared(query: str) -> tuple[float, float, int]:
    """Ours and the plain one in milliseconds, and our queries."""
    ours, plain = (lambda: answer(EventList.as_view(), query)), (lambda: answer(plain_view, query))
    if json.loads(ours()) != json.loads(plain()):
        raise SystemExit(f"The two answer different things to {query}")
    with CaptureQueriesContext(connection) as asked:
        ours()
    times = [(cpu_ms(ours), cpu_ms(plain)) for _turn in range(TURNS)]
    return statistics.median(t[0] for t in times), statistics.median(t[1] for t in times), len(asked)


def main() -> None:
    events = Event.objects.public().chronological()
    total = events.count()
    middle = events[total // 2]
    last = events.reverse()[SIZE + 1]
    print(f"{connection.vendor}, {total:,} public events\n")
    print("| page | CPU, ms | by hand, ms | ratio | queries |\n|---|---|---|---|---|")
    for name, event in (("the first", None), ("in the middle", middle), ("the last but one", last)):
        query = "include=citations" + (f"&after={event.position}-{event.pk}" if event else "")
        ours, plain, queries = compared(query)
        print(f"| {name} | {ours:.1f} | {plain:.1f} | {ours / plain:.2f} | {queries} |", flush=True)


if __name__ == "__main__":
    main()
