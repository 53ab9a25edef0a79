"""Articles and the versions of their text."""

from __future__ import annotations

import zoneinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from courlan import clean_url
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from w3lib.url import canonicalize_url

from .identity import new_public_id
from .outlets import Outlet
from .text import LineField, normalise_text, sha256_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

MOST_TEXT = 1_000_000  # code points; the longest article seen is a tenth of this


@lru_cache(maxsize=4_096)
def canonical_form(url: str) -> str:
    """One address for all ways to write it: tracking parameters, case and order removed. Raises `ValidationError`."""
    try:
        parts = urlsplit(url.strip())
        web_address = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        web_address = False
    if not web_address:
        raise ValidationError(_("An address that begins with http:// or https:// is expected."), code="not_http")
    if parts.username is not None:
        raise ValidationError(
            _("The address holds a user name or a password, and everybody may read it. Remove the part before the @."),
            code="userinfo",
        )
    return str(canonicalize_url(clean_url(url.strip()) or url.strip()))


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self) -> ArticleQuerySet:
        """Articles that a published event cites."""
        citations = self.model._meta.get_field("citations").related_model._default_manager
        return self.filter(Exists(citations.filter(article=OuterRef("pk"), event__review_state="published")))

    def visible_to(self, user: User | AnonymousUser) -> ArticleQuerySet:
        return self.all() if user.is_staff and user.has_perm("timeline.view_article") else self.public()


def source_of(
    wire: int | None,
    outlet: int | None,
    article: int,
    original_wire: int | None = None,
    original_outlet: int | None = None,
    original: int | None = None,
) -> tuple[str, int]:
    """Which source an article is, by keys: the wire that its outlet carries, the outlet, or the article alone.

    A copy is the source that its original is.
    """
    if original is not None:
        wire, outlet, article = original_wire, original_outlet, original
    found = wire or outlet
    return ("outlet", found) if found else ("article", article)


