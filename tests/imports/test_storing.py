"""What the engine makes of candidates: events that obey every rule of the forms, once, with their history."""

from datetime import date

import pytest

from tests.imports.made import BENNETT, KREMLIN, PUTIN, QUOTED, REPORT, bring_in, candidate, numbers, whole
from tests.rows import make_actor, make_article, make_country, make_office, make_place, make_state, make_user
from timeline import review
from timeline.imports.candidates import Amount, BadRow, Mention, Party, Report, Spot
from timeline.models import Actor, Article, Event, Import, ImportedRow, Outlet, Place, Revision
from timeline.models.search import stale

pytestmark = pytest.mark.django_db


def only() -> Event:
    return Event.objects.get()


def test_a_row_becomes_an_unreviewed_event_with_all_its_parts():
    outcome = bring_in(whole(), version="v2")

    event = only()
    assert numbers(outcome) == {"added": 1}
    assert (event.title, event.edtf, event.earliest) == ("Meets Putin", "2022-03-05", date(2022, 3, 5))
    assert (event.review_state, event.origin, event.version, event.coder) == ("draft", "imported", 1, None)
    assert [(p.actor.name, p.role) for p in event.participations.all()] == [
        ("Naftali Bennett", "visitor"),
        ("Vladimir Putin", "host"),
    ]
    assert [p.place.name for p in event.event_places.all()] == ["Kremlin"]
    assert [str(q) for q in event.quantities.all()] == ["3 hours hours"]
    assert [c.exact for c in event.citations.all()] == ["flew to Moscow on Saturday"]
    assert (event.citation_count, event.source_count) == (1, 1)
    row = ImportedRow.objects.get()
    assert (row.event, row.external_id, row.batch.source) == (event, "1", "Tiny events v2")
    assert [a.url for a in row.articles.all()] == [REPORT.url]
    assert stale([event.pk]) == 0


def test_the_history_begins_with_what_a_reader_of_the_event_would_take_down():
    bring_in(whole(), version="v2")

    revision = Revision.objects.get()
    assert (revision.verb, revision.version) == ("create", 1)
    assert revision.comment == "Imported from Tiny events v2, 1"
    assert revision.after == review.snapshot(only())


def test_counts_are_those_that_the_event_counts_itself():
    wire = Outlet.objects.create(name="Wire")
    Outlet.objects.create(name="Example Wire", wire=wire)
    other = Report(
        url="https://wire.example/a", title="Wire", outlet="Wire", exact="They met", more={"stance": "disputes"}
    )
    bring_in(whole(reports=(QUOTED, other)))

    event = only()
    counted = (event.citation_count, event.source_count, event.disputed)
    event.refresh_counts()
    assert counted == (event.citation_count, event.source_count, event.disputed) == (2, 1, True)


def test_nothing_of_it_is_public():
    bring_in(whole())

    for model in (Event, Actor, Place, Outlet, Article):
        assert not model.objects.public().exists(), model


def test_a_person_in_office_acts_for_the_state():
    israel = make_state("Israel", "IL")
    person = make_actor("Naftali Bennett", country=make_country("IL"))
    office = make_office(person, israel, "Prime Minister of Israel")
    bring_in(whole())

    part = only().participations.first()
    assert (part.actor, part.office, part.acts_for) == (person, office, israel)


def test_an_office_that_is_named_stays_it_on_a_day_outside_its_term():
    person = make_actor("Naftali Bennett", country=make_country("IL"))
    office = make_office(person, make_state("Israel", "IL"), "Prime Minister of Israel")
    bring_in(whole(parties=(BENNETT._replace(office="Prime Minister of Israel"),), fields={"edtf": "2023-01-01"}))
    assert only().participations.get().office == office


def test_a_report_of_an_event_that_has_not_come_in_is_left_out_and_counted():
    of_one, of_none = (
        Mention(n, of=name, external_id=f"m{n}", report=REPORT, raw={}) for n, name in ((1, "1"), (2, "9"))
    )
    outcome = bring_in(candidate("1"), of_one, of_none)
    assert numbers(outcome) == {"added": 1, "report": 1, "left_out": 1}
    assert not outcome.refused


