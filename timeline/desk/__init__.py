"""The coding of one article: what is proposed for its passages, and what an analyst makes of that."""

from .deciding import accept, add_report, next_article, put_article, reject, reopen, take_passage
from .drafts import Draft, Measure, Party
from .likeness import Comparison, already_there, compared, look_alikes
from .names import ActorNames, Suggestion
from .outcomes import Outcome, outcomes
from .passages import Mark, Paragraph, paragraphs
from .proposing import propose_for, proposes, unread_passages

__all__ = [
    "ActorNames",
    "Comparison",
    "Draft",
    "Mark",
    "Measure",
    "Outcome",
    "Paragraph",
    "Party",
    "Suggestion",
    "accept",
    "add_report",
    "already_there",
    "compared",
    "look_alikes",
    "next_article",
    "outcomes",
    "paragraphs",
    "propose_for",
    "proposes",
    "put_article",
    "reject",
    "reopen",
    "take_passage",
    "unread_passages",
]
