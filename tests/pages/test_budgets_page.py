"""The budgets of the Spend page and their alerts on Home: what they say, and setting them by hand."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.state import GOING
from pages.parts.text import literal
from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.kitelog import Kitelog

NOVEMBER = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)
HOSTILE = ["<b>bold</b>", "$5 and $x^2$", ":red[x]", "![](http://x.example/t.png)", "{amount} %s"]
NEW = "budgets.form.new"


def words(app: AppTest) -> str:
    """What the page says, escapes taken off."""
    assert not app.exception
    return shown(app).replace("\\", "").replace("\u2060", "")


def spent(kitelog: Kitelog, contact_id: int, dollars: str, at: datetime = NOVEMBER) -> int:
    return log_sent(kitelog, contact_id, at, cost=Decimal(dollars), paid="direct")


def section(open_page: OpenPage) -> AppTest:
    return open_page("spend.py", show="budgets")


def fill(app: AppTest, dollars: str, scope: str = "household", key: int | None = None) -> AppTest:
    """Opens the form, fills it in and saves it."""
    if not any(box.key == f"{NEW}.amount" for box in app.text_input):
        app.button(key="budgets.0.new").click().run()
    if scope != "household":
        app.pills(key=f"{NEW}.scope").set_value(scope).run()
    if key is not None:
        app.selectbox(key=f"{NEW}.key.{scope}").set_value(key).run()
    app.text_input(key=f"{NEW}.amount").set_value(dollars).run()
    return app.button(key=f"{NEW}.save").click().run()


def bars(app: AppTest) -> list[tuple[int, str]]:
    """Every bar: how full it is, and what stands above it."""
    found = [element.proto for element in app.get("progress")]
    return [(bar.value, bar.text.replace("\\", "")) for bar in found]


def home() -> AppTest:
    """Home's part alone."""

    def script() -> None:
        from pages.parts.home import budgets as home_budgets

        home_budgets.draw()

    return AppTest.from_function(script, default_timeout=20).run()


def test_without_a_budget_it_says_what_one_is_and_how_the_month_goes(
    family: Kitelog, dad: int, open_page: OpenPage
) -> None:
    spent(family, dad, "4.10")
    app = section(open_page)
    assert "No budget is set yet" in words(app)
    assert "$4.10 paid so far in November. It is too early to say how November will end" in words(app)
    assert "A budget is what your family wants to spend at most in a calendar month." in words(app)
    assert bars(app) == []


def test_before_anything_was_spent_a_budget_can_be_set(family: Kitelog, open_page: OpenPage) -> None:
    app = fill(section(open_page), "30")
    assert "$0.00 of $30.00 in November, 0 % of the household's budget" in words(app)


