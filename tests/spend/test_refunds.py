"""A refund of one message is kept with the word on the message, as one thing or not at all."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.clock import NOON
from tests.world import World
from tracker.errors import ConflictError, InvalidInputError
from tracker.messages import Entry
from tracker.spend import Kept, PurchaseEntry, Spend
from tracker.spend.keeping import differing

# In September and October, whose sums are kept.
SENT, BACK = NOON - timedelta(weeks=11), NOON - timedelta(weeks=5)


@pytest.fixture
def message(world: World) -> int:
    """A message for 30 cents, paid directly and rejected the day after."""
    logged = world.messages.log_sent(
        Entry(world.contact("Dad"), world.provider("JPay"), SENT, cost=Decimal("0.30"), paid="direct")
    )
    world.news(logged.message_id, "rejected", SENT + timedelta(days=1), reason="a photo too many")
    return logged.message_id


@pytest.fixture
def spend(world: World) -> Spend:
    return Spend(world.database, world.clock)


@pytest.fixture
def refund(world: World, message: int) -> PurchaseEntry:
    """The 30 cents came back the month after."""
    jpay = world.provider("JPay")
    return PurchaseEntry(jpay, "refund", BACK, Decimal("0.30"), message_id=message)


def well(world: World) -> bool:
    """Whether every row and every kept sum says what the steps come to."""
    with world.database.read() as session:
        return not differing(session) and not world.messages.differing()


def sums(spend: Spend) -> tuple[Decimal, Decimal, Decimal]:
    total = spend.table().total
    return total.paid, total.used, total.lost


LOST, NOTHING = (Decimal("0.30"),) * 3, (0, 0, 0)


def test_the_message_counts_nothing_and_the_refund_lowers_nothing_twice(
    world: World, spend: Spend, message: int, refund: PurchaseEntry
) -> None:
    assert sums(spend) == LOST
    kept = spend.keep_refund(refund)
    assert sums(spend) == NOTHING
    last = world.messages.detail(message).events[-1]
    assert (last.id, last.kind, last.at, last.refunded) == (kept.event_id, "rejected", refund.at, True)
    assert well(world)


def test_taken_back_it_is_as_before(world: World, spend: Spend, message: int, refund: PurchaseEntry) -> None:
    spend.take_back(spend.keep_refund(refund))
    assert sums(spend) == LOST
    assert spend.purchases() == ()
    assert world.messages.detail(message).card.lost
    assert well(world)


def test_a_refund_dated_before_the_rejection_does_not_become_the_ending(
    world: World, spend: Spend, message: int, refund: PurchaseEntry
) -> None:
    spend.keep_refund(replace(refund, at=SENT + timedelta(hours=1)))
    assert sums(spend) == NOTHING
    assert [loss.why for loss in spend.lost().messages] == []
    assert world.messages.detail(message).events[-1].at == SENT + timedelta(days=1)


def test_a_message_that_counts_as_refunded_gets_no_second_step(
    world: World, spend: Spend, message: int, refund: PurchaseEntry
) -> None:
    world.news(message, "rejected", SENT + timedelta(days=2), refunded=True)
    steps = len(world.messages.detail(message).events)
    kept = spend.keep_refund(refund)
    assert (kept.event_id, len(world.messages.detail(message).events)) == (None, steps)
    spend.take_back(kept)
    assert world.messages.detail(message).card.refunded


def test_a_second_word_on_a_refund_is_refused_so_that_nothing_else_is_taken_back(
    world: World, message: int
) -> None:
    """Two who tap at once: the second has no step of its own that Undo could take."""
    world.messages.refund(message)
    steps = len(world.messages.detail(message).events)
    with pytest.raises(ConflictError, match="already"):
        world.messages.refund(message)
    assert len(world.messages.detail(message).events) == steps


def test_a_refund_of_no_message_is_a_purchase_alone(spend: Spend, refund: PurchaseEntry) -> None:
    kept = spend.keep_refund(replace(refund, message_id=None))
    assert kept == Kept(kept.purchase_id, None)
    assert sums(spend) == (0, Decimal("0.30"), Decimal("0.30"))


def test_where_the_message_still_waits_nothing_is_kept(
    world: World, spend: Spend, refund: PurchaseEntry
) -> None:
    waiting = world.sent(world.contact("Cousin"), BACK).message_id
    with pytest.raises(ConflictError, match="rejected, returned or closed"):
        spend.keep_refund(replace(refund, message_id=waiting))
    assert spend.purchases() == ()


def test_what_is_refused_of_the_purchase_leaves_the_message_alone(
    spend: Spend, message: int, refund: PurchaseEntry, world: World
) -> None:
    with pytest.raises(InvalidInputError):
        spend.keep_refund(replace(refund, amount=Decimal(-1)))
    assert world.messages.detail(message).card.lost
