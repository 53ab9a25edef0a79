"""Addresses of pages, as cheap as an export of a million events needs them: the pattern is looked up once."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

ANY = "0" * 12


def address(site: str, view: str, public_id: str) -> str:
    """Of the page `view` of one event or article; a public id has no character that would have to be quoted."""
    before, after = _around(site, view, get_script_prefix())
    return f"{before}{public_id}{after}"


@lru_cache(maxsize=64)
def _around(site: str, view: str, _prefix: str) -> tuple[str, str]:
    before, _id, after = reverse(view, args=[ANY]).partition(ANY)
    return site + before, after
