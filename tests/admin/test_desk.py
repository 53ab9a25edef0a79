import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.pages import drafted
from tests.rows import cite, make_article, make_user
from timeline import review
from timeline.models import Article

pytestmark = pytest.mark.django_db


def pile(client: Client, name: str) -> list[str]:
    return [str(row) for row in getattr(client.get("/admin/").context["desk"], name).rows]


def test_an_analyst_finds_drafts_what_came_back_and_what_waits(desk: Client, analyst: User, editor: User):
    drafted(analyst, title="A draft")
    drafted(make_user("colleague"), title="Somebody else's draft")
    review.submit(drafted(analyst, title="Submitted"), by=analyst)
    returned = review.submit(drafted(analyst, title="Returned"), by=analyst)
    review.send_back(returned, by=editor, comment="Which office?")
    assert pile(desk, "drafts") == ["A draft"]
    assert pile(desk, "sent_back") == ["Returned"]
    assert pile(desk, "waiting") == ["Submitted"]
    assert "Which office?" in desk.get("/admin/").content.decode()


def test_an_event_that_came_back_stays_there_until_it_is_submitted_again(desk: Client, analyst: User, editor: User):
    event = review.submit(drafted(analyst, title="Returned"), by=analyst)
    event = review.send_back(event, by=editor, comment="Which office?")
    with review.editing(event, by=analyst, version=event.version) as fresh:
        fresh.title = "Returned and better"
        fresh.save()
    assert pile(desk, "sent_back") == ["Returned and better"]
    event.refresh_from_db()
    review.submit(event, by=analyst)
    assert pile(desk, "sent_back") == []


def test_an_editor_sees_what_everybody_has_submitted(editors_desk: Client, analyst: User):
    review.submit(drafted(analyst, title="From an analyst"), by=analyst)
    assert pile(editors_desk, "waiting") == ["From an analyst"]


def test_articles_in_progress_and_not_begun(desk: Client, analyst: User):
    make_article("Not begun", coding_state="not_started")
    make_article("Mine", coding_state="in_progress", coder=analyst)
    make_article("Hers", coding_state="in_progress", coder=make_user("colleague"))
    make_article("Done", coding_state="coded", coder=analyst)
    Article.objects.exclude(title__in=["Not begun", "Mine", "Hers", "Done"]).update(coding_state="coded")
    assert pile(desk, "articles") == ["Mine"]
    assert pile(desk, "uncoded") == ["Not begun"]


def test_how_far_the_articles_are_in_all_and_by_folder(desk: Client):
    Article.objects.all().update(coding_state="coded", folder="finished")
    before = Article.objects.count()
    for number, state in enumerate(("coded", "nothing_relevant", "in_progress", "not_started")):
        make_article(f"Article {number}", coding_state=state, folder="March 2022 & after")
    said = [
        " ".join(one.split()) for one in re.findall(r"\d+ of [^>]*begun(?=<)", desk.get("/admin/").content.decode())
    ]
    assert said == [f"{before + 2} of {before + 4}, 1 begun", "2 of 4, 1 begun"]
    listed = desk.get("/admin/timeline/article/", {"folder": "March 2022 & after"})
    assert listed.context["cl"].result_count == 4
    assert "?folder=March%202022%20%26%20after" in desk.get("/admin/").content.decode()


def test_the_desk_takes_a_bounded_number_of_queries(desk: Client, analyst: User, django_assert_max_num_queries):
    for number in range(12):
        drafted(analyst, title=f"Draft {number}")
    desk.get("/admin/")
    with django_assert_max_num_queries(12):
        page = desk.get("/admin/").content.decode()
    assert page.count("Draft ") == 8
    assert "Show all" in page


def test_somebody_without_rights_finds_an_empty_desk(client: Client):
    client.force_login(make_user("guest", group=""))
    page = client.get("/admin/").content.decode()
    assert "New event" not in page
    assert 'class="module pile"' not in page


def test_an_editor_finds_the_articles_whose_events_wait(desk: Client, editors_desk: Client, analyst: User):
    first, second = make_article("Waits longest"), make_article("Waits with two")
    for article, title in ((first, "A"), (second, "B"), (second, "C")):
        event = drafted(analyst, title=title)
        cite(event, article, exact="three hours")
        review.submit(event, by=analyst)
    page = editors_desk.get("/admin/")
    found = [(article.title, article.waiting) for article in page.context["desk"].waiting_articles]
    assert [one for one in found if one[0].startswith("Waits")] == [("Waits longest", 1), ("Waits with two", 2)]
    assert f"/admin/timeline/article/{second.pk}/desk/#cited" in page.content.decode()
    assert desk.get("/admin/").context["desk"].waiting_articles == []
