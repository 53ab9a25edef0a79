"""A new version of an article's text takes the proposals of the older ones along, so that nothing is decided twice."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.models import ArticleText, Proposal
from timeline.models.anchoring import context, find_again, find_quote


@dataclass(frozen=True)
class Carried:
    """`moved` stand in the new version now; `dropped` were open and their words are gone, or no longer tell where."""

    moved: int = 0
    dropped: int = 0


def carry_proposals(text: ArticleText) -> Carried:
    """In the caller's transaction. What was decided and is not found stays where it was decided; 4 queries."""
    older = Proposal.objects.filter(text__article=text.article_id, text__rendition=text.rendition)
    waiting = older.filter(text__number__lt=text.number).select_related("text").select_for_update(of=("self",))
    moved, gone = [], []
    for proposal in waiting:
        place = _place(proposal, text)
        if place:
            proposal.text, (proposal.start, proposal.end) = text, place
            moved.append(proposal)
        elif proposal.state == Proposal.State.OPEN:
            gone.append(proposal.pk)
    Proposal.objects.bulk_update(moved, ["text", "start", "end"], batch_size=200)
    Proposal.objects.filter(pk__in=gone).delete()
    return Carried(len(moved), len(gone))


def _place(proposal: Proposal, text: ArticleText) -> tuple[int, int] | None:
    """Where its words stand now, by the rule for quotes."""
    held = proposal.text.text
    exact = held[proposal.start : proposal.end]
    prefix, suffix = context(held, proposal.start, proposal.end)
    was_unique = len(find_quote(held, exact).starts) <= 1
    found = find_again(text.text, exact, prefix=prefix, suffix=suffix, was_unique=was_unique)
    return (found.start, found.end) if found.start is not None and found.end is not None else None
