"""Citations: what one passage of one article says about an event, and who is credited there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .actors import Actor
from .anchoring import Anchor, context, find_again, find_quote
from .articles import Article, ArticleText
from .text import LineField, ProseField, normalise_text, validate_line, validate_prose

# What a report can support or contradict, with the words in which forms and pages name it.
CITABLE = {
    "type": _("type"),
    "date": _("date"),
    "parties": _("parties"),
    "place": _("place"),
    "medium": _("medium"),
    "realisation": _("realisation"),
    "duration": _("duration"),
    "occurrences": _("occurrences"),
    "quantities": _("quantities"),
}


MOST_REPORTED = 300  # characters of one value


def validate_reported(reported: Any) -> None:
    """What a report says instead: field → one line of words."""
    if not isinstance(reported, dict) or any(
        field not in CITABLE or not isinstance(value, str) for field, value in reported.items()
    ):
        said = _("A value in words for some of these is expected: %(fields)s.")
        raise ValidationError(said % {"fields": ", ".join(CITABLE)})
    for field, value in reported.items():
        validate_line(value)
        if len(value) > MOST_REPORTED:
            said = _("“%(field)s” is longer than %(most)s characters; say it in fewer words.")
            raise ValidationError(said % {"field": CITABLE[field], "most": MOST_REPORTED}, code="too_long")


class VerbClass(models.TextChoices):
    ANNOUNCED = "announced", _("announced")
    CONFIRMED = "confirmed", _("confirmed")
    CLAIMED = "claimed", _("claimed")
    REPORTED = "reported", _("reported")
    DENIED = "denied", _("denied")
    DECLINED = "declined_to_comment", _("declined to comment")


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    DISPUTES = "disputes", _("disputes")


class Credibility(models.IntegerChoices):
    """Credibility of the information (Admiralty code, 1–6; standards: provenance.md 4.2)."""

    CONFIRMED = 1, _("1 – confirmed by other sources")
    PROBABLE = 2, _("2 – probably true")
    POSSIBLE = 3, _("3 – possibly true")
    DOUBTFUL = 4, _("4 – doubtful")
    IMPROBABLE = 5, _("5 – improbable")
    UNKNOWN = 6, _("6 – cannot be judged")


class AnchorState(models.TextChoices):
    ANCHORED = "anchored", _("found in the stored text")
    MOVED = "moved", _("moved")
    AMBIGUOUS = "ambiguous", _("found more than once")
    LOST = "lost", _("not found")
    UNCHECKED = "unchecked", _("no stored text to check against")


class Rank(models.TextChoices):
    """As in Wikibase: of several claims on one event at most one leads."""

    PREFERRED = "preferred", _("leads")
    NORMAL = "normal", _("normal")
    DEPRECATED = "deprecated", _("set aside")


class Citation(models.Model):
    event = models.ForeignKey("timeline.Event", on_delete=models.CASCADE, related_name="citations")
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.PROTECT, related_name="citations", db_index=False
    )
    text = models.ForeignKey(
        ArticleText,
        verbose_name=_("version of the text"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="citations",
    )
    exact = models.TextField(
        _("quote"), max_length=5000, validators=[validate_prose], help_text=_("Word for word as in the article.")
    )
    prefix = models.CharField(
        _("before it"), max_length=200, blank=True, help_text=_("Only needed where the quote occurs twice.")
    )
    suffix = models.CharField(_("after it"), max_length=200, blank=True)
    start = models.PositiveIntegerField(_("start"), null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True, editable=False)
    anchor_state = models.CharField(
        _("anchor"), max_length=10, choices=AnchorState.choices, default=AnchorState.UNCHECKED, editable=False
    )
    supports = models.JSONField(_("supports"), default=list, blank=True)
    speaker = models.ForeignKey(
        Actor,
        verbose_name=_("credited to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="spoken_citations",
    )
    speaker_text = LineField(
        _("credited to, in words"), max_length=200, blank=True, help_text=_("“Israeli officials”.")
    )
    verb_class = models.CharField(
        _("attribution"), max_length=20, choices=VerbClass.choices, default=VerbClass.REPORTED
    )
    stance = models.CharField(_("stance"), max_length=10, choices=Stance.choices, default=Stance.SUPPORTS)
    credibility = models.PositiveSmallIntegerField(
        _("credibility"),
        choices=Credibility.choices,
        default=Credibility.UNKNOWN,
        validators=[MinValueValidator(1), MaxValueValidator(6)],
    )
    reported = models.JSONField(_("says instead"), default=dict, blank=True)
    rank = models.CharField(_("rank"), max_length=10, choices=Rank.choices, default=Rank.NORMAL)
    note = ProseField(_("note"), blank=True, max_length=1000)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["event_id", "pk"]
        indexes = [
            models.Index(fields=["article", "event"], name="citation_by_article"),
            models.Index(fields=["speaker", "event"], name="citation_by_speaker"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(exact=""), name="citation_has_a_quote"),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__gt=F("start"), text__isnull=False),
                name="citation_offsets_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(anchor_state__in=["anchored", "moved"]) | Q(start__isnull=False),
                name="anchored_citation_has_offsets",
            ),
            models.CheckConstraint(condition=Q(credibility__gte=1, credibility__lte=6), name="credibility_1_to_6"),
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(rank="preferred"),
                name="one_citation_leads",
                violation_error_message=_("Another citation of this event already leads."),
            ),
            models.UniqueConstraint(
                fields=["event", "text", "start", "end"],
                name="passage_cited_once_for_an_event",
                violation_error_message=_("This passage is already cited for the event."),
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.exact[:60]}{'…' if len(self.exact) > 60 else ''}”"

    @property
    def credited_to(self) -> str:
        return self.speaker.name if self.speaker else self.speaker_text

    @property
    def supported_fields(self) -> list[str]:
        """The fields that it supports, in words."""
        return [str(CITABLE[field]) for field in self.supports if field in CITABLE]

    @property
    def differences(self) -> list[tuple[str, str]]:
        """What it says instead: field in words, value."""
        return [(str(CITABLE[field]), value) for field, value in self.reported.items() if field in CITABLE]

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if not isinstance(self.supports, list) or any(field not in CITABLE for field in self.supports):
            errors["supports"] = _("Only these can be supported: %(fields)s.") % {"fields": ", ".join(CITABLE)}
        try:
            validate_reported(self.reported)
        except ValidationError as error:
            errors["reported"] = error
        if self.article_id and self.exact:
            _text, anchor = self._look()
            if anchor and anchor.start is None and anchor.state == AnchorState.LOST:
                errors["exact"] = _("This quote is not in the stored text of the article. Copy it word for word.")
            elif anchor and anchor.start is None and anchor.state == AnchorState.AMBIGUOUS:
                errors["exact"] = _(
                    "This quote occurs %(count)s times in the article."
                    " Quote more of the sentence, or fill in what stands before it."
                ) % {"count": len(anchor.starts)}
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also anchors the quote and counts the event's sources anew."""
        self.anchor()
        previous = Citation.objects.filter(pk=self.pk).select_related("event").first() if self.pk else None
        super().save(*args, **kwargs)
        self.event.refresh_counts()
        if previous and previous.event_id != self.event_id:
            previous.event.refresh_counts()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        event = self.event
        deleted = super().delete(*args, **kwargs)
        event.refresh_counts()
        return deleted

    @property
    def holds(self) -> bool:
        """Whether its version of the text has the quote at its offsets."""
        return bool(self.text_id and self.start is not None and self.text.text[self.start : self.end] == self.exact)

    def anchor(self) -> None:
        """Fill in offsets and context from the stored text; nothing is moved that is anchored already."""
        self.text, found = self._look()
        if self.text is None or found is None:
            self.start, self.end, self.anchor_state = None, None, AnchorState.UNCHECKED
            return
        self.start, self.end, self.anchor_state = found.start, found.end, found.state
        if found.start is not None:
            self.prefix, self.suffix = found.prefix, found.suffix

    def _look(self) -> tuple[ArticleText | None, Anchor | None]:
        """Which version of the text the quote stands in, and where; None where no text is stored.

        A quote that holds stays. One that the newest version lost is looked for there again, and taken from there if
        the words before and after it decide. One that was typed anew is looked for in the newest version first; where
        its own alone has it, the answer is of there, and its state what it is in the newest.
        """
        self.exact = normalise_text(self.exact).strip()
        text = self.text if self.text_id and self.text.article_id == self.article_id else self.article.current_text
        if text is None:
            return None, None
        holds = self.holds and text == self.text
        if holds and self.anchor_state not in (AnchorState.AMBIGUOUS, AnchorState.LOST):
            return text, self._kept(self.anchor_state)
        later = text.later
        again = self._again(later, was_unique=not holds) if later else None
        if again and again.start is not None:
            return later, again
        if holds:
            return text, self._kept(self.anchor_state)
        found = find_quote(text.text, self.exact, prefix=self.prefix, suffix=self.suffix, start=self.start)
        return text, replace(found, state=again.state) if again else found

    def _again(self, later: ArticleText, *, was_unique: bool) -> Anchor:
        around = {"prefix": self.prefix, "suffix": self.suffix}
        return find_again(later.text, self.exact, **around, was_unique=was_unique)

    def _kept(self, state: str) -> Anchor:
        """Where it is, with its context written anew: a form may have trimmed it."""
        around = context(self.text.text, self.start, self.end)
        return Anchor(state, (self.start,), self.start, self.end, *around)
