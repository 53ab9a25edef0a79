"""The browser of the tests itself: it starts, sees static files, and tells on a page that misbehaves."""

import pytest

from tests.browser import is_local


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://localhost/x", True),
        ("data:image/png;base64,AA==", True),
        ("https://example.org/localhost", False),
        ("http://localhost.example.org/", False),
    ],
)
def test_only_this_machine_is_local(url, local):
    assert is_local(url) is local


def test_the_log_in_page_is_quiet_under_the_content_security_policy(page):
    page.goto("/admin/login/")

    assert page.get_by_label("Username").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#header')).display") == "flex"


def test_a_console_error_is_noticed(page, browser_problems):
    page.goto("/admin/login/")
    page.evaluate("console.error('broken')")
    page.wait_for_timeout(50)

    assert browser_problems == ["console: broken"]
    browser_problems.clear()


def test_a_request_to_another_machine_is_refused(page, browser_problems):
    page.goto("about:blank")
    page.evaluate("fetch('http://example.org/pixel.png').catch(() => null)")

    assert "asked another machine for http://example.org/pixel.png" in browser_problems
    browser_problems.clear()


def test_the_browser_is_west_of_greenwich(page):
    assert page.evaluate("new Date('2022-03-05').getDate()") == 4
