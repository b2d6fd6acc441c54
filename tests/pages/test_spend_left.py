"""What is left, on the Spend page, on Home and after a move: what it says, and what can be done about it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.balance import words as balance_words
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.contacts import FacilityEntry
from tracker.kitelog import Kitelog
from tracker.messages import Entry
from tracker.spend import PurchaseEntry
from tracker.spend.balances import Account, BalanceCard

D = Decimal
BOUGHT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
USED = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)
HOSTILE = ["<b>bold</b>", "$5 and $x^2$", ":red[x]", "![](http://x.example/t.png)", "{number} %s"]


def words(app: AppTest) -> str:
    """What the page says, escapes taken off."""
    assert not app.exception
    return shown(app).replace("\\", "").replace("\u2060", "")


def mom(kitelog: Kitelog) -> int:
    return next(member.id for member in kitelog.household.members() if member.name == "Mom")


def bought(kitelog: Kitelog, units: int = 12, amount: str = "1.80", **more: Any) -> int:
    values = {"kind": "stamps", "units": units, "unit": "stamp", "member_id": mom(kitelog), **more}
    provider = provider_id(kitelog, values.pop("provider", "JPay"))
    return kitelog.spend.log_purchase(
        PurchaseEntry(provider, at=values.pop("at", BOUGHT), amount=D(amount), **values)
    )


def account(kitelog: Kitelog) -> Account:
    return Account(provider_id(kitelog), mom(kitelog), "stamp")


def number(kitelog: Kitelog) -> int:
    return balance_words.account_number(account(kitelog))


def section(open_page: OpenPage) -> AppTest:
    return open_page("spend.py", show="left")


def left(kitelog: Kitelog) -> list[Any]:
    return [card.left for card in kitelog.balances.cards()]


def test_without_anything_it_says_what_will_stand_here(family: Kitelog, open_page: OpenPage) -> None:
    app = section(open_page)
    said = words(app)
    assert "Nothing is counted yet" in said
    assert "this page counts down with every message" in said
    assert "Say what is left" in said


def test_a_card_tells_what_is_left_what_it_cost_and_how_long_it_lasts(
    family: Kitelog, dad: int, open_page: OpenPage
) -> None:
    bought(family, 12, at=USED - timedelta(hours=1))
    log_sent(family, dad, USED, stamps=3)
    said = words(section(open_page))
    assert "Nothing runs out soon" in said
    assert "JPay** · Mom's account" in said
    # Three in twelve days and 22 hours; nine are left.
    assert "9 stamps left, bought for $1.35, about 38 days left at your pace." in said
    assert said.count("9 stamps left") == 2  # the badge, and the sentence


def test_a_missing_purchase_is_said_and_never_refused(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    log_sent(family, dad, USED, stamps=3, paid="balance")
    app = section(open_page)
    said = words(app)
    assert "1 account needs a look" in said
    assert "A purchase is missing" in said
    assert "Log the purchase, or count again what is there." in said
    press(app, "Log a purchase")
    assert app.query_params["show"] in ("spent", ["spent"])


def test_what_expires_soon_and_what_runs_out_are_said(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    bought(family, 12, expires=date(2026, 12, 4))
    assert "12 stamps expire Fri 4 Dec: that day is the last they can be used on." in words(
        section(open_page)
    )
    log_sent(family, dad, USED, stamps=11)
    said = words(section(open_page))
    assert "1 stamp expires Fri 4 Dec" in said
    assert "1 stamp left, bought for $0.15, about 1 day left at your pace." in said


def test_it_is_counted_again_and_that_is_taken_back(family: Kitelog, open_page: OpenPage) -> None:
    bought(family)
    app = section(open_page)
    press(app, "Count it again")
    key = f"left.{number(family)}.said"
    app.number_input(key=f"{key}.number").set_value(7).run()
    app.button(key=f"{key}.save").click().run()
    assert "Counted: 7 stamps at JPay." in words(app)
    assert left(family) == [7]
    press(app, "Undo")
    assert (left(family), "Taken back." in words(app)) == ([12], True)


def test_what_is_typed_wrongly_stays_with_one_sentence(family: Kitelog, open_page: OpenPage) -> None:
    bought(family)
    app = section(open_page)
    press(app, "Give some to them")
    key = f"left.{number(family)}.gift"
    app.button(key=f"{key}.save").click().run()
    assert "Enter how many, as a whole number." in words(app)
    app.number_input(key=f"{key}.number").set_value(13).run()
    app.button(key=f"{key}.save").click().run()
    assert "There are only 12 stamps. Enter that or less, or count again what is there." in words(app)
    assert app.number_input(key=f"{key}.number").value == 13
    app.number_input(key=f"{key}.number").set_value(5).run()
    app.button(key=f"{key}.save").click().run()
    assert "Given to them: 5 stamps at JPay." in words(app)
    assert left(family) == [7]


def test_an_account_of_which_nothing_is_logged_is_counted(family: Kitelog, open_page: OpenPage) -> None:
    app = section(open_page)
    press(app, "Say what is left")
    app.button(key="left.new.save").click().run()
    assert "Choose the provider, or type its name." in words(app)
    app.selectbox(key="left.new.provider").set_value("JPay").run()
    app.segmented_control(key="left.new.unit").set_value("usd").run()
    app.text_input(key="left.new.dollars").set_value("4,20").run()
    app.button(key="left.new.save").click().run()
    assert "with a point" in words(app)
    app.text_input(key="left.new.dollars").set_value("$4.20").run()
    app.button(key="left.new.save").click().run()
    assert "Noted: $4.20 at JPay." in words(app)
    cards = family.balances.cards()
    assert [(card.account.unit, card.member, card.left) for card in cards] == [("usd", "Mom", D("4.20"))]
    assert family.balances.entries(cards[0].account)[0].kind == "opening"


def test_a_number_that_is_refused_adds_no_provider(family: Kitelog, open_page: OpenPage) -> None:
    before = [provider.name for provider in family.contacts.providers()]
    app = section(open_page)
    press(app, "Say what is left")
    app.number_input(key="left.new.number").set_value(10_000_001)
    box = app.selectbox(key="left.new.provider")
    box.options.append("Smart Communications")  # AppTest itself types nothing
    box.set_value("Smart Communications")
    app.button(key="left.new.save").click().run()
    assert [error.value for error in app.error]
    assert [provider.name for provider in family.contacts.providers()] == before


def test_credit_with_parts_of_a_cent_is_written_off_whole(
    family: Kitelog, dad: int, open_page: OpenPage
) -> None:
    bought(family, amount="5.00", kind="credit", units=None, unit=None)
    log_sent(family, dad, USED, cost=D("0.0625"))
    add_contact(family, "Cousin", provider="CorrLinks")
    family.contacts.archive(dad)
    app = section(open_page)
    assert "$4.94 left behind" in words(app)
    press(app, "Write it off")
    assert "Written off: $4.94, for which $4.94 was paid." in words(app)
    assert left(family) == [0]
    press(app, "Undo")
    assert left(family) == [D("4.9375")]


def test_what_was_said_is_listed_and_taken_back_one_by_one(family: Kitelog, open_page: OpenPage) -> None:
    bought(family)
    family.balances.count(account(family), 5, BOUGHT + timedelta(days=1), note=HOSTILE[0])
    family.balances.give(account(family), 2, BOUGHT + timedelta(days=2))
    app = section(open_page)
    press(app, "What you said")
    said = words(app)
    assert "Counted 5 stamps, Tue 3 Nov, 10:00 AM: <b>bold</b>" in said
    assert "Given to them 2 stamps, Wed 4 Nov, 10:00 AM" in said
    press(app, "Take back")
    assert left(family) == [5]
    press(app, "Undo")
    assert left(family) == [3]


def test_an_account_is_shared_where_another_member_has_none(
    family: Kitelog, dad: int, open_page: OpenPage
) -> None:
    bought(family)
    aunt = family.household.add_member("Aunt")
    family.messages.log_sent(Entry(dad, provider_id(family), USED, aunt.id, stamps=1))
    app = open_page("spend.py", show="left", me=mom(family))
    assert "Aunt's account" in words(app)
    press(app, "Share Mom's account")
    assert "Whoever has no account at JPay draws on Mom's." in words(app)
    assert "Mom's account, everybody's" in words(app)
    assert left(family) == [11]
    press(app, "Stop sharing")
    assert sorted(left(family)) == [-1, 12]
    press(app, "Share it")
    press(app, "Undo")
    assert sorted(left(family)) == [-1, 12]


def test_what_is_stranded_is_written_off_and_that_is_undone(
    family: Kitelog, dad: int, open_page: OpenPage
) -> None:
    bought(family)
    log_sent(family, dad, USED, stamps=2)
    add_contact(family, "Cousin", provider="CorrLinks")
    family.contacts.archive(dad)
    app = section(open_page)
    said = words(app)
    assert "10 stamps left behind" in said
    assert "Nobody is written to through JPay now." in said
    press(app, "Write it off")
    assert "Written off: 10 stamps, for which $1.50 was paid." in words(app)
    assert left(family) == [0]
    press(app, "Undo")
    assert left(family) == [10]


def test_no_pace_is_told_where_nobody_is_written_to_any_more(
    family: Kitelog, dad: int, open_page: OpenPage
) -> None:
    bought(family)
    log_sent(family, dad, USED, stamps=2)
    assert "at your pace" in words(section(open_page))
    add_contact(family, "Cousin", provider="CorrLinks")
    family.contacts.archive(dad)
    assert "at your pace" not in words(section(open_page))


def test_the_months_have_bars_words_and_a_table(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    bought(family, at=BOUGHT - timedelta(days=40))
    log_sent(family, dad, USED, stamps=3)
    family.balances.give(account(family), 2, USED)
    app = section(open_page)
    charts = app.get("plotly_chart")
    assert (len(charts), len(app.dataframe)) == (1, 0)
    app.session_state[f"left.{number(family)}.open"] = True
    app.run()
    frames = [element.value for element in app.dataframe]
    assert [list(frame.columns) for frame in frames] == [["Month", "Bought", "Used", "Given to them", "Left"]]
    assert frames[0].to_numpy().tolist() == [
        ["November 2026", "0 stamps", "3 stamps", "2 stamps", "7 stamps"],
        ["October 2026", "0 stamps", "0 stamps", "0 stamps", "12 stamps"],
        ["September 2026", "12 stamps", "0 stamps", "0 stamps", "12 stamps"],
    ]


def test_of_many_accounts_the_first_are_shown_and_the_others_are_one_tap_away(
    family: Kitelog, open_page: OpenPage
) -> None:
    names = [f"Provider {letter}" for letter in "ABCDEFG"]
    for name in names:
        family.contacts.add_provider(name)
        bought(family, provider=name)
    app = section(open_page)
    assert sum(name in words(app) for name in names) == 5
    assert "2 other accounts" in [expander.label for expander in app.expander]
    app.session_state["left.rest"] = True
    app.run()
    assert all(name in words(app) for name in names)


def test_of_one_month_there_are_no_bars(family: Kitelog, open_page: OpenPage) -> None:
    bought(family)
    assert not section(open_page).get("plotly_chart")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_to_the_letter(family: Kitelog, open_page: OpenPage, name: str) -> None:
    member = family.household.add_member(name)
    family.contacts.add_provider(name)
    bought(family, provider=name, member_id=member.id, at=BOUGHT - timedelta(days=40))
    app = open_page("spend.py", show="left", me=mom(family))
    said = words(app)
    assert f"{name}'s account" in said
    press(app, "Share it")
    assert f"Whoever has no account at {name} draws on {name}'s." in words(app)
    assert not app.exception


def test_after_a_move_it_is_said_what_is_left_behind(family: Kitelog, dad: int, open_page: OpenPage) -> None:
    bought(family)
    log_sent(family, dad, USED, stamps=2)
    app = open_page("transfer.py", contact=dad)
    moved = family.contacts.transfer(
        dad, FacilityEntry("Seaview", "CA", "county"), date(2026, 11, 20), provider="GettingOut"
    )
    app.session_state["transfer.done"] = moved
    app.run()
    said = words(app)
    assert "By what you logged 10 stamps are left there (Mom's account), for which $1.50 was paid." in said


def test_the_badge_names_what_matters_most() -> None:
    card = BalanceCard(
        account=Account(1, None, "usd"),
        provider="JPay",
        member=None,
        shared=False,
        left=D("-0.5"),
        value=D(0),
        pace=D(0),
        days_left=None,
        expires_next=None,
        soon=False,
        guessed=2,
        only_said=True,
        in_use=True,
        stranded=False,
        others=(),
        said=0,
        months=(),
    )
    assert balance_words.mark(card).words == "A purchase is missing"
    assert balance_words.about(card).startswith("You used $0.50 more than you bought.")
    assert "only messages that say “From balance” count" in balance_words.about(card)
    assert balance_words.whose(card) == "the family's account"
