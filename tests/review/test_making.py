"""An event made with all its parts: checked by path, written whole or not at all, counted and found."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.rows import (
    make_actor,
    make_article,
    make_event,
    make_place,
    make_public_event,
    make_type,
    make_user,
    take_part,
)
from timeline import review
from timeline.models import Citation, Event, EventLink, EventPlace, Participation, Quantity

pytestmark = pytest.mark.django_db


def new_event(**values):
    return Event(title="Calls Zelensky", edtf="2022-03-06", type=make_type(), **values)


def full_parts(article=None, exact="three calls with Kyiv") -> review.Parts:
    return review.Parts(
        parties=[Participation(actor=make_actor())],
        places=[EventPlace(place=make_place())],
        quantities=[Quantity(what="calls", amount=Decimal(3))],
        links=[EventLink(kind="follows", other=make_public_event())],
        citations=[Citation(article=article or make_article(), exact=exact)],
    )


def test_the_event_is_a_draft_of_who_made_it_with_parts_history_and_words_to_find_it_by():
    analyst = make_user()

    event = review.create(new_event(), full_parts(), by=analyst, comment="From the wire")

    assert (event.review_state, event.origin, event.coder, event.version) == ("draft", "coded", analyst, 1)
    assert (event.citation_count, event.source_count) == (1, 1)
    citation = event.citations.get()
    assert (citation.anchor_state, citation.holds) == ("anchored", True)
    revision = event.revisions.get()
    assert (revision.by, revision.comment, revision.verb) == (analyst, "From the wire", "create")
    assert len(revision.after["citations"]) == len(revision.after["parties"]) == 1
    assert list(Event.objects.mentioning("naftali kyiv")) == [event]


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        (lambda: full_parts(exact="words that nobody wrote"), "citations.0.exact"),
        (lambda: full_parts(exact="The"), "citations.0.exact"),
        (lambda: review.Parts(quantities=[Quantity(what="calls", amount=Decimal(-1))]), "quantities.0"),
        (lambda: review.Parts(quantities=[Quantity(what="", amount=Decimal(1))]), "quantities.0.what"),
        (
            lambda: (lambda actor: review.Parts(parties=[Participation(actor=actor), Participation(actor=actor)]))(
                make_actor()
            ),
            "parties.1",
        ),
        (
            lambda: (lambda a: review.Parts(citations=[Citation(article=a, exact="three calls") for _ in "ab"]))(
                make_article()
            ),
            "citations.1",
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_path_and_nothing_is_kept(parts, path):
    built = parts()
    before = Event.objects.count()

    with pytest.raises(ValidationError) as refused:
        review.create(new_event(), built, by=make_user())

    assert list(refused.value.message_dict) == [path]
    assert Event.objects.count() == before


def test_only_one_citation_leads():
    article = make_article()
    leading = [Citation(article=article, exact=e, rank="preferred") for e in ("three calls", "flew to Moscow")]
    with pytest.raises(ValidationError, match="already leads"):
        review.create(new_event(), review.Parts(citations=leading), by=make_user())


def test_who_may_not_code_makes_nothing():
    with pytest.raises(review.NotAllowed):
        review.create(new_event(), review.Parts(), by=make_user(group=""))


def test_twenty_citations_cost_no_more_queries_than_two(django_assert_max_num_queries):
    text = " ".join(f"Sentence number {n:03} of the report." for n in range(40))
    article, analyst = make_article(text=text), make_user()

    def parts(count):
        return review.Parts(citations=[Citation(article=article, exact=f"number {n:03} of") for n in range(count)])

    with django_assert_max_num_queries(60) as few:
        review.create(new_event(), parts(2), by=analyst)
    with django_assert_max_num_queries(len(few.captured_queries)):
        review.create(new_event(), parts(20), by=analyst)


def test_a_list_is_replaced_whole_and_a_quote_that_stays_keeps_its_row():
    editor = make_user("editor", group="Editors")
    event = review.create(new_event(), full_parts(), by=editor)
    kept = event.citations.get()
    kept.article.add_text("A new text without the words.")
    take_part(event, make_actor("Volodymyr Zelensky"))

    with review.editing(event, by=editor, version=1) as target:
        rows = [Citation(article=kept.article, exact=kept.exact, note="as before", rank="preferred")]
        review.put(target, review.Parts(parties=[], citations=rows), by=editor)

    citation = event.citations.get()
    assert (citation.pk, citation.text, citation.start) == (kept.pk, kept.text, kept.start)
    assert (citation.note, citation.rank) == ("as before", "preferred")
    assert not event.participations.exists()
    assert event.event_places.exists()


def test_a_link_to_itself_is_refused():
    event, analyst = make_event(), make_user()
    with pytest.raises(ValidationError, match="itself"), review.editing(event, by=analyst, version=1) as target:
        review.put(target, review.Parts(links=[EventLink(kind="follows", other=target)]), by=analyst)
