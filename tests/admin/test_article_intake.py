"""Bringing in an article at the admin: read, corrected, stored; and nothing half-way."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.intake.pages import BODY, PAGE, TEXT
from tests.rows import make_article, make_outlet, make_user
from timeline.intake import Fetched, FetchRefused
from timeline.models import Article

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/timeline/article/intake/"
URL = "https://news.example/world/dakar"
READ = {
    "step": "save", "url": URL, "title": "Ministers meet", "author": "", "outlet_name": "The Example",
    "published_on": "2022-03-06", "time_zone": "Africa/Dakar", "language": "en", "text": TEXT,
}  # fmt: skip


@pytest.fixture(autouse=True)
def analyst(client: Client) -> None:
    client.force_login(make_user())


def test_a_pasted_text_is_shown_for_correction_and_stored_nowhere_yet(client: Client):
    html = client.post(ADDRESS, {"url": URL, "pasted": TEXT, "step": "read"}).content.decode()
    assert BODY[1] in html
    assert 'name="published_on"' in html
    assert not Article.objects.exists()


def test_a_file_is_read_with_all_that_it_says(client: Client):
    upload = SimpleUploadedFile("dakar.html", PAGE.encode(), "text/html")
    html = client.post(ADDRESS, {"url": URL, "file": upload, "step": "read"}).content.decode()
    for said in ("Ministers meet in Dakar", "Demo Reporter", "The Example", "2022-03-06"):
        assert f'value="{said}"' in html


def test_a_page_is_fetched_where_that_is_on(client: Client, monkeypatch: pytest.MonkeyPatch):
    page = Fetched(URL, URL, PAGE.encode(), "text/html", "utf-8", timezone.now())
    monkeypatch.setattr("timeline.intake.fetch", lambda url: page if url == URL else pytest.fail(url))
    assert BODY[0] in client.post(ADDRESS, {"url": URL, "step": "read"}).content.decode()


def test_a_refused_page_says_why_and_keeps_the_address(client: Client, monkeypatch: pytest.MonkeyPatch):
    def refuse(_url: str) -> Fetched:
        raise FetchRefused("address")

    monkeypatch.setattr("timeline.intake.fetch", refuse)
    response = client.post(ADDRESS, {"url": "http://10.0.0.1/", "step": "read"})
    assert response.status_code == 400
    assert "not on the public web" in response.content.decode()
    assert "http://10.0.0.1/" in response.content.decode()


def test_nothing_is_fetched_where_that_is_off(client: Client, settings, monkeypatch: pytest.MonkeyPatch):
    settings.FETCH_ARTICLES = False
    monkeypatch.setattr("timeline.intake.fetch", lambda url: pytest.fail(url))
    response = client.post(ADDRESS, {"url": URL, "step": "read"})
    assert response.status_code == 400
    assert "Paste the text" in response.content.decode()


def test_what_was_corrected_is_stored_and_leads_to_the_desk(client: Client):
    response = client.post(ADDRESS, READ)
    article = Article.objects.get()
    assert response["Location"] == f"/admin/timeline/article/{article.pk}/desk/"
    assert (article.title, article.published_on, article.published_tz) == (
        "Ministers meet",
        date(2022, 3, 6),
        "Africa/Dakar",
    )
    assert (article.outlet.name, article.current_text.text) == ("The Example", TEXT)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"published_on": ""}, "say that it is not known"),
        ({"published_on": "2022-03-06", "date_unknown": "on"}, "Either a day"),
        ({"published_on": "yesterday"}, "valid date"),
        ({"time_zone": "Dakar"}, "is no time zone"),
        ({"title": ""}, "required"),
        ({"url": "ftp://news.example/a"}, "http"),
        ({"text": " "}, "empty"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_is_lost(client: Client, changed: dict[str, str], said: str):
    response = client.post(ADDRESS, READ | changed)
    html = response.content.decode()
    assert response.status_code == 400
    assert said in html
    assert "The Example" in html
    assert not Article.objects.exists()


def test_an_unknown_day_is_said_to_be_unknown(client: Client):
    client.post(ADDRESS, READ | {"published_on": "", "date_unknown": "on"})
    assert Article.objects.get().date_unknown


def test_the_same_article_leads_to_the_one_that_is_here(client: Client):
    client.post(ADDRESS, READ)
    response = client.post(ADDRESS, {"url": f"{URL}?utm_source=mail", "pasted": TEXT, "step": "read"}, follow=True)
    assert "here already" in response.content.decode()
    assert Article.objects.count() == 1


def test_another_text_of_it_becomes_a_new_version(client: Client):
    client.post(ADDRESS, READ)
    shown = client.post(ADDRESS, {"url": URL, "pasted": f"Corrected. {TEXT}", "step": "read"}).content.decode()
    assert "is here already, with another text" in shown
    client.post(ADDRESS, READ | {"text": f"Corrected. {TEXT}"})
    assert Article.objects.get().texts.count() == 2


def test_a_copy_is_offered_and_kept_as_one(client: Client):
    original = make_article("Wire report", TEXT, published_on=date(2022, 3, 6))
    copy = {"url": "https://paper.example/1", "text": f"{TEXT}\nMore on page 4."}
    shown = client.post(ADDRESS, {"url": copy["url"], "pasted": copy["text"], "step": "read"}).content.decode()
    assert "Wire report" not in shown  # without a day nothing is compared
    upload = SimpleUploadedFile("page.html", PAGE.replace("news.example", "paper.example").encode(), "text/html")
    offered = client.post(ADDRESS, {"url": "https://paper.example/2", "file": upload, "step": "read"}).content.decode()
    assert "Wire report" in offered
    client.post(ADDRESS, READ | copy | {"copy_of": str(original.pk)})
    assert Article.objects.get(url=copy["url"]).copy_of == original


def test_a_copy_is_offered_when_only_the_corrections_gave_its_day(client: Client):
    original = make_article("Wire report", TEXT, published_on=date(2022, 3, 6))
    copy = READ | {"url": "https://paper.example/1", "text": f"{TEXT}\nMore on page 4."}
    asked = client.post(ADDRESS, copy)
    assert (asked.status_code, Article.objects.count()) == (200, 1)
    assert "Wire report" in asked.content.decode()
    client.post(ADDRESS, copy | {"copy_of": ""})
    assert Article.objects.get(url=copy["url"]).copy_of is None
    client.post(ADDRESS, copy | {"url": "https://paper.example/2", "copy_of": str(original.pk), "text": f"{TEXT}\n."})
    assert Article.objects.get(url="https://paper.example/2").copy_of == original


def test_who_may_not_add_articles_may_not_bring_one_in(client: Client):
    client.force_login(make_user("reader", group=""))
    assert client.get(ADDRESS).status_code == 403


def test_the_list_of_articles_leads_here(client: Client):
    assert ADDRESS in client.get("/admin/timeline/article/").content.decode()


def test_what_is_usual_of_the_outlet_is_proposed(client: Client):
    paper = make_outlet("The Example", domain="news.example", language="fr")
    make_article(outlet=paper, published_tz="Africa/Dakar")
    shown = client.post(ADDRESS, {"url": URL, "pasted": TEXT, "step": "read"}).context["form"]
    assert (shown["language"].value(), shown["time_zone"].value()) == ("fr", "Africa/Dakar")
    unknown = client.post(ADDRESS, {"url": "https://other.example/1", "pasted": TEXT + ".", "step": "read"})
    shown = unknown.context["form"]
    assert (shown["language"].value(), shown["time_zone"].value()) == ("en", "")


def test_letters_that_were_guessed_are_said_to_be(client: Client):
    for written, said in (("cp1252", True), ("utf-8", False)):
        upload = SimpleUploadedFile("a.txt", "Zoë met Ákos.".encode(written), "text/plain")
        shown = client.post(ADDRESS, {"url": URL, "file": upload, "step": "read"}).content.decode()
        assert ("says how its letters are written" in shown) is said


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://ann:secret@news.example/a", "user name or a password"),
        ("https://ann@news.example/a", "user name or a password"),
        ("http://2130706433/", "has to look like"),
        ("javascript:alert(1)", "has to look like"),
        ("http://[::1", "has to look like"),
    ],
)
def test_an_address_that_is_none_is_refused_with_its_text_too(client: Client, url: str, said: str):
    response = client.post(ADDRESS, {"url": url, "pasted": TEXT, "step": "read"})
    assert response.status_code == 400
    assert said in response.content.decode()
    assert client.post(ADDRESS, READ | {"url": url}).status_code == 400
    assert not Article.objects.exists()


def test_a_text_is_never_cut_off_by_the_browser(client: Client):
    read = client.post(ADDRESS, {"url": URL, "pasted": TEXT, "step": "read"})
    assert "maxlength" not in client.get(ADDRESS).context["form"].fields["pasted"].widget.attrs
    assert "maxlength" not in read.context["form"].fields["text"].widget.attrs
    assert 'dir="auto"' in read.content.decode()


def test_more_than_the_server_takes_is_told_with_the_limit(settings):
    client = Client(raise_request_exception=False)
    client.force_login(make_user("second"))
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    response = client.post(ADDRESS, {"url": URL, "pasted": "word " * 300_000, "step": "read"})
    assert response.status_code == 413
    assert "larger than 1 MB" in response.content.decode()
