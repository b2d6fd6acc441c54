"""The form of a purchase: packs one tap away, how long they are good, and refusals beside their field."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage, press, provider_id, shown
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.kitelog import Kitelog
from tracker.messages import Entry, News
from tracker.spend import PurchaseEntry

OCTOBER = datetime(2026, 10, 20, 15, 0, tzinfo=UTC)
NEW = "spend.form.new"


@pytest.fixture
def attica(family: Kitelog) -> Kitelog:
    """The household, and a contact at a place where stamps are sold in packs of known prices."""
    place = FacilityEntry("Attica Correctional Facility", "NY", "state")
    family.contacts.add(ContactEntry("My brother", facility=place, provider="JPay", since=date(2024, 1, 1)))
    return family


def pick(app: AppTest, name: str, value: str) -> AppTest:
    return app.selectbox(key=f"{NEW}.{name}").select(value).run()


def fill(app: AppTest, amount: str, units: str | None = None) -> AppTest:
    """Fills in the dollars and how many, and presses the button."""
    app.text_input(key=f"{NEW}.amount").set_value(amount)
    if units is not None:
        app.number_input(key=f"{NEW}.units").set_value(int(units))
    return press(app, "Log the purchase")


def words(app: AppTest) -> str:
    """What the page says, escapes taken off."""
    return shown(app).replace("\\", "")


def fields(app: AppTest) -> tuple[object, ...]:
    """What the form holds of a pack: units, their unit, dollars and fee."""
    return tuple(app.session_state[f"{NEW}.{name}"] for name in ("units", "unit", "amount", "fee"))


def labels(app: AppTest) -> list[str]:
    return [element.label for element in app.get("button_group")]


def errors(app: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in app.error]


def test_a_tap_on_a_pack_fills_in_its_stamps_and_dollars(attica: Kitelog, open_page: OpenPage) -> None:
    app = pick(open_page("spend.py"), "provider", "JPay")
    packs = app.get_by_key(f"{NEW}.pack.JPay")
    assert [label.replace("\\", "") for label in packs.options] == [
        "10 for $1.50", "30 for $4.20", "60 for $7.80", "100 for $12.00",
    ]  # fmt: skip
    assert "confirm with JPay" in words(app)
    app = packs.set_value(packs.options[1]).run()
    assert fields(app) == (30, "stamp", "4.20", "")
    press(app, "Log the purchase")
    (card,) = attica.spend.purchases()
    assert (card.units, card.unit, card.amount, card.fee, card.expires) == (
        30,
        "stamp",
        Decimal("4.20"),
        0,
        None,
    )


def test_what_a_pack_filled_in_can_be_overruled(attica: Kitelog, open_page: OpenPage) -> None:
    app = pick(open_page("spend.py"), "provider", "JPay")
    packs = app.get_by_key(f"{NEW}.pack.JPay")
    app = packs.set_value(packs.options[0]).run()
    app = fill(app, amount="1.75")
    assert attica.spend.purchases()[0].amount == Decimal("1.75")


def test_there_are_no_packs_where_none_are_known(attica: Kitelog, open_page: OpenPage) -> None:
    """Neither of another provider, nor for what is not sold in packs."""
    attica.contacts.add_provider("GettingOut")
    app = pick(open_page("spend.py"), "provider", "GettingOut")
    assert "Packs seen" not in labels(app)
    app = pick(pick(app, "provider", "JPay"), "kind", "credit")
    assert "Packs seen" not in labels(app)
    assert "Packs seen" in labels(pick(app, "kind", "stamps"))


def test_the_packs_of_another_provider_are_its_own(attica: Kitelog, open_page: OpenPage) -> None:
    """Four packs here and one there: the choice of the fourth must not reach the other."""
    place = FacilityEntry("Kentucky State Penitentiary", "KY", "state")
    attica.contacts.add(ContactEntry("Cousin", facility=place, provider="Securus eMessaging"))
    app = pick(open_page("spend.py"), "provider", "JPay")
    packs = app.get_by_key(f"{NEW}.pack.JPay")
    app = packs.set_value(packs.options[3]).run()
    app = pick(app, "provider", "Securus eMessaging")
    assert not app.exception
    packs = app.get_by_key(f"{NEW}.pack.Securus eMessaging")
    assert [label.replace("\\", "") for label in packs.options] == ["10 for $7.70, fee $3.00"]
    app = packs.set_value(packs.options[0]).run()
    assert fields(app) == (10, "stamp", "7.70", "3.00")


def test_how_long_it_is_good_is_kept_told_and_corrected(family: Kitelog, open_page: OpenPage) -> None:
    app = pick(open_page("spend.py"), "provider", "JPay")
    app.date_input(key=f"{NEW}.expires").set_value(date(2027, 11, 6))
    app = fill(app, amount="4.20", units="30")
    (card,) = family.spend.purchases()
    assert card.expires == date(2027, 11, 6)
    assert "good until Sat 6 Nov 2027" in words(app)
    app = press(app, "Correct it")
    field = app.date_input(key=f"spend.form.{card.id}.expires")
    assert field.value == date(2027, 11, 6)
    field.set_value(None)
    press(app, "Save")
    assert family.spend.purchases()[0].expires is None


@pytest.mark.parametrize(("kind", "asked"), [("credit", True), ("subscription", False), ("fee", False)])
def test_only_what_can_expire_asks_how_long_it_is_good(
    family: Kitelog, open_page: OpenPage, kind: str, asked: bool
) -> None:
    app = pick(open_page("spend.py"), "kind", kind)
    assert any(field.key == f"{NEW}.expires" for field in app.date_input) == asked


def test_a_day_before_the_purchase_is_refused_beside_its_field(family: Kitelog, open_page: OpenPage) -> None:
    app = pick(open_page("spend.py"), "provider", "JPay")
    app.date_input(key=f"{NEW}.expires").set_value(date(2026, 11, 22))
    app = fill(app, amount="4.20", units="30")
    assert errors(app) == ["This is before the day of the purchase. Enter that day or a later one."]
    assert family.spend.purchases() == ()


def test_stamps_of_which_nobody_says_how_many_are_said_to_count_nowhere(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = fill(pick(open_page("spend.py"), "provider", "JPay"), amount="4.20")
    said = words(app)
    assert "It does not say how many stamps, so what is left does not count them." in said
    assert "Mon 23 Nov, 7:40 AM, how many is not said, by Mom" in said
    app = press(app, "Correct it")
    app.number_input(key=f"spend.form.{family.spend.purchases()[0].id}.units").set_value(30)
    said = words(press(app, "Save"))
    assert "The purchase was corrected." in said
    assert "does not" not in said.partition("The purchase was corrected.")[2][:80]
    assert "Mon 23 Nov, 7:40 AM, 30 stamps, by Mom" in said
    assert [card.left for card in family.balances.cards()] == [30]


def test_a_refused_purchase_adds_no_provider(family: Kitelog, open_page: OpenPage) -> None:
    before = [provider.name for provider in family.contacts.providers()]
    app = open_page("spend.py")
    box = app.selectbox(key=f"{NEW}.provider")
    box.options.append("Smart Communications")  # AppTest itself types nothing
    box.set_value("Smart Communications")
    app = fill(app, amount="4.20", units="0")
    assert errors(app) == ["Enter at least one, or leave it empty."]
    assert [provider.name for provider in family.contacts.providers()] == before


def test_a_subscription_that_overlaps_is_refused_naming_the_other(
    family: Kitelog, open_page: OpenPage
) -> None:
    mom = family.household.members()[0].id
    family.spend.log_purchase(
        PurchaseEntry(
            provider_id(family), "subscription", datetime(2026, 11, 3, 15, tzinfo=UTC), Decimal(10),
            units=1, unit="month", member_id=mom,
        )
    )  # fmt: skip
    app = pick(pick(open_page("spend.py"), "kind", "subscription"), "provider", "JPay")
    app = fill(app, amount="10", units="1")
    assert errors(app) == [
        "This overlaps the subscription of 3 Nov to 3 Dec. Change the day or correct that one."
    ]
    assert len(family.spend.purchases()) == 1


def test_a_correction_keeps_what_the_form_does_not_ask_for(family: Kitelog, open_page: OpenPage) -> None:
    """Credit that was imported with a number of messages keeps it."""
    number = family.spend.log_purchase(
        PurchaseEntry(provider_id(family), "credit", OCTOBER, Decimal(5), units=20, unit="message")
    )
    app = press(open_page("spend.py"), "Correct it")
    app.text_input(key=f"spend.form.{number}.amount").set_value("6")
    press(app, "Save")
    card = family.spend.purchase(number)
    assert (card.amount, card.units, card.unit) == (6, 20, "message")


def test_a_refund_may_say_how_many_stamps_were_taken_back(family: Kitelog, open_page: OpenPage) -> None:
    app = pick(pick(open_page("spend.py"), "kind", "refund"), "provider", "JPay")
    assert app.number_input(key=f"{NEW}.units").label == "How many were taken back"
    fill(app, amount="1.40", units="10")
    (card,) = family.spend.purchases()
    assert (card.kind, card.units, card.unit, card.paid) == ("refund", 10, "stamp", Decimal("-1.40"))


def rejected(kitelog: Kitelog, *, refunded: bool) -> int:
    """A message for 30 cents to the family's first contact that came back."""
    contact = next(iter(kitelog.contacts.names()))
    entry = Entry(contact, provider_id(kitelog, "JPay"), OCTOBER, cost=Decimal("0.30"), paid="direct")
    message = kitelog.messages.log_sent(entry).message_id
    kitelog.messages.log_news(News(message, "rejected", OCTOBER + timedelta(hours=1), refunded=refunded))
    return message


