"""Reading an article: the extraction's drafts become proposals. What was decided before stays decided."""

from __future__ import annotations

from django.core.cache import cache
from django.db import transaction

from timeline import dates, extraction
from timeline.models import Actor, ActorAlias, Article, ArticleText, EventType, Proposal

from .drafts import Draft, Measure, Party

KEPT_SECONDS = 3600
DEFAULT_LANGUAGE = "en"  # of an article whose language nobody gave
KINDS = {kind.value: kind.value for kind in Actor.Kind} | {"officer": "person", "government": "government_body"}
OTHER_ROLES = {  # where a type has no such role, what comes nearest
    "speaker": ("initiator",),
    "initiator": ("speaker", "participant", "donor"),
    "counterpart": ("participant", "addressee", "host"),
    "participant": ("initiator", "visitor"),
    "addressee": ("target", "counterpart", "participant"),
    "target": ("addressee", "counterpart", "participant"),
    "recipient": ("beneficiary", "addressee", "target"),
    "beneficiary": ("recipient", "target", "addressee"),
    "donor": ("initiator",),
    "visitor": ("participant", "initiator"),
    "host": ("participant", "counterpart"),
    "mediator": ("participant", "initiator"),
}


def proposes(language: str) -> bool:
    """Whether texts in this language (BCP 47) can be read."""
    return (language or DEFAULT_LANGUAGE).partition("-")[0].lower() in extraction.LANGUAGES


def propose_for(text: ArticleText) -> int:
    """How many proposals are new: a passage that has one of that type, whatever became of it, gets no second.

    Raises `UnknownLanguageError` where `proposes` says no. 6 queries, besides those that write.
    """
    article = text.article
    found = extraction.propose(
        text.text,
        article.published_on,
        article.published_tz,
        known_actors(text.text),
        extraction.lexicon(article.language or DEFAULT_LANGUAGE),
        weekend=_weekend(article),
    )
    known = _Known()
    with transaction.atomic():
        there = {
            (start, end, draft.get("type", ""))
            for start, end, draft in text.proposals.select_for_update().values_list("start", "end", "draft")
        }
        new = [
            Proposal(text=text, start=one.start, end=one.end, draft=draft.as_json(), rules=list(one.rules))
            for one in found
            for draft in [_draft(one, article, known)]
            if (one.start, one.end, draft.type) not in there
        ]
        Proposal.objects.bulk_create(new)
    return len(new)


def unread_passages(text: ArticleText) -> list[tuple[int, int]]:
    """The sentences of a text that was read which name a party and an act, and for which nothing was proposed; kept for
    an hour, since a text never changes."""
    article = text.article
    if not proposes(article.language):
        return []
    lexicon = extraction.lexicon(article.language or DEFAULT_LANGUAGE)

    def made() -> list[tuple[int, int]]:
        return extraction.unread(text.text, article.published_on, known_actors(text.text), lexicon)

    found: list[tuple[int, int]] = cache.get_or_set(f"desk:unread:{text.pk}:{text.sha256}", made, KEPT_SECONDS)
    return found


def known_actors(text: str) -> list[extraction.KnownActor]:
    """The actors with a name or an alias that stands in the text; reads all names, in 2 queries."""
    actors = Actor.objects.current().values_list("pk", "slug", "name", "kind", "country_id")
    aliases: dict[int, list[str]] = {}
    for actor, name in ActorAlias.objects.exclude(kind=ActorAlias.Kind.ADJECTIVE).values_list("actor", "name"):
        if name in text:
            aliases.setdefault(actor, []).append(name)
    return [
        extraction.KnownActor(slug, name, kind, country or "", tuple(aliases.get(pk, ())))
        for pk, slug, name, kind, country in actors
        if pk in aliases or name in text or (kind == Actor.Kind.PERSON and name.rpartition(" ")[2] in text)
    ]


def _weekend(article: Article) -> dates.Weekend:
    country = article.outlet.country if article.outlet else None
    return dates.Weekend(country.weekend) if country else dates.Weekend.SAT_SUN


class _Known:
    """The roles of each type, and the actor that is the state of each country; 2 queries."""

    def __init__(self) -> None:
        self.roles: dict[str, list[str]] = dict(EventType.objects.values_list("slug", "roles"))
        states = Actor.objects.current().filter(kind=Actor.Kind.STATE).order_by("-pk")
        self.states: dict[str, tuple[str, str]] = {
            country: (slug, name) for country, slug, name in states.values_list("country_id", "slug", "name") if country
        }


def _draft(one: extraction.Draft, article: Article, known: _Known) -> Draft:
    date, credit = one.date, one.credit
    is_relative = date is not None and date.basis != "stated"
    return Draft(
        type=one.type if one.type in known.roles else "",
        title=one.title,
        medium=one.medium,
        realisation=one.realisation,
        edtf=date.edtf if date else "",
        date_text=date.phrase if date else one.date_text,
        date_anchor=article.published_on.isoformat() if is_relative and article.published_on else "",
        date_rule=date.rule if date else "",
        date_basis=date.basis if date else "",
        place=one.place,
        duration=one.duration,
        occurrences=one.occurrences,
        speaker=credit.speaker if credit else "",
        verb_class=credit.verb_class if credit else "reported",
        stance=credit.stance if credit else "supports",
        parties=tuple(_party(party, known.roles.get(one.type, []), known) for party in one.parties),
        quantities=tuple(
            Measure(amount.what, amount.amount, amount.amount_max, amount.qualifier, amount.unit, amount.currency)
            for amount in one.quantities
        ),
    )


def _party(party: extraction.Party, roles: list[str], known: _Known) -> Party:
    nearest = (party.role, *OTHER_ROLES.get(party.role, ()), "participant", *roles)
    role = next((role for role in nearest if not roles or role in roles), "participant")
    slug, name = party.key, party.name
    if not slug and party.kind == "state" and party.country in known.states:
        slug, name = known.states[party.country]
    return Party(name, role, slug, KINDS.get(party.kind, Actor.Kind.OTHER.value))
