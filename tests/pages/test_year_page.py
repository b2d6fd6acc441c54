"""A year in one page: its answer, its tables, the year and the person chosen, and the way to paper."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage, add_contact, log_sent
from tests.pages.spending import HOSTILE, bought, frame, words
from tracker.kitelog import Kitelog
from tracker.messages import News

JUNE = datetime(2026, 6, 10, 15, 0, tzinfo=UTC)
LAST_YEAR = datetime(2025, 6, 10, 15, 0, tzinfo=UTC)


@pytest.fixture
def full(family: Kitelog, dad: int) -> Kitelog:
    """Stamps with a fee, a message from balance, one paid directly that was lost; and a little last year."""
    bought(family, JUNE, fee=Decimal(1))
    log_sent(family, dad, datetime(2026, 7, 1, 15, 0, tzinfo=UTC), stamps=1)
    lost = log_sent(
        family, dad, datetime(2026, 11, 2, 15, 0, tzinfo=UTC), cost=Decimal("0.50"), paid="direct"
    )
    family.messages.log_news(
        News(lost, "rejected", datetime(2026, 11, 3, 15, 0, tzinfo=UTC), reason="a photo **too** many")
    )
    log_sent(family, dad, LAST_YEAR, cost=Decimal("0.25"), paid="direct")
    return family


def addresses(app: AppTest) -> list[str]:
    return [link.proto.url for link in app.get("link_button")]


def test_without_anything_it_says_what_will_stand_here(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("year.py")
    assert not app.exception
    assert "$0.00 paid in 2026" in words(app)
    assert "What you log will be added up here." in words(app)
    assert app.selectbox(key="year.year").options == ["2026"]
    assert not app.dataframe
    assert addresses(app) == []


def test_the_answer_is_what_was_paid_and_every_sum_says_its_days(full: Kitelog, open_page: OpenPage) -> None:
    app = open_page("year.py")
    assert not app.exception
    assert "$5.70 paid in 2026" in words(app)
    days = "Thu 1 Jan to Mon 23 Nov 2026, so far"
    tables = [element for element in app.dataframe if element.proto.alt]
    assert words(app).count(f"In US dollars ($) or numbers of messages, {days}") == len(tables) == 4
    kinds = frame(app, "Stamps")
    assert kinds.to_dict("records") == [
        {
            "Provider": "JPay", "Paid": Decimal("5.70"), "Stamps": Decimal("4.20"),
            "Direct messages": Decimal("0.50"), "Fees": Decimal("1.00"),
        }
    ]  # fmt: skip
    months = frame(app, "Month")
    assert (len(months), list(months["Used"])[5:7]) == (11, [Decimal(0), Decimal("0.14")])
    assert list(frame(app, "Person")["Person"]) == ["Dad"]


def test_what_was_lost_is_named(full: Kitelog, open_page: OpenPage) -> None:
    lost = frame(open_page("year.py"), "How it was lost")
    assert lost.to_dict("records") == [
        {
            "On": "Mon 2 Nov, 10:00 AM", "Person": "Dad", "Provider": "JPay",
            "How it was lost": "Rejected: a photo **too** many", "Value": Decimal("0.50"),
        }
    ]  # fmt: skip


def test_another_year_is_chosen_and_kept_in_the_address(full: Kitelog, open_page: OpenPage) -> None:
    app = open_page("year.py")
    app.selectbox(key="year.year").set_value(2025).run()
    assert app.query_params["year"] == "2025"
    assert "$0.25 paid in 2025" in words(app)
    assert "Wed 1 Jan to Wed 31 Dec 2025" in words(app)
    assert addresses(app) == ["/print/year?year=2025", "/export/year.csv?year=2025"]
    assert len(frame(app, "Month")) == 12


def test_a_year_about_one_person_tells_no_paid(full: Kitelog, dad: int, open_page: OpenPage) -> None:
    cousin = add_contact(full, "Cousin")
    app = open_page("year.py")
    app.selectbox(key="year.contact").set_value(dad).run()
    assert app.query_params["contact"] == str(dad)
    assert "$0.64 used in 2026 on messages with Dad" in words(app)
    assert addresses(app)[0] == f"/print/year?year=2026&contact={dad}"
    assert not {"Paid", "of it fees"} & {column for one in app.dataframe for column in one.value.columns}
    app.selectbox(key="year.contact").set_value(cousin).run()
    assert "Nothing was sent or bought in these days." in words(app)
    app.selectbox(key="year.contact").set_value(None).run()
    assert "contact" not in app.query_params
    assert "$5.70 paid in 2026" in words(app)


@pytest.mark.parametrize("year", ["abc", "1800", "9999", "2024", "-1", "20 26"])
def test_a_year_that_is_none_is_said_and_the_present_one_shown(
    full: Kitelog, open_page: OpenPage, year: str
) -> None:
    app = open_page("year.py", year=year)
    assert not app.exception
    assert not app.error
    assert "Nothing is logged of the year in the address: this is 2026." in words(app)
    assert "$5.70 paid in 2026" in words(app)
    app.selectbox(key="year.year").set_value(2025).run()
    assert "in the address" not in words(app)


@pytest.mark.parametrize("contact", ["x", "999", "-1"])
def test_a_person_that_is_not_there_is_said_and_left_out(
    full: Kitelog, open_page: OpenPage, contact: str
) -> None:
    app = open_page("year.py", contact=contact)
    assert not app.exception
    assert "The person in the address is not known here: this is about everybody." in words(app)
    assert addresses(app)[0] == "/print/year?year=2026"


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_typed_as_a_name_shows_as_typed(family: Kitelog, open_page: OpenPage, name: str) -> None:
    contact = add_contact(family, name)
    log_sent(family, contact, JUNE, cost=Decimal("0.30"))
    app = open_page("year.py", contact=contact)
    assert not app.exception
    assert f"on messages with {name}" in words(app)
    assert "<b>" not in app.title[0].value.replace("\\<", "")


def test_more_losses_than_a_page_takes_are_said(
    full: Kitelog, dad: int, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.spend.year.reading.MOST_LOST", 1)
    lost = log_sent(full, dad, JUNE, cost=Decimal("0.50"))
    full.messages.log_news(News(lost, "returned", JUNE))
    app = open_page("year.py")
    assert len(frame(app, "How it was lost")) == 1
    assert "Of the messages these are the newest 1. The file has every one." in words(app)
