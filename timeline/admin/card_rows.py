"""The rows of a card: a party, and a quantity, each a small form of its own."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.desk import ActorNames, Measure, Party
from timeline.models import Actor, Quantity, Role

from .widgets import QuickSelect


def actor_choices(typed: str, names: ActorNames) -> tuple[str, list[tuple[str, str]]]:
    """The slug of the one actor of just this name, or nothing; and what may be chosen: a new actor, then the likely."""
    exact = names.exactly(typed) if typed else None
    likely = {one.slug: one.name for one in [*([exact] if exact else []), *names.like(typed)]}
    new = _("a new actor: %(name)s") % {"name": typed} if typed else _("a new actor")
    return exact.slug if exact else "", [("", new), *likely.items()]


class PartyForm(forms.Form):
    """A name, which known actor it is (or a new one, and of what kind), and its role."""

    name = forms.CharField(label=gettext_lazy("Party"), max_length=200, required=False)
    role = forms.ChoiceField(widget=QuickSelect, label=gettext_lazy("Role"), choices=Role.choices)
    actor = forms.ChoiceField(widget=QuickSelect, label=gettext_lazy("Who it is"), required=False)
    kind = forms.ChoiceField(widget=QuickSelect, label=gettext_lazy("If new, a"), choices=Actor.Kind.choices)

    def __init__(self, known: Party, names: ActorNames, data: Any = None, *, prefix: str) -> None:
        typed = (data.get(f"{prefix}-name", "") if data is not None else known.name).strip()
        exact, choices = actor_choices(typed, names)
        chosen = known.actor if typed == known.name and known.actor else exact
        self.known, self.exact, self.likely = known, exact, dict(choices)
        super().__init__(
            data, prefix=prefix, initial={"name": known.name, "role": known.role, "kind": known.kind, "actor": chosen}
        )
        if known.actor and known.actor not in dict(choices):
            choices.append((known.actor, known.name))
        self.fields["actor"].choices = choices
        self.fields["name"].widget.attrs |= {
            "autocomplete": "off",
            "data-party-name": reverse("admin:timeline_article_names"),
        }

    def clean_actor(self) -> str:
        """Without a script the choice stays on the actor of the name that was proposed, whatever is typed instead."""
        actor, is_retyped = self.cleaned_data["actor"], self.cleaned_data.get("name") != self.known.name
        is_left_over = is_retyped and actor == self.known.actor and actor not in self.likely
        return self.exact if is_left_over else actor

    @property
    def is_known(self) -> bool:
        return bool(self["actor"].value())

    @property
    def role_words(self) -> str:
        return str(dict(Role.choices).get(self["role"].value(), ""))

    @property
    def kind_words(self) -> str:
        return str(dict(Actor.Kind.choices).get(self["kind"].value(), ""))

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data.get("name"))

    def party(self) -> Party:
        cleaned = self.cleaned_data
        return Party(cleaned["name"], cleaned["role"], cleaned.get("actor") or "", cleaned["kind"])


class QuantityForm(forms.Form):
    """“about 90 children”: the row counts as soon as it has an amount or says of what."""

    qualifier = forms.ChoiceField(
        widget=QuickSelect,
        label=gettext_lazy("Qualifier"),
        choices=Quantity.Qualifier.choices,
        initial=Quantity.Qualifier.EXACTLY,
    )
    amount = forms.CharField(label=gettext_lazy("Amount"), max_length=24, required=False)
    amount_max = forms.CharField(label=gettext_lazy("Up to"), max_length=24, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit or currency"), max_length=30, required=False)
    what = forms.CharField(label=gettext_lazy("Of what"), max_length=100, required=False)

    def __init__(self, proposed: Measure | None, data: Any = None, *, prefix: str) -> None:
        self.proposed = proposed
        names = ("qualifier", "amount", "amount_max", "what")
        initial = {name: getattr(proposed, name) for name in names} if proposed else {}
        unit = {"unit": proposed.currency or proposed.unit} if proposed else {}
        super().__init__(data, prefix=prefix, initial=initial | unit)
        for name in ("amount", "amount_max"):
            self.fields[name].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    @property
    def words(self) -> str:
        """“about 90 children”, as it stands in the fields."""
        said = {name: str(self[name].value() or "") for name in self.fields}
        if not (said["amount"] or said["what"]):
            return ""
        qualifier = "" if said["qualifier"] == Quantity.Qualifier.EXACTLY else said["qualifier"]
        words = str(dict(Quantity.Qualifier.choices).get(qualifier, ""))
        amount = f"{said['amount']}–{said['amount_max']}" if said["amount_max"] else said["amount"]
        return " ".join(part for part in (words, amount, said["unit"], said["what"]) if part)

    @property
    def is_filled(self) -> bool:
        cleaned = self.cleaned_data
        return bool(cleaned.get("amount") or cleaned.get("what"))

    def clean_amount(self) -> str:
        return _number(self.cleaned_data["amount"])

    def clean_amount_max(self) -> str:
        return _number(self.cleaned_data["amount_max"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") and not cleaned.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("How many, or how much?"))
        if cleaned.get("amount") and not cleaned.get("what"):
            self.add_error("what", _("Of what?"))
        return cleaned

    def measure(self) -> Measure:
        """Three capitals are a currency."""
        cleaned = self.cleaned_data
        unit = cleaned["unit"]
        is_money = len(unit) == 3 and unit.isascii() and unit.isupper()
        return Measure(
            what=cleaned["what"],
            amount=cleaned["amount"],
            amount_max=cleaned["amount_max"],
            qualifier=cleaned["qualifier"],
            unit="" if is_money else unit,
            currency=unit if is_money else "",
        )


def _number(text: str) -> str:
    """Decimal text, with or without commas between thousands."""
    bare = text.replace(",", "").replace(" ", "")
    try:
        found = Decimal(bare) if bare else None
    except InvalidOperation as error:
        raise ValidationError(_("“%(amount)s” is no number.") % {"amount": text}) from error
    if found is not None and not found.is_finite():
        raise ValidationError(_("“%(amount)s” is no number.") % {"amount": text})
    return bare
