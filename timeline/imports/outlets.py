"""The outlets that rows name: by slug, name or domain, exactly; or new ones."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from timeline.models import Country, Outlet

from .actors import folded
from .candidates import Report
from .unfit import Unfit, check_fields

FIELDS = ("publisher", "domain", "language", "reliability")
DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")


class KnownOutlet(NamedTuple):
    pk: int
    wire: int | None


class Outlets:
    def __init__(self, *, own: bool) -> None:
        self._own = own
        self.forget()

    def forget(self) -> None:
        """Read everything anew when next asked."""
        self._slugs: dict[str, KnownOutlet] = {}
        self._names: dict[str, KnownOutlet] = {}
        self._domains: dict[str, KnownOutlet] = {}
        self._waiting: list[tuple[int, str, str]] = []
        self._is_read = False

    def check(self, report: Report, *, at: str) -> None:
        """That the outlet is known or could be made; nothing is made. Raises `Unfit`."""
        if self.find(report) or not self._name(report):
            return
        country = report.publisher.get("country", "")
        if country and not Country.objects.filter(pk=country).exists():
            raise Unfit(f"{at}.country", f"“{country}” is no country here; ISO 3166-1 alpha-2 is expected.")
        outlet = self._new(report)
        check_fields(outlet, leave_out=["country", "parent", "wire", *([] if outlet.slug else ["slug"])], at=at)

    def find(self, report: Report) -> KnownOutlet | None:
        self._read()
        if found := self._slugs.get(report.publisher.get("slug", "")):
            return found
        if report.outlet and (found := self._names.get(folded(report.outlet))):
            return found
        domain = report.publisher.get("domain", "") or ("" if self._own else domain_of(report.url))
        return self._domains.get(domain)

    def find_or_make(self, report: Report) -> KnownOutlet | None:
        """After `check`; None where the row names none and its address has no domain."""
        return self.find(report) or (self._make(report) if self._name(report) else None)

    def _make(self, report: Report) -> KnownOutlet:
        outlet = self._new(report)
        if outlet.slug and outlet.slug in self._slugs:
            outlet.slug = ""
        for field in ("wire", "parent"):
            if (slug := report.publisher.get(field)) and (other := self._slugs.get(slug)):
                setattr(outlet, f"{field}_id", other.pk)
        outlet.save()
        for field in ("wire", "parent"):
            if (slug := report.publisher.get(field)) and not getattr(outlet, f"{field}_id"):
                self._waiting.append((outlet.pk, field, slug))
        return self._add(outlet.pk, outlet.slug, outlet.name, outlet.domain, outlet.wire_id)

    def join(self) -> None:
        """Outlets that were named as wire or owner before they were there themselves."""
        waiting, self._waiting = self._waiting, []
        for pk, field, slug in waiting:
            if (other := self._slugs.get(slug)) and other.pk != pk:
                outlet = Outlet.objects.get(pk=pk)
                setattr(outlet, f"{field}_id", other.pk)
                outlet.save()
                self._add(outlet.pk, outlet.slug, outlet.name, outlet.domain, outlet.wire_id)
            else:
                self._waiting.append((pk, field, slug))

    def _name(self, report: Report) -> str:
        """Where the row gives none, the domain of the address; one of ours that gives none has none."""
        if report.outlet:
            return " ".join(report.outlet.split()) if report.outlet.isprintable() else report.outlet
        return "" if self._own else domain_of(report.url)

    def _new(self, report: Report) -> Outlet:
        given = report.publisher
        domain = "" if self._own or report.outlet else domain_of(report.url)
        return Outlet(
            name=self._name(report),
            slug=given.get("slug", ""),
            country_id=given.get("country") or None,
            **{"domain": domain} | {name: given[name] for name in FIELDS if given.get(name)},
        )

    def _add(self, pk: int, slug: str, name: str, domain: str, wire: int | None) -> KnownOutlet:
        known = KnownOutlet(pk, wire)
        self._slugs[slug] = self._names[folded(name)] = known
        if domain:
            self._domains[domain] = known
        return known

    def _read(self) -> None:
        if self._is_read:
            return
        self._is_read = True
        for row in Outlet.objects.order_by("-pk").values_list("pk", "slug", "name", "domain", "wire"):
            self._add(*row)  # of two of one name the older stays


def domain_of(url: str) -> str:
    """The host of an address without “www.”; empty where it is none."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host if DOMAIN.fullmatch(host) else ""
