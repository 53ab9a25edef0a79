"""Addresses of pages, as cheap as an export of a million events needs them: their patterns are looked up once."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

ANY = "0" * 12


class Pages:
    """`site` is put before every address. A public id has no character that would have to be quoted."""

    def __init__(self, site: str) -> None:
        self._event = _around(site, "event")
        self._article = _around(site, "article")

    def event(self, public_id: str) -> str:
        before, after = self._event
        return f"{before}{public_id}{after}"

    def article(self, public_id: str) -> str:
        before, after = self._article
        return f"{before}{public_id}{after}"


def pages_of(site: str) -> Pages:
    return _pages(site, get_script_prefix())


@lru_cache(maxsize=64)
def _pages(site: str, _prefix: str) -> Pages:
    return Pages(site)


def _around(site: str, view: str) -> tuple[str, str]:
    before, _id, after = reverse(view, args=[ANY]).partition(ANY)
    return site + before, after
