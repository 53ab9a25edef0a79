"""The desk of one article: its text on the left, on the right a card for each proposal. Every step is a plain form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from timeline import desk
from timeline.models import Article, ArticleText, Citation, Event, Proposal
from timeline.models.identity import ALPHABET, LENGTH

from .article_cards import Card
from .article_events import SAID, CitedEvents, say_to_cited
from .card_forms import CardForm, Known
from .guards import key_of
from .verbs import version_read

MOST_CARDS = 40  # open ones; each is some 30 fields
MOST_DECIDED = 300
PUBLIC_ID = re.compile(rf"(?<![a-z0-9])[{ALPHABET}]{{{LENGTH}}}(?![a-z0-9])")
State = Proposal.State
CITED_ALREADY = gettext_lazy("This passage is cited for that event already, or a party stands twice.")
STATES = (Article.CodingState.CODED, Article.CodingState.NOTHING_RELEVANT, Article.CodingState.IN_PROGRESS)


def desk_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("outlet__country"), pk=pk)
    if not request.user.has_perm("timeline.add_event"):
        raise PermissionDenied
    text = article.current_text
    if request.POST.get("action") in SAID:
        return say_to_cited(admin, request, article) or HttpResponseRedirect(request.path)
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


@dataclass(frozen=True)
class Unread:
    """A sentence of which nothing was made, so that keys reach it too."""

    start: int
    end: int
    quote: str


class Page:
    def __init__(self, article: Article, text: ArticleText | None, request: HttpRequest) -> None:
        self.article, self.text, self.request = article, text, request
        self.known = Known(article)
        self.cited = CitedEvents(article, request)
        self._bound: dict[int, CardForm] = {}
        self._refused: dict[int, str] = {}

    @cached_property
    def cards(self) -> list[Card]:
        if not self.text:
            return []
        proposals = self.text.proposals.select_related("event", "text").order_by("start", "pk")
        is_open = Q(state=State.OPEN) | Q(pk__in=self._bound)
        found = [*proposals.filter(is_open)[:MOST_CARDS], *proposals.exclude(is_open)[:MOST_DECIDED]]
        found.sort(key=lambda proposal: (proposal.start, proposal.pk))
        cards = [Card(proposal, self._form(proposal), self.request.user) for proposal in found]
        for card in cards:
            card.refusal = self._refused.get(card.proposal.pk, "")
            card.cite_typed = self.request.POST.get(f"p{card.proposal.pk}-event", "")
        return cards

    def _form(self, proposal: Proposal) -> CardForm | None:
        """What was sent, also where it came too late: nothing that was typed is lost."""
        bound = self._bound.get(proposal.pk)
        return bound or (CardForm(proposal, self.known) if proposal.state == State.OPEN else None)

    @cached_property
    def open_count(self) -> int:
        """All of them; those beyond the cards that are shown come as the first are decided."""
        return self.text.proposals.filter(state=State.OPEN).count() if self.text else 0

    @property
    def open_later(self) -> int:
        return self.open_count - sum(card.is_open for card in self.cards)

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

    @cached_property
    def unread_quotes(self) -> list[Unread]:
        return [Unread(mark.start, mark.end, self.text.text[mark.start : mark.end]) for mark in self.unread]

    def act(self) -> HttpResponse | None:
        """Does what the pressed button says; None: show the page with what was refused."""
        verb, *keys = self.request.POST.get("do", "").split(":")
        if verb in WHOLE:
            return WHOLE[verb](self)
        proposal = get_object_or_404(Proposal, pk=key_of(keys[0] if keys else ""), text=self.text)
        try:
            done = VERBS[verb](self, proposal) if verb in VERBS else None
        except ValidationError as error:
            self._refuse(proposal, error)
            return None
        except IntegrityError:
            self._refused[proposal.pk] = str(CITED_ALREADY)
            return None
        return self._back(done) if done else None

    def _refuse(self, proposal: Proposal, error: ValidationError) -> None:
        form = self._bound.get(proposal.pk)
        by_field = error.message_dict if hasattr(error, "error_dict") else {}
        rest = [message for field, found in by_field.items() for message in found]
        kept = [_("What you typed is kept here.")] if form and getattr(error, "code", "") == "decided" else []
        self._refused[proposal.pk] = " ".join([*(rest or error.messages), *kept])
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
        if self.request.POST.get(f"p{proposal.pk}-event", "").strip():
            raise ValidationError(_("An event to cite this for is given: press “Cite for this event”, or empty that."))
        event = desk.accept(proposal, draft, by=self.request.user)
        messages.success(self.request, _("“%(event)s” is a draft of yours.") % {"event": event})
        return proposal

    def join(self, proposal: Proposal) -> Proposal | None:
        draft = self._draft(proposal)
        if draft is None:
            return None
        event = get_object_or_404(Event, pk=key_of(self.request.POST["do"].rpartition(":")[2]))
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
        self._cite(proposal, draft, self.request.POST.get(f"p{proposal.pk}-event", ""))
        return proposal

    def _cite(self, proposal: Proposal, draft: desk.Draft, typed: str) -> None:
        event = self._named(typed)
        if not draft.type:
            draft = replace(draft, realisation=event.realisation)
        desk.add_report(proposal, draft, event, by=self.request.user, version=event.version)
        messages.success(self.request, _("Another report of “%(event)s”.") % {"event": event})

    def _named(self, typed: str) -> Event:
        """By its id, or by an address that it stands in."""
        public_id = (PUBLIC_ID.findall(typed.lower()) or [typed.strip()])[-1]
        event = Event.objects.visible_to(self.request.user).filter(public_id=public_id).first()
        if event is None:
            raise ValidationError(
                _("There is no event “%(id)s”. Choose one of the list, or give its address.") % {"id": public_id[:20]}
            )
        return event

    def reject(self, proposal: Proposal) -> Proposal:
        desk.reject(proposal, by=self.request.user)
        return proposal

    def reopen(self, proposal: Proposal) -> Proposal:
        desk.reopen(proposal, by=self.request.user)
        return proposal

    def propose(self) -> HttpResponse:
        """Reads the text anew; what was decided stays."""
        had_some = self.text.proposals.exists()
        count = desk.propose_for(self.text)
        if count:
            said = ngettext("%(count)s new proposal.", "%(count)s new proposals.", count) % {"count": count}
        elif had_some:
            said = _("No new proposals: what is recognised in this text stands here already.")
        else:
            said = _("No proposals: nothing in this text was recognised.")
        messages.info(self.request, said)
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
            return self._refused_whole(error)
        said = _("This article is now: %(state)s.") % {"state": self.article.get_coding_state_display()}
        open_ones = self.open_count if state != Article.CodingState.IN_PROGRESS else 0
        left = ngettext("%(n)d proposal is still open.", "%(n)d proposals are still open.", open_ones)
        messages.success(self.request, f"{said} {left % {'n': open_ones}}" if open_ones else said)
        return HttpResponseRedirect(self.request.path)

    def passage(self) -> HttpResponse:
        """The selected words become a card."""
        try:
            proposal = self._taken()
        except ValidationError as error:
            return self._refused_whole(error)
        return self._back(proposal)

    def cite_passage(self) -> HttpResponse:
        """The selected words are cited for an event that is there; nothing is left of them where that is refused."""
        try:
            with transaction.atomic():
                self._cite(self._taken(), desk.Draft(), self.request.POST.get("event", ""))
        except ValidationError as error:
            return self._refused_whole(error)
        except IntegrityError:
            return self._refused_whole(ValidationError(CITED_ALREADY))
        return HttpResponseRedirect(self.request.path)

    def _refused_whole(self, error: ValidationError) -> HttpResponse:
        messages.error(self.request, " ".join(error.messages))
        return HttpResponseRedirect(self.request.path)

    def _taken(self) -> Proposal:
        start, end = (self.request.POST.get(name, "") for name in ("start", "end"))
        return desk.take_passage(self.text, *self._span(start, end), by=self.request.user)

    def _span(self, start: str, end: str) -> tuple[int, int]:
        """Offsets from the script, or the words themselves where there is none."""
        if start and end:
            return key_of(start), key_of(end)
        quote = self.request.POST.get("quote", "").replace("\r\n", "\n").strip()
        at = self.text.text.find(quote) if quote else -1
        if at < 0:
            raise ValidationError(_("These words are not in the text. Copy them from the article, word for word."))
        return at, at + len(quote)

    def _back(self, proposal: Proposal) -> HttpResponse:
        """To it while it is open, else to the next that is open; after the last of them, to what was made."""
        proposal.refresh_from_db(fields=["state"])
        waiting = self.text.proposals.filter(state=State.OPEN).exclude(pk=proposal.pk).order_by("start", "pk")
        following = waiting.filter(start__gte=proposal.start).first() or waiting.first()
        target = proposal if proposal.state == State.OPEN else following
        address = reverse("admin:timeline_article_desk", args=[self.article.pk])
        return HttpResponseRedirect(f"{address}#{f'proposal-{target.pk}' if target else 'cited'}")


VERBS: dict[str, Callable[[Page, Proposal], Proposal | None]] = {
    "accept": Page.accept,
    "join": Page.join,
    "cite": Page.cite,
    "reject": Page.reject,
    "reopen": Page.reopen,
}
WHOLE: dict[str, Callable[[Page], HttpResponse]] = {
    "propose": Page.propose,
    "passage": Page.passage,
    "cite_passage": Page.cite_passage,
    "put": Page.put,
}
