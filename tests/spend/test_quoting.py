"""A message keeps what it costs by the price of its day and place, and no newer price changes the past."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from storage.session import Database
from storage.tables import Purchase
from tests.clock import FixedClock
from tests.directory.small import SMALL
from tests.spend.prices import price
from tests.world import World, eastern
from tracker.contacts import FacilityEntry
from tracker.directory import Directory, PriceSaid, Saying, Where
from tracker.directory.catalogue.model import Extra
from tracker.messages import Entry
from tracker.spend import Spend
from tracker.spend.following import follow
from tracker.spend.quotes import Line, Quote, What
from tracker.spend.quoting import Quotes
from tracker.spend.quoting.worth import worth

ATTICA = FacilityEntry("Attica Correctional Facility", "NY", "state")
JAIL = FacilityEntry("Lake County Jail", "OH", "county")
ELKTON = FacilityEntry("FCI Elkton", "OH", "federal")
DAY = eastern("2026-11-10 10:00")
BY_PHONE = Saying("The jail, by phone", date(2026, 11, 1))


def quoted(world: World, message_id: int) -> tuple[Decimal | None, int | None]:
    row = world.message(message_id)
    return row.quoted, row.quoted_units


def sent(world: World, facility: FacilityEntry, **more: object) -> int:
    return world.sent(world.contact(facility=facility), DAY, **more).message_id


def at_jail(world: World) -> int:
    return next(card.id for card in world.contacts.facilities() if card.name == JAIL.name)


def told(world: World, amount: str, since: date | None = None, unit: str = "message") -> object:
    saying = replace(BY_PHONE, from_day=since)
    return world.directory.tell(Where(at_jail(world)), "JPay", saying, PriceSaid(Decimal(amount), unit))


@pytest.mark.parametrize(
    ("more", "dollars", "stamps"),
    [
        ({"characters": 1260}, "0.15", 1),
        ({"characters": 6000}, "0.15", 1),
        ({"characters": 6001}, "0.30", 2),
        ({"characters": 100, "photos": 2}, "0.45", 3),
        ({}, "0.15", 1),
        ({"characters": 100, "stamps": 3}, "0.45", 3),
    ],
    ids=["one stamp", "a full stamp", "a letter too many", "photos", "length not said", "stamps said"],
)
def test_a_message_to_attica_costs_new_yorks_stamps(
    world: World, more: dict[str, int], dollars: str, stamps: int
) -> None:
    assert quoted(world, sent(world, ATTICA, **more)) == (Decimal(dollars), stamps)


def test_where_they_pay_inside_the_family_pays_nothing(world: World) -> None:
    message = sent(world, ELKTON, provider_id=world.provider("CorrLinks"))
    assert quoted(world, message) == (Decimal(0), None)


def test_where_no_price_is_known_there_is_no_quote(world: World) -> None:
    assert quoted(world, sent(world, JAIL, characters=100)) == (None, None)


def test_a_reply_is_not_quoted(world: World) -> None:
    contact = world.contact(facility=ATTICA)
    reply = world.reply(contact, DAY, [])
    assert quoted(world, reply.message_id) == (None, None)


def test_a_price_that_changes_leaves_what_was_logged(world: World) -> None:
    told_first = world.contact(facility=JAIL)
    told(world, "0.40", date(2026, 1, 1))
    early = world.sent(told_first, DAY).message_id
    told(world, "0.55", date(2026, 11, 5))
    late = world.sent(told_first, eastern("2026-11-11 10:00")).message_id
    assert (quoted(world, early)[0], quoted(world, late)[0]) == (Decimal("0.40"), Decimal("0.55"))


def test_a_message_of_an_earlier_day_has_the_price_of_that_day(world: World) -> None:
    contact = world.contact(facility=JAIL)
    told(world, "0.40", date(2026, 1, 1))
    told(world, "0.55", date(2026, 11, 1))
    before = world.sent(contact, eastern("2026-10-31 23:59")).message_id
    after = world.sent(contact, eastern("2026-11-01 00:00")).message_id
    assert (quoted(world, before)[0], quoted(world, after)[0]) == (Decimal("0.40"), Decimal("0.55"))


def test_a_price_that_is_learnt_later_prices_what_had_none(world: World) -> None:
    message = sent(world, JAIL)
    told(world, "0.40")
    assert quoted(world, message)[0] == Decimal("0.40")


def test_a_price_heard_anew_leaves_what_the_one_before_it_priced(world: World) -> None:
    contact = world.contact(facility=JAIL)
    told(world, "0.40")
    early = world.sent(contact, DAY).message_id
    anew = replace(BY_PHONE, as_of=date(2026, 11, 20))
    world.directory.tell(Where(at_jail(world)), "JPay", anew, PriceSaid(Decimal("0.55")))
    before = world.sent(contact, eastern("2026-11-19 23:59")).message_id
    after = world.sent(contact, eastern("2026-11-20 00:00")).message_id
    assert [quoted(world, one)[0] for one in (early, before, after)] == [
        Decimal("0.40"),
        Decimal("0.40"),
        Decimal("0.55"),
    ]


def test_a_price_told_by_mistake_and_taken_back_prices_nothing(world: World) -> None:
    message = sent(world, JAIL)
    telling = told(world, "40.00")
    world.directory.untell(telling)  # type: ignore[arg-type]
    assert quoted(world, message) == (None, None)


def test_a_price_told_anew_for_the_same_days_prices_what_the_wrong_one_did(world: World) -> None:
    message = sent(world, JAIL)
    told(world, "40.00", date(2026, 1, 1))
    told(world, "0.40", date(2026, 1, 1))
    assert quoted(world, message)[0] == Decimal("0.40")


def test_a_correction_of_the_note_leaves_the_quote_and_one_of_the_length_does_not(
    database: Database, clock: FixedClock
) -> None:
    world = World(database, clock)
    message = sent(world, ATTICA, characters=100)
    # A newer catalogue, as after an update.
    dearer = replace(
        SMALL,
        rates=tuple(replace(rate, amount=Decimal("0.20")) for rate in SMALL.rates if rate.place == "ny"),
    )
    newer = Database(database.url)
    follow(newer, Directory(newer, clock, dearer))
    messages = type(world.messages)(newer, clock)
    row = world.message(message)
    entry = Entry(row.contact_id, row.provider_id, row.at, characters=100, note="On his birthday")
    messages.edit(message, entry)
    assert quoted(world, message)[0] == Decimal("0.15")
    messages.edit(message, replace(entry, characters=101))
    newer.close()
    assert quoted(world, message)[0] == Decimal("0.20")


def test_a_logged_cost_beats_the_quote_and_the_quote_a_pack(world: World) -> None:
    contact = world.contact(facility=ATTICA)
    spend = Spend(world.database, world.clock)
    for cost in (Decimal("0.99"), None):
        world.sent(contact, DAY, cost=cost, stamps=1)
    assert spend.table().total.used == Decimal("1.14")


def test_a_price_by_the_character_asks_for_the_length(world: World) -> None:
    contact = world.contact(facility=JAIL)
    told(world, "0.0025", unit="character")
    nobody_said = world.sent(contact, DAY).message_id
    counted = world.sent(contact, eastern("2026-11-10 11:00"), characters=1261).message_id
    assert (quoted(world, nobody_said)[0], quoted(world, counted)[0]) == (None, Decimal("3.1525"))


def test_whatever_a_message_holds_is_quoted(world: World) -> None:
    contact = world.contact(facility=ATTICA)
    quotes = Quotes(world.database, world.directory)
    found = quotes.quote(contact, "JPay", DAY, What(100, 1, video_messages=1, cards=2))
    assert found is not None
    assert (found.units, found.total, found.unknown) == (5, Decimal("0.75"), ("card",))


def test_what_is_charged_in_dollars_comes_on_top_of_the_stamps_that_were_said() -> None:
    photos = (Extra("photo", amount=Decimal("0.25")), Extra("video message", units=3))
    rate = price("0.40", extras=photos, tax_percent=Decimal(5))
    found = worth((rate,), What(100, photos=2, video_messages=1), stamps=2)
    assert found is not None
    assert found.quote == Quote(
        2,
        (
            Line("text", 2, Decimal("0.8000")),
            Line("photo", None, Decimal("0.5000")),
            Line("tax", None, Decimal("0.0650")),
        ),
        Decimal("1.3650"),
    )


def test_a_message_that_waited_for_a_price_has_one_once_it_is_known_who_runs_the_place(world: World) -> None:
    message = sent(world, JAIL)
    assert quoted(world, message) == (None, None)
    world.set_right(at_jail(world), kind="state", agency="ny")
    assert quoted(world, message) == (Decimal("0.15"), 1)
    world.set_right(at_jail(world), kind="county", agency="")
    assert quoted(world, message) == (Decimal("0.15"), 1)


def test_a_move_that_is_entered_late_prices_what_was_sent_since_by_the_new_place(world: World) -> None:
    contact = world.contact(facility=JAIL)
    texts = [world.sent(contact, eastern(f"2026-11-{day:02} 10:00")).message_id for day in (8, 9, 10)]
    world.clock.set(eastern("2026-11-20 10:00"))
    moved = world.contacts.transfer(contact, ATTICA, date(2026, 11, 9))
    # The day of the move belongs to both places.
    assert [quoted(world, one)[0] for one in texts] == [None, None, Decimal("0.15")]
    world.contacts.undo_transfer(moved)
    assert [quoted(world, one)[0] for one in texts] == [None, None, None]


def test_what_is_typed_is_quoted_with_its_source(world: World) -> None:
    contact = world.contact(facility=ATTICA)
    quotes = Quotes(world.database, world.directory)
    found = quotes.quote(contact, "JPay", DAY, What(characters=1260, photos=1))
    assert found is not None
    assert (found.unit, found.units, found.total, found.payer) == ("stamp", 2, Decimal("0.30"), "family")
    assert found.source.startswith("http")
    assert quotes.quote(contact, "Pigeon post", DAY, What(characters=1260)) is None


@pytest.fixture
def subscribed(world: World) -> World:
    """A month from half past ten on 1 November, to half past ten on 1 December."""
    provider = world.provider()
    with world.database.write() as session:
        session.add(
            Purchase(
                ref="P1", provider_id=provider, kind="subscription",
                at=eastern("2026-11-01 10:30"), units=1, unit="month", amount=Decimal(10), logged_at=DAY,
            )
        )  # fmt: skip
    return world


@pytest.mark.parametrize(
    ("at", "covered"),
    [
        ("2026-11-01 10:29", False),
        ("2026-11-01 10:31", True),
        ("2026-11-10 10:00", True),
        ("2026-12-01 10:29", True),
        ("2026-12-01 10:31", False),
    ],
)
def test_a_subscription_pays_for_messages_to_the_minute(subscribed: World, at: str, covered: bool) -> None:
    contact = subscribed.contact(facility=ATTICA)
    quotes = Quotes(subscribed.database, subscribed.directory)
    hour = eastern(at).replace(minute=0)
    for priced in (quotes.priced(contact, "JPay", eastern(at)), quotes.priced(contact, "JPay", hour)):
        found = priced.quote(What(characters=100), at=eastern(at))
        assert found is not None
        ends = eastern("2026-12-01 10:30") if covered else None
        assert (found.total, found.covered) == (Decimal(0 if covered else "0.15"), ends)


def test_a_subscription_pays_for_no_stamps_and_for_nothing_paid_directly(subscribed: World) -> None:
    contact = subscribed.contact(facility=ATTICA)
    priced = Quotes(subscribed.database, subscribed.directory).priced(contact, "JPay", DAY)
    stamped, direct = priced.quote(What(100), 2), priced.quote(What(100), directly=True)
    assert stamped is not None
    assert direct is not None
    assert (stamped.total, stamped.covered) == (Decimal("0.30"), None)
    assert (direct.total, direct.covered) == (Decimal("0.15"), None)


def test_where_only_a_subscription_is_sold_it_pays_and_without_it_nothing_is_said(subscribed: World) -> None:
    contact = subscribed.contact(facility=JAIL)
    told(subscribed, "10", unit="month")
    quotes = Quotes(subscribed.database, subscribed.directory)
    found = quotes.quote(contact, "JPay", DAY, What(100))
    assert found is not None
    assert (found.unit, found.total, found.lines) == ("month", Decimal(0), ())
    later = quotes.priced(contact, "JPay", eastern("2026-12-02 10:00"))
    assert later.quote(What(100)) is None
    assert later.plainest is not None
    assert (later.plainest.amount, later.plainest.unit) == (Decimal(10), "month")
