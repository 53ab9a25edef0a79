import pytest
from django.contrib.auth.models import User

from tests.rows import (
    cite,
    make_editor,
    make_event,
    make_office,
    make_place,
    make_public_event,
    make_state,
    make_user,
    publish_now,
    take_part,
    take_place,
)
from tests.rows import make_actor as actor
from timeline import review
from timeline.models import Event, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> User:
    return make_user()


@pytest.fixture
def editor() -> User:
    return make_editor()


def cited(title: str = "Meets Putin at the Kremlin") -> Event:
    event = make_event(title)
    cite(event)
    event.refresh_from_db()
    return event


# state → the verbs that each group may say to an event in it
VERBS = {
    "draft": {"Analysts": ["submit"], "Editors": ["submit", "publish", "merge"]},
    "in_review": {"Analysts": [], "Editors": ["send_back", "publish", "merge"]},
    "published": {"Analysts": [], "Editors": ["retract", "merge"]},
    "retracted": {"Analysts": [], "Editors": ["restore"]},
    "merged": {"Analysts": [], "Editors": []},
}


@pytest.mark.parametrize("group", ["Analysts", "Editors"])
@pytest.mark.parametrize("state", VERBS)
def test_the_verbs_that_fit_a_state_and_a_group(state: str, group: str):
    verbs = review.permitted_verbs(make_user(group=group), Event(title="x", review_state=state))
    assert sorted(verbs) == sorted(VERBS[state][group])


def test_somebody_without_a_group_may_do_nothing():
    assert review.permitted_verbs(make_user(group=""), cited()) == []


def test_submitting_then_publishing_makes_an_event_public_and_leaves_a_trail(analyst: User, editor: User):
    event = review.publish(review.submit(cited(), by=analyst), by=editor, comment="Checked against the text")
    assert list(Event.objects.public()) == [event]
    assert event.published_at
    assert event.version == 3
    trail = Revision.objects.order_by("version").values_list("verb", "by__username", "comment")
    assert list(trail) == [("submit", "analyst", ""), ("publish", "editor", "Checked against the text")]


@pytest.mark.parametrize("verb", [review.submit, review.publish])
def test_an_event_without_a_citation_is_not_taken(verb, editor: User):
    event = make_event()
    with pytest.raises(review.Refused, match="a citation with its quote"):
        verb(event, by=editor)
    event.refresh_from_db()
    assert (event.review_state, event.version, Revision.objects.count()) == ("draft", 1, 0)


def test_an_event_with_neither_date_nor_place_is_not_taken_until_it_has_one(editor: User):
    event = make_event(edtf="")
    cite(event)
    with pytest.raises(review.Refused, match="a date or a place"):
        review.publish(event, by=editor)
    take_place(event, make_place())
    assert review.publish(event, by=editor).is_public


def test_an_analyst_may_not_publish(analyst: User):
    with pytest.raises(review.NotAllowed):
        review.publish(cited(), by=analyst)


@pytest.mark.parametrize("verb", [review.retract, review.restore, review.send_back])
def test_a_verb_refuses_a_state_it_does_not_fit(verb, editor: User):
    with pytest.raises(review.Refused, match="this one is draft"):
        verb(cited(), by=editor, comment="Why")


def test_a_retraction_needs_a_reason_and_shows_it(editor: User):
    event = review.publish(cited(), by=editor)
    with pytest.raises(review.Refused, match="Say why"):
        review.retract(event, by=editor, comment="  ")
    event = review.retract(event, by=editor, comment="The agency withdrew its report.")
    assert event.tombstone()["reason"] == "The agency withdrew its report."
    assert not Event.objects.public().exists()


def test_a_restored_event_is_public_again_with_its_first_publication_date(editor: User):
    published = review.publish(cited(), by=editor)
    restored = review.restore(review.retract(published, by=editor, comment="Doubt"), by=editor, comment="Confirmed")
    assert (restored.is_public, restored.published_at) == (True, published.published_at)
    assert not restored.retraction_reason


