"""The first message in stamps is logged with what was left before it, and both are taken back in one step."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.world import World
from tracker.contacts import FacilityEntry
from tracker.errors import FormTakenError, InvalidInputError
from tracker.messages import Entry
from tracker.spend import PurchaseEntry, Spend
from tracker.spend.balances import Account, Balances
from tracker.spend.opening import Before, Openings

ATTICA = FacilityEntry("Attica Correctional Facility", "NY", "state")


class Household:
    """Mom and her brother at Attica, where a message takes one stamp."""

    def __init__(self, world: World) -> None:
        self.world, database, clock = world, world.database, world.clock
        self.openings, self.balances = Openings(database, clock), Balances(database, clock)
        self.spend = Spend(database, clock)
        self.mom = world.household.add_member("Mom").id
        self.brother = world.contact("My brother", ATTICA)
        self.jpay = world.provider()
        self.stamps = Account(self.jpay, self.mom, "stamp")

    def entry(self, **more: object) -> Entry:
        return Entry(self.brother, self.jpay, self.world.clock.now(), self.mom, **more)  # type: ignore[arg-type]

    def before(self) -> Before:
        return self.openings.before(self.jpay, self.mom)

    def buy(self, kind: str, amount: int, units: int | None, unit: str | None) -> None:
        at = self.world.clock.now() - timedelta(days=2)
        self.spend.log_purchase(
            PurchaseEntry(self.jpay, kind, at, Decimal(amount), units=units, unit=unit, member_id=self.mom)
        )


@pytest.fixture
def home(world: World) -> Household:
    return Household(world)


def test_nothing_is_known_before_the_first_message(home: Household) -> None:
    assert home.before() == Before(asks=True)
    assert home.openings.before(None, home.mom) == Before(asks=True)
    assert home.before().after(None, 1, None) is None


def test_the_opening_stands_just_before_its_message(home: Household) -> None:
    home.openings.log_sent(home.entry(paid="balance"), 12)
    (opening,) = home.balances.entries(home.stamps)
    assert (opening.kind, opening.number) == ("opening", 12)
    assert home.world.clock.now() - opening.at == timedelta(microseconds=1)
    assert home.balances.left(home.stamps) == 11
    assert home.before() == Before(unit="stamp", left=11, paid="balance")
    assert home.before().after(None, 3, None) == 8
    assert home.before().after(None, None, None) is None


def test_both_are_taken_back_in_one_step(home: Household) -> None:
    logged, opening = home.openings.log_sent(home.entry(), 12)
    home.openings.take_back(logged.message_id, opening, home.mom)
    assert home.world.messages.count() == 0
    assert home.balances.entries(home.stamps) == ()
    assert home.before() == Before(asks=True)


def test_what_cannot_be_leaves_nothing_behind(home: Household) -> None:
    with pytest.raises(InvalidInputError) as refused:
        home.openings.log_sent(home.entry(), 10**9)
    assert refused.value.field == "number"
    with pytest.raises(InvalidInputError):
        home.openings.log_sent(home.entry(cost=Decimal(-1)), 12)
    assert home.world.messages.count() == 0
    assert home.balances.entries(home.stamps) == ()


def test_a_form_is_taken_once_with_both(home: Household) -> None:
    home.openings.log_sent(home.entry(), 12, form="one")
    with pytest.raises(FormTakenError):
        home.openings.log_sent(home.entry(), 12, form="one")
    assert home.world.messages.count() == 1
    assert len(home.balances.entries(home.stamps)) == 1


def test_a_message_in_stamps_without_an_answer_is_asked_about_once(home: Household) -> None:
    home.world.messages.log_sent(home.entry())
    assert home.before() == Before()


def test_after_a_pack_messages_draw_on_it_without_saying_so(home: Household) -> None:
    home.buy("stamps", 4, 30, "stamp")
    assert home.before() == Before(unit="stamp", left=30)
    home.world.messages.log_sent(home.entry())
    assert home.before().left == 29
    early = home.world.clock.now() - timedelta(days=3)
    assert home.openings.before(home.jpay, home.mom, early) == Before()


def test_credit_is_left_in_dollars(home: Household) -> None:
    home.buy("credit", 10, None, None)
    known = home.before()
    assert (known.unit, known.left) == ("usd", Decimal(10))
    assert known.after(None, None, Decimal("0.25")) == Decimal("9.75")
    assert known.after(None, 2, None) is None


def test_a_subscription_alone_leaves_no_balance(home: Household) -> None:
    home.buy("subscription", 9, 1, "month")
    assert home.before() == Before()


def test_more_than_is_left_is_below_zero(home: Household) -> None:
    home.openings.log_sent(home.entry(paid="balance"), 1)
    assert home.before().after(None, 2, None) == -2
