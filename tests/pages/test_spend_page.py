"""The Spend page: its answer, its charts, what stands behind a bar, and purchases logged on it."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.spend import charts as spend_charts
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id
from tests.pages.spending import HOSTILE, NOVEMBER, OCTOBER, bought, choose, frame, with_tables, words
from tracker.kitelog import Kitelog
from tracker.messages import Entry


def test_without_anything_it_says_what_will_stand_here(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("spend.py")
    assert not app.exception
    assert "this page shows what each provider costs" in words(app)
    assert not app.get("plotly_chart")
    assert any(button.label == "Log the purchase" for button in app.button)


def test_the_title_is_this_month_against_last(spent: Kitelog, open_page: OpenPage) -> None:
    app = open_page("spend.py")
    assert not app.exception
    assert "$0.50 in November, $4.70 less than October" in words(app)
    assert "paid $5.70, used $0.64" in words(app)
    assert [chart.key.partition(".provider")[0] for chart in app.get("plotly_chart")][1:] == [
        "spend.years", "spend.used", "spend.kinds",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("october", "november", "title"),
    [
        ("1", "2", "$2.00 in November, $1.00 more than October"),
        ("1", "1", "$1.00 in November, as much as in October"),
    ],
)
def test_the_title_tells_more_and_as_much(
    family: Kitelog, dad: int, open_page: OpenPage, october: str, november: str, title: str
) -> None:
    log_sent(family, dad, OCTOBER, cost=Decimal(october))
    log_sent(family, dad, NOVEMBER, cost=Decimal(november))
    assert title in words(open_page("spend.py"))


def test_what_has_no_price_is_said(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    log_sent(family, dad, NOVEMBER)
    assert "1 message is without a price and counts as $0.00." in words(open_page("spend.py"))


def test_each_chart_has_its_words_its_table_and_its_file(spent: Kitelog, open_page: OpenPage) -> None:
    app = open_page("spend.py", by="member", period="year")
    assert [expander.label for expander in app.expander].count("As a table") == 4
    assert [link.proto.url.partition("&")[0] for link in app.get("link_button")] == [
        "/export/spend.csv?table=prices"
    ]
    app = with_tables(app)
    first = [list(element.value.columns)[:2] for element in app.dataframe]
    assert first == [
        ["Month", "Member"],
        ["Paid by the end of", "2025"],
        ["Month", "Messages"],
        ["Member", "A message"],
        ["Went on", "Paid"],
    ]
    links = [link.proto.url for link in app.get("link_button")]
    assert links == [
        f"/export/spend.csv?table={name}&by=member&from=2026-01-01"
        for name in ("spend", "years", "months", "prices", "kinds")
    ]
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))
    assert all(element.proto.alt for element in app.dataframe)


def test_a_bar_chosen_in_the_select_box_shows_its_messages_and_purchases(
    spent: Kitelog, open_page: OpenPage
) -> None:
    app = choose(open_page("spend.py"), "October 2026, JPay", ("2026-10", str(provider_id(spent))))
    assert app.query_params["bar"] == f"2026-10.{provider_id(spent)}"
    assert frame(app, "Value") is None
    assert list(frame(app, "Amount")["Amount"]) == [Decimal("4.20")]
    app = choose(app, "November 2026, everything", ("2026-11", "all"))
    assert list(frame(app, "Value")["Value"]) == [Decimal("0.50"), Decimal("0.14")]
    assert list(frame(app, "Value")["Paid"]) == ["Directly", "From balance"]


def test_a_bar_in_the_address_is_open_from_the_start(spent: Kitelog, open_page: OpenPage) -> None:
    app = open_page("spend.py", bar="2026-11.all")
    assert app.selectbox(key="spend.bar").value == ("2026-11", "all")
    assert len(frame(app, "Value")) == 2


@pytest.mark.parametrize(
    ("group", "bar"),
    [
        ("key.3", ("2026-11", "3")),
        ("key.none", ("2026-11", "none")),
        ("fees", ("2026-11", "all")),
        ("others", ("2026-11", "all")),
    ],
)
def test_a_bar_chosen_in_the_chart_is_that_of_its_month_and_layer(
    monkeypatch: pytest.MonkeyPatch, group: str, bar: tuple[str, str]
) -> None:
    chosen: list[object] = []
    points = [{"x": "2026-11", "y": 4.2, "legendgroup": group}]
    state = {"chart": SimpleNamespace(selection=SimpleNamespace(points=points))}
    monkeypatch.setattr(spend_charts.address, "put_bar", chosen.append)
    monkeypatch.setattr(spend_charts.st, "session_state", state)
    spend_charts._chosen("chart")
    points.clear()
    spend_charts._chosen("chart")
    assert chosen == [bar]


@pytest.mark.parametrize("bar", ["2026-13.all", "2026-11.999", "2026-11", "x", "2025-01.all", "2026-11.1.1"])
def test_a_bar_that_is_none_chooses_nothing(spent: Kitelog, open_page: OpenPage, bar: str) -> None:
    app = open_page("spend.py", bar=bar)
    assert not app.exception
    assert app.selectbox(key="spend.bar").value is None


def test_a_long_list_behind_a_bar_is_paged_by_key(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    for _number in range(27):
        log_sent(family, dad, NOVEMBER, cost=Decimal(1))
    app = open_page("spend.py", bar="2026-11.all")
    assert len(frame(app, "Value")) == 25
    press(app, "Older messages")
    assert len(frame(app, "Value")) == 2
    press(app, "Newest again")
    assert len(frame(app, "Value")) == 25


def test_the_grouping_and_the_period_are_kept_in_the_address(spent: Kitelog, open_page: OpenPage) -> None:
    app = open_page("spend.py")
    app.get_by_key("spend.filter.by").set_value("contact").run()
    assert app.query_params["by"] == "contact"
    assert "$0.64 was used for Dad" in words(app)
    app.get_by_key("spend.filter.period").set_value("before").run()
    assert app.query_params["period"] == "before"
    assert "Nothing was sent or bought in this period" in words(app)


def test_own_days_limit_what_is_shown(spent: Kitelog, open_page: OpenPage) -> None:
    app = open_page("spend.py", **{"period": "days", "from": "2026-11-01", "to": "2026-11-30"})
    assert "From Sun 1 Nov 2026 to Mon 30 Nov 2026: paid $0.50, used $0.64." in words(app)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"from": "2026-11-30", "to": "2026-11-01"}, "The last day is before the first."),
        ({"from": "2026-02-30"}, "Write a day like 2026-11-23."),
    ],
)
def test_wrong_days_are_told_and_the_page_stays(
    spent: Kitelog, open_page: OpenPage, days: dict[str, str], sentence: str
) -> None:
    app = open_page("spend.py", period="days", **days)
    assert not app.exception
    assert [sentence in error.value.replace("\\", "") for error in app.error] == [True]
    assert any(button.label == "Log the purchase" for button in app.button)


@pytest.mark.parametrize(
    "params", [{"period": "decade"}, {"by": "facility"}, {"m": "x"}, {"bought": "9-9-9"}]
)
def test_what_makes_no_sense_in_the_address_is_left_out(
    spent: Kitelog, open_page: OpenPage, params: dict[str, str]
) -> None:
    app = open_page("spend.py", **params)
    assert not app.exception
    assert len(app.get("plotly_chart")) == 4


def fill(app: AppTest, **fields: str) -> AppTest:
    for name, value in fields.items():
        if name in ("provider", "kind"):
            app.selectbox(key=f"spend.form.new.{name}").select(value)
        elif name == "units":
            app.number_input(key="spend.form.new.units").set_value(int(value))
        else:
            app.text_input(key=f"spend.form.new.{name}").set_value(value)
    return press(app, "Log the purchase")


def test_a_purchase_is_logged_and_taken_back(family: Kitelog, open_page: OpenPage) -> None:
    app = fill(open_page("spend.py"), provider="JPay", amount="$4.20", fee="1", units="30", note="**n**")
    (card,) = family.spend.purchases()
    assert (card.amount, card.fee, card.units, card.note, card.member) == (
        Decimal("4.20"),
        1,
        30,
        "**n**",
        "Mom",
    )
    assert "The purchase was logged." in words(app)
    assert "$5.20 in November" in words(app)
    assert app.text_input(key="spend.form.new.amount").value == ""
    press(app, "Undo")
    assert family.spend.purchases() == ()


def test_a_subscription_asks_for_weeks_or_months(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("spend.py")
    app.selectbox(key="spend.form.new.kind").select("subscription").run()
    app = fill(app, provider="JPay", amount="10", units="2")
    (card,) = family.spend.purchases()
    assert (card.kind, card.units, card.unit) == ("subscription", 2, "week")


def test_a_provider_with_a_new_name_is_added(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("spend.py")
    box = app.selectbox(key="spend.form.new.provider")
    box.options.append("Smart Jail Mail")  # a test cannot type into a select box
    fill(app, provider="Smart Jail Mail", amount="5")
    assert [card.provider for card in family.spend.purchases()] == ["Smart Jail Mail"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"provider": "JPay", "amount": "1,50"}, "Write the dollars with a point and no comma, like 1.50."),
        ({"provider": "JPay", "amount": "4.205"}, "An amount has at most two decimals, like 4.20."),
        ({"provider": "JPay", "amount": "4.20", "units": "0"}, "Enter at least one, or leave it empty."),
        ({"amount": "4.20"}, "Choose the provider, or type its name."),
    ],
)
def test_a_bad_value_is_told_and_what_was_typed_stays(
    family: Kitelog, open_page: OpenPage, fields: dict[str, str], sentence: str
) -> None:
    app = fill(open_page("spend.py"), **fields)
    assert [error.value.replace("\\", "") for error in app.error] == [sentence]
    assert app.text_input(key="spend.form.new.amount").value == fields["amount"]
    assert family.spend.purchases() == ()


def test_a_purchase_is_corrected_and_deleted(spent: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page("spend.py"), "Correct it")
    (card,) = spent.spend.purchases()
    app.text_input(key=f"spend.form.{card.id}.amount").set_value("8.40")
    press(app, "Save")
    assert spent.spend.purchase(card.id).amount == Decimal("8.40")
    press(app, "Undo")
    assert spent.spend.purchase(card.id).amount == Decimal("4.20")
    press(app, "Delete")
    assert spent.spend.purchases() == ()
    press(app, "Undo")
    assert len(spent.spend.purchases()) == 1


def test_older_purchases_are_one_tap_away(family: Kitelog, open_page: OpenPage) -> None:
    for number in range(7):
        bought(family, amount=Decimal(number))
    app = press(open_page("spend.py"), "Older")
    assert words(app).count("Stamps, $") == 2
    assert words(press(app, "Newest again")).count("Stamps, $") == 5


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("by", ["provider", "contact"])
def test_what_was_typed_as_a_name_shows_as_typed(
    family: Kitelog, open_page: OpenPage, name: str, by: str
) -> None:
    contact = add_contact(family, name, provider=name)
    entry = Entry(contact, provider_id(family, name), NOVEMBER, cost=Decimal("0.30"))
    family.messages.log_sent(entry)
    bought(family, NOVEMBER, name, kind="fee", amount=Decimal(3))
    app = open_page("spend.py", by=by)
    key = contact if by == "contact" else entry.provider_id
    assert not app.exception
    # The subheader is markdown: every mark in it is escaped.
    subheader = app.subheader[0].value
    assert "<b>" not in subheader.replace("\\<", "")
    assert name in app.subheader[0].value.replace("\\", "").replace("\u2060", "")
    app = choose(app, f"November 2026, {name}", ("2026-11", str(key)))
    assert name in frame(app, "Value")["Provider"].to_list()
    assert any(text.value.startswith(f"Fee, $3.00 at {name}") for text in app.text)


def test_two_months_without_a_dollar_are_told_in_words(
    family: Kitelog, dad: int, open_page: OpenPage
) -> None:
    log_sent(family, dad, NOVEMBER, cost=Decimal("0.45"), paid="balance")
    assert "Nothing was paid in November or October" in words(open_page("spend.py"))
    assert "as much as in" not in words(open_page("spend.py"))


def test_a_price_that_cannot_be_told_leaves_its_place_empty(spent: Kitelog, open_page: OpenPage) -> None:
    app = with_tables(open_page("spend.py", bar="2026-11.all"))
    assert len(app.dataframe) > 4
    left_empty = [table for table in app.dataframe if "spend.purchases" not in str(table.key)]
    assert all(table.proto.placeholder == "" and table.proto.HasField("placeholder") for table in left_empty)


def test_what_came_back_is_below_zero_behind_a_bar(family: Kitelog, open_page: OpenPage) -> None:
    bought(family)
    bought(family, kind="refund", amount=Decimal("0.45"))
    amounts = frame(open_page("spend.py", bar="2026-10.all"), "Bought")["Amount"]
    assert sorted(amounts) == [Decimal("-0.45"), Decimal("4.20")]
