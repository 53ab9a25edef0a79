"""The cards of an article's desk: each a proposal, what an analyst may do with it, and which events it may be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from timeline import desk, review
from timeline.models import Event, Proposal

from .card_forms import CardForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class There:
    """An event that may be the same, field by field."""

    event: Event
    fields: list[desk.Comparison]
    may_join: bool

    @property
    def by_verdict(self) -> list[tuple[str, str]]:
        """“agree”, “type, parties”; only the verdicts that there are."""
        found: dict[str, list[str]] = {}
        for field in self.fields:
            found.setdefault(field.verdict_words, []).append(field.label)
        return [(verdict, ", ".join(labels)) for verdict, labels in found.items()]


class Card:
    """`form` is None once it is decided, unless what was typed into it came too late."""

    def __init__(self, proposal: Proposal, form: CardForm | None, user: User) -> None:
        self.proposal, self.form, self.user = proposal, form, user
        self.refusal = ""
        self.cite_typed = ""

    @property
    def anchor(self) -> str:
        return f"proposal-{self.proposal.pk}"

    @property
    def quote(self) -> str:
        return self.proposal.text.text[self.proposal.start : self.proposal.end]

    @property
    def is_open(self) -> bool:
        return self.proposal.state == Proposal.State.OPEN

    @property
    def is_refused(self) -> bool:
        return bool(self.refusal or (self.form and self.form.is_bound and not self.form.is_valid()))

    @cached_property
    def there(self) -> list[There]:
        """At most 4 queries."""
        draft = self.form.proposed if self.form else desk.Draft()
        found = desk.already_there(draft)
        return [There(event, desk.compared(draft, event), review.can_edit(self.user, event)) for event in found]

    @property
    def may_join_all(self) -> bool:
        return all(there.may_join for there in self.there)
