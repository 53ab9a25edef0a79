"""What an export says of itself inside the file: as plain values, and as sentences for people."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from .formats import PUBLICATION, Provenance


def about(provenance: Provenance, *, holds_undated: bool = True) -> dict[str, Any]:
    """JSON-ready. `left_out` counts the undated events that the format has no place for."""
    left_out = 0 if holds_undated else provenance.undated
    return {
        "publication": PUBLICATION,
        "selection": provenance.address,
        "query": provenance.query,
        "generated": provenance.made_at.isoformat(timespec="seconds"),
        "events": provenance.dated + provenance.undated - left_out,
        "left_out": left_out,
        "version": provenance.version,
        "licence": provenance.licence,
        "citation": provenance.citation,
    }


def sentences(provenance: Provenance, *, holds_undated: bool = True) -> list[str]:
    """The same in words, one fact each."""
    facts = about(provenance, holds_undated=holds_undated)
    told = [
        f"Events: {facts['events']}. Selection: {provenance.query or 'everything'}.",
        f"Made on {provenance.made_at:%Y-%m-%d at %H:%M} UTC from version {facts['version']}.",
        f"Licence: {facts['licence']}",
        f"Cite as: {facts['citation']}",
    ]
    if facts["left_out"]:
        told.insert(1, f"Left out, because the format has no place for them: {facts['left_out']} undated.")
    return told


def own_address(provenance: Provenance, format_name: str) -> str:
    """Where this very file is found."""
    query = f"?{provenance.query}" if provenance.query else ""
    return f"{provenance.site}{reverse('api_export', args=[format_name])}{query}"
