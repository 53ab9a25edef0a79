"""Atom (RFC 4287): an entry an event in the order of the selection; `updated` is its last edit, not its day."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from timeline.models import Event

from .about import own_address, sentences
from .formats import PUBLICATION, Provenance
from .records import Record, record
from .told import heading, one_line, paragraphs, printable

ATOM = "http://www.w3.org/2005/Atom"
GEORSS = "http://www.georss.org/georss"
# Names the elements of our own (RFC 4287 §6.4); an identifier, not an address.
OWN = "urn:x-demarche:event"
OWN_DATE = ("edtf", "earliest", "latest", "precision", "wording", "uncertain", "approximate", "lasted")


class Writer:
    """Elements in, text out; what XML 1.0 forbids is replaced on the way."""

    def __init__(self) -> None:
        self._text = io.StringIO()
        self._xml = XMLGenerator(self._text, "utf-8", short_empty_elements=True)

    def open(self, name: str, **attributes: str) -> None:
        self._xml.startElement(name, AttributesImpl({key: one_line(value) for key, value in attributes.items()}))

    def close(self, name: str) -> None:
        self._xml.endElement(name)
        self._xml.ignorableWhitespace("\n")

    def element(self, name: str, text: str = "", **attributes: str) -> None:
        self.open(name, **attributes)
        if text:
            self._xml.characters(printable(text))
        self.close(name)

    def begin(self) -> None:
        self._xml.startDocument()

    def take(self) -> str:
        """What was written since the last time."""
        text = self._text.getvalue()
        self._text.seek(0)
        self._text.truncate()
        return text


def atom_pieces(events: Iterable[Event], provenance: Provenance) -> Iterator[str]:
    xml = Writer()
    _head(xml, provenance)
    yield xml.take()
    for event in events:
        _entry(xml, record(event, provenance.site))
        yield xml.take()
    xml.close("feed")
    yield xml.take()


def _head(xml: Writer, provenance: Provenance) -> None:
    """The feed is `updated` when it is made: the newest change of a stream would be known at its end alone."""
    xml.begin()
    xml.open("feed", **{"xmlns": ATOM, "xmlns:georss": GEORSS, "xmlns:event": OWN, "xml:lang": "en"})
    xml.element("id", provenance.address)
    xml.element("title", f"{PUBLICATION}: {provenance.query or 'everything'}")
    xml.element("subtitle", " ".join(sentences(provenance)))
    xml.element("updated", provenance.made_at.isoformat(timespec="seconds"))
    xml.open("author")
    xml.element("name", PUBLICATION)
    xml.close("author")
    xml.element("link", rel="self", type="application/atom+xml", href=own_address(provenance, "atom"))
    xml.element("link", rel="alternate", type="text/html", href=provenance.address)
    xml.element("rights", provenance.licence)
    xml.element("generator", PUBLICATION)


def _entry(xml: Writer, row: Record) -> None:
    xml.open("entry")
    xml.element("id", row["url"])
    xml.element("title", heading(row))
    xml.element("updated", row["updated_at"])
    if row["published_at"]:
        xml.element("published", row["published_at"])
    xml.element("link", rel="alternate", type="text/html", href=row["url"])
    for source in row["sources"]:
        xml.element("link", rel="via", href=source["url"], title=source["title"])
    if row["type"]:
        xml.element("category", term=row["type"]["slug"], label=row["type"]["label"])
    xml.element("content", "\n\n".join(paragraphs(row)), type="text")
    _date(xml, row["date"])
    _point(xml, row["places"])
    xml.close("entry")


def _date(xml: Writer, known: Record | None) -> None:
    """Nothing stands where nothing is known: no attribute for an open end, no element for an undated event."""
    if known:
        values = {name: known[name] for name in OWN_DATE if known[name] is not None}
        xml.element("event:date", **{name: _word(value) for name, value in values.items()})


def _word(value: str | bool) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _point(xml: Writer, places: list[Record]) -> None:
    """GeoRSS Simple: latitude first; one point an entry."""
    for place in places:
        if place["latitude"] is not None:
            xml.element("georss:point", f"{place['latitude']} {place['longitude']}")
            return
