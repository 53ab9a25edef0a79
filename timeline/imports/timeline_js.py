"""TimelineJS: the rows of its spreadsheet as CSV or TSV, or its JSON. Title slides and eras are no events.

A date is as exact as the columns that are filled: a year alone is a year. A time of day has no zone in TimelineJS,
so it stays in the row that is kept. HTML becomes plain text; the links in it become reports.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import IO, Any

from timeline import dates

from .candidates import BadRow, Candidate, LeftOut, Reader, Report, Rows
from .coding import our_types
from .lines import BOM, KEPT_OF_A_BAD_ROW, Fields, Record, headed, quoted, tidy
from .markup import links, plain_text

DATASET = "TimelineJS"
REQUIRED = ("Year", "Headline")
COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
)  # fmt: skip
MOST_JSON = 50_000_000  # bytes; JSON is read as a whole, so it has a limit
MOST_REPORTS = 20
PICTURE = re.compile(r"\.(avif|gif|jpe?g|png|svg|webp)($|[?#])", re.IGNORECASE)
LEFT_OUT = {
    "title": "A title slide: it says what the timeline is called and is no event.",
    "era": "An era: it names a stretch of time and is no event.",
}
JSON_KEYS = {  # of a slide in the JSON, to the columns of the spreadsheet
    ("text", "headline"): "Headline",
    ("text", "text"): "Text",
    ("media", "url"): "Media",
    ("media", "credit"): "Media Credit",
    ("media", "caption"): "Media Caption",
    ("media", "thumbnail"): "Media Thumbnail",
    ("media", "alt"): "Alt Text",
    ("start_date", "year"): "Year",
    ("start_date", "month"): "Month",
    ("start_date", "day"): "Day",
    ("end_date", "year"): "End Year",
    ("end_date", "month"): "End Month",
    ("end_date", "day"): "End Day",
    ("group",): "Group",
    ("display_date",): "Display Date",
    ("start_date", "display_date"): "Display Date",
    ("unique_id",): "Id",
}


def read(file: IO[bytes]) -> Rows:
    head = file.read(2048)
    file.seek(0)
    if head.removeprefix(BOM).lstrip().startswith(b"{"):
        records = _from_json(file)
    else:
        names = next((line for line in head.splitlines() if b"headline" in line.lower()), b"")
        rows = quoted(file, delimiter=max(",;\t", key=lambda one: names.count(one.encode())))
        records = headed(
            _without_preface(rows), REQUIRED, known={name.casefold(): name for name in COLUMNS}, ragged=True
        )
    yield from _found(records)


def _without_preface(rows: Iterator[Fields | BadRow]) -> Iterator[Fields | BadRow]:
    """Some copies of the spreadsheet have lines of help above the header; ten at most are passed over."""
    start = list(itertools.islice(rows, 10))
    at = next((n for n, row in enumerate(start) if isinstance(row, Fields) and _is_header(row)), 0)
    yield from itertools.chain(start[at:], rows)


def _is_header(row: Fields) -> bool:
    names = {value.strip().casefold() for value in row.values}
    return all(name.casefold() in names for name in REQUIRED)


def _from_json(file: IO[bytes]) -> Iterator[Record | BadRow]:
    content = file.read(MOST_JSON + 1)
    if len(content) > MOST_JSON:
        yield BadRow(1, "", f"The JSON is larger than {MOST_JSON:,} bytes; part it into several files.")
        return
    try:
        given = json.loads(content.removeprefix(BOM), parse_constant=str)
    except (ValueError, RecursionError) as error:
        yield BadRow(1, "", f"Not JSON: {tidy(str(error))}.")
        return
    slides = given.get("events", [])
    if not isinstance(slides, list):
        yield BadRow(1, "events", "A list of slides is needed.")
        return
    if given.get("title"):
        yield Record(1, {"Type": "title"}, "")
    eras = given.get("eras")
    for _era in eras if isinstance(eras, list) else ():
        yield Record(1, {"Type": "era"}, "")
    for number, slide in enumerate(slides, 1):
        yield _slide(number, slide)


def _slide(number: int, slide: Any) -> Record | BadRow:
    """Numbered by its place in the list: JSON has no rows."""
    raw = json.dumps(slide, ensure_ascii=True)[:KEPT_OF_A_BAD_ROW]
    if not isinstance(slide, dict):
        return BadRow(number, "events", "A slide is an object, in braces.", raw)
    values: dict[str, str] = {}
    for path, column in JSON_KEYS.items():
        value: Any = slide
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str | int | float) and not isinstance(value, bool) and (text := _text(value)):
            values[column] = text
    return Record(number, values, raw)


def _text(value: str | int | float) -> str:
    """`2022` and `2022.0` are years alike; half of a surrogate pair is nothing that can be stored."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\0", "").encode("utf-8", "ignore").decode().strip()


