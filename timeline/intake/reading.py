"""The article in a page: its text and what it says of itself, for the analyst to correct."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime

import trafilatura
from courlan import get_base_url
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from timeline.models import canonical_form
from timeline.models.articles import MOST_TEXT
from timeline.models.text import normalise_text

MOST_BYTES = 10_000_000
MOST_HEADLINE = 120  # characters
MOST_NOISE = 0.01  # of the characters
MOST_SAMPLED = 5_000  # characters that a language is told from
# Common in English, and no words of its neighbours, as “in”, “is” and “was” are of Dutch or German.
COMMON_ENGLISH = {"the", "and", "to", "that", "for", "with", "said", "has", "have", "from", "by", "which", "their"}
ENGLISH_SHARE = 0.08  # of the words; English news has twice that
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = {b"%PDF": "PDF", b"PK\x03\x04": "ZIP or Word", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF"}
META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
TAG = re.compile(r"<(?:!doctype|html|head|body|article|p|div)\b", re.IGNORECASE)
BYLINE = re.compile(r"By ((?:[A-Z][\w.’'-]*(?: and | )?){1,8})")  # a line of its own
MOST_ABOVE_BYLINE = 4  # lines
INSTANT = re.compile(
    r"\"(?:datePublished)\"\s*:\s*\"([^\"]{10,40})\"|property=[\"']article:published_time[\"'][^>]{0,40}content=[\"']([^\"']{10,40})[\"']"
)


class CannotRead(ValueError):  # noqa: N818
    """The message is for the analyst: what was wrong, and what would do."""


@dataclass(frozen=True)
class Reading:
    """`published_on` is the day as the page says it, in its own zone; None where it does not say. `time_zone` is empty
    unless that was UTC: an offset alone names no zone. `is_guessed`: nothing says how its letters are written."""

    text: str
    title: str = ""
    author: str = ""
    outlet_name: str = ""
    domain: str = ""
    published_on: date | None = None
    time_zone: str = ""
    language: str = ""
    url: str = ""
    is_guessed: bool = False


def read(content: bytes | str, *, media_type: str = "", charset: str = "", url: str = "") -> Reading:
    """HTML by trafilatura, anything else as plain text. Raises `CannotRead`; nothing is guessed from the text."""
    if isinstance(content, bytes):
        if len(content) > MOST_BYTES:
            raise CannotRead(_("This is larger than 10 MB. Give only the text of the article."))
        text, is_guessed = _decoded(content, charset)
    else:
        text, is_guessed = content, False
        _refuse_binary(content[:8].encode("utf-8", errors="replace"))
    _refuse_noise(text[:MOST_SAMPLED])
    is_page = media_type in ("text/html", "application/xhtml+xml") or (
        media_type != "text/plain" and TAG.search(text[:2_000]) is not None
    )
    reading = _of_page(text, url) if is_page else _of_text(text, url)
    return _checked(replace(reading, is_guessed=is_guessed))


def _refuse_binary(content: bytes) -> None:
    for start, name in BINARY.items():
        if content.startswith(start):
            raise CannotRead(
                _("This is a %(kind)s file, not text. Copy the text out of it and paste it.") % {"kind": name}
            )


def _refuse_noise(sample: str) -> None:
    """Control characters stand in no text, whatever it was decoded as."""
    noise = sum(unicodedata.category(character) == "Cc" and character not in "\t\n\r\f\x0b" for character in sample)
    if noise > MOST_NOISE * len(sample):
        raise CannotRead(_("This is no text. Copy the text and paste it."))


def _decoded(content: bytes, charset: str) -> tuple[str, bool]:
    """By its byte order mark, as UTF-8, by what the server or the page says, and else as Windows-1252: a guess."""
    _refuse_binary(content)
    for mark, name in MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace").lstrip("\ufeff"), False
    if b"\x00" in content[:4_096]:
        raise CannotRead(_("This is no text. Copy the text and paste it."))
    said = META_CHARSET.search(content[:4_096])
    in_page = said[1].decode("ascii") if said else ""
    # What is read byte by byte up to here is not in UTF-16, whatever it says (HTML standard, 13.2.3.2).
    for name in ("utf-8", charset, "" if in_page.lower().startswith("utf-16") else in_page):
        try:
            if name:
                return content.decode(name), False
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return content.decode("cp1252"), True
    except UnicodeDecodeError:
        return content.decode("latin-1"), True


def _of_page(html: str, url: str) -> Reading:
    found = trafilatura.bare_extraction(
        html, url=url or None, favor_precision=True, with_metadata=True, include_comments=False
    )
    document = found.as_dict() if found is not None and not isinstance(found, dict) else (found or {})
    text = document.get("text") or document.get("raw_text") or ""
    address = _address(document.get("url"), url)
    published_on, zone = _published(html, document.get("date"))
    return Reading(
        text=text,
        title=_line(document.get("title"), 500),
        author=_line(document.get("author"), 300),
        outlet_name=_line(document.get("sitename"), 200),
        domain=domain_of(address),
        published_on=published_on,
        time_zone=zone,
        language=_language(html),
        url=address,
    )


def _of_text(text: str, url: str) -> Reading:
    lines = [line.strip() for line in text[:MOST_SAMPLED].splitlines() if line.strip()]
    byline = next((match for line in lines[1:MOST_ABOVE_BYLINE] if (match := BYLINE.fullmatch(line))), None)
    author = byline[1] if byline else ""
    return Reading(text=text, title=_headline(lines[0] if lines else ""), author=author, domain=domain_of(url), url=url)


def _headline(line: str) -> str:
    """A first line that is a paragraph gives its first words."""
    words = _line(line, MOST_HEADLINE + 1)
    if len(words) <= MOST_HEADLINE:
        return words
    return f"{words.rpartition(' ')[0] or words[:MOST_HEADLINE]}…"


def _checked(reading: Reading) -> Reading:
    text = normalise_text(reading.text).strip()
    if not text:
        raise CannotRead(_("No text was found in this. Open the page in your browser, and paste the text."))
    if len(text) > MOST_TEXT:
        said = _("The text has more than %(most)s characters. Give only the text of the article.")
        raise CannotRead(said % {"most": f"{MOST_TEXT:,}"})
    return Reading(**(reading.__dict__ | {"text": text.replace("\x00", "")}))


def language_of(text: str) -> str:
    """“en” for a text that is full of the commonest English words, else nothing: a proposal, to be corrected."""
    words = re.findall(r"[^\W\d_]+", text[:MOST_SAMPLED].lower())
    common = sum(word in COMMON_ENGLISH for word in words)
    return "en" if words and common / len(words) >= ENGLISH_SHARE else ""


def _published(html: str, said: str | None) -> tuple[date | None, str]:
    """The day that stands in the page's own metadata; trafilatura's where that is all there is."""
    match = INSTANT.search(html[:500_000])
    if match:
        try:
            instant = datetime.fromisoformat((match[1] or match[2]).strip().replace("Z", "+00:00"))
        except ValueError:
            instant = None
        if instant is not None:
            return instant.date(), "UTC" if instant.utcoffset() is not None and not instant.utcoffset() else ""
    try:
        return (date.fromisoformat(said) if said else None), ""
    except ValueError:
        return None, ""


def _language(html: str) -> str:
    match = re.search(r"<html[^>]{0,300}\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", html[:5_000])
    return match[1] if match else ""


def _address(canonical: str | None, url: str) -> str:
    """The page's own, where it names one that is an address; a page may say what it likes of its host."""
    if canonical and (not url or get_base_url(canonical) == get_base_url(url)):
        try:
            canonical_form(canonical)
        except ValidationError:
            return url
        return canonical
    return url


def domain_of(url: str) -> str:
    """The host of an address without “www.”, or empty where it is none."""
    host = re.sub(r"^https?://", "", url.lower()).partition("/")[0].partition(":")[0].removeprefix("www.")
    return host if re.fullmatch(r"(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}", host) else ""


def _line(text: str | None, most: int) -> str:
    return " ".join((text or "").split())[:most].strip()
