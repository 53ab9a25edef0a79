"""Text in, drafts of events out: rules over words, each draft with its passage and its reasons. Knows no Django."""

from .drafts import Amount, Credit, Dating, Draft, KnownActor, Party
from .lexicon import LANGUAGES, Lexicon, UnknownLanguageError, lexicon
from .proposing import propose, unread

__all__ = [
    "LANGUAGES",
    "Amount",
    "Credit",
    "Dating",
    "Draft",
    "KnownActor",
    "Lexicon",
    "Party",
    "UnknownLanguageError",
    "lexicon",
    "propose",
    "unread",
]