class Article(models.Model):
    class CodingState(models.TextChoices):
        NOT_STARTED = "not_started", _("not started")
        IN_PROGRESS = "in_progress", _("in progress")
        CODED = "coded", _("coded")
        NOTHING_RELEVANT = "nothing_relevant", _("nothing relevant")

    public_id = models.CharField(_("public id"), max_length=12, unique=True, default=new_public_id, editable=False)
    url = models.URLField(_("address"), max_length=2000, help_text=_("As you found it."))
    canonical_url = models.CharField(
        max_length=2000,
        unique=True,
        editable=False,
        error_messages={"unique": _("This article is already here under the same address.")},
    )
    outlet = models.ForeignKey(
        Outlet, verbose_name=_("outlet"), on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    title = LineField(_("title"), max_length=500)
    author = LineField(_("author"), max_length=300, blank=True)
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("Relative dates resolve against it.")
    )
    published_tz = models.CharField(
        _("in the time zone"), max_length=50, blank=True, help_text=_("As in “Asia/Jerusalem”.")
    )
    date_unknown = models.BooleanField(_("date of publication is not known"), default=False)
    language = models.CharField(_("language"), max_length=35, blank=True, default="en")
    retrieved_at = models.DateTimeField(_("retrieved"), null=True, blank=True)
    copy_of = models.ForeignKey(
        "self",
        verbose_name=_("copy of"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        help_text=_("The same report in another paper, as from a wire: both count as one source."),
    )
    archive_url = models.URLField(_("archived copy"), max_length=2000, blank=True)
    coding_state = models.CharField(
        _("coding"), max_length=16, choices=CodingState.choices, default=CodingState.NOT_STARTED
    )
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("coder"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="coded_articles",
    )
    folder = LineField(
        _("folder"), max_length=100, blank=True, help_text=_("Articles that are coded together, as of one crisis.")
    )
    free_to_show = models.BooleanField(
        _("free to show"),
        default=False,
        help_text=_("The public may read the whole text. Otherwise only the cited passages are shown."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_on", "-pk"]
        indexes = [
            models.Index(fields=["-published_on", "-id"], name="article_latest_first"),
            models.Index(fields=["coding_state", "-id"], name="article_by_coding_state"),
            models.Index(fields=["folder", "coding_state"], name="article_by_folder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__isnull=False, date_unknown=False) | Q(published_on=None, date_unknown=True),
                name="article_is_dated_or_said_to_be_undated",
                violation_error_message=_("Give the date of publication, or say that it is not known."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="article_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.public_id])

    def clean(self) -> None:
        errors = self.own_errors()
        twin = Article.objects.filter(canonical_url=self.canonical_url).exclude(pk=self.pk).first()
        if twin and "url" not in errors:
            errors["url"] = _("This article is already here: “%(title)s”.") % {"title": twin.title}
        if self.copy_of and (
            self.copy_of.pk == self.pk or self.copy_of.copy_of_id or (self.pk and self.copies.exists())
        ):
            errors["copy_of"] = _("A copy is of an original that is none itself; choose the first report.")
        if errors:
            raise ValidationError(errors)

    def own_errors(self) -> dict[str, Any]:
        """What is wrong by field, other articles left aside; fills in the canonical address."""
        errors: dict[str, Any] = {}
        for field in ("url", "archive_url"):
            try:
                form = canonical_form(getattr(self, field)) if getattr(self, field) else ""
            except ValidationError as error:
                errors[field] = error
            else:
                self.canonical_url = form if field == "url" else self.canonical_url
        if self.published_tz and self.published_tz not in zoneinfo.available_timezones():
            errors["published_tz"] = _("“%(zone)s” is no time zone; names such as “Asia/Jerusalem” are expected.") % {
                "zone": self.published_tz
            }
        return errors

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also counts the sources of the events that cite it anew where it has another source than before."""
        self.canonical_url = canonical_form(self.url)
        source = (self.outlet_id, self.copy_of_id)
        stored = (
            Article.objects.filter(pk=self.pk).values_list("outlet_id", "copy_of_id").first() if self.pk else source
        )
        super().save(*args, **kwargs)
        if stored != source:
            self.refresh_source_counts()
            for copy in self.copies.all():
                copy.refresh_source_counts()

    def refresh_source_counts(self) -> None:
        """2 queries for each event that cites it."""
        for event in {citation.event for citation in self.citations.select_related("event")}:
            event.refresh_counts()

    @property
    def current_text(self) -> ArticleText | None:
        """The newest version of the text; 1 query."""
        return self.texts.order_by("-number").first()

    def add_text(self, text: str, *, rendition: str = "original") -> ArticleText:
        """The version that holds `text`: the one that exists, or a new one."""
        text = normalise_text(text)
        if same := self.texts.filter(sha256=sha256_of(text)).first():
            return same
        newest = self.current_text
        version = ArticleText(article=self, number=newest.number + 1 if newest else 1, text=text, rendition=rendition)
        version.full_clean()
        version.save()
        return version


class ArticleTextQuerySet(models.QuerySet["ArticleText"]):
    def update(self, **values: Any) -> int:
        if {"text", "sha256", "article", "number"} & values.keys():
            raise TypeError("Article texts are never changed in place; add a new version with Article.add_text().")
        return super().update(**values)


class ArticleText(models.Model):
    """One version of an article's text: NFC, LF line ends, never changed after it is cited."""

    class Rendition(models.TextChoices):
        ORIGINAL = "original", _("original")
        PARAPHRASE = "paraphrase", _("paraphrase in our own words")
        TRANSLATION = "translation", _("translation")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField(_("version"), default=1)
    rendition = models.CharField(_("rendition"), max_length=12, choices=Rendition.choices, default=Rendition.ORIGINAL)
    text = models.TextField(_("text"), max_length=MOST_TEXT)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    created_at = models.DateTimeField(_("stored"), auto_now_add=True)

    objects = ArticleTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of an article")
        verbose_name_plural = _("texts of articles")
        ordering = ["article_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="article_text_version_once"),
            models.UniqueConstraint(
                fields=["article", "sha256"],
                name="article_text_stored_once",
                violation_error_message=_("This text is already stored for the article."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.get_rendition_display()} {self.number}"

    def clean(self) -> None:
        self.text = normalise_text(self.text)
        if "\x00" in self.text:
            raise ValidationError({"text": _("The text contains a NUL character; remove it.")})
        if not self.text.strip():
            raise ValidationError({"text": _("The text is empty.")})
        if len(self.text) > MOST_TEXT:
            raise ValidationError(
                {"text": _("The text is longer than %(most)s characters.") % {"most": f"{MOST_TEXT:,}"}}
            )
        if self._is_changed() and self.citations.exists():
            raise ValidationError(
                {"text": _("This text is cited and stays as it is; store the changed text as a new version.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text = normalise_text(self.text)
        if self._is_changed() and self.citations.exists():
            self._refuse()
        self.sha256 = sha256_of(self.text)
        super().save(*args, **kwargs)

    @property
    def later(self) -> ArticleText | None:
        """The newest version of the same rendition, if it is newer than this; 1 query."""
        newer = ArticleText.objects.filter(article=self.article_id, rendition=self.rendition, number__gt=self.number)
        return newer.order_by("-number").first()

    def _is_changed(self) -> bool:
        if self.pk is None:
            return False
        stored = ArticleText.objects.filter(pk=self.pk).values_list("sha256", flat=True).first()
        return stored is not None and stored != sha256_of(normalise_text(self.text))

    def _refuse(self) -> NoReturn:
        raise ValidationError(_("A cited text is never changed; add a new version."), code="cited_text")
