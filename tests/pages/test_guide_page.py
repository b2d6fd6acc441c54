"""The Guide page: short, true to the catalogue, and each answer leads to where Kitelog does it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.directory.small import SMALL
from tests.pages.conftest import OpenPage, shown
from tracker.kitelog import Kitelog

PAGE = "guide.py"
QUESTIONS = (
    "What does a reply cost?",
    "How long does an answer take?",
    "Can I use my normal e-mail?",
    "How do federal prisons work?",
    "Can several of us write to one person?",
    "Why was a message rejected?",
    "What happens at a transfer?",
)


@pytest.fixture
def guide(kitelog: Kitelog) -> Kitelog:
    kitelog.directory._catalogue = SMALL
    kitelog.household.add_member("Mom")
    return kitelog


def plain(app: AppTest) -> str:
    return shown(app).replace("\\", "")


def pages(block: object) -> list[str]:
    return [link.proto.page for link in block.get("page_link")]  # type: ignore[attr-defined]


def test_four_steps_lead_to_the_pages_that_do_them(guide: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert app.title[0].value == "How it works, in four steps"
    assert [f"{number}. " in plain(app) for number in range(1, 5)] == [True] * 4
    assert pages(app)[:5] == ["find_provider", "contacts", "log", "overdue", "spend"]


def test_each_question_has_an_answer_and_a_way_on(guide: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert tuple(one.label for one in app.expander) == QUESTIONS
    for question in app.expander:
        assert len(question.text[0].value) > 60
        assert pages(question)


def test_the_federal_question_leads_to_the_bureaus_answer(guide: Kitelog, open_page: OpenPage) -> None:
    federal = next(one for one in open_page(PAGE).expander if one.label == QUESTIONS[3])
    link = federal.get("page_link")[0].proto
    assert (link.page, "agency=us-bop" in link.query_string) == ("find_provider", True)


def test_numbers_are_the_catalogues_with_their_day(guide: Kitelog, open_page: OpenPage) -> None:
    text = plain(open_page(PAGE))
    assert "One message at JPay: $0.15 to $0.50 seen, as of 23 Nov 2026; confirm with JPay." in text
    assert "pays $0.05 a minute, as of 23 Nov 2026" in text
    assert "Federal Bureau of Prisons 30 (as of 23 Nov 2026)." in text


def test_a_catalogue_without_prices_leaves_them_out(guide: Kitelog, open_page: OpenPage) -> None:
    guide.directory._catalogue = replace(SMALL, rates=(), limits=(), providers=())
    app = open_page(PAGE)
    assert not app.exception
    assert "$" not in plain(app)


def test_the_allowance_is_the_households_own(guide: Kitelog, open_page: OpenPage) -> None:
    guide.household.set_allowance(Decimal(72))
    assert "An answer is overdue here after 72 business hours without news." in plain(open_page(PAGE))


def test_no_word_that_a_screen_must_not_have(guide: Kitelog, open_page: OpenPage) -> None:
    text = plain(open_page(PAGE)).casefold()
    assert not [word for word in ("inmate", "user", "!") if word in text]
