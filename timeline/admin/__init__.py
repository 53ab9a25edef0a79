"""The admin, where analysts live. Events change through review/; knows nothing of the public pages."""

from . import actors, articles, dossiers, events, imports, outlets, places, revisions, tokens, types

__all__ = ["actors", "articles", "dossiers", "events", "imports", "outlets", "places", "revisions", "tokens", "types"]