def test_a_verb_on_an_event_that_was_changed_meanwhile_is_refused(editor: User):
    event = cited()
    review.submit(event, by=editor, version=1)
    with pytest.raises(review.Stale) as refused:
        review.publish(event, by=editor, version=1)
    assert (refused.value.read_version, refused.value.event.version) == (1, 2)


def test_an_edit_of_the_parts_alone_makes_a_version(analyst: User):
    event = cited()
    with review.editing(event, by=analyst, version=1) as fresh:
        take_part(fresh, actor())
    revision = Revision.objects.get()
    assert (revision.verb, revision.version) == ("edit", 2)
    assert [d.after for d in review.differences(revision.before, revision.after)] == [
        "Naftali Bennett · participant · certain"
    ]


def test_an_edit_that_changes_nothing_makes_no_version(analyst: User):
    event = cited()
    with review.editing(event, by=analyst, version=1) as fresh:
        fresh.save()
    assert not Revision.objects.exists()


def test_the_second_of_two_edits_is_refused_before_it_writes(analyst: User):
    event = cited()
    with review.editing(event, by=analyst, version=1) as fresh:
        fresh.title = "First"
        fresh.save()
    with pytest.raises(review.Stale), review.editing(event, by=analyst, version=1) as fresh:
        raise AssertionError("the block must not run")
    assert Event.objects.get().title == "First"


def test_a_published_event_is_edited_by_editors_with_a_comment(analyst: User, editor: User):
    event = make_public_event()
    with pytest.raises(review.NotAllowed), review.editing(event, by=analyst, version=1):
        raise AssertionError("the block must not run")
    with (
        pytest.raises(review.Refused, match="say in the comment"),
        review.editing(event, by=editor, version=1) as fresh,
    ):
        fresh.title = "Changed without a word"
        fresh.save()
    event.refresh_from_db()
    assert (event.title, event.version) == ("Meets Putin at the Kremlin", 1)
    with review.editing(event, by=editor, version=1, comment="The name was misspelt") as fresh:
        fresh.title = "Meets the Russian president"
        fresh.save()
    assert Event.objects.get(pk=event.pk).version == 2


def test_the_last_citation_of_a_published_event_cannot_be_taken_away(editor: User):
    event = make_public_event()
    citation = event.citations.get()
    with (
        pytest.raises(review.Refused, match="a citation with its quote"),
        review.editing(event, by=editor, version=1, comment="Oops"),
    ):
        citation.delete()
    assert Event.objects.get(pk=event.pk).citations.count() == 1


def test_the_only_citation_of_a_published_event_can_be_replaced(editor: User):
    event = make_public_event()
    with review.editing(event, by=editor, version=1, comment="A better passage") as fresh:
        fresh.citations.get().delete()
        cite(fresh, exact="three hours")
    assert [c.exact for c in event.citations.all()] == ["three hours"]


def test_merging_moves_reports_and_missing_parties_and_redirects(editor: User):
    kept, gone = make_public_event("Kept"), make_public_event("Gone")
    bennett = actor()
    take_part(kept, bennett)
    take_part(gone, bennett, actor("Vladimir Putin"))
    target = review.merge(gone, into=kept, by=editor, comment="The same meeting")
    gone.refresh_from_db()
    assert (gone.review_state, gone.merged_into) == ("merged", kept)
    assert (target.citations.count(), target.participations.count()) == (2, 2)
    assert list(Event.objects.public()) == [kept]


def test_a_chain_of_merges_leads_to_the_last_in_one_step(editor: User):
    first, second, third = (make_public_event(name) for name in ("First", "Second", "Third"))
    review.merge(first, into=second, by=editor)
    review.merge(second, into=third, by=editor)
    first.refresh_from_db()
    assert first.merged_into == third


def test_a_published_event_is_not_merged_into_a_draft(editor: User):
    with pytest.raises(review.Refused, match="only be merged into a published"):
        review.merge(make_public_event(), into=make_event("Draft"), by=editor)


