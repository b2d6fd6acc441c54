"""A charge of exactly what is sold where somebody is: what it was for, and its fee, before any purchase."""

from decimal import Decimal

import pytest

from storage.session import Database
from tests.clock import FixedClock
from tests.spend.statement_files import csv_of
from tests.world import World
from tracker.contacts import FacilityEntry
from tracker.spend.statements import Answer, Bought, Proposal
from tracker.spend.statements.sold import _single

D = Decimal
ATTICA = FacilityEntry("Attica Correctional Facility", "NY", "state")
NEVADA = FacilityEntry("Ely State Prison", "NV", "state")
KENTUCKY = FacilityEntry("Kentucky State Penitentiary", "KY", "state")


@pytest.fixture
def world(database: Database, clock: FixedClock) -> World:
    return World(database, clock)


def proposed(world: World, *lines: str) -> tuple[Proposal, ...]:
    return world.statements.read(csv_of(*lines)).proposals


@pytest.mark.parametrize(("total", "stamps"), [("1.50", 10), ("4.20", 30), ("7.80", 60), ("12.00", 100)])
def test_the_price_of_a_pack_is_proposed_as_the_pack(world: World, total: str, stamps: int) -> None:
    world.contact("My brother", ATTICA)
    (proposal,) = proposed(world, f"2026-11-10,JPAY,-{total}")
    assert proposal.bought == Bought("JPay", "stamps", D(total), D(0), stamps, "stamp")


def test_a_pack_with_a_fee_is_proposed_with_price_and_fee_apart(world: World) -> None:
    world.contact("My brother", KENTUCKY, provider="Securus eMessaging")
    (proposal,) = proposed(world, "2026-11-10,SECURUS,-10.70")
    assert proposal.bought == Bought("Securus eMessaging", "stamps", D("7.70"), D("3.00"), 10, "stamp")


def test_what_is_sold_nowhere_of_ours_is_proposed_as_a_whole(world: World) -> None:
    world.contact("Dad")
    world.provider("JPay")
    other, refund = proposed(world, "2026-11-10,JPAY,-4.20", "2026-11-11,JPAY,1.50", "2026-11-11,SHOP,-9.00")
    assert other.bought == Bought("JPay", "stamps", D("4.20"))
    assert refund.bought == Bought("JPay", "refund", D("1.50"))


def test_what_the_family_bought_for_that_goes_before_what_is_sold(world: World) -> None:
    world.contact("My brother", ATTICA)
    (first,) = proposed(world, "2026-11-01,JPAY,-4.20")
    world.statements.take([Answer(first, "messages", Bought("JPay", "credit", D("3.20"), D("1.00")))])
    (second,) = proposed(world, "2026-11-20,JPAY,-4.20")
    assert second.bought == Bought("JPay", "credit", D("3.20"), D("1.00"))


def test_the_fee_that_falls_due_with_each_load_is_proposed_apart(world: World) -> None:
    world.contact("Uncle", NEVADA, provider="GettingOut")
    load, less = proposed(world, "2026-11-10,GETTINGOUT,-23.00", "2026-11-11,GETTINGOUT,-3.00")
    assert load.bought == Bought("GettingOut", "credit", D("20.00"), D("3.00"))
    assert less.bought == Bought("GettingOut", "credit", D("3.00"))


def test_of_two_places_that_sell_different_things_for_a_price_none_is_proposed() -> None:
    two = {("jpay", D(5)): {Bought("jpay", "stamps", D(5), units=n, unit="stamp") for n in (10, 20)}}
    assert _single(two) == {}
