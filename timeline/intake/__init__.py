"""How articles come in: by address, as pasted text, as a file; read, corrected by an analyst, and stored once."""

from .fetching import Fetched, fetch, fetching_is_on
from .reading import CannotRead, Reading, domain_of, read
from .refusals import FetchRefused
from .sameness import NearCopy, is_same_text, near_copies, same_article
from .taking import Taken, outlet_of, take

__all__ = [
    "CannotRead",
    "FetchRefused",
    "Fetched",
    "NearCopy",
    "Reading",
    "Taken",
    "domain_of",
    "fetch",
    "fetching_is_on",
    "is_same_text",
    "near_copies",
    "outlet_of",
    "read",
    "same_article",
    "take",
]
