"""The one meaning of a query string: the same parameters select the same events at every door."""

from .changes import Changes, changes_of, tombstones_of, whenever_changed
from .events import EventFilterSet
from .facets import Facet, FacetValue, facets_of
from .looking import VIEW, lane_keys, look_errors
from .paging import PAGING, Page, best_page, page_of, read_page_size
from .reference import Parameter, parameters
from .selection import Counts, QueryError, Selection, Window, select

__all__ = [
    "PAGING",
    "VIEW",
    "Changes",
    "Counts",
    "EventFilterSet",
    "Facet",
    "FacetValue",
    "Page",
    "Parameter",
    "QueryError",
    "Selection",
    "Window",
    "best_page",
    "changes_of",
    "facets_of",
    "lane_keys",
    "look_errors",
    "page_of",
    "parameters",
    "read_page_size",
    "select",
    "tombstones_of",
    "whenever_changed",
]