def test_a_budget_is_set_and_taken_back(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    spent(family, dad, "24.10")
    app = fill(section(open_page), "$30.00")
    assert app.subheader[0].value == literal("$24.10 of $30.00 in November, 80 % of the household's budget")
    assert "Set: $30.00 a month for the household." in words(app)
    assert ":orange-badge[:material/warning: 80 % used]" in words(app)
    assert bars(app) == [(80, "$24.10 of $30.00")]
    assert not any(box.key == f"{NEW}.amount" for box in app.text_input), "the form is closed"
    assert "No budget is set yet" in words(press(app, "Undo"))
    assert family.budgets.cards() == ()


@pytest.mark.parametrize("scope", ["member", "contact", "provider"])
def test_a_budget_of_somebody_is_set(family: Kitelog, dad: int, open_page: OpenPage, scope: str) -> None:
    spent(family, dad, "33.20")
    keys = {"member": family.household.members()[0].id, "contact": dad, "provider": provider_id(family)}
    app = fill(section(open_page), "30", scope, keys[scope])
    name = {"member": "Mom", "contact": "Dad", "provider": "JPay"}[scope]
    assert f"Set: $30.00 a month for {name}." in words(app)
    assert f"**{name}** · " in words(app)
    assert ":red-badge[:material/error: Over by $3.20]" in words(app)
    assert bars(app) == [(100, "$33.20 of $30.00")]


def test_a_budget_is_changed_and_taken_back(family: Kitelog, open_page: OpenPage) -> None:
    family.budgets.set("household", None, Decimal(30))
    (card,) = family.budgets.cards()
    app = press(section(open_page), "Change")
    field = f"budgets.form.{card.id}"
    assert app.text_input(key=f"{field}.amount").value == "30.00"
    app.text_input(key=f"{field}.amount").set_value("45.50").run()
    app.button(key=f"{field}.save").click().run()
    assert "Changed: $45.50 a month for the household, it was $30.00." in words(app)
    assert "$0.00 of $30.00" in words(press(app, "Undo"))


def test_a_budget_is_removed_and_taken_back(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    family.budgets.set("contact", dad, Decimal(30))
    app = press(section(open_page), "Remove")
    assert "Removed: the budget of $30.00 a month for Dad." in words(app)
    assert "No budget is set yet" in words(app)
    assert "$0.00 used of $30.00 in November" in words(press(app, "Undo"))


@pytest.mark.parametrize(
    ("dollars", "sentence"),
    [
        ("", "Write how many dollars a month, like 30.00."),
        ("0", "A budget is more than zero dollars a month."),
        ("-5", "A budget is more than zero dollars a month."),
        ("30.005", "An amount has at most two decimals, like 4.20."),
        ("1,000", "Write the dollars without a comma between thousands, like 1250.00."),
        ("1000000.01", "A budget is at most $1,000,000 a month."),
        ("<b>30</b>", "An amount is dollars in the digits 0 to 9 alone, like 4.20."),
    ],
)
def test_bad_dollars_are_said_in_the_form_and_what_was_typed_stays(
    family: Kitelog, open_page: OpenPage, dollars: str, sentence: str
) -> None:
    app = fill(section(open_page), dollars)
    (said,) = app.error
    assert sentence in said.value.replace("\\", "")
    assert app.text_input(key=f"{NEW}.amount").value == dollars
    assert family.budgets.cards() == ()
    assert "$0.00 of $30.00" in words(fill(app, "30"))


def test_nobody_chosen_is_said_and_cancel_forgets_it(family: Kitelog, open_page: OpenPage) -> None:
    app = fill(section(open_page), "30", "contact")
    assert "Choose the person the messages go to." in words(app)
    app = press(app, "Cancel")
    assert not app.error
    app.button(key="budgets.0.new").click().run()
    assert not app.error
    assert app.text_input(key=f"{NEW}.amount").value == ""


def test_a_double_click_writes_once(family: Kitelog, open_page: OpenPage) -> None:
    app = fill(section(open_page), "30")
    revision = family.database.revision()
    assert not fill(app, "30").error
    assert family.database.revision() == revision


def test_the_one_most_spent_stands_first(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    spent(family, dad, "9.00")
    family.budgets.set("household", None, Decimal(100))
    family.budgets.set("contact", dad, Decimal(10))
    app = section(open_page)
    assert app.subheader[0].value == literal("$9.00 used of $10.00 in November, 90 % of the budget for Dad")
    assert bars(app) == [(90, "$9.00 of $10.00"), (9, "$9.00 of $100.00")]


def test_the_forecast_of_the_household_is_told_once_and_others_on_their_cards(
    family: Kitelog, dad: int, open_page: OpenPage
) -> None:
    cousin = add_contact(family, "Cousin")
    for month, dollars in ((8, "10.00"), (9, "30.00"), (10, "20.00")):
        spent(family, dad, dollars, datetime(2026, month, 28, 15, tzinfo=UTC))
        spent(family, cousin, "1.00", datetime(2026, month, 28, 16, tzinfo=UTC))
    family.budgets.set("household", None, Decimal(40))
    family.budgets.set("contact", cousin, Decimal(10))
    said = words(section(open_page))
    assert said.count("$11 to $31 by the end of November at your own pace, $21 most likely") == 1
    assert said.count("$1.00 by the end of November at your own pace (from 3 whole months).") == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_shown_to_the_letter(family: Kitelog, open_page: OpenPage, name: str) -> None:
    key = add_contact(family, name)
    spent(family, key, "9.00")
    app = fill(section(open_page), "10", "contact", key)
    told = f"$9.00 used of $10.00 in November, 90 % of the budget for {name}"
    assert app.subheader[0].value == literal(told)
    assert f"**{literal(name)}** · " in shown(app)
    assert f"Set: $10.00 a month for {name}." in [text.value for text in app.text]
    assert told in [text.value for text in home().text]


def test_home_tells_budgets_from_80_percent_on_and_the_way_to_them(family: Kitelog, dad: int) -> None:
    family.budgets.set("household", None, Decimal(30))
    message = spent(family, dad, "23.99")
    assert not words(home())
    family.messages.delete(message)
    spent(family, dad, "24.00")
    app = home()
    assert words(app).splitlines() == [
        ":orange-badge[:material/warning: 80 % used]",
        "$24.00 of $30.00 in November, 80 % of the household's budget",
        "Budgets",
    ]
    app.button[0].click().run()
    assert app.session_state[GOING] == ("spend.py", {"show": "budgets"})


def test_home_tells_the_highest_three_and_how_many_more(family: Kitelog, dad: int) -> None:
    cousin = add_contact(family, "Cousin")
    for key in (dad, cousin):
        spent(family, key, "9.00")
        family.budgets.set("contact", key, Decimal(9))
    family.budgets.set("household", None, Decimal(15))
    family.budgets.set("member", family.household.members()[0].id, Decimal(20))
    family.budgets.set("provider", provider_id(family), Decimal(22))
    said = words(home())
    assert "Over by $3.00" in said
    assert said.count("100 % used") == 2
    assert "2 more budgets at 80 % or over" in said


def test_home_forgets_the_alert_when_the_month_is_over(family: Kitelog, dad: int, clock: FixedClock) -> None:
    family.budgets.set("household", None, Decimal(10))
    spent(family, dad, "9.00")
    app = home()
    assert "90 % used" in words(app)
    clock.set(datetime(2026, 12, 1, 5, tzinfo=UTC) - timedelta(seconds=1))
    assert "90 % used" in words(app.run())
    clock.advance(timedelta(seconds=1))
    assert not words(app.run())