def _found(records: Iterator[Record | BadRow]) -> Rows:
    seen: Counter[str] = Counter()
    for item in records:
        if isinstance(item, BadRow):
            yield item
            continue
        yield _candidate(item, seen)


def _candidate(item: Record, seen: Counter[str]) -> Candidate | LeftOut | BadRow:
    row = item.values
    if reason := LEFT_OUT.get(row.get("Type", "").casefold()):
        return LeftOut(item.number, reason)
    when = _when(item)
    if isinstance(when, BadRow):
        return when
    summary = plain_text(row.get("Text", ""))
    title = tidy(plain_text(row.get("Headline", ""))) or tidy(summary, longest=80)
    slug = _type_named().get(row.get("Group", "").casefold(), "")
    if not title and not slug:
        return BadRow(item.number, "Headline", "A headline or a text is needed to say what happened.", item.raw)
    fields: dict[str, Any] = {"title": title, "edtf": when}
    if "/" in when:
        fields["lasted"] = True
    if summary:
        fields["summary"] = summary
    if shown := tidy(plain_text(row.get("Display Date", ""))):
        fields["date_text"] = shown
    return Candidate(
        line=item.number,
        external_id=_id(row, seen),
        raw=dict(row),
        type=slug,
        fields=fields,
        reports=tuple(_reports(row)),
    )


def _when(item: Record) -> str | BadRow:
    start = _edtf(item, "")
    if isinstance(start, BadRow) or "End Year" not in item.values:
        return start
    end = _edtf(item, "End ")
    if isinstance(end, BadRow) or end == start:
        return end
    try:
        return dates.parse(f"{start}/{end}").edtf
    except dates.EDTFError:
        return BadRow(item.number, "End Year", f"The end, {end}, lies before the start, {start}.", item.raw)


def _edtf(item: Record, which: str) -> str | BadRow:
    row = item.values
    year, month, day = (row.get(f"{which}{column}", "") for column in ("Year", "Month", "Day"))
    if day and not month:
        return BadRow(item.number, f"{which}Month", "A day needs its month.", item.raw)
    for value, column, most in ((year, "Year", 4), (month, "Month", 2), (day, "Day", 2)):
        if (value or column == "Year") and not (value.isascii() and value.isdecimal() and len(value) <= most):
            reason = "A year from 1 to 9999 is needed." if column == "Year" else "A number is needed."
            return BadRow(item.number, f"{which}{column}", reason, item.raw)
    text = "-".join(part.zfill(width) for part, width in ((year, 4), (month, 2), (day, 2)) if part)
    try:
        return dates.parse(text).edtf
    except dates.EDTFError:
        column = "Day" if day else "Month" if month else "Year"
        return BadRow(item.number, f"{which}{column}", f"“{text}” is no date.", item.raw)


@cache
def _type_named() -> dict[str, str]:
    """A group is a type of ours where it has the type's slug or label, as our own export writes it."""
    named = {row["label"].casefold(): slug for slug, row in our_types().items()}
    return named | {slug: slug for slug in our_types()}


def _id(row: dict[str, str], seen: Counter[str]) -> str:
    """Its own where the slide has one, else from date and headline: a text may be mended and the event stays."""
    if own := tidy(row.get("Id", ""), longest=100):
        base = own
    else:
        telling = "\n".join(row.get(column, "") for column in ("Year", "Month", "Day", "Headline"))
        base = hashlib.blake2b(telling.encode("utf-8", "replace"), digest_size=12).hexdigest()
    seen[base] += 1
    return base if seen[base] == 1 else f"{base}#{seen[base]}"


def _reports(row: dict[str, str]) -> Iterator[Report]:
    """What the text links to, and the medium where it is a page and no picture."""
    found = links(row.get("Text", "")) + links(row.get("Media Credit", "")) + links(row.get("Media Caption", ""))
    reports = {link.url: Report(url=link.url, title=link.text) for link in found}
    media = tidy(row.get("Media", ""), longest=2000)
    if media.startswith(("http://", "https://")) and " " not in media and not PICTURE.search(media):
        title = tidy(plain_text(row.get("Media Caption", "")))
        reports.setdefault(media, Report(url=media, title=title, outlet=tidy(plain_text(row.get("Media Credit", "")))))
    yield from itertools.islice(reports.values(), MOST_REPORTS)


READER = Reader(name="timelinejs", label="TimelineJS", dataset=DATASET, read=read, extensions=("csv", "tsv", "json"))
