"""The desk of one article: its text on the left, on the right a card for each proposal. Every step is a plain form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline import desk, review
from timeline.models import Article, ArticleText, Citation, Event, Proposal

from .card_forms import CardForm, Known
from .dating import reference_for
from .guards import MOST_DIGITS
from .verbs import version_read

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_CARDS = 60
State = Proposal.State
STATES = (Article.CodingState.CODED, Article.CodingState.NOTHING_RELEVANT, Article.CodingState.IN_PROGRESS)


@dataclass(frozen=True)
class There:
    """An event that may be the same, field by field."""

    event: Event
    fields: list[desk.Comparison]
    may_join: bool


class Card:
    def __init__(self, proposal: Proposal, form: CardForm | None, user: User) -> None:
        self.proposal, self.form, self.user = proposal, form, user
        self.refusal = ""

    @property
    def anchor(self) -> str:
        return f"proposal-{self.proposal.pk}"

    @property
    def quote(self) -> str:
        return self.proposal.text.text[self.proposal.start : self.proposal.end]

    @property
    def is_open(self) -> bool:
        return self.proposal.state == State.OPEN

    @cached_property
    def there(self) -> list[There]:
        """At most 4 queries."""
        draft = self.form.proposed if self.form else desk.Draft()
        found = desk.already_there(draft)
        return [There(event, desk.compared(draft, event), review.can_edit(self.user, event)) for event in found]


def desk_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("outlet__country"), pk=pk)
    if not request.user.has_perm("timeline.add_event"):
        raise PermissionDenied
    text = article.current_text
    page = Page(article, text, request)
    if request.method == "POST" and text:
        answer = page.act()
        if answer is not None:
            return answer
    context = admin.admin_site.each_context(request) | {
        "title": article.title,
        "opts": admin.opts,
        "article": article,
        "text": text,
        "page": page,
        "proposes": desk.proposes(article.language) if text else False,
    }
    return TemplateResponse(request, "admin/timeline/article/desk.html", context)


class Page:
    def __init__(self, article: Article, text: ArticleText | None, request: HttpRequest) -> None:
        self.article, self.text, self.request = article, text, request
        self.known = Known(reference_for(article))
        self._bound: dict[int, CardForm] = {}
        self._refused: dict[int, str] = {}

    @cached_property
    def cards(self) -> list[Card]:
        if not self.text:
            return []
        found = self.text.proposals.select_related("event", "text").order_by("start", "pk")[:MOST_CARDS]
        cards = [Card(proposal, self._form(proposal), self.request.user) for proposal in found]
        for card in cards:
            card.refusal = self._refused.get(card.proposal.pk, "")
        return cards

    def _form(self, proposal: Proposal) -> CardForm | None:
        if proposal.state != State.OPEN:
            return None
        return self._bound.get(proposal.pk) or CardForm(proposal, self.known)

    @property
    def open_count(self) -> int:
        return sum(card.is_open for card in self.cards)

    @cached_property
    def paragraphs(self) -> list[desk.Paragraph]:
        """Open proposals and what is cited already, however they overlap."""
        if not self.text:
            return []
        proposed = [
            desk.Mark(card.proposal.start, card.proposal.end, card.anchor, "proposed")
            for card in self.cards
            if card.is_open
        ]
        cited = Citation.objects.filter(text=self.text, start__isnull=False).values_list("start", "end", "event_id")
        marks = [desk.Mark(start, end, f"event-{event}", "cited") for start, end, event in cited]
        return desk.paragraphs(self.text.text, [*proposed, *marks, *self.unread])

    @cached_property
    def cited(self) -> list[Event]:
        """The events that cite this article, each with `other_reports`, the citations from other articles; 1 query."""
        elsewhere = Count("citations", filter=~Q(citations__article=self.article))
        cited = Citation.objects.filter(article=self.article).values("event")
        events = Event.objects.filter(pk__in=cited).exclude(review_state="merged").select_related("type")
        return list(events.annotate(other_reports=elsewhere).chronological()[:MOST_CARDS])

    @cached_property
    def unread(self) -> list[desk.Mark]:
        """Where an analyst should look once more: what nothing was made of, in a text that was read."""
        if not self.text or not self.cards:
            return []
        taken = [(card.proposal.start, card.proposal.end) for card in self.cards]
        return [
            desk.Mark(start, end, f"unread-{start}", "unread")
            for start, end in desk.unread_passages(self.text)
            if not any(start < last and first < end for first, last in taken)
        ]

    def act(self) -> HttpResponse | None:
        """Does what the pressed button says; None: show the page with what was refused."""
        verb, *keys = self.request.POST.get("do", "").split(":")
        if verb in WHOLE:
            return WHOLE[verb](self)
        proposal = get_object_or_404(Proposal, pk=_number(keys[0] if keys else ""), text=self.text)
        try:
            done = VERBS[verb](self, proposal) if verb in VERBS else None
        except ValidationError as error:
            self._refuse(proposal, error)
            return None
        except IntegrityError:
            self._refused[proposal.pk] = _("This passage is cited for that event already, or a party stands twice.")
            return None
        return self._back(done) if done else None

    def _refuse(self, proposal: Proposal, error: ValidationError) -> None:
        form = self._bound.get(proposal.pk)
        by_field = error.message_dict if hasattr(error, "error_dict") else {}
        rest = [message for field, found in by_field.items() for message in found]
        self._refused[proposal.pk] = " ".join(rest or error.messages)
        if form is None:
            messages.error(self.request, self._refused[proposal.pk])

    def _draft(self, proposal: Proposal) -> desk.Draft | None:
        form = CardForm(proposal, self.known, self.request.POST)
        self._bound[proposal.pk] = form
        return form.draft() if form.is_valid() else None

    def accept(self, proposal: Proposal) -> Proposal | None:
        draft = self._draft(proposal)
        if draft is None:
            return None
        event = desk.accept(proposal, draft, by=self.request.user)
        messages.success(self.request, _("“%(event)s” is a draft of yours.") % {"event": event})
        return proposal

    def join(self, proposal: Proposal) -> Proposal | None:
        draft = self._draft(proposal)
        if draft is None:
            return None
        event = get_object_or_404(Event, pk=_number(self.request.POST["do"].rpartition(":")[2]))
        version = version_read(self.request.POST.get(f"p{proposal.pk}-version-{event.pk}"), event)
        desk.add_report(proposal, draft, event, by=self.request.user, version=version)
        messages.success(self.request, _("Another report of “%(event)s”.") % {"event": event})
        return proposal

    def cite(self, proposal: Proposal) -> Proposal | None:
        """For an event that the analyst names; where the card says otherwise than the event, that is kept beside it."""
        draft = self._draft(proposal)
        if draft is None and desk.Draft.from_json(proposal.draft) == desk.Draft():
            draft = desk.Draft()  # a passage selected by hand, of which nothing was said yet
        if draft is None:
            return None
        public_id = self.request.POST.get(f"p{proposal.pk}-event", "").strip().lower()
        event = Event.objects.visible_to(self.request.user).filter(public_id=public_id).first()
        if event is None:
            raise ValidationError(
                _("There is no event “%(id)s”. Its id stands in its address.") % {"id": public_id[:20]}
            )
        if not draft.type:
            draft = replace(draft, realisation=event.realisation)
        desk.add_report(proposal, draft, event, by=self.request.user, version=event.version)
        messages.success(self.request, _("Another report of “%(event)s”.") % {"event": event})
        return proposal

    def reject(self, proposal: Proposal) -> Proposal:
        desk.reject(proposal, by=self.request.user)
        return proposal

    def reopen(self, proposal: Proposal) -> Proposal:
        desk.reopen(proposal, by=self.request.user)
        return proposal

    def propose(self) -> HttpResponse:
        """Reads the text anew; what was decided stays."""
        count = desk.propose_for(self.text)
        said = _("%(count)s proposals.") if count else _("No proposals: nothing in this text was recognised.")
        messages.info(self.request, said % {"count": count} if count else said)
        return HttpResponseRedirect(self.request.path)

    @cached_property
    def next_article(self) -> Article | None:
        return desk.next_article(self.article, by=self.request.user)

    def put(self) -> HttpResponse:
        """The article into a coding state; what is still open is said."""
        state = self.request.POST["do"].partition(":")[2]
        if state not in STATES:
            raise Http404
        try:
            desk.put_article(self.article, state, by=self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return HttpResponseRedirect(self.request.path)
        said = _("This article is now: %(state)s.") % {"state": self.article.get_coding_state_display()}
        open_ones = self.open_count if state != Article.CodingState.IN_PROGRESS else 0
        left = ngettext("%(n)d proposal is still open.", "%(n)d proposals are still open.", open_ones)
        messages.success(self.request, f"{said} {left % {'n': open_ones}}" if open_ones else said)
        return HttpResponseRedirect(self.request.path)

    def passage(self) -> HttpResponse:
        start, end = (self.request.POST.get(name, "") for name in ("start", "end"))
        try:
            span = self._span(start, end)
            proposal = desk.take_passage(self.text, *span, by=self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return HttpResponseRedirect(self.request.path)
        return self._back(proposal, itself=True)

    def _span(self, start: str, end: str) -> tuple[int, int]:
        """Offsets from the script, or the words themselves where there is none."""
        if start and end:
            return _number(start), _number(end)
        quote = self.request.POST.get("quote", "").replace("\r\n", "\n").strip()
        at = self.text.text.find(quote) if quote else -1
        if at < 0:
            raise ValidationError(_("These words are not in the text. Copy them from the article, word for word."))
        return at, at + len(quote)

    def _back(self, proposal: Proposal, *, itself: bool = False) -> HttpResponse:
        """To the next open card, so that the work goes on."""
        following = self.text.proposals.filter(state=State.OPEN, start__gte=proposal.start).order_by("start", "pk")
        target = proposal if itself else following.exclude(pk=proposal.pk).first() or proposal
        address = reverse("admin:timeline_article_desk", args=[self.article.pk])
        return HttpResponseRedirect(f"{address}#proposal-{target.pk}")


def _number(key: str) -> int:
    """A primary key, or 0, which is none."""
    return int(key) if key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS else 0


VERBS: dict[str, Callable[[Page, Proposal], Proposal | None]] = {
    "accept": Page.accept,
    "join": Page.join,
    "cite": Page.cite,
    "reject": Page.reject,
    "reopen": Page.reopen,
}
WHOLE: dict[str, Callable[[Page], HttpResponse]] = {"propose": Page.propose, "passage": Page.passage, "put": Page.put}
