"""Rule by rule, what analysts made of the proposals."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.rows import make_article, make_user
from timeline.models import Proposal

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/timeline/article/rules/"


def test_the_most_rejected_rule_stands_first(client: Client):
    text = make_article().current_text
    for start, (rule, state) in enumerate(
        [("a.good", "accepted"), ("a.bad", "rejected"), ("a.bad", "rejected"), ("a.bad", "open")]
    ):
        decided = None if state == "open" else timezone.now()
        Proposal.objects.create(text=text, start=start, end=start + 1, rules=[rule], state=state, decided_at=decided)
    client.force_login(make_user())
    html = client.get(ADDRESS).content.decode()
    rows = [re.findall(r"<(?:code|td)>([^<]+)<", row) for row in html.split("<tr>")[2:]]
    assert rows == [["a.bad", "0", "0", "2", "1"], ["a.good", "1", "0", "0", "0"]]


def test_nobody_without_the_right_sees_it(client: Client):
    client.force_login(make_user("reader", group=""))
    assert client.get(ADDRESS).status_code == 403


def test_the_front_page_says_how_far_the_articles_are(client: Client):
    make_article(coding_state="coded")
    make_article(coding_state="in_progress")
    client.force_login(make_user())
    html = client.get("/admin/").content.decode()
    assert "1 of 2, 1 begun" in html
    assert ADDRESS in html
