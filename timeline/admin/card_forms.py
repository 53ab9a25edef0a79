"""The card of a proposal as a form: what is proposed can be changed in place before it is accepted."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import dates
from timeline.desk import ActorNames, Draft, Party
from timeline.models import Actor, EventType, Medium, Proposal, Realisation, Role, Stance, VerbClass

from .dating import Reference, as_edtf, read_date

SPARE_PARTIES = 1
MOST_PARTIES = 12


class Known:
    """What all cards of a page share: the day to count from, the names of actors, the types; each read once."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.names = ActorNames()

    @cached_property
    def types(self) -> list[tuple[str, str]]:
        return list(EventType.objects.values_list("slug", "label"))


class CardForm(forms.Form):
    """Bound or not, `draft()` is what the card says; errors stand at their fields, and nothing typed is lost."""

    type = forms.ChoiceField(label=gettext_lazy("Type"), required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    date = forms.CharField(label=gettext_lazy("Date"), max_length=100, required=False)
    realisation = forms.ChoiceField(label=gettext_lazy("Realisation"), choices=Realisation.choices)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    medium = forms.ChoiceField(label=gettext_lazy("Medium"), choices=Medium.choices, required=False)
    duration = forms.CharField(label=gettext_lazy("Duration"), max_length=60, required=False)
    occurrences = forms.IntegerField(label=gettext_lazy("Occurrences"), min_value=1, max_value=9999, required=False)
    speaker = forms.CharField(label=gettext_lazy("Credited to"), max_length=200, required=False)
    verb_class = forms.ChoiceField(label=gettext_lazy("Attribution"), choices=VerbClass.choices)
    stance = forms.ChoiceField(label=gettext_lazy("Stance"), choices=Stance.choices)

    def __init__(self, proposal: Proposal, known: Known, data: Any = None) -> None:
        self.proposal, self.reference, self.names = proposal, known.reference, known.names
        self.proposed = Draft.from_json(proposal.draft)
        super().__init__(data, prefix=f"p{proposal.pk}", initial=_initial(self.proposed))
        self.fields["type"].choices = [("", _("choose a type")), *known.types]
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
        self.parties = [self._party_form(rank, data) for rank in range(self._party_count(data))]

    def _party_count(self, data: Any) -> int:
        if data is None:
            return min(max(len(self.proposed.parties), 1) + SPARE_PARTIES, MOST_PARTIES)
        return next((at for at in range(MOST_PARTIES) if f"p{self.proposal.pk}-{at}-name" not in data), MOST_PARTIES)

    def _party_form(self, rank: int, data: Any) -> PartyForm:
        known = self.proposed.parties[rank] if rank < len(self.proposed.parties) else Party("")
        return PartyForm(known, self.names, data, prefix=f"p{self.proposal.pk}-{rank}")

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(party.is_valid() for party in self.parties)])

    def clean_duration(self) -> str:
        text = self.cleaned_data["duration"]
        try:
            return dates.parse_duration(text) if text else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            cleaned |= self._date(cleaned)
        except ValidationError as error:
            self.add_error("date", error)
        if not cleaned.get("type") and not cleaned.get("title"):
            self.add_error("type", _("Choose a type, or give a title."))
        return cleaned

    def _date(self, cleaned: dict[str, Any]) -> dict[str, str]:
        """What was proposed, as long as the phrase is the same; else as it reads now."""
        typed = cleaned.get("date") or ""
        if not typed:
            return dict.fromkeys(("edtf", "date_text", "date_anchor", "date_rule", "date_basis"), "")
        if typed == (self.proposed.date_text or self.proposed.edtf) and self.proposed.edtf:
            return {name: getattr(self.proposed, name) for name in DATE_FIELDS}
        reading = read_date(typed, self.reference, planned=cleaned.get("realisation") == Realisation.PLANNED)
        return {
            "edtf": reading.edtf,
            "date_text": reading.text,
            "date_anchor": str(reading.anchor or ""),
            "date_rule": reading.rule,
            "date_basis": reading.basis,
        }

    def draft(self) -> Draft:
        if not self.is_bound or not hasattr(self, "cleaned_data"):
            return self.proposed
        cleaned = self.cleaned_data
        kept = {name: cleaned.get(name) or "" for name in (*DATE_FIELDS, *PLAIN)}
        return Draft(
            **kept,
            occurrences=cleaned.get("occurrences"),
            parties=tuple(party.party() for party in self.parties if party.is_filled),
            quantities=self.proposed.quantities,
        )

    @property
    def when(self) -> str:
        """“Saturday 5 March 2022”, as far as it is known."""
        found = as_edtf(self.proposed.edtf)
        return dates.describe(found, weekday=True, lasted=False) if found else ""


DATE_FIELDS = ("edtf", "date_text", "date_anchor", "date_rule", "date_basis")
PLAIN = ("type", "title", "realisation", "place", "medium", "duration", "speaker", "verb_class", "stance")


def _initial(draft: Draft) -> dict[str, Any]:
    plain = {name: getattr(draft, name) for name in PLAIN}
    return plain | {"date": draft.date_text or draft.edtf, "occurrences": draft.occurrences}


def actor_choices(typed: str, names: ActorNames) -> tuple[str, list[tuple[str, str]]]:
    """The slug of the one actor of just this name, or nothing; and what may be chosen: a new actor, then the likely."""
    exact = names.exactly(typed) if typed else None
    likely = {one.slug: one.name for one in [*([exact] if exact else []), *names.like(typed)]}
    new = _("a new actor: %(name)s") % {"name": typed} if typed else _("a new actor")
    return exact.slug if exact else "", [("", new), *likely.items()]


class PartyForm(forms.Form):
    """A name, which known actor it is (or a new one, and of what kind), and its role."""

    name = forms.CharField(label=gettext_lazy("Party"), max_length=200, required=False)
    actor = forms.ChoiceField(label=gettext_lazy("who is"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    kind = forms.ChoiceField(label=gettext_lazy("a new"), choices=Actor.Kind.choices)

    def __init__(self, known: Party, names: ActorNames, data: Any = None, *, prefix: str) -> None:
        typed = (data.get(f"{prefix}-name", "") if data is not None else known.name).strip()
        exact, choices = actor_choices(typed, names)
        chosen = known.actor if typed == known.name and known.actor else exact
        super().__init__(
            data, prefix=prefix, initial={"name": known.name, "role": known.role, "kind": known.kind, "actor": chosen}
        )
        if known.actor and known.actor not in dict(choices):
            choices.append((known.actor, known.name))
        self.fields["actor"].choices = choices
        self.is_known = bool(chosen)
        self.fields["name"].widget.attrs |= {
            "autocomplete": "off",
            "data-party-name": reverse("admin:timeline_article_names"),
        }

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data.get("name"))

    def party(self) -> Party:
        cleaned = self.cleaned_data
        return Party(cleaned["name"], cleaned["role"], cleaned.get("actor") or "", cleaned["kind"])
