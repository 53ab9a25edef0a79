"""Reading an article: the extraction's drafts become proposals. What was decided before stays decided."""

from __future__ import annotations

from timeline.models import ArticleText


def proposes(language: str) -> bool:
    """Whether texts in this language (BCP 47) can be read."""
    return False


def propose_for(text: ArticleText) -> int:
    """How many proposals are new."""
    return 0
