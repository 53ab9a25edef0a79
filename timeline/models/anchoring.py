"""Where a quote stands in a text: W3C TextQuoteSelector and TextPositionSelector. Plain strings, no database.

Offsets count Unicode code points of the normalised text, `end` exclusive (Web Annotation model 4.2.4, 4.2.5).
"""

from __future__ import annotations

from dataclasses import dataclass

CONTEXT = 32  # code points of prefix and suffix kept with a quote
MOST_MATCHES = 20  # beyond this a quote is no longer an anchor, and counting on would only cost time


@dataclass(frozen=True)
class Anchor:
    """`state` is anchored, ambiguous (found at several of `starts`) or lost (not found)."""

    state: str
    starts: tuple[int, ...]
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""


def find_quote(text: str, exact: str, *, prefix: str = "", suffix: str = "", start: int | None = None) -> Anchor:
    """The place of `exact` in `text`; `start`, then `prefix` and `suffix`, decide between several."""
    starts = _starts(text, exact)
    if not starts:
        return Anchor("lost", ())
    if len(starts) == 1:
        return _anchored(text, exact, starts, starts[0])
    if start in starts:
        return _anchored(text, exact, starts, start)
    fitting = [s for s in starts if _fits(text, s, s + len(exact), prefix, suffix)] if prefix or suffix else []
    if len(fitting) == 1:
        return _anchored(text, exact, starts, fitting[0])
    return Anchor("ambiguous", starts)


def find_again(text: str, exact: str, *, prefix: str, suffix: str, was_unique: bool) -> Anchor:
    """The place in a later `text` of a quote that stood between `prefix` and `suffix`.

    Where it stood is no help: another sentence may stand there now. If it was not unique, one place alone proves
    nothing either: the one that is left may be the other one.
    """
    found = find_quote(text, exact, prefix=prefix, suffix=suffix)
    if found.start is None or found.end is None:
        return found
    around = bool(prefix or suffix) and _fits(text, found.start, found.end, prefix, suffix)
    if len(found.starts) == MOST_MATCHES or (len(found.starts) == 1 and not was_unique and not around):
        return Anchor("ambiguous", found.starts)
    return found


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The prefix and suffix that stand around `text[start:end]`."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _anchored(text: str, exact: str, starts: tuple[int, ...], start: int) -> Anchor:
    end = start + len(exact)
    prefix, suffix = context(text, start, end)
    return Anchor("anchored", starts, start, end, prefix, suffix)


def _starts(text: str, exact: str) -> tuple[int, ...]:
    starts: list[int] = []
    at = text.find(exact) if exact else -1
    while at >= 0 and len(starts) < MOST_MATCHES:
        starts.append(at)
        at = text.find(exact, at + 1)
    return tuple(starts)


def _fits(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    return text[:start].endswith(prefix) and text.startswith(suffix, end)
