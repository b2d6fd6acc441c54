"""Flags: one for each wait, cleared with what ended it, snoozed and acknowledged; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.session import Database
from storage.tables import Flag
from tests.world import World, eastern
from tracker.errors import ConflictError, NotFoundError

MONDAY = eastern("2026-11-02 10:00")
DUE = eastern("2026-11-04 10:00")
LATER = eastern("2026-11-05 10:00")


def overdue_message(world: World) -> int:
    world.clock.set(MONDAY)
    logged = world.sent(world.contact(), MONDAY)
    world.clock.set(LATER)
    world.overdue.sweep()
    return logged.message_id


def test_a_sweep_flags_once_however_often_it_runs(world: World) -> None:
    overdue_message(world)
    assert world.overdue.sweep().flagged == 0
    (flag,) = world.overdue.flags()
    assert (flag.due_at, flag.noticed_at, flag.wait) == (DUE, LATER, 1)


def test_many_sweeps_at_once_leave_one_flag_for_each_wait(world: World) -> None:
    world.clock.set(MONDAY)
    dad = world.contact()
    for minute in range(30):
        world.sent(dad, MONDAY + timedelta(minutes=minute))
    world.clock.set(LATER)
    with ThreadPoolExecutor(8) as pool:
        swept = list(pool.map(lambda _: world.overdue.sweep(LATER), range(16)))
    assert sum(one.flagged for one in swept) == 30
    assert len(world.overdue.flags()) == 30


def test_an_idle_sweep_leaves_the_data_revision_alone(world: World) -> None:
    overdue_message(world)
    before = world.database.revision()
    world.overdue.sweep()
    assert world.database.revision() == before


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("delivered", "news"), ("rejected", "rejected"), ("returned", "returned"), ("closed", "closed")],
)
def test_what_ends_the_wait_clears_its_flag_with_the_reason(world: World, kind: str, reason: str) -> None:
    message_id = overdue_message(world)
    world.news(message_id, kind, LATER)
    (flag,) = world.overdue.flags()
    assert (flag.state, flag.ended_by, flag.cleared_at) == ("cleared", reason, LATER)


def test_a_reply_clears_the_flag(world: World) -> None:
    message_id = overdue_message(world)
    dad = world.message(message_id).contact_id
    world.reply(dad, LATER, [message_id])
    assert [flag.ended_by for flag in world.overdue.flags()] == ["answered"]


def test_the_next_wait_can_be_flagged_again_even_at_the_same_instant(world: World) -> None:
    message_id = overdue_message(world)
    world.messages.close(message_id)
    world.messages.reopen(message_id)
    assert [(flag.wait, flag.state) for flag in world.overdue.flags()] == [(2, "open"), (1, "cleared")]


def test_in_review_leaves_the_flag_where_it_is(world: World) -> None:
    message_id = overdue_message(world)
    world.news(message_id, "in review", LATER)
    assert [flag.state for flag in world.overdue.flags()] == ["open"]


def test_a_flag_left_behind_is_cleared_by_the_next_sweep(world: World, database: Database) -> None:
    message_id = overdue_message(world)
    with database.write() as session:
        from storage.tables import Message

        session.get(Message, message_id).wait = 7  # type: ignore[union-attr]
    swept = world.overdue.sweep()
    assert (swept.cleared, swept.flagged) == (1, 1)


def test_a_snooze_lasts_until_business_time_has_passed(world: World) -> None:
    overdue_message(world)
    world.clock.set(eastern("2026-11-06 15:10"))
    (flag,) = world.overdue.flags()
    until = world.overdue.snooze(flag.id, timedelta(hours=24))
    assert until == eastern("2026-11-09 15:10")
    assert world.overdue.flags()[0].state == "snoozed"
    world.clock.set(until)
    assert world.overdue.flags()[0].state == "open"


def test_a_snooze_into_the_past_is_refused(world: World) -> None:
    overdue_message(world)
    (flag,) = world.overdue.flags()
    with pytest.raises(ConflictError):
        world.overdue.snooze_until(flag.id, LATER)


def test_an_acknowledged_flag_stays_until_the_wait_ends(world: World) -> None:
    message_id = overdue_message(world)
    (flag,) = world.overdue.flags()
    world.overdue.acknowledge(flag.id)
    assert world.overdue.flags()[0].state == "acknowledged"
    world.overdue.wake(flag.id)
    assert world.overdue.flags()[0].state == "open"
    world.overdue.acknowledge(flag.id)
    world.messages.close(message_id)
    kept = world.overdue.flags()[0]
    assert (kept.state, kept.acknowledged_at) == ("cleared", LATER)


def test_a_cleared_flag_cannot_be_snoozed(world: World) -> None:
    message_id = overdue_message(world)
    (flag,) = world.overdue.flags()
    world.messages.close(message_id)
    for handle in (world.overdue.acknowledge, world.overdue.wake):
        with pytest.raises(NotFoundError):
            handle(flag.id)
    with pytest.raises(NotFoundError):
        world.overdue.snooze(flag.id, timedelta(hours=1))


def test_the_next_deadline_to_come_is_the_earliest_not_passed(world: World) -> None:
    dad = world.contact()
    world.clock.set(MONDAY)
    assert world.overdue.next_due() is None
    world.sent(dad, MONDAY)
    world.sent(dad, MONDAY + timedelta(hours=1))
    assert world.overdue.next_due(DUE) == DUE
    assert world.overdue.next_due(DUE + timedelta(seconds=1)) == DUE + timedelta(hours=1)


def test_the_unique_pair_makes_a_second_flag_impossible(world: World, database: Database) -> None:
    from sqlalchemy.exc import IntegrityError

    message_id = overdue_message(world)
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(Flag(message_id=message_id, wait=1, due_at=DUE, noticed_at=LATER))
