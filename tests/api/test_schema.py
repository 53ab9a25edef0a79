import io

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from timeline.filters import parameters


@pytest.mark.django_db
def test_the_schema_is_valid_and_complete_without_a_warning():
    out = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out)
    schema = yaml.safe_load(out.getvalue())
    names = {parameter["name"] for parameter in schema["paths"]["/api/v1/events/"]["get"]["parameters"]}
    assert {parameter.name for parameter in parameters()} <= names
    assert {"/api/v1/events.csv", "/api/v1/events.jsonl"} <= set(schema["paths"])


@pytest.mark.django_db
def test_the_schema_is_served_in_one_query_at_most(client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert client.get("/api/v1/schema/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"accept": "application/vnd.oai.openapi"}, {"accept": "image/png"}])
def test_a_problem_at_the_schema_is_json_like_everywhere(client: Client, headers: dict[str, str]):
    for response in (
        client.post("/api/v1/schema/", headers=headers),
        client.get("/api/v1/schema/", headers={**headers, "authorization": "Bearer unknown"}),
    ):
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["status"] == response.status_code


@pytest.mark.django_db(transaction=True)
def test_the_page_about_the_api_works_under_the_strict_policy(page: Page):
    page.goto("/api/v1/docs/")
    expect(page.get_by_role("heading", name="Demarche")).to_be_visible()
    expect(page.get_by_text("/api/v1/events.csv")).to_be_visible()