def test_a_refund_names_its_message_and_counts_once(family: Kitelog, open_page: OpenPage) -> None:
    message = rejected(family, refunded=True)
    app = pick(pick(open_page("spend.py"), "kind", "refund"), "provider", "JPay")
    app.selectbox(key=f"{NEW}.message.JPay").select(message).run()
    assert not app.checkbox
    fill(app, amount="0.30")
    (card,) = family.spend.purchases()
    assert (card.kind, card.message_id) == ("refund", message)
    assert family.spend.table().total.paid == 0


def refund_of(app: AppTest, message: int) -> AppTest:
    """The form of a refund with its message chosen."""
    app = pick(pick(app, "kind", "refund"), "provider", "JPay")
    return app.selectbox(key=f"{NEW}.message.JPay").select(message).run()


def money(kitelog: Kitelog) -> tuple[Decimal, Decimal, Decimal]:
    total = kitelog.spend.table().total
    return total.paid, total.used, total.lost


def test_a_refund_says_of_its_message_that_the_money_came_back(family: Kitelog, open_page: OpenPage) -> None:
    message = rejected(family, refunded=False)
    assert money(family) == (Decimal("0.30"),) * 3
    app = fill(refund_of(open_page("spend.py"), message), amount="0.30")
    assert "The purchase was logged. Its message counts as refunded." in words(app)
    assert money(family) == (0, 0, 0)
    assert family.messages.detail(message).card.refunded
    press(app, "Undo")
    assert money(family) == (Decimal("0.30"),) * 3
    assert family.spend.purchases() == ()


