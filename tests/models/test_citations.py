import pytest
from django.core.exceptions import ValidationError

from tests.rows import REPORT, cite, make_actor, make_article, make_event
from timeline.models import ArticleText, Citation

pytestmark = pytest.mark.django_db


def test_a_quote_is_anchored_in_code_points_with_its_context():
    citation = cite(make_event(), exact="flew to Moscow on Saturday")
    assert REPORT[citation.start : citation.end] == citation.exact
    assert (citation.anchor_state, citation.prefix[-9:], citation.suffix[:4]) == ("anchored", "minister ", " and")


@pytest.mark.parametrize(
    ("quote", "says"), [("flew to Minsk", "is not in the stored text"), ("office", "occurs 2 times")]
)
def test_a_quote_that_is_not_there_once_is_explained(quote: str, says: str):
    citation = Citation(event=make_event(), article=make_article(), exact=quote)
    with pytest.raises(ValidationError, match=says):
        citation.full_clean()


def test_what_stands_before_decides_which_of_two():
    citation = cite(make_event(), exact="office", prefix="His ")
    assert citation.start == REPORT.index("office")


def test_the_context_of_an_anchored_quote_survives_a_form_that_trims_it():
    citation = cite(make_event())
    citation.prefix = citation.prefix.strip()
    citation.save()
    assert citation.prefix.endswith("minister ")


def test_a_quote_from_an_article_without_text_waits_unchecked():
    citation = cite(make_event(), make_article(text=""), "Anything")
    assert (citation.anchor_state, citation.start, citation.text) == ("unchecked", None, None)


def test_a_citation_stays_with_its_version_when_the_text_changes():
    article = make_article()
    citation = cite(make_event(), article)
    article.add_text("An entirely different report.")
    citation.refresh_from_db()
    citation.note = "Looked at again"
    citation.save()
    assert (citation.text.number, citation.anchor_state) == (1, "anchored")


def test_a_cited_text_is_never_changed():
    article = make_article()
    cite(make_event(), article)
    text = article.current_text
    text.text = "Something else."
    with pytest.raises(ValidationError, match="stays as it is"):
        text.full_clean()
    with pytest.raises(ValidationError, match="never changed"):
        text.save()
    with pytest.raises(TypeError, match="never changed"):
        ArticleText.objects.update(text="Something else.")


def test_the_same_text_is_stored_once_whatever_its_line_ends_and_composition():
    article = make_article(text="Café\nclosed")
    assert article.add_text("Cafe\u0301\r\nclosed").number == 1
    assert article.texts.count() == 1


@pytest.mark.parametrize("text", ["", "  \n", "nul \x00"])
def test_an_empty_or_unstorable_text_is_refused(text: str):
    with pytest.raises(ValidationError):
        make_article(text="").add_text(text)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"supports": ["weather"]}, "supports"),
        ({"supports": "date"}, "supports"),
        ({"reported": {"weather": "rain"}}, "reported"),
        ({"reported": {"date": 6}}, "reported"),
        ({"reported": {"date": "5\n6 March"}}, "reported"),
        ({"reported": {"date": "5 \u202emarch"}}, "reported"),
        ({"reported": {"date": "x" * 301}}, "reported"),
        ({"credibility": 9}, "credibility"),
        ({"exact": "x\x00"}, "exact"),
    ],
)
def test_the_field_that_is_wrong_is_named(values: dict, field: str):
    citation = Citation(event=make_event(), article=make_article(text=""), exact="Anything")
    for name, value in values.items():
        setattr(citation, name, value)
    with pytest.raises(ValidationError) as refused:
        citation.full_clean()
    assert field in refused.value.message_dict


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "javascript:alert(1)", "example.org/a", "http://", "http://[bad"]
)
def test_an_article_has_a_web_address(url: str):
    article = make_article()
    article.url = url
    with pytest.raises(ValidationError) as refused:
        article.full_clean()
    assert "url" in refused.value.message_dict


def test_the_same_article_again_is_named():
    make_article("Talks in Moscow", url="https://news.example/a?utm_source=mail")
    article = make_article("Again")
    article.url = "https://news.example/a"
    with pytest.raises(ValidationError, match="already here: “Talks in Moscow”"):
        article.full_clean()


@pytest.mark.parametrize(
    ("scheme", "value", "valid"),
    [
        ("wikidata", "Q43", True),
        ("wikidata", "43", False),
        ("wikidata", "Q43\n", False),
        ("orcid", "0000-0002-1825-0097", True),
        ("orcid", "0000-0002-1825", False),
        ("viaf", "102333412", True),
        ("viaf", "0", False),
    ],
)
def test_an_identifier_has_the_form_of_its_scheme(scheme: str, value: str, valid: bool):
    identifier = make_actor().identifiers.model(actor=make_actor("Other"), scheme=scheme, value=value)
    if valid:
        identifier.full_clean()
    else:
        with pytest.raises(ValidationError):
            identifier.full_clean()
