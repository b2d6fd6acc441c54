"""The demo comes, looks alive on any day, and goes without a trace."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from storage.session import Database
from storage.tables import (
    Budget,
    Closure,
    Contact,
    Event,
    Facility,
    Flag,
    Member,
    Message,
    MonthSum,
    Provider,
    Purchase,
    SharedAccount,
    Stay,
)
from tests.clock import NOON, FixedClock
from tests.transfer.files import Importer, bought, sent
from tests.world import World
from tracker.errors import ConflictError
from tracker.overdue import Overdue
from tracker.transfer.demo_story import tell


def test_the_demo_goes_without_a_trace(importer: Importer) -> None:
    before = importer.dump()
    loaded = importer.transfer.demo_load()
    assert importer.transfer.demo_present()
    assert (loaded.contacts, len(importer.rows(Contact))) == (3, 3)
    assert loaded.messages == len(importer.rows(Message)) > 400
    assert loaded.purchases == len(importer.rows(Purchase)) > 10
    Overdue(importer.database, FixedClock(importer.clock.now() + timedelta(days=30))).sweep()
    removed = importer.transfer.demo_remove()
    assert removed.kept == {}
    assert removed.removed["message"] == loaded.messages
    assert importer.dump() == before
    assert not importer.transfer.demo_present()


def test_a_familys_own_rows_are_untouched(importer: Importer) -> None:
    names = {"contact": "Dad", "facility": "FCI ELKTON", "provider": "CorrLinks"}
    importer.log(sent("M1", **names), sent("demo1-0001", at="2026-11-03T10:00:00Z"))
    importer.purchases(bought("P1", provider="GettingOut", member="Me"))
    before = importer.dump()
    importer.transfer.demo_load()
    assert "Dad (demo)" in [row.name for row in importer.rows(Contact)]
    assert importer.transfer.demo_remove().kept == {}
    assert importer.dump() == before


def test_a_second_demo_is_refused_while_one_is_there(importer: Importer) -> None:
    importer.transfer.demo_load()
    rows = importer.dump()
    with pytest.raises(ConflictError, match="already"):
        importer.transfer.demo_load()
    assert importer.dump() == rows


def test_what_the_family_hung_on_it_is_kept_with_what_it_needs(importer: Importer) -> None:
    importer.transfer.demo_load()
    world = World(importer.database, importer.clock)
    waiting = next(row for row in importer.rows(Message) if row.due_at and row.due_at < importer.clock.now())
    reply = world.reply(
        waiting.contact_id, importer.clock.now(), [waiting.id], provider_id=waiting.provider_id
    )
    removed = importer.transfer.demo_remove()
    assert removed.kept["message"] == 1
    assert removed.kept["contact"] == 1
    kept = {row.id: row for row in importer.rows(Message)}
    assert set(kept) == {waiting.id, reply.message_id}
    assert kept[waiting.id].state == "answered"
    assert [row.id for row in importer.rows(Contact)] == [waiting.contact_id]
    assert {row.contact_id for row in importer.rows(Stay)} == {waiting.contact_id}
    assert {row.kind for row in importer.rows(Event)} >= {"sent", "received", "answered"}
    assert [row.message_id for row in importer.rows(Flag)] == [waiting.id]
    assert importer.broken_references() == []
    assert not importer.transfer.demo_present()


def test_a_kept_contact_keeps_no_message_that_nobody_needs(importer: Importer) -> None:
    importer.transfer.demo_load()
    world = World(importer.database, importer.clock)
    contact = importer.rows(Contact)[0]
    own = world.sent(contact.id, importer.clock.now(), provider_id=contact.provider_id)
    importer.transfer.demo_remove()
    assert [row.id for row in importer.rows(Message)] == [own.message_id]
    assert importer.rows(Message)[0].due_at is not None


def test_a_budget_or_a_balance_of_the_familys_own_keeps_what_it_is_about(importer: Importer) -> None:
    importer.transfer.demo_load()
    contact, provider = importer.rows(Contact)[0], importer.rows(Provider)[0]
    member = importer.rows(Member)[0]
    with importer.database.write() as session:
        session.add(Budget(scope="contact", contact_id=contact.id, amount=Decimal(20), set_at=NOON))
        session.add(SharedAccount(provider_id=provider.id, member_id=member.id, marked_at=NOON))
    importer.transfer.demo_remove()
    assert [row.contact_id for row in importer.rows(Budget)] == [contact.id]
    assert contact.id in [row.id for row in importer.rows(Contact)]
    assert [row.id for row in importer.rows(Member)] == [member.id]
    assert provider.id in [row.id for row in importer.rows(Provider)]
    assert importer.rows(MonthSum) == []


def test_a_demo_after_a_partly_kept_one_is_whole_again(importer: Importer) -> None:
    importer.transfer.demo_load()
    world = World(importer.database, importer.clock)
    waiting = next(row for row in importer.rows(Message) if row.due_at)
    world.news(waiting.id, "read", importer.clock.now())
    importer.transfer.demo_remove()
    before = importer.dump()
    first = len(importer.rows(Message))
    loaded = importer.transfer.demo_load()
    assert len(importer.rows(Message)) == first + loaded.messages
    assert importer.transfer.demo_remove().kept == {}
    assert importer.dump() == before


def test_removing_what_is_not_there_changes_nothing(importer: Importer) -> None:
    importer.log(sent("M1"))
    before, revision = importer.dump(), importer.database.revision()
    assert importer.transfer.demo_remove().removed == {}
    assert (importer.dump(), importer.database.revision()) == (before, revision)


@pytest.mark.parametrize("days", range(0, 365, 26))
def test_on_any_day_some_are_overdue_and_some_wait(
    sqlite_database: Database, tmp_path: Path, days: int
) -> None:
    clock = FixedClock(datetime(2026, 11, 23, 3 + days % 20, 40, tzinfo=UTC) + timedelta(days=days))
    importer = Importer(sqlite_database, tmp_path, clock)
    importer.transfer.demo_load()
    open_flags = [row for row in importer.rows(Flag) if row.cleared_at is None]
    waiting = [row for row in importer.rows(Message) if row.due_at and row.due_at >= clock.now()]
    assert len(open_flags) == 3
    assert len(waiting) == 3


def test_the_demo_is_believable(importer: Importer) -> None:
    importer.transfer.demo_load()
    rows = importer.rows(Message)
    states = Counter(row.state for row in rows)
    assert {"answered", "rejected", "returned", "closed", "received"} <= set(states)
    assert states["answered"] > 0.8 * sum(states[state] for state in states if state != "received")
    assert min(row.at for row in rows) < importer.clock.now() - timedelta(days=350)
    assert max(row.at for row in rows) <= importer.clock.now()
    assert {row.name for row in importer.rows(Member)} == {"Mom", "Me"}
    assert [row.ended_by for row in importer.rows(Stay)].count("transferred") == 1
    (closure,) = importer.rows(Closure)
    assert closure.to_day < date(2026, 11, 23)
    assert {row.kind for row in importer.rows(Purchase)} == {"stamps", "credit", "refund"}
    assert any(row.fee for row in importer.rows(Purchase))
    assert {row.kind for row in importer.rows(Facility)} == {"federal", "state", "county"}
    assert Counter(row.kind for row in importer.rows(Event))["answered"] > 200


@pytest.mark.parametrize("days", range(0, 60, 15))
def test_nobody_in_the_demo_uses_more_than_they_bought(
    sqlite_database: Database, tmp_path: Path, days: int
) -> None:
    clock = FixedClock(NOON + timedelta(days=days))
    importer = Importer(sqlite_database, tmp_path, clock)
    importer.transfer.demo_load()
    cards = World(sqlite_database, clock).balances.cards()
    assert {(card.provider, card.member) for card in cards} == {
        (provider, member) for provider in ("JPay", "GettingOut") for member in ("Mom", "Me")
    }
    assert all(0 <= card.left < 14 for card in cards)


def test_the_story_is_the_same_every_time() -> None:
    now = datetime(2026, 11, 23, 12, 40, 30, tzinfo=UTC)
    assert tell(now, "America/New_York", "d-", {}) == tell(now, "America/New_York", "d-", {})
    assert tell(now, "America/New_York", "d-", {}).log != tell(now, "America/New_York", "e-", {}).log
