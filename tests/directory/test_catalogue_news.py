"""A newer catalogue changes what the family has not said itself, and says what changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from storage.session import Database
from tests.clock import FixedClock
from tests.directory.small import FACT, SMALL
from tests.world import World
from tracker.contacts import FacilityEntry
from tracker.directory import Directory, PriceSaid, Saying, Where
from tracker.directory.catalogue.model import Catalogue, Contract

BY_PHONE = Saying("The prison, by phone", date(2026, 11, 23))
NEWER = replace(
    SMALL,
    version="newer",
    contracts=(
        *(row for row in SMALL.contracts if row.place != "ny"),
        Contract("ny", "gettingout", FACT),
    ),
    rates=tuple(
        replace(rate, amount=Decimal("0.20")) if rate.place == "ny" else rate for rate in SMALL.rates
    ),
)


def opened(database: Database, clock: FixedClock, catalogue: Catalogue) -> Directory:
    """The directory as the next start has it."""
    directory = Directory(database, clock, catalogue)
    directory.note_catalogue()
    return directory


def test_the_first_catalogue_is_no_news(world: World) -> None:
    directory = opened(world.database, world.clock, SMALL)
    assert directory.catalogue_news() == ()


def test_the_same_catalogue_again_writes_nothing(world: World) -> None:
    opened(world.database, world.clock, SMALL)
    before = world.database.revision()
    assert opened(world.database, world.clock, SMALL).catalogue_news() == ()
    assert world.database.revision() == before


def test_a_start_with_the_catalogue_seen_before_reads_none_of_its_rows(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    Directory(world.database, world.clock).note_catalogue()
    monkeypatch.setattr("tracker.directory.room.shipped_catalogue", lambda: pytest.fail("read"))
    assert Directory(world.database, world.clock).note_catalogue() == 0


def test_a_newer_catalogue_says_what_it_changed(world: World) -> None:
    opened(world.database, world.clock, SMALL)
    directory = opened(world.database, world.clock, NEWER)
    labels = [news.change.label for news in directory.catalogue_news()]
    assert len(labels) == 4
    assert any("GettingOut" in label and "New York" in label for label in labels)
    assert any("JPay" in label and "ended" in label for label in labels)
    assert any("0.15" in label or "0.20" in label for label in labels)
    assert {news.seen_at for news in directory.catalogue_news()} == {world.clock.now()}


def test_news_are_told_once(world: World) -> None:
    opened(world.database, world.clock, SMALL)
    opened(world.database, world.clock, NEWER)
    assert len(opened(world.database, world.clock, NEWER).catalogue_news()) == 4


@pytest.fixture
def attica(world: World) -> int:
    world.contact(facility=FacilityEntry("Attica Correctional Facility", "NY", "state"))
    return world.contacts.facilities()[0].id


def test_what_the_family_did_not_say_follows_the_newer_catalogue(world: World, attica: int) -> None:
    assert opened(world.database, world.clock, SMALL).answer(attica).providers[0].name == "JPay"
    assert opened(world.database, world.clock, NEWER).answer(attica).providers[0].name == "GettingOut"


def test_what_the_family_said_survives_a_newer_catalogue(world: World, attica: int) -> None:
    directory = opened(world.database, world.clock, SMALL)
    directory.tell(Where(attica), "JPay", BY_PHONE, PriceSaid(Decimal("0.17"), unit="stamp"))
    [provider] = opened(world.database, world.clock, NEWER).answer(attica).providers
    assert (provider.name, provider.told) == ("JPay", True)
    assert provider.price is not None
    assert provider.price.amount == Decimal("0.17")
