"""Killed at any moment: imports whole or absent, what was acknowledged is there, one flag for each wait."""

import random
from collections import Counter
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from storage.session import Database
from tests.clock import FixedClock
from tests.faults.killing import Acknowledge, killed_amid
from tests.world import World, eastern
from tracker.messages import Entry, Filter, Messages
from tracker.overdue import Overdue
from tracker.spend.keeping import differing
from tracker.transfer import Transfer

pytestmark = pytest.mark.faults
MONDAY = eastern("2026-11-02 10:00")
# 200 kills on SQLite, where a torn file would be ours to answer for.
KILLS = {
    "sqlite": {"import": 70, "logging": 70, "sweep": 60},
    "postgresql": {"import": 12, "logging": 12, "sweep": 12},
}
ROWS = 300
HEADER = (
    "ref,contact,id_number,facility,state,provider,member,direction,at,answers,"
    "characters,photos,cost_usd,outcome,outcome_at,note"
)


def log_file(folder: Path, name: str) -> Path:
    """A file of 150 messages, each with its answer."""
    lines = [HEADER]
    for number in range(ROWS // 2):
        at = MONDAY + timedelta(minutes=number)
        person = "Dad,12345-678,FCI ELKTON,OH,CorrLinks,Mom"
        lines.append(f"{name}-{number}s,{person},sent,{at.isoformat()},,900,0,0.15,,,")
        answer = at + timedelta(hours=3)
        lines.append(f"{name}-{number}r,{person},received,{answer.isoformat()},{name}-{number}s,,,,,,")
    file = folder / f"{name}.csv"
    file.write_text("\n".join(lines) + "\n")
    return file


def sums_that_differ(world: World) -> list[tuple[str, int | None]]:
    """Months and providers whose kept sums are not those of their messages and purchases."""
    with world.database.read() as session:
        return differing(session)


def test_a_killed_import_is_whole_or_absent(world: World, tmp_path: Path) -> None:
    moments = random.Random(20261123)
    started = monotonic()
    Transfer(world.database, FixedClock()).import_log(log_file(tmp_path, "first"))
    longest = monotonic() - started
    whole = 1
    for kill in range(KILLS[world.database.dialect]["import"]):
        file = log_file(tmp_path, f"f{kill}")

        def work(database: Database, acknowledge: Acknowledge, file: Path = file) -> None:
            Transfer(database, FixedClock()).import_log(file)
            acknowledge(file.stem)

        done = killed_amid(work, world.database.url, moments, longest=longest)
        stored = world.messages.count() - whole * ROWS
        assert stored in (0, ROWS)
        assert not done or stored == ROWS
        whole += stored // ROWS
        # Draws the moments closer to the commit, whatever this machine's speed.
        longest *= 0.9 if stored else 1.25
    assert world.messages.differing() == ()
    assert sums_that_differ(world) == []
    # Some were killed before the end and some after it, or the kills would prove nothing.
    assert 1 < whole <= KILLS[world.database.dialect]["import"]


def test_what_was_acknowledged_is_there_after_a_kill(world: World) -> None:
    dad, provider, moments = world.contact(), world.provider(), random.Random(4)
    known: set[str] = set()
    world.messages.preview(dad, provider, MONDAY)  # loads the holidays once for every child
    for _kill in range(KILLS[world.database.dialect]["logging"]):

        def work(database: Database, acknowledge: Acknowledge) -> None:
            messages = Messages(database, FixedClock())
            while True:
                logged = messages.log_sent(Entry(dad, provider, MONDAY))
                acknowledge(logged.ref)
                reply = messages.log_reply(
                    Entry(dad, provider, MONDAY + timedelta(hours=1)), [logged.message_id]
                )
                acknowledge(reply.ref)

        known |= set(killed_amid(work, world.database.url, moments, longest=0.03, most_heard=6))
    stored = {card.ref for card in world.messages.page(Filter(), limit=100_000).messages}
    assert known <= stored
    assert len(known) >= KILLS[world.database.dialect]["logging"]
    assert world.messages.differing() == ()
    assert sums_that_differ(world) == []
    answered = {card.ref for card in world.messages.page(Filter(state="answered"), limit=100_000).messages}
    replies = {card.ref for card in world.messages.page(Filter(state="received"), limit=100_000).messages}
    assert len(answered) == len(replies)


def test_killed_sweeps_leave_one_flag_for_each_wait(world: World) -> None:
    world.clock.set(MONDAY)
    dad, moments = world.contact(), random.Random(5)
    start = world.clock.now()
    for kill in range(KILLS[world.database.dialect]["sweep"]):
        for minute in range(4):
            world.sent(dad, start + timedelta(minutes=minute, seconds=kill))

        def work(database: Database, acknowledge: Acknowledge, kill: int = kill) -> None:
            later = FixedClock(start + timedelta(days=3, minutes=kill))
            messages, overdue = Messages(database, later), Overdue(database, later)
            while True:
                later.advance(timedelta(seconds=1))
                swept = overdue.sweep()
                acknowledge(str(swept.flagged))
                for card in overdue.overdue(limit=2):
                    messages.close(card.message.id)
                    messages.reopen(card.message.id)

        killed_amid(work, world.database.url, moments, longest=0.03, most_heard=4)
        world.clock.set(start + timedelta(minutes=5))
    world.clock.set(start + timedelta(days=4))
    world.overdue.sweep()
    flags = world.overdue.flags()
    waits = Counter((flag.message.id, flag.wait) for flag in flags)
    assert max(waits.values()) == 1
    late = {card.message.id for card in world.overdue.overdue()}
    assert {flag.message.id for flag in flags if flag.state != "cleared"} == late
    # A kill between a closing and its reopening leaves one message closed; all others wait and are late.
    waiting = world.messages.page(Filter(state="waiting"), limit=10_000).messages
    assert late == {card.id for card in waiting}
    assert len(late) >= 3 * KILLS[world.database.dialect]["sweep"]
