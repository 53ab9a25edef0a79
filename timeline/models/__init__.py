"""The domain, its constraints and its questions. Knows nothing of pages, the API or the admin."""

from . import search_doors as search_doors  # connected by being imported
from .actors import Actor, ActorAlias, ActorIdentifier, Office
from .articles import Article, ArticleQuerySet, ArticleText, canonical_form
from .changes import EventChange, settled
from .citations import (
    CITABLE,
    MOST_REPORTED,
    AnchorState,
    Citation,
    Credibility,
    Rank,
    Stance,
    VerbClass,
    validate_reported,
)
from .countries import Country, CountryName
from .dossiers import Dossier
from .event_parts import EventLink, EventPlace, Participation, Quantity
from .event_queries import Cursor, EventQuerySet
from .events import DateBasis, Event, Medium, Origin, Realisation, ReviewState
from .idempotency import IdempotencyKey
from .imports import Import, ImportedRow, Outcome, RefusedRow, WaitingFile
from .instants import instant_of, microseconds
from .outlets import Outlet, Reliability
from .places import Place
from .proposals import Proposal
from .revisions import Revision, Verb
from .search import SearchDocument
from .standing import standing
from .tokens import ApiToken
from .types import EventType, Family, Role

__all__ = [
    "CITABLE",
    "MOST_REPORTED",
    "Actor",
    "ActorAlias",
    "ActorIdentifier",
    "AnchorState",
    "ApiToken",
    "Article",
    "ArticleQuerySet",
    "ArticleText",
    "Citation",
    "Country",
    "CountryName",
    "Credibility",
    "Cursor",
    "DateBasis",
    "Dossier",
    "Event",
    "EventChange",
    "EventLink",
    "EventPlace",
    "EventQuerySet",
    "EventType",
    "Family",
    "IdempotencyKey",
    "Import",
    "ImportedRow",
    "Medium",
    "Office",
    "Origin",
    "Outcome",
    "Outlet",
    "Participation",
    "Place",
    "Proposal",
    "Quantity",
    "Rank",
    "Realisation",
    "RefusedRow",
    "Reliability",
    "ReviewState",
    "Revision",
    "Role",
    "SearchDocument",
    "Stance",
    "Verb",
    "VerbClass",
    "WaitingFile",
    "canonical_form",
    "instant_of",
    "microseconds",
    "settled",
    "standing",
    "validate_reported",
]
