"""What comes in through the admin's addresses and forms, over every model that is registered: never a 500."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.admin.filled_form import filled
from tests.rows import make_article, make_editor, make_event, make_state, make_unpublished_events
from timeline.models import Event

pytestmark = pytest.mark.django_db
HUGE = "9" * 40
NUL, SURROGATE, RTL = "a\x00b", "%ED%A0%80", "\u202eevil"
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
IDS = [model._meta.label for model in MODELS]

BAD_QUERIES = [
    "title__regex=(a%2B)%2B%24",
    "title__regex=(",
    "username__regex=(a%2B)%2B%24",
    "password__startswith=pbkdf2",
    f"id__in={HUGE}",
    "id__in=1,2,x",
    f"pk={HUGE}",
    f"id__exact={HUGE}",
    "start__year=99999",
    "earliest__year=0",
    "created_at__year=99999",
    "attempt_time__year=99999",
    "attempt_time__gte=99999-01-01",
    f"type__id__exact={HUGE}",
    "type=nonsense",
    "state=nonsense",
    "from=2022-13-01",
    "from=99999&to=0",
    "to=%00",
    "actor=%00",
    f"actor={'x' * 5000}",
    f"actor={SURROGATE}",
    "is_staff__exact=maybe",
    "groups__id__exact=x",
    f"groups__id__exact={HUGE}",
    "no_such_thing=1",
    "p=99999999",
    f"p={HUGE}",
    "p=0",
    "p=-1",
    "p=x",
    "o=999",
    "o=-",
    "o=1.-1.1.1",
    f"o={HUGE}",
    "o=--title",
    "all=",
    "e=1",
    "q=%00",
    f"q={'x' * 10_000}",
    f"q={'x%20' * 500}",
    f"q={SURROGATE}",
    "q=%22",
    "q=%E2%80%AEevil",
    "q=(((((",
    "q=%25%25%25",
    "_to_field=password",
    "_to_field=nonsense",
    "_to_field=%00",
    "_popup=1&_to_field=id",
    "_facets=True",
    "_changelist_filters=%00%ff",
]
FINE = {200, 302, 400, 403, 404}


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root", password="x"))
    return client


def list_url(model: type) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def form_url(model: type) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_a_list_answers_every_bad_query(root: Client, model: type):
    make_unpublished_events()
    wrong = {}
    for query in BAD_QUERIES:
        response = root.get(f"{list_url(model)}?{query}")
        if response.status_code not in FINE:
            wrong[query] = response.status_code
    assert not wrong


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_no_list_takes_a_lookup_that_it_does_not_offer_or_edits_in_place(model: type):
    """A regex from outside hangs a worker, and a list that edits in place overwrites unseen."""
    shown_by = admin.site._registry[model]
    fields = [field.name for field in model._meta.get_fields()]
    ways = [f"{name}__{end}" for name in fields for end in ("regex", "iregex", "in", "year", "contains", "id__in")]
    assert not [way for way in ways if shown_by.lookup_allowed(way, "1", None)]
    assert not shown_by.list_editable
    assert shown_by.date_hierarchy is None


@pytest.mark.parametrize(
    "query",
    ["title__regex=x", f"id__in={HUGE}", "start__year=99999", "p=99999999", "no_such_thing=1", "type__slug__regex=x"],
)
def test_a_list_that_cannot_be_narrowed_so_says_it(root: Client, query: str):
    response = root.get(f"/admin/timeline/event/?{query}", follow=True)
    assert response.redirect_chain == [("/admin/timeline/event/", 302)]
    assert "This list cannot be narrowed by" in response.content.decode()


@pytest.mark.parametrize(
    "query", ["state=nonsense", "from=2022-13", "from=2022-04&to=2022-03", "actor=%00", f"q={'x' * 300}", "q=%00"]
)
def test_a_filter_that_does_not_parse_selects_nothing_and_says_so(root: Client, query: str):
    make_event()
    response = root.get(f"/admin/timeline/event/?{query}")
    assert list(response.context["cl"].result_list) == []
    assert "errornote" in response.content.decode() or "messagelist" in response.content.decode()


BAD_KEYS = [HUGE, "x", "1", "0", "%00", "_3A", "1%0A", "-1", "1.5", "../../x"]


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_the_pages_of_a_record_answer_every_key(root: Client, model: type):
    urls = [f"{list_url(model)}{key}/{page}/" for key in BAD_KEYS for page in ("change", "history", "delete")]
    assert [url for url in urls if root.get(url).status_code not in FINE] == []


BAD_STARTS = [
    "type=junk&coder=junk&retrieved_at=junk&published_on=junk&parent=junk&country=%00",
    f"article={HUGE}&person={HUGE}&actor={HUGE}&outlet={HUGE}",
    "person=junk&article=junk&article=%00",
    "_to_field=nonsense",
    "_popup=%00",
    f"groups={HUGE},x",
    "_changelist_filters=%00%ff",
]


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_an_empty_form_takes_nothing_from_a_bad_address(root: Client, model: type):
    urls = [f"{form_url(model)}?{query}" for query in BAD_STARTS]
    assert [url for url in urls if root.get(url).status_code not in FINE] == []


JUNK = [HUGE, NUL, RTL, "x" * 20_000, "-1", "1e999", "NaN", "", "[]", "{}", "💥" * 300]


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_a_form_full_of_junk_comes_back_with_errors(root: Client, model: type):
    page = root.get(form_url(model))
    names = filled(page) if page.status_code == 200 else {}
    for value in JUNK:
        response = root.post(form_url(model), {name: value for name in names if name != "csrfmiddlewaretoken"})
        assert response.status_code in FINE, value


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_rows_full_of_junk_come_back_with_errors(root: Client, model: type):
    """As above, but with management forms that are in order, so that the rows are read."""
    page = root.get(form_url(model))
    names = filled(page) if page.status_code == 200 else {}
    for value in JUNK:
        kept = {name: given for name, given in names.items() if name.endswith("_FORMS")}
        response = root.post(form_url(model), dict.fromkeys(names, value) | kept)
        assert response.status_code in FINE, value


ROW_COUNTS = [
    {},
    {"participations-TOTAL_FORMS": "1"},
    {"participations-TOTAL_FORMS": HUGE, "participations-INITIAL_FORMS": HUGE},
    {"participations-TOTAL_FORMS": "1000000", "participations-INITIAL_FORMS": "0"},
    {"participations-TOTAL_FORMS": "-5", "participations-INITIAL_FORMS": "-7"},
    {"participations-TOTAL_FORMS": "x", "participations-INITIAL_FORMS": "\x00"},
    {"citations-TOTAL_FORMS": "1", "citations-INITIAL_FORMS": "1", "citations-0-id": HUGE},
    {"citations-TOTAL_FORMS": "1", "citations-INITIAL_FORMS": "1", "citations-0-id": "x"},
    {"links-TOTAL_FORMS": "3", "links-INITIAL_FORMS": "2", "links-0-id": "1", "links-1-id": "1"},
]


@pytest.mark.parametrize("rows", ROW_COUNTS, ids=range(len(ROW_COUNTS)))
def test_forged_row_counts_are_form_errors(client: Client, rows: dict):
    client.force_login(make_editor())
    event = make_event()
    url = f"/admin/timeline/event/{event.pk}/change/"
    page = client.get(url)
    kept = {k: v for k, v in filled(page, "event_form").items() if not k.endswith("_FORMS") or (rows and "-" not in k)}
    response = client.post(url, kept | rows)
    assert response.status_code == 200
    assert "ManagementForm" in response.content.decode()
    event.refresh_from_db()
    assert event.version == 1


@pytest.mark.parametrize(
    "action",
    [
        {"action": "publish_selected", "_selected_action": "x"},
        {"action": "publish_selected", "_selected_action": HUGE},
        {"action": "publish_selected", "_selected_action": "1", "select_across": "1"},
        {"action": "publish_selected", "_selected_action": ["1"] * 300},
        {"action": "publish_selected", "_selected_action": "1", "version-1": HUGE, "apply": "1"},
        {"action": "publish_selected", "_selected_action": "1", "index": HUGE},
        {"action": "nonsense", "_selected_action": "1"},
        {"action": "delete_selected", "_selected_action": "1"},
        {"action": "merge_events", "_selected_action": "1", "into": HUGE, "apply": "1"},
        {"action": "merge_events", "_selected_action": "1", "into": "x", "apply": "1"},
        {"_selected_action": "\x00"},
    ],
)
def test_a_forged_list_action_changes_nothing(client: Client, action: dict):
    client.force_login(make_editor())
    make_event()
    assert client.post("/admin/timeline/event/", {"index": "0"} | action).status_code in FINE
    assert Event.objects.values_list("review_state", "version").get() == ("draft", 1)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "term=x",
        "app_label=timeline&model_name=participation&field_name=actor",
        "app_label=timeline&model_name=participation&field_name=actor&term=%00",
        f"app_label=timeline&model_name=participation&field_name=actor&term={'x' * 10_000}",
        f"app_label=timeline&model_name=participation&field_name=actor&term={'x%20' * 1_000}",
        "app_label=timeline&model_name=participation&field_name=actor&page=x",
        f"app_label=timeline&model_name=participation&field_name=actor&page={HUGE}",
        "app_label=timeline&model_name=participation&field_name=actor&page=0",
        "app_label=timeline&model_name=participation&field_name=nonsense",
        "app_label=timeline&model_name=participation&field_name=note",
        "app_label=timeline&model_name=participation&field_name=pk",
        "app_label=timeline&model_name=participation&field_name=%00",
        "app_label=nonsense&model_name=participation&field_name=actor",
        "app_label=timeline&model_name=nonsense&field_name=actor",
        "app_label=timeline&model_name=%00&field_name=actor",
        "app_label=auth&model_name=user&field_name=password",
        "app_label=timeline&model_name=eventlink&field_name=other&term=%25",
        "app_label=timeline&model_name=article&field_name=outlet&term=%ED%A0%80",
        "app_label=timeline&model_name=place&field_name=parent&term=%27%22%5C",
        "app_label=timeline&model_name=actor&field_name=country&term=is&page=2",
    ],
)
def test_the_autocompletion_answers_junk(root: Client, query: str):
    make_state()
    make_article()
    assert root.get(f"/admin/autocomplete/?{query}").status_code in FINE


EVENT_PAGES = [
    f"/admin/timeline/event/{HUGE}/verb/publish/",
    "/admin/timeline/event/1/verb/nonsense/",
    "/admin/timeline/event/1/verb/merge/",
    f"/admin/timeline/event/{HUGE}/merge/",
    f"/admin/timeline/event/1/merge/?into={HUGE}&version={HUGE}",
    "/admin/timeline/event/1/merge/?into=%00&version=x",
    f"/admin/timeline/event/1/verb/publish/?version={HUGE}&comment=%00",
    f"/admin/timeline/event/{HUGE}/report-of/{HUGE}/",
    f"/admin/timeline/article/{HUGE}/text/{HUGE}/",
    "/admin/timeline/event/1/history/?p=x",
    f"/admin/timeline/event/1/history/?p={HUGE}",
    "/admin/timeline/event/1/history/?p=400",
    "/admin/timeline/event/add/?article=%00",
    f"/admin/timeline/event/add/?article={HUGE}",
    "/admin/timeline/event/read-date/?text=%00",
    f"/admin/timeline/event/read-date/?text={'9' * 5000}&article={HUGE}&anchor=99999-99-99",
    "/admin/timeline/event/read-date/?text=Saturday&anchor=0000-00-00",
    "/admin/timeline/event/read-date/?text=a%20thousand%20years%20ago&anchor=0001-01-01",
    "/admin/timeline/event/read-date/?text=yesterday&anchor=0001-01-01",
    "/admin/timeline/event/read-date/?text=tomorrow&anchor=9999-12-31",
    "/admin/timeline/event/read-date/?text=next%20weekend&anchor=9999-12-31",
    f"/admin/timeline/event/offices/?actor={HUGE}&edtf={'x' * 3000}",
    "/admin/timeline/event/offices/?actor=%00&edtf=%00",
]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("url", EVENT_PAGES)
def test_our_own_pages_answer_junk(root: Client, url: str, method: str):
    event = make_event()
    url = url.replace("/event/1/", f"/event/{event.pk}/")
    answer = getattr(root, method)(
        url, **({"data": {"version": HUGE, "comment": NUL, "into": "x"}} if method == "post" else {})
    )
    assert answer.status_code in FINE | {405, 409}


@pytest.mark.parametrize(
    "quote",
    [{}, {"article": "x"}, {"article": HUGE, "exact": "x"}, {"exact": NUL}, {"exact": "x" * 6_000}, {"exact": RTL}],
)
def test_the_quote_check_answers_junk(root: Client, quote: dict):
    response = root.post("/admin/timeline/event/check-quote/", {"article": make_article().pk} | quote)
    assert response.status_code == 200
    assert response.json()["status"] == "refused" or quote == {"article": "x"}


def test_a_text_of_ten_megabytes_is_refused(root: Client):
    article = make_article()
    url = f"/admin/timeline/article/{article.pk}/change/"
    page = filled(root.get(url), "article_form")
    assert root.post(url, page | {"new_text": "x" * 10_000_000}).status_code == 413
    assert root.post(url, page | {"new_text": "x" * 1_100_000}).status_code == 200
    assert article.texts.count() == 1