def test_a_chosen_message_fills_in_what_it_cost_and_nothing_that_was_typed(
    family: Kitelog, open_page: OpenPage
) -> None:
    message = rejected(family, refunded=False)
    app = refund_of(open_page("spend.py"), message)
    assert fields(app) == (None, "stamp", "0.30", "")
    app.text_input(key=f"{NEW}.amount").set_value("0.10").run()
    box = app.selectbox(key=f"{NEW}.message.JPay")
    app = box.select(None).run()
    app = app.selectbox(key=f"{NEW}.message.JPay").select(message).run()
    assert app.session_state[f"{NEW}.amount"] == "0.10"


def test_another_message_chosen_instead_fills_in_its_own_cost(family: Kitelog, open_page: OpenPage) -> None:
    first = rejected(family, refunded=False)
    contact = next(iter(family.contacts.names()))
    later = OCTOBER + timedelta(days=1)
    other = family.messages.log_sent(
        Entry(contact, provider_id(family), later, cost=Decimal("0.15"), paid="direct")
    ).message_id
    family.messages.log_news(News(other, "rejected", later + timedelta(hours=1)))
    app = refund_of(open_page("spend.py"), first)
    app = app.selectbox(key=f"{NEW}.message.JPay").select(other).run()
    assert app.session_state[f"{NEW}.amount"] == "0.15"
    app = app.selectbox(key=f"{NEW}.message.JPay").select(None).run()
    assert app.session_state[f"{NEW}.amount"] == ""


