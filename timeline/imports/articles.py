"""The articles that rows rest on: one for each canonical address; what is here is never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import timezone

from timeline.models import Article, ArticleText
from timeline.models.among import Among
from timeline.models.articles import source_of
from timeline.models.bulk import Rows
from timeline.models.identity import new_public_id

from .candidates import Report
from .outlets import Outlets
from .preparing import Fault, Told
from .unfit import Unfit


class KnownArticle(NamedTuple):
    pk: int
    public_id: str
    title: str
    source: tuple[str, int]
    has_text: bool
    is_copy: bool


class Articles:
    """Of one chunk of rows at a time: `begin` first, then `check` and `find_or_make`, then `flush`."""

    def __init__(self, outlets: Outlets, *, by: int | None, reason: str) -> None:
        self._outlets, self._by, self._reason = outlets, by, reason[:100]
        self._rows, self._history = Rows(Article), Rows(Article.history.model)
        self._known: dict[str, KnownArticle] = {}  # by canonical address

    def begin(self, forms: Iterable[str]) -> None:
        """Inside the transaction, with the canonical addresses of all that may be asked for; 1 query."""
        self._known = {}
        self._now = timezone.now()
        self._rows.begin()
        self._history.begin()
        if asked := [form for form in dict.fromkeys(forms) if form]:
            self._look(asked)

    def check(self, report: Report, told: Told, *, at: str) -> None:
        """That the article is known or could be made; nothing is made. Raises `Unfit`."""
        if told.form in self._known:
            return
        self._outlets.check(report, at=f"{at}.outlet")
        if isinstance(told.article, Fault):
            raise Unfit(*told.article)

    def find(self, form: str) -> KnownArticle | None:
        return self._known.get(form)

    def find_or_make(self, report: Report, told: Told) -> KnownArticle:
        """After `check`."""
        return self._known.get(told.form) or self._make(report, told)

    def flush(self) -> None:
        self._rows.flush()
        self._history.flush()
        self._outlets.join()

    def _make(self, report: Report, told: Told) -> KnownArticle:
        outlet = self._outlets.find_or_make(report)
        original = self._known.get(told.original)
        if original is not None and original.is_copy:
            original = None
        values = {
            **told.article,
            "public_id": new_public_id(),
            "canonical_url": told.form,
            "outlet": outlet.pk if outlet else None,
            "copy_of": original.pk if original else None,
        }
        pk = self._rows.add(**values)
        past = {"history_date": self._now, "history_type": "+", "history_change_reason": self._reason}
        self._history.add(id=pk, **values, created_at=self._now, updated_at=self._now, history_user=self._by, **past)
        source = original.source if original else source_of(outlet.wire if outlet else None, outlet and outlet.pk, pk)
        known = KnownArticle(pk, values["public_id"], values["title"], source, False, original is not None)
        self._known[told.form] = known
        return known

    def _look(self, forms: list[str]) -> None:
        has_text = Exists(ArticleText.objects.filter(article=OuterRef("pk")))
        own = ("outlet__wire", "outlet", "pk")
        original = ("copy_of__outlet__wire", "copy_of__outlet", "copy_of")
        rows = Article.objects.filter(Among("canonical_url", forms)).order_by().annotate(has_text=has_text)
        for form, public_id, title, text, *keys in rows.values_list(
            "canonical_url", "public_id", "title", "has_text", *own, *original
        ):
            self._known[form] = KnownArticle(keys[2], public_id, title, source_of(*keys), text, keys[5] is not None)