def test_a_body_acts_for_a_state_that_comes_in_later_in_the_same_file():
    ministry = Party("Foreign Ministry", kind="government_body", country="IL")
    state = Party("Israel", kind="state", country="IL")
    bring_in(candidate("1", parties=(ministry,)), candidate("2", line=2, parties=(state,)))

    part = Event.objects.get(imported_rows__external_id="1").participations.get()
    assert part.acts_for == Actor.objects.get(kind="state")


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (Party("anything", slug="naftali-bennett"), "naftali-bennett"),
        (Party("anything", identifiers=(("wikidata", "Q43"),)), "israel"),
        (Party("Israel", kind="state", country="IL"), "israel"),
        (Party("NAFTALI  BENNETT", kind="person"), "naftali-bennett"),
        (Party("Naftali Bennett", kind="person", country="IL"), "naftali-bennett"),
        (Party("State of Israel", kind="state"), "israel"),
        (Party("Former Name", kind="person"), "naftali-bennett"),
        (Party("Police", kind="government_body", country="RU"), "police-2"),
        (Party("Police", kind="government_body"), "police-2"),
        (Party("Naftali Bennet", kind="person"), "naftali-bennet"),
        (Party("Naftali Bennett", kind="company"), "naftali-bennett-2"),
    ],
)
def test_actors_are_known_by_what_is_exactly_theirs(party, expected):
    israel = make_state()
    israel.aliases.create(name="State of Israel", kind="official")
    israel.identifiers.create(scheme="wikidata", value="Q43")
    bennett = make_actor("Naftali Bennett", country=make_country("IL"))
    make_actor("Former Name", merged_into=bennett)
    make_actor("Police", "government_body", country=make_country("IL"))
    bring_in(candidate(parties=(party,)))

    assert only().participations.get().actor.slug == expected


def test_a_name_of_two_actors_is_refused_rather_than_guessed():
    make_actor("John Smith")
    make_actor("John Smith")
    outcome = bring_in(candidate(parties=(Party("John Smith", kind="person"),)))

    assert outcome.refused[0].column == "parties[1].name"
    assert "2 actors" in outcome.refused[0].reason


@pytest.mark.parametrize(
    ("spot", "is_known"),
    [
        (Spot("KREMLIN", country="RU"), True),
        (Spot("Kremlin"), True),
        (Spot("Kremlin", country="RU", latitude=55.75, longitude=37.62), True),
        (Spot("Kremlin", country="RU", latitude=58.52, longitude=31.27), False),
        (Spot("Kremlin", country="UA"), False),
        (Spot("The Kremlin", country="RU"), False),
    ],
)
def test_a_place_is_known_by_its_name_in_its_country(spot, is_known):
    make_place("Kremlin", country=make_country("RU", "Russia"), latitude="55.752", longitude="37.6175")
    bring_in(candidate(places=(spot,)))

    assert Place.objects.count() == (1 if is_known else 2)


def test_an_article_that_is_here_is_used_and_its_quote_found_in_its_text():
    article = make_article(url="https://news.example/quoted?utm_source=x")
    bring_in(candidate(reports=(QUOTED,)))

    citation = only().citations.get()
    assert (citation.article, citation.anchor_state) == (article, "anchored")
    assert article.current_text.text[citation.start : citation.end] == QUOTED.exact


@pytest.mark.parametrize(
    ("change", "column", "word"),
    [
        ({"fields": {"edtf": "2022-13"}}, "edtf", "month"),
        ({"fields": {"title": "x" * 201}}, "title", "200"),
        ({"fields": {"title": ""}, "type": ""}, "title", "title or a type"),
        ({"fields": {"importance": 9}}, "importance", "5"),
        ({"fields": {"time_start": "10:00"}}, "tz", "time zone"),
        ({"fields": {"cameo_code": "x"}}, "cameo_code", "CAMEO"),
        ({"fields": {"duration": "long"}}, "duration", ""),
        ({"fields": {"review_state": "published"}}, "review_state", "may give"),
        ({"fields": {"version": 7}}, "version", "may give"),
        ({"type": "no-such-type"}, "type", "no event type"),
        ({"parties": (Party("X", role="king"),)}, "parties[1].role", "king"),
        ({"parties": (BENNETT, Party("Y", kind="alien"))}, "parties[2].kind", "alien"),
        ({"parties": (Party("Y", country="ZZ"),)}, "parties[1].country", "ZZ"),
        ({"parties": (Party(""),)}, "parties[1].name", ""),
        ({"places": (Spot("Far", latitude=95.0, longitude=0.0),)}, "places[1].latitude", "90"),
        ({"places": (Spot("Half", latitude=5.0),)}, "places[1].latitude", "both"),
        ({"reports": (Report(url="javascript:alert(1)"),)}, "reports[1].url", ""),
        ({"reports": (Report(exact="Words without an article"),)}, "reports[1].url", "address"),
        ({"reports": (Report(url="https://a.example/1", exact="q", more={"rank": "odd"}),)}, "reports[1].rank", "odd"),
        ({"reports": (Report(url="https://a.example/1", exact="q", more={"event": 1}),)}, "reports[1].event", "may"),
        ({"external_id": " "}, "external_id", "id"),
    ],
)  # fmt: skip
def test_what_a_form_would_refuse_is_refused_with_its_column(change, column, word):
    values = dict(change)
    row = candidate(values.pop("external_id", "1"), line=7, **values)
    outcome = bring_in(row, candidate("good", line=8))

    (bad,) = outcome.refused
    assert (bad.line, bad.column) == (7, column)
    assert word in bad.reason
    assert numbers(outcome) == {"refused": 1, "added": 1}
    assert not Actor.objects.exclude(name__in=["Naftali Bennett"]).filter(created_at__year__gte=2000).exists()
    assert not Article.objects.exists()


