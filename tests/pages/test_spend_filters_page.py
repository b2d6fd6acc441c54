"""The Spend page's filters, what it says was lost, its sections, and what it does with a long history."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id
from tests.pages.spending import NOVEMBER, bought, choose, frame, with_tables, words
from tracker.kitelog import Kitelog
from tracker.messages import Entry, News


@pytest.fixture
def two(spent: Kitelog) -> Kitelog:
    """Beside Mom (who is here, by `me=1`), Dad and JPay there are Aunt, Cousin and CorrLinks."""
    aunt = spent.household.add_member("Aunt").id
    cousin = add_contact(spent, "Cousin", provider="CorrLinks")
    entry = Entry(cousin, provider_id(spent, "CorrLinks"), NOVEMBER, aunt, cost=Decimal("2.00"))
    spent.messages.log_sent(entry)
    return spent


def test_one_provider_alone_is_in_the_address_in_every_number_and_in_the_file(
    two: Kitelog, open_page: OpenPage
) -> None:
    app, corrlinks = open_page("spend.py", me=1), provider_id(two, "CorrLinks")
    app.selectbox(key="spend.filter.provider").set_value(corrlinks).run()
    assert app.query_params["provider"] == str(corrlinks)
    assert "$2.00 in November, $2.00 more than October" in words(app)
    assert "Only with CorrLinks. From Mon 1 Dec 2025 to Mon 23 Nov 2026: paid $2.00, used $2.00." in words(
        app
    )
    assert set(frame(app, "Provider")["Provider"]) == {"CorrLinks"}
    links = [link.proto.url for link in with_tables(app).get("link_button")]
    assert len(links) == 5
    assert all(link.endswith(f"&provider={corrlinks}") for link in links)
    press(app, "Show all")
    assert "provider" not in app.query_params
    assert "$2.50 in November" in words(app)


def test_filters_hold_together_with_the_period_and_the_grouping(
    two: Kitelog, dad: int, open_page: OpenPage
) -> None:
    app = open_page("spend.py", contact=dad, member=1, by="member", period="year", me=1)
    assert "Only to Dad and by Mom. From Thu 1 Jan 2026" in words(app)
    assert "$0.64 was used by Mom" in words(app)
    app.get_by_key("spend.filter.period").set_value("before").run()
    assert (app.query_params["contact"], app.query_params["member"]) == (str(dad), "1")


def test_of_one_person_it_tells_what_was_used(two: Kitelog, dad: int, open_page: OpenPage) -> None:
    app = with_tables(open_page("spend.py", contact=dad, me=1))
    assert "$0.64 used in November, $0.64 more than October" in words(app)
    assert "paid" not in words(app).partition("Stamps, $")[0]
    assert frame(app, "Went on") is None
    assert "Paid" not in {column for element in app.dataframe for column in element.value.columns}


def test_a_bar_lists_what_the_filters_leave_and_another_filter_has_other_bars(
    two: Kitelog, dad: int, open_page: OpenPage
) -> None:
    app = open_page("spend.py", contact=dad, bar="2026-11.all", me=1)
    assert list(frame(app, "Value")["Value"]) == [Decimal("0.50"), Decimal("0.14")]
    app.selectbox(key="spend.filter.contact").set_value(dad + 1).run()
    assert "bar" not in app.query_params
    app = choose(app, "November 2026, everything", ("2026-11", "all"))
    assert list(frame(app, "Value")["Value"]) == [Decimal("2.00")]


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"provider": "999"}, "In the address, the provider is not known here and was left out."),
        ({"contact": "x", "member": "-1"}, "the person and the member are not known here and were left out."),
    ],
)
def test_a_filter_of_nobody_is_said_and_left_out(
    two: Kitelog, open_page: OpenPage, params: dict[str, str], sentence: str
) -> None:
    app = open_page("spend.py", **params, me=1)
    assert not app.exception
    assert sentence in words(app)
    assert "$2.50 in November" in words(app)
    app.selectbox(key="spend.filter.provider").set_value(provider_id(two)).run()
    assert sentence not in words(app)
    assert dict(app.query_params).keys() & params.keys() <= {"provider"}


def test_with_one_of_each_there_is_nothing_to_filter(spent: Kitelog, open_page: OpenPage) -> None:
    keys = {box.key for box in open_page("spend.py").selectbox}
    assert not keys & {"spend.filter.contact", "spend.filter.member"}


def test_lost_messages_are_named_a_page_at_a_time(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    for number in range(12):
        sent = log_sent(family, dad, NOVEMBER, cost=Decimal("0.50"))
        news = News(sent, "rejected", NOVEMBER, reason=f"reason **{number}**")
        family.messages.log_news(news)
    app = open_page("spend.py")
    assert "$6.00 was lost" in words(app)
    lost = frame(app, "How it was lost")
    assert (len(lost), lost["How it was lost"][0]) == (10, "Rejected: reason **11**")
    # A phone shows the first three columns.
    assert list(lost.iloc[0])[1:3] == ["Dad", Decimal("0.50")]
    app = press(app, "Older ones")
    assert len(frame(app, "How it was lost")) == 2
    assert len(frame(press(app, "Newest again"), "How it was lost")) == 10


def test_where_no_money_was_lost_it_says_what_would_stand_there(spent: Kitelog, open_page: OpenPage) -> None:
    app = open_page("spend.py")
    assert "No money was lost" in words(app)
    assert frame(app, "How it was lost") is None


def test_a_lost_message_without_a_price_is_named_too(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    family.messages.log_news(News(log_sent(family, dad, NOVEMBER), "returned", NOVEMBER))
    assert list(frame(open_page("spend.py"), "How it was lost")["How it was lost"]) == ["Returned"]


def test_what_came_back_makes_a_table_of_the_ring(spent: Kitelog, open_page: OpenPage) -> None:
    bought(spent, NOVEMBER, kind="refund", amount=Decimal("0.20"))
    app = open_page("spend.py")
    assert "spend.kinds" not in [chart.key for chart in app.get("plotly_chart")]
    kinds = frame(app, "Went on")
    assert dict(zip(kinds["Went on"], kinds["Paid"], strict=True)) == {
        "Stamps": Decimal("4.20"), "Direct messages": Decimal("0.50"), "Fees": Decimal("1.00"),
        "Refunds": Decimal("-0.20"),
    }  # fmt: skip


def test_long_tables_and_boxes_are_cut_and_say_so(
    two: Kitelog, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.parts.spend.charts.MOST_ROWS", 2)
    monkeypatch.setattr("pages.parts.spend.bar.MOST_CHOICES", 2)
    app = with_tables(open_page("spend.py", bar=f"2026-10.{provider_id(two)}", me=1))
    assert "The newest 2 of 3 rows. The file has all of them." in words(app)
    assert app.selectbox(key="spend.bar").options == [
        "November 2026, everything", "November 2026, CorrLinks", "October 2026, JPay",
    ]  # fmt: skip
    assert len(frame(app, "Bought")) == 1


def test_months_that_no_chart_shows_are_said(spent: Kitelog, open_page: OpenPage) -> None:
    bought(spent, datetime(2010, 1, 5, 15, tzinfo=UTC))
    app = open_page("spend.py", period="all")
    assert "The charts show the newest 120 months." in words(app)


@pytest.mark.parametrize(
    ("show", "words_there"),
    [("left", "left"), ("budgets", "No budget is set yet"), ("cheaper", "messages")],
)
def test_only_the_section_in_the_address_is_drawn(
    spent: Kitelog, open_page: OpenPage, show: str, words_there: str
) -> None:
    app = open_page("spend.py", show=show)
    assert not app.exception
    assert "$0.50 in November, $4.70 less than October" in words(app)
    assert words_there in words(app)
    assert "spend.bar" not in {box.key for box in app.selectbox}
    app.get_by_key("spend.show").set_value("spent").run()
    assert app.query_params["show"] == "spent"
    assert "paid $5.70, used $0.64" in words(app)


def test_a_section_that_is_none_is_what_was_spent(spent: Kitelog, open_page: OpenPage) -> None:
    assert "paid $5.70, used $0.64" in words(open_page("spend.py", show="everything"))


@pytest.mark.parametrize("show", ["spent", "left", "budgets", "cheaper"])
def test_a_household_that_spent_nothing_sees_each_section(
    family: Kitelog, open_page: OpenPage, show: str
) -> None:
    app = open_page("spend.py", show=show)
    assert not app.exception
    assert "Nothing was spent yet" in words(app)


def test_a_year_and_a_bank_statement_are_one_tap_away(spent: Kitelog, open_page: OpenPage) -> None:
    links = {link.proto.label for link in open_page("spend.py").get("page_link")}
    assert links >= {"A year in one page", "Bring a bank statement"}
