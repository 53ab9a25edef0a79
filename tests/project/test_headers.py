"""What leaves with every answer, and which address of a client is believed."""

import pytest
from django.test import Client, RequestFactory

from timeline.api.described import HEADERS as DESCRIBED
from tracker.headers import client_address

HEADERS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value"), HEADERS.items())
def test_security_headers(client, name, value):
    assert client.get("/healthz").headers[name] == value


@pytest.mark.django_db
def test_unused_browser_features_are_denied(client):
    policy = client.get("/healthz").headers["Permissions-Policy"]

    assert "camera=()" in policy
    assert "geolocation=()" in policy


@pytest.mark.django_db
def test_the_content_security_policy_allows_nothing_inline_or_foreign(client):
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))

    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["frame-ancestors"] == directives["base-uri"] == "'none'"
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", "10.0.0.1"),
        (0, "203.0.113.9", "10.0.0.1"),  # a client's own word
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),  # came round the outer proxy
    ],
)
def test_a_forged_address_does_not_reset_the_log_in_guard(settings, proxies, forwarded, expected):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="10.0.0.1")

    assert client_address(request) == expected


@pytest.mark.django_db
def test_pages_of_other_sites_may_read_the_api_without_cookies(client: Client):
    response = client.get("/api/v1/events/", headers={"origin": "https://other.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "X-Demarche-Events" in response["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Origin" not in client.get("/")
    assert "Access-Control-Allow-Origin" not in client.get("/admin/login/")


@pytest.mark.django_db
def test_a_browser_that_asks_first_is_told_that_it_may_read(client: Client):
    asked = {"origin": "https://other.example", "access-control-request-method": "GET"}
    response = client.options("/api/v1/events.csv", headers=asked)
    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert {"Authorization", "If-None-Match"} <= set(response["Access-Control-Allow-Headers"].split(", "))
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.django_db
def test_a_page_of_another_site_sees_every_header_that_is_described(client: Client):
    hidden = {
        "Allow",
        "Idempotency-Replayed",
        "Last-Modified",
        "Location",
        "WWW-Authenticate",
    }  # safe, or not of reading
    response = client.get("/api/v1/events/", headers={"origin": "https://other.example"})
    assert set(response["Access-Control-Expose-Headers"].split(", ")) == set(DESCRIBED) - hidden
