"""What is said of a chosen bar, and of an address that asks for what is not there."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.pages.conftest import OpenPage, log_sent, provider_id
from tests.pages.spending import NOVEMBER, frame, words
from tracker.kitelog import Kitelog
from tracker.messages import News


@pytest.mark.parametrize(
    ("bar", "by", "sentence"),
    [
        ("2026-11.all", "provider", "2 messages sent, $0.64 used, $0.50 paid."),
        ("2026-10.all", "provider", "0 messages sent, $0.00 used, $5.20 paid, $1.00 of it fees."),
        ("2026-11.{jpay}", "provider", "2 messages sent, $0.64 used, $0.50 paid."),
        ("2026-11.{dad}", "contact", "2 messages sent, $0.64 used."),
        ("2026-10.none", "member", "0 messages sent, $0.00 used, $5.20 paid, $1.00 of it fees."),
    ],
)
def test_a_bar_says_what_it_comes_to(
    spent: Kitelog, dad: int, open_page: OpenPage, bar: str, by: str, sentence: str
) -> None:
    app = open_page("spend.py", by=by, bar=bar.format(jpay=provider_id(spent), dad=dad))
    assert sentence in [text.value for text in app.text]


def test_the_money_stands_where_a_phone_shows_it(spent: Kitelog, open_page: OpenPage) -> None:
    app = open_page("spend.py", bar="2026-11.all")
    assert list(frame(app, "How it ended").columns)[:3] == ["When", "Person", "Value"]
    app = open_page("spend.py", bar="2026-10.all")
    assert list(frame(app, "Bought").columns)[:3] == ["When", "Bought", "Amount"]


@pytest.mark.parametrize(
    ("news", "refunded", "ended"),
    [
        ("rejected", False, "Rejected, not refunded"),
        ("rejected", True, "Rejected, refunded"),
        ("returned", None, "Returned, not refunded"),
        ("delivered", None, "Delivered"),
    ],
)
def test_behind_a_bar_a_message_says_how_it_ended_and_whether_the_money_came_back(
    family: Kitelog, dad: int, open_page: OpenPage, news: str, refunded: bool | None, ended: str
) -> None:
    message = log_sent(family, dad, NOVEMBER, cost=Decimal("0.50"))
    family.messages.log_news(News(message, news, NOVEMBER + timedelta(hours=1), refunded=refunded))
    assert list(frame(open_page("spend.py", bar="2026-11.all"), "How it ended")["How it ended"]) == [ended]


@pytest.mark.parametrize(
    "bar", ["2026-13.all", "2026-11.999", "x", "2024-01.all", "2026-11.1.1", "0000-01.all"]
)
def test_a_bar_that_is_not_there_is_said(spent: Kitelog, open_page: OpenPage, bar: str) -> None:
    app = open_page("spend.py", bar=bar)
    assert not app.exception
    assert "The bar in the address is not one of these. Choose another." in words(app)
    app.selectbox(key="spend.bar").set_value(("2026-11", "all")).run()
    assert "in the address" not in words(app)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"period": "decade"}, "In the address, the period is not known here and was left out."),
        ({"by": "facility"}, "In the address, the grouping is not known here and was left out."),
        ({"show": "<b>"}, "In the address, the section is not known here and was left out."),
        (
            {"by": "\x00", "provider": "9" * 40},
            "In the address, the grouping and the provider are not known here and were left out.",
        ),
    ],
)
def test_what_an_address_asks_in_vain_is_said_until_something_is_chosen(
    spent: Kitelog, open_page: OpenPage, params: dict[str, str], sentence: str
) -> None:
    app = open_page("spend.py", **params)
    assert not app.exception
    assert sentence in words(app)
    app.get_by_key("spend.filter.period").set_value("year").run()
    assert "In the address" not in words(app)
    assert app.query_params["period"] == "year"