def test_a_message_that_took_stamps_fills_in_how_many(family: Kitelog, open_page: OpenPage) -> None:
    contact = next(iter(family.contacts.names()))
    entry = Entry(contact, provider_id(family, "JPay"), OCTOBER, stamps=2, paid="balance")
    message = family.messages.log_sent(entry).message_id
    family.messages.log_news(News(message, "returned", OCTOBER + timedelta(hours=1)))
    assert fields(refund_of(open_page("spend.py"), message)) == (2, "stamp", "", "")


def test_a_message_of_which_a_part_came_back_may_stay_lost(family: Kitelog, open_page: OpenPage) -> None:
    message = rejected(family, refunded=False)
    app = refund_of(open_page("spend.py"), message)
    app.checkbox[0].uncheck().run()
    app = fill(app, amount="0.10")
    assert "counts as refunded" not in words(app)
    assert money(family) == (Decimal("0.20"), Decimal("0.30"), Decimal("0.30"))
    app = press(app, "Correct it")
    assert [box.value for box in app.checkbox] == [False]
    press(app, "Save")
    assert money(family) == (Decimal("0.20"), Decimal("0.30"), Decimal("0.30"))


def test_a_correction_that_names_the_message_is_taken_back_as_a_whole(
    family: Kitelog, open_page: OpenPage
) -> None:
    message = rejected(family, refunded=False)
    entry = PurchaseEntry(provider_id(family, "JPay"), "refund", OCTOBER + timedelta(days=1), Decimal("0.30"))
    refund = family.spend.log_purchase(entry)
    app = press(open_page("spend.py"), "Correct it")
    app.selectbox(key=f"spend.form.{refund}.message.JPay").select(message).run()
    app = press(app, "Save")
    assert (family.spend.purchase(refund).message_id, money(family)) == (message, (0, 0, 0))
    press(app, "Undo")
    assert family.spend.purchase(refund).message_id is None
    assert money(family) == (0, Decimal("0.30"), Decimal("0.30"))


def test_a_deleted_refund_says_that_its_message_still_counts_as_refunded(
    family: Kitelog, open_page: OpenPage
) -> None:
    message = rejected(family, refunded=False)
    app = fill(refund_of(open_page("spend.py"), message), amount="0.30")
    app = press(app, "Delete")
    assert "Its message still counts as refunded" in words(app)


def test_a_second_refund_of_a_message_is_refused_beside_it(family: Kitelog, open_page: OpenPage) -> None:
    message = rejected(family, refunded=True)
    entry = PurchaseEntry(provider_id(family, "JPay"), "refund", OCTOBER + timedelta(days=1), Decimal("0.30"))
    family.spend.log_purchase(replace(entry, message_id=message))
    app = pick(pick(open_page("spend.py"), "kind", "refund"), "provider", "JPay")
    app.selectbox(key=f"{NEW}.message.JPay").select(message).run()
    app = fill(app, amount="0.30")
    assert len(errors(app)) == 1
    assert len(family.spend.purchases()) == 1


def test_a_corrected_refund_keeps_its_message(family: Kitelog, open_page: OpenPage) -> None:
    message = rejected(family, refunded=True)
    entry = PurchaseEntry(provider_id(family, "JPay"), "refund", OCTOBER + timedelta(days=1), Decimal("0.30"))
    refund = family.spend.log_purchase(replace(entry, message_id=message))
    app = press(open_page("spend.py"), "Correct it")
    app.text_input(key=f"spend.form.{refund}.amount").set_value("0.25")
    press(app, "Save")
    card = family.spend.purchase(refund)
    assert (card.amount, card.message_id) == (Decimal("0.25"), message)
