"""Texts that break careless writers, and an event that carries one of them in every text field it has."""

from __future__ import annotations

from tests.rows import (
    cite,
    make_actor,
    make_article,
    make_country,
    make_event,
    make_office,
    make_outlet,
    make_place,
    publish_now,
    take_part,
    take_place,
)
from timeline.models import Actor, Event

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
    "sum": "=1+1",
    "plus": "+1",
    "minus": "-1",
    "at": "@SUM(A1)",
    "command": "=cmd|' /C calc'!A0",
    "tab before": "\t=1+1",
    "line before": "\n=1+1",
    "space before": " =1+1",
    "full width": "＝1+1",
    "apostrophe": "'=1+1",
    "own quotes": "'quoted'",
    "spreadsheet escape": "_x0041_ stays",
    "entity": "&lt;b&gt; &amp;amp; &nbsp;",
}
# The longest that each text field takes, by the name under which a test looks for it. With what is made of the name.
FIELDS = {
    "title": 200, "summary": 5000, "phrase": 200, "adjudication": 2000, "actor": 200, "note": 300, "office": 200,
    "body": 200, "state": 200, "place": 200, "what": 100, "unit": 30, "article": 500, "author": 300, "outlet": 200,
    "publisher": 200, "quote": 5000, "before": 200, "after": 200, "speaker": 200, "speaker in words": 200,
    "instead": 200, "alias": 200, "description": 2000, "type": 80,
}  # fmt: skip
MARK = "§"


def mark(field: str, text: str) -> str:
    number = list(NASTY.values()).index(text) if text in NASTY.values() else "-"
    return f"{MARK}{field} {number}{MARK}"


def marked(field: str, text: str) -> str:
    """What stands in a field: the text first, as far as there is room, then which field and which text it is."""
    end = mark(field, text)
    return text[: FIELDS[field] - len(end)] + end


def make_nasty_event(text: str, edtf: str = "2022-03-05") -> Event:
    """Every field holds as much of `text` as it has room for, and says which field it is."""
    put = {field: marked(field, text) for field in FIELDS}
    speaker = make_actor(put["speaker"])
    person = make_actor(put["actor"], description=put["description"])
    person.aliases.create(name=put["alias"])
    country = make_country()
    if not Actor.objects.state_of(country.pk):
        make_actor(put["state"], "state", country=country)
    office = make_office(person, make_actor(put["body"], "government_body", country=country), put["office"])
    outlet = make_outlet(put["outlet"], publisher=put["publisher"])
    article = make_article(put["article"], text="", outlet=outlet, author=put["author"])
    place = make_place(put["place"], latitude="55.752", longitude="37.617")
    texts = {"summary": put["summary"], "adjudication": put["adjudication"], "date_text": put["phrase"]}
    event = make_event(put["title"], edtf, **texts)
    take_part(event, person, office=office, note=put["note"])
    take_place(event, place)
    event.quantities.create(what=put["what"], amount=3, unit=put["unit"])
    around = {"prefix": put["before"], "suffix": put["after"], "reported": {"date": put["instead"]}}
    cite(event, article, exact=put["quote"], speaker=speaker, **around)
    cite(event, article, exact=f"{put['quote']} again", speaker_text=put["speaker in words"], credibility=2)
    event.type.label = put["type"]
    event.type.save()
    return publish_now(event)
