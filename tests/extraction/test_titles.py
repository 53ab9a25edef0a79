"""What a card of the desk is headed with, before anybody changed it."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.extraction import propose


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Foreign Minister Ana Prado met President Amina Sow on Monday.", "Ana Prado meets Amina Sow"),
        ("Foreign Minister Ana Prado will meet President Amina Sow on Friday.", "Ana Prado to meet Amina Sow"),
        ("Foreign Minister Ana Prado arrived in Dakar on Monday.", "Ana Prado visits Dakar"),
        ("Portugal and Mali condemned Senegal on Monday.", "Portugal and Mali condemn Senegal"),
        ("Malian rebels condemned Portugal.", "Malian rebels condemn Portugal"),
        ("Portugal pledged 20 million euros in aid to Senegal.", "Portugal promises aid to Senegal"),
        ("Portugal expelled three Senegalese diplomats on Monday.", "Portugal changes relations with Senegal"),
        ("Portugal is preparing a large programme to take in refugees.", "Portugal makes an offer"),
        ("Ninety children were evacuated from Mali on Monday.", "Evacuation of 90 children"),
        ("Portugal evacuated 40 sailors from Mali on Monday.", "Portugal brings 40 sailors out of danger"),
        ("Sanctions were imposed on Senegal on Monday.", "Sanctions on Senegal"),
    ],
)
def test_a_title_says_who_did_what_to_whom_and_whether_it_is_to_come(text: str, title: str):
    assert [draft.title for draft in propose(text, date(2022, 3, 9))] == [title]
