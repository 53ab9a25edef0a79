"""Texts that break careless writers, and an event that carries one of them in every text field it has."""

from __future__ import annotations

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_event,
    make_office,
    make_outlet,
    make_place,
    make_public_event,
    publish_now,
    take_part,
    take_place,
)
from timeline.models import Event

# PostgreSQL stores no NUL; whatever else a field may come to hold through a bulk load is here.
NASTY = {
    "formula": "=HYPERLINK(\"https://bad.example\";'x')",
    "quotes": "He said “no”, 'never' and \"not now\"",
    "delimiters": r"a;b,c:d\n\,e|f" + "\t" + "g",
    "lines": "One\nTwo\r\nThree\rFour\n\n",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO",
    "markup": "<script>alert(1)</script> & <b>bold</b> &amp; &#x41;",
    "image": '<img src=x onerror="alert(1)"><iframe src="https://bad.example"></iframe>',
    "cdata": "<![CDATA[ x ]]> ]]> <!-- -- --> <?xml?>",
    "json": '"},{"id":"x"}]}\\u0000\\',
    "controls": "\x01bell\x07 escape\x1b[31m vertical\x0b feed\x0c delete\x7f next\x85",
    "no characters": "a\ufffe b\uffff c\ufeff",
    "separators": "one\u2028two\u2029three",
    "beyond the plane": "📰👩‍👩‍👧 \U0001f1ee\U0001f1f1 𝔄",
    "right to left": "שלום \u202egnp.exe العربية",
    "combining": "e\u0301\u0323\u0327" * 20,
    "long": "Réunion 📰 " * 400,
    "one long word": "x" * 4000,
}


def make_nasty_event(text: str, edtf: str = "2022-03-05") -> Event:
    """Each field holds as much of `text` as it has room for."""
    person = make_actor(text[:150])
    office = make_office(person, make_actor(f"Office {text}"[:150], "organisation"), text[:150])
    article = make_article(text[:300], outlet=make_outlet(text[:150]))
    place = make_place(text[:150], latitude="55.752", longitude="37.617")
    event = make_event(text[:200], edtf, summary=text[:5000], adjudication=text[:2000], date_text=text[:200])
    take_part(event, person, office=office, note=text[:300])
    take_place(event, place)
    event.quantities.create(what=text[:60], amount=3)
    cite(event, article, exact=text[:1000] or "x", speaker_text=text[:150])
    event.type.label = text[:60]
    event.type.save()
    return publish_now(event)


# What a cell of a table is most likely to make something else of.
CELLS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    'He said "no", twice',
    "a;b,c",
    "'quoted'",
    "שלום 📰",
    "bell \x07 inside",
    "_x0041_ stays",
    "long " * 30 + "end",
]


def event_with(text: str) -> Event:
    event = make_public_event(text, summary=f"{text}\n{text}")
    take_part(event, make_actor(text[:60]), note=text[:100])
    take_place(event, make_place(text[:60]))
    return event
