"""Every text in a file of any format, as a reader that is not ours gives it, and how many events that reader counts."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import icalendar
import openpyxl
import pyarrow.parquet as pq

Leaves = tuple[int, list[str]]
ATOM = "{http://www.w3.org/2005/Atom}"


def of(name: str, body: bytes) -> Leaves:
    count, found = READERS[name](body)
    return count, list(found)


def _json(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _json(part)


def _csv(body: bytes) -> Leaves:
    rows = list(csv.DictReader(io.StringIO(body.decode(), newline=""), strict=True))
    return len(rows), [cell for row in rows for cell in row.values()]


def _zip(body: bytes) -> Leaves:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        tables = {name: _csv(package.read(name)) for name in package.namelist() if name.endswith(".csv")}
    cells = [cell for _count, found in tables.values() for cell in found]
    return tables["events.csv"][0], [
        *cells,
        *_json([json.loads(cell) for cell in cells if cell.startswith('{"date": ')]),
    ]


def _xlsx(body: bytes) -> Leaves:
    sheet = openpyxl.load_workbook(io.BytesIO(body))["Events"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    return sheet.max_row - 1, [openpyxl.utils.escape.unescape(str(cell.value)) for cell in cells]


def _parquet(body: bytes) -> Leaves:
    rows = pq.read_table(io.BytesIO(body)).to_pylist()
    return len(rows), list(_json(rows))


def _lines(body: bytes) -> Leaves:
    rows = [json.loads(line) for line in body.decode().split("\n") if line]
    return len(rows), list(_json(rows))


def _list(name: str) -> Callable[[bytes], Leaves]:
    def read(body: bytes) -> Leaves:
        found = json.loads(body)
        return len(found[name]), list(_json(found[name]))

    return read


def _jsonld(body: bytes) -> Leaves:
    graph = json.loads(body)["@graph"]
    return sum("schema:Event" in _kinds(node) for node in graph), list(_json(graph))


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type", node.get("type", []))
    return kinds if isinstance(kinds, list) else [kinds]


def _ics(body: bytes) -> Leaves:
    calendar = icalendar.Calendar.from_ical(body)
    entries = calendar.walk("VEVENT")
    assert len(calendar.walk()) == 1 + len(entries)
    return len(entries), [str(value) for entry in entries for _name, value in entry.property_items()]


def _atom(body: bytes) -> Leaves:
    entries = ElementTree.fromstring(body).findall(f"{ATOM}entry")
    elements = [element for entry in entries for element in entry.iter()]
    return len(entries), [text for one in elements for text in (one.text or "", *one.attrib.values())]


class _Page(HTMLParser):
    """The text that a browser would show; an element that we do not write is one that came out of a text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("p", "br", "a", "blockquote", "cite", "ul", "li", "q"), tag
        assert not any(name.startswith("on") for name, _value in attrs), attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def _timeline(body: bytes) -> Leaves:
    slides = json.loads(body)["events"]
    shown = [_Page(slide["text"][part]).text for slide in slides for part in ("headline", "text")]
    return len(slides), [*shown, *_json([slide["_event"] for slide in slides])]


READERS: dict[str, Callable[[bytes], Leaves]] = {
    "csv": _csv,
    "jsonl": _lines,
    "xlsx": _xlsx,
    "zip": _zip,
    "jsonld": _jsonld,
    "plover.jsonl": _lines,
    "geojson": _list("features"),
    "ics": _ics,
    "atom": _atom,
    "feed.json": _list("items"),
    "timeline.json": _timeline,
    "parquet": _parquet,
}
