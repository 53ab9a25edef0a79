"""Where reports of one event differ: how many sources stand behind each value."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .citations import CITABLE, Citation, Rank


def standing(citations: Iterable[Citation]) -> dict[str, str]:
    """Field → “3 of 4 sources; 1: 5 March”, for the fields in which they differ, in the order of the coding form.

    An outlet is one source, however often it is cited. Expects articles selected with the citations; no queries.
    """
    given = list(citations)
    return {name: said for name in CITABLE if (said := _tally(given, name))}


def _tally(citations: list[Citation], name: str) -> str:
    agreeing: set[object] = set()
    differing: dict[str, set[object]] = {}
    for citation in citations:
        source = citation.article.outlet_id or ("article", citation.article_id)
        if name in citation.reported:
            differing.setdefault(citation.reported[name], set()).add(source)
        elif name in citation.supports and citation.rank != Rank.DEPRECATED:
            agreeing.add(source)
    if not differing:
        return ""
    total = len(agreeing.union(*differing.values()))
    said = _("%(count)s of %(total)s sources") % {"count": len(agreeing), "total": total}
    return "; ".join([said, *(f"{len(sources)}: {value}" for value, sources in differing.items())])