def test_merged_actors_keep_their_names_and_parts(editor: User):
    event = make_event()
    old, new = actor("N. Bennett"), actor("Naftali Bennett")
    take_part(event, old)
    review.merge_actors(old, into=new, by=editor)
    old.refresh_from_db()
    assert old.merged_into == new
    assert [alias.name for alias in new.aliases.all()] == ["N. Bennett"]
    assert [p.actor for p in event.participations.all()] == [new]


def test_merged_persons_keep_their_offices_and_whom_they_acted_for(editor: User):
    israel, event = make_state(), make_event()
    old, new = actor("N. Bennett"), actor("Naftali Bennett")
    for person in (old, new):
        office = make_office(person, israel, "Prime Minister of Israel")
    own = make_office(old, israel, "Minister of Defence")
    take_part(event, old, office=own)
    old.identifiers.create(scheme="wikidata", value="Q43")
    review.merge_actors(old, into=new, by=editor)
    part = event.participations.get()
    assert (part.actor, part.office.title, part.acts_for) == (new, "Minister of Defence", israel)
    assert sorted(o.title for o in new.offices.all()) == ["Minister of Defence", office.title]
    assert [i.value for i in new.identifiers.all()] == ["Q43"]


def test_an_actor_is_merged_once(editor: User):
    old, new, third = actor("Old"), actor("New"), actor("Third")
    review.merge_actors(old, into=new, by=editor)
    with pytest.raises(review.Refused, match="merged already"):
        review.merge_actors(old, into=third, by=editor)


def test_links_to_a_merged_event_lead_to_the_one_that_stays(editor: User):
    gone, kept, other = (make_public_event(name) for name in ("Gone", "Kept", "Other"))
    other.links.create(kind="follows", other=gone)
    gone.links.create(kind="part_of", other=kept)
    review.merge(gone, into=kept, by=editor)
    assert [link.other for link in other.links.all()] == [kept]
    assert not kept.links.exists()


def test_merging_decides_by_what_is_stored_and_not_by_what_the_caller_read(editor: User):
    event = make_event()
    read_as_draft = Event.objects.get(pk=event.pk)
    publish_now(event)
    with pytest.raises(review.Refused, match="only be merged into a published"):
        review.merge(read_as_draft, into=make_event("Draft"), by=editor)


def test_a_merge_does_not_betray_the_id_of_a_draft(editor: User):
    draft, kept = make_event("Draft"), make_public_event("Kept")
    review.merge(draft, into=kept, by=editor)
    draft.refresh_from_db()
    assert draft.public_id not in Revision.objects.get(verb="receive").comment
    assert draft.leads_to is None


def test_a_part_that_reads_the_same_but_is_another_is_a_change(editor: User):
    event = make_public_event()
    take_part(event, actor("Germany", "state", description="One of two"))
    part = event.participations.get()
    part.actor = actor("Germany", "state", description="The other")
    with pytest.raises(review.Refused, match="say in the comment"), review.editing(event, by=editor, version=1):
        part.save()
    with review.editing(event, by=editor, version=1, comment="The other one"):
        part.save()
    revision = Revision.objects.get()
    found = review.differences(revision.before, revision.after)
    assert {d.before or d.after for d in found} == {"Germany · participant · certain"}


def test_history_cannot_be_rewritten(editor: User):
    review.publish(cited(), by=editor)
    revision = Revision.objects.get()
    for change in (
        revision.save,
        revision.delete,
        Revision.objects.all().delete,
        lambda: Revision.objects.update(comment=""),
    ):
        with pytest.raises(TypeError, match="append-only"):
            change()


def test_readers_learn_nothing_of_the_time_before_the_first_publication(analyst: User, editor: User):
    event = cited()
    with review.editing(event, by=analyst, version=1) as fresh:
        fresh.title = "Second draft"
        fresh.save()
    review.publish(event, by=editor)
    assert [r.verb for r in Revision.objects.public()] == ["publish"]
