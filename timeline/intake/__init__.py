"""How articles come in: by address, as pasted text, as a file; read, corrected by an analyst, and stored once."""

from .fetching import Fetched, fetch, fetching_is_on
from .reading import CannotRead, Reading, domain_of, language_of, read
from .refusals import FetchRefused
from .sameness import NearCopy, is_same_text, near_copies, same_article
from .taking import Taken, Usual, outlet_of, take, usual_of

__all__ = [
    "CannotRead",
    "FetchRefused",
    "Fetched",
    "NearCopy",
    "Reading",
    "Taken",
    "Usual",
    "domain_of",
    "fetch",
    "fetching_is_on",
    "is_same_text",
    "language_of",
    "near_copies",
    "outlet_of",
    "read",
    "same_article",
    "take",
    "usual_of",
]
