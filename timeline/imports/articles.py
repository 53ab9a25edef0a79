"""The articles that rows rest on: one for each canonical address; what is here is never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from timeline.models import Article, ArticleText, canonical_form
from timeline.models.among import Among
from timeline.models.articles import source_of
from timeline.models.bulk import Rows

from .blank import Blank
from .candidates import Report
from .outlets import Outlets
from .unfit import Unfit, clean_fields

FIELDS = ("author", "archive_url", "published_tz")  # further ones that a row may give
NOT_CHECKED = ("outlet", "copy_of", "coder", "public_id", "folder", "coding_state")
LONGEST_TITLE = Article._meta.get_field("title").max_length or 500


class KnownArticle(NamedTuple):
    pk: int
    public_id: str
    title: str
    source: tuple[str, int]
    has_text: bool
    is_copy: bool


class Articles:
    """Of one chunk of rows at a time: `look` first, then `check` and `find_or_make`, then `flush`."""

    def __init__(self, outlets: Outlets, *, by: int | None, reason: str) -> None:
        self._blank = Blank(Article)
        self._outlets, self._by, self._reason = outlets, by, reason[:100]
        self._rows, self._history = Rows(Article), Rows(Article.history.model)
        self._known: dict[str, KnownArticle] = {}
        self._sound: dict[str, Article] = {}

    def begin(self, reports: Iterable[Report]) -> None:
        """Inside the transaction; 1 query."""
        self._known, self._sound = {}, {}
        self._now = timezone.now()
        self._rows.begin()
        self._history.begin()
        forms = list({form for report in reports for url in (report.url, report.copy_of) if (form := self.form(url))})
        if forms:
            self._look(forms)

    def form(self, url: str) -> str:
        """Its canonical address; empty where it has none."""
        try:
            return canonical_form(url) if url else ""
        except (ValidationError, ValueError):
            return ""

    def check(self, report: Report, *, at: str) -> None:
        """That the article is known or could be made; nothing is made. Raises `Unfit`."""
        form = self.form(report.url)
        if form and (form in self._known or form in self._sound):
            return
        self._outlets.check(report, at=f"{at}.outlet")
        values = _values(report)
        article = self._blank(**values)
        if errors := article.own_errors():
            raise Unfit.of(ValidationError(errors), at=at)
        _check_fields(article, at=at, given=values)
        self._sound[article.canonical_url] = article

    def find(self, report: Report) -> KnownArticle | None:
        return self._known.get(self.form(report.url))

    def find_or_make(self, report: Report) -> KnownArticle:
        """After `check`."""
        return self.find(report) or self._make(report)

    def flush(self) -> None:
        self._rows.flush()
        self._history.flush()
        self._outlets.join()

    def _make(self, report: Report) -> KnownArticle:
        form = self.form(report.url)
        article = self._sound[form]
        outlet = self._outlets.find_or_make(report)
        original = self._known.get(self.form(report.copy_of)) if report.copy_of else None
        if original is not None and original.is_copy:
            original = None
        values = {
            "public_id": article.public_id,
            "url": article.url,
            "canonical_url": form,
            "outlet": outlet.pk if outlet else None,
            "title": article.title,
            "author": article.author,
            "published_on": article.published_on,
            "published_tz": article.published_tz,
            "date_unknown": article.date_unknown,
            "language": article.language,
            "retrieved_at": article.retrieved_at,
            "archive_url": article.archive_url,
            "copy_of": original.pk if original else None,
        }
        pk = self._rows.add(**values)
        past = {"history_date": self._now, "history_type": "+", "history_change_reason": self._reason}
        self._history.add(id=pk, **values, created_at=self._now, updated_at=self._now, history_user=self._by, **past)
        source = original.source if original else source_of(outlet.wire if outlet else None, outlet and outlet.pk, pk)
        known = KnownArticle(pk, values["public_id"], article.title, source, False, original is not None)
        self._known[form] = known
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


def _check_fields(article: Article, *, at: str, given: Iterable[str]) -> None:
    """Its fields; what its clean() says of other articles is asked by address."""
    try:
        clean_fields(article, NOT_CHECKED, given=given)
    except ValidationError as error:
        raise Unfit.of(error, at=at) from error


def _values(report: Report) -> dict[str, Any]:
    title = " ".join(report.title.split()) if report.title.isprintable() else report.title
    given = {name: report.article[name] for name in FIELDS if report.article.get(name)}
    return given | {
        "url": report.url.strip(),
        "title": title or report.url.strip()[:LONGEST_TITLE],
        "published_on": report.published_on,
        "date_unknown": report.published_on is None,
        "language": report.language,
        "retrieved_at": report.retrieved_at,
    }