def test_what_only_the_database_knows_is_refused_for_its_row_alone():
    bad = candidate("bad", line=2, quantities=(Amount("people", "9", amount_max="3"),))
    outcome = bring_in(candidate("1"), bad, candidate("3", line=3))

    assert numbers(outcome) == {"added": 2, "refused": 1}
    assert outcome.refused[0].line == 2
    assert outcome.refused[0].reason == "The upper end of the range lies below the lower."


def test_the_same_file_twice_changes_nothing():
    rows = [whole("1"), candidate("2", line=2)]
    bring_in(*rows)
    before = list(Event.objects.values_list())
    outcome = bring_in(*rows)

    assert numbers(outcome) == {"unchanged": 2}
    assert list(Event.objects.values_list()) == before
    assert Revision.objects.count() == 2


def test_a_changed_row_changes_its_event_and_says_so_in_its_history():
    bring_in(whole("1"))
    outcome = bring_in(whole("1", title="Meets Lavrov", parties=(PUTIN,)), file="later")

    event = only()
    assert numbers(outcome) == {"updated": 1}
    assert (event.title, event.version) == ("Meets Lavrov", 2)
    assert [p.actor.name for p in event.participations.all()] == ["Vladimir Putin"]
    created, edited = event.revisions.order_by("version")
    assert (edited.verb, edited.before) == ("edit", created.after)
    assert edited.after == review.snapshot(event)
    assert stale([event.pk]) == 0
    assert numbers(bring_in(whole("1", title="Meets Shoigu"), file="latest")) == {"updated": 1}


def test_an_event_that_an_analyst_has_edited_is_kept(analyst):
    bring_in(whole("1"))
    with review.editing(only(), by=analyst, version=1) as event:
        event.title = "Flies to Moscow"
        event.save()
    outcome = bring_in(whole("1", title="Meets Lavrov"), file="later")

    assert numbers(outcome) == {"kept": 1}
    assert outcome.kept[0][:2] == (1, "1")
    assert only().title == "Flies to Moscow"


def test_an_event_that_was_removed_here_does_not_come_back():
    bring_in(whole("1"))
    only().delete()

    assert numbers(bring_in(whole("1", title="Again"), file="later")) == {"kept": 1}
    assert not Event.objects.exists()


def test_rows_that_were_folded_into_one_are_known_ever_after():
    bring_in(candidate("1", same_as=("2", "3")))
    outcome = bring_in(candidate("2", line=1, title="Meets Mr Putin"), candidate("9", line=2, same_as=("3",)), file="b")

    assert numbers(outcome) == {"unchanged": 2, "duplicate": 1}
    assert Event.objects.count() == 1
    assert set(only().imported_rows.values_list("external_id", flat=True)) == {"1", "2", "3", "9"}


def test_candidates_of_one_group_are_one_event_within_a_file_and_across_files():
    first = bring_in(candidate("1", group="k"), candidate("2", line=2, group="k"))
    second = bring_in(candidate("3", group="k"), candidate("4", line=2, group="other"), file="b")

    assert numbers(first) == {"added": 1, "duplicate": 1}
    assert numbers(second) == {"duplicate": 1, "added": 1}
    assert Event.objects.count() == 2


def test_an_id_that_stands_twice_in_a_file_is_refused_the_second_time():
    outcome = bring_in(candidate("1"), candidate("1", line=2, title="Another"))

    assert numbers(outcome) == {"added": 1, "refused": 1}
    assert "line 1 already" in outcome.refused[0].reason


def test_bad_rows_do_not_stop_the_rest_and_are_kept_with_their_import():
    outcome = bring_in(BadRow(1, "date", "No date.", "raw"), candidate("2", line=2))

    batch = Import.objects.get()
    assert numbers(outcome) == {"refused": 1, "added": 1}
    assert batch.counts == {"refused": 1, "added": 1}
    assert batch.finished_at
    assert [(r.line, r.column, r.reason, r.raw) for r in batch.refused_rows.all()] == [(1, "date", "No date.", "raw")]


@pytest.mark.parametrize("option", ["strict", "dry_run"])
def test_strict_or_dry_nothing_stays(option):
    outcome = bring_in(whole("1"), BadRow(2, "date", "No date."), **{option: True})

    assert numbers(outcome) == {"added": 1, "refused": 1}
    for model in (Event, Import, ImportedRow, Article, Outlet, Revision, Place):
        assert not model.objects.exists(), model


def test_strict_without_a_bad_row_stores_all():
    assert bring_in(whole("1"), candidate("2", line=2), strict=True).batch is not None
    assert Event.objects.count() == 2


@pytest.fixture
def analyst():
    return make_user()


def test_the_cast_of_the_tests_is_as_it_says():
    assert KREMLIN.country == "RU"
