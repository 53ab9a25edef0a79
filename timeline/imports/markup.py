"""HTML in a cell of a spreadsheet as plain text and links. Nothing of it is ever kept as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from .lines import UNSEEN, tidy

LOOKS_LIKE_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")
NOT_TEXT = {"script", "style", "template", "noscript", "iframe", "object"}
BREAKS = {"br", "p", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table"}


@dataclass(frozen=True)
class Link:
    url: str
    text: str


def plain_text(markup: str, *, longest: int = 5000) -> str:
    """Paragraphs apart by an empty line; cut with “…” where it is longer than `longest`."""
    body = _parsed(markup)
    text = "".join(_pieces(body)) if body is not None else markup
    paragraphs = (" ".join(UNSEEN.sub(" ", part).split()) for part in text.split("\n"))
    whole = "\n\n".join(part for part in paragraphs if part)
    return whole if len(whole) <= longest else whole[: longest - 1].rstrip() + "…"


def links(markup: str) -> list[Link]:
    """To the web alone, each once, in the order of the text."""
    body = _parsed(markup)
    found: dict[str, Link] = {}
    for anchor in body.iter("a") if body is not None else ():
        url = tidy(anchor.get("href") or "", longest=2000)
        if url.startswith(("http://", "https://")):
            found.setdefault(url, Link(url, tidy("".join(_pieces(anchor)))))
    return list(found.values())


def _parsed(markup: str) -> Any:
    """None where it is plain text already, or nothing that a parser takes."""
    if not LOOKS_LIKE_MARKUP.search(markup):
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(b"<html><body>" + markup.encode("utf-8", "replace") + b"</body></html>", parser)
    except etree.XMLSyntaxError:
        return None


def _pieces(element: Any) -> Iterator[str]:
    """Without recursion: how deep the markup goes is up to whoever wrote it."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        hidden = _is_hidden(node, element)
        if event == "start":
            if node.tag in BREAKS:
                yield "\n"
            if node.text and not hidden:
                yield node.text
        elif node is not element:
            if node.tag in BREAKS:
                yield "\n"
            if node.tail and not _is_hidden(node.getparent(), element):
                yield node.tail


def _is_hidden(node: Any, top: Any) -> bool:
    while node is not None:
        if node.tag in NOT_TEXT:
            return True
        node = None if node is top else node.getparent()
    return False
