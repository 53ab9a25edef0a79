"""What a page says of itself, in whatever form it was sent; and what is refused, with what would do."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.pages import BODY, PAGE, TEXT
from timeline.intake import CannotRead, language_of, read
from timeline.models.articles import MOST_TEXT


def test_a_page_gives_its_text_and_what_it_says_of_itself():
    found = read(PAGE.encode(), media_type="text/html", url="https://www.news.example/world/dakar?utm_source=x")
    assert all(line in found.text for line in BODY)
    assert "Read our other stories" not in found.text
    assert (found.title, found.author, found.outlet_name) == ("Ministers meet in Dakar", "Demo Reporter", "The Example")
    assert (found.domain, found.language) == ("news.example", "en-GB")


def test_the_day_is_that_of_the_page_in_its_own_zone():
    assert read(PAGE, media_type="text/html").published_on == date(2022, 3, 6)
    late = PAGE.replace("2022-03-06T21:30:00+02:00", "2022-03-06T23:30:00Z")
    assert (read(late, media_type="text/html").published_on, read(late, media_type="text/html").time_zone) == (
        date(2022, 3, 6),
        "UTC",
    )


def test_a_page_that_does_not_say_its_day_has_none():
    undated = PAGE.replace('<meta property="article:published_time" content="2022-03-06T21:30:00+02:00">', "")
    assert read(undated, media_type="text/html").published_on is None


def test_another_site_is_not_believed_as_the_address():
    found = read(PAGE, media_type="text/html", url="https://copy.example/dakar")
    assert found.url == "https://copy.example/dakar"


@pytest.mark.parametrize(
    ("content", "charset", "expected"),
    [
        ("Ákos met Zoë.".encode(), "", "Ákos met Zoë."),
        ("Ákos met Zoë.".encode("cp1252"), "", "Ákos met Zoë."),
        ("Встреча в Москве.".encode("koi8-r"), "koi8-r", "Встреча в Москве."),
        ("Ákos met Zoë.".encode(), "koi8-r", "Ákos met Zoë."),  # the server is wrong
        ("\ufeffÁkos met Zoë.".encode("utf-16"), "", "Ákos met Zoë."),
        ("פגישה במוסקבה 🕊️".encode(), "", "פגישה במוסקבה 🕊️"),
        (b"One\r\ntwo", "no-such-charset", "One\ntwo"),
    ],
)
def test_text_is_decoded_as_it_was_written(content: bytes, charset: str, expected: str):
    assert read(content, media_type="text/plain", charset=charset).text == expected


@pytest.mark.parametrize(
    ("content", "charset", "guessed"),
    [
        ("Zoë met Ákos.".encode(), "", False),
        ("Zoë met Ákos.".encode("cp1252"), "", True),
        ("Встреча".encode("cp1251"), "windows-1251", False),
        (b'<html><meta charset="utf-16"><p>Zo\xeb met \xc1kos in Geneva, officials said on Saturday.', "", True),
    ],
)
def test_a_text_that_nothing_says_how_to_read_is_told_as_guessed(content: bytes, charset: str, guessed: bool):
    found = read(content, charset=charset)
    assert found.is_guessed == guessed
    assert ("Zoë met" in found.text) == (b"met" in content)


def test_malformed_html_is_read_as_far_as_it_goes():
    broken = PAGE.replace("</p>", "").replace("</article>", "<div><b><p>").replace("</html>", "<")
    assert all(line in read(broken, media_type="text/html").text for line in BODY)


@pytest.mark.parametrize(
    ("content", "media_type", "said"),
    [
        (b"%PDF-1.7 ...", "", "PDF"),
        (b"PK\x03\x04 ...", "text/plain", "Word"),
        (b"a\x00b\x00c", "", "no text"),
        (b"\x1f\x8b\x08\x01\x02\x03 packed", "text/html", "no text"),
        ("%PDF-1.7 pasted", "", "PDF"),
        ("\x01\x02 noise", "", "no text"),
        (b"", "text/plain", "No text"),
        (b" \n \t", "text/plain", "No text"),
        (b"<html><body><script>var a = 1</script></body></html>", "text/html", "No text"),
        (b"a" * 10_000_001, "text/plain", "10 MB"),
        (b"word " * (MOST_TEXT // 4), "text/plain", "1,000,000"),
    ],
)
def test_what_is_no_article_is_refused_with_what_would_do(content: bytes | str, media_type: str, said: str):
    with pytest.raises(CannotRead, match=said):
        read(content, media_type=media_type)


def test_pasted_text_is_kept_as_it_is():
    found = read(TEXT, url="https://news.example/a")
    assert found.text == TEXT
    assert found.title.startswith("The foreign ministers")


def test_a_first_line_that_is_a_paragraph_gives_its_first_words_as_the_title():
    title = read(TEXT.replace("\n", " ")).title
    assert len(title) <= 121
    assert title.endswith("…")
    assert TEXT.replace("\n", " ").startswith(title[:-1] + " ")
    assert read("Talks in Dakar\nThey met.").title == "Talks in Dakar"
    assert len(read("x" * 500).title) == 121


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Talks in Dakar\nBy Ana Prado\nThey met.", "Ana Prado"),
        ("Talks in Dakar\n\nBy A. O’Neill and Bo Smith-Jones\n\nThey met.", "A. O’Neill and Bo Smith-Jones"),
        ("Talks in Dakar\nBy Saturday the talks had failed.\nThey met.", ""),
        ("By Ana Prado\nThey met.", ""),
        ("", ""),
    ],
)
def test_a_line_that_only_names_the_author_is_read(text: str, author: str):
    assert read(f"{text}\n.").author == author


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("The ministers met in Dakar and said that the talks had gone well.", "en"),
        (
            "Der Minister war in Dakar, wie das Amt in Lissabon mitteilte. Die Lage in der Region hat sich verbessert.",
            "",
        ),
        (
            "De minister was in Dakar, waar hij met de president sprak over de toestand in het land.",
            "",
        ),
        ("El ministro se reunió en Dakar con el presidente para hablar de la pesca.", ""),
        ("שר החוץ נפגש עם הנשיא בדקר.", ""),
        ("", ""),
        ("2022 – 7", ""),
    ],
)
def test_only_english_is_told_from_the_text(text: str, language: str):
    assert language_of(text) == language
