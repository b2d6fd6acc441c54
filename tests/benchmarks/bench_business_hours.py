"""Business time against workclock: 100,000 random sends, New York, 48 business hours, the same answers."""

import random
import statistics
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import numpy as np
from workclock import Holidays, Schedule, WorkDay

from tracker.business_hours import PlaceCalendar, clock_for
from tracker.business_hours.holiday_lists import public_holidays

SENDS = 100_000
ROUNDS = 7
SPAN = timedelta(hours=48)
NEW_YORK = "America/New_York"


def run() -> list[dict[str, object]]:
    """One row per question; `ratio` says how many times as fast as workclock; times are microseconds each.

    Both sides are bound methods that get the same objects, workclock a timedelta (its fastest spelling).
    """
    clock = clock_for(PlaceCalendar(NEW_YORK, "NY", federal=False))
    holidays = [day for year in range(2016, 2036) for day in public_holidays("NY", year)]
    peer = Schedule([WorkDay(time(0), time(0)), Holidays(holidays)], time_zone=NEW_YORK)

    rng = random.Random(48)
    first, width = datetime(2018, 1, 1, tzinfo=UTC), 14 * 365 * 86_400 * 1_000_000
    starts = [first + timedelta(microseconds=rng.randrange(width)) for _ in range(SENDS)]
    local = [start.astimezone(ZoneInfo(NEW_YORK)) for start in starts]
    ends = [start + timedelta(microseconds=rng.randrange(30 * 86_400 * 1_000_000)) for start in starts]
    many, many_ends = _array(starts), _array(ends)

    def each(add: Callable[[datetime, timedelta], datetime], sends: list[datetime]) -> list[datetime]:
        return [add(send, SPAN) for send in sends]

    def pairs(between: Callable[[datetime, datetime], timedelta]) -> list[timedelta]:
        return [between(start, end) for start, end in zip(starts, ends, strict=True)]

    return [
        _row("add", lambda: each(clock.add, starts), lambda: each(peer.add, starts)),
        _row("add, local start", lambda: each(clock.add, local), lambda: each(peer.add, local)),
        _row("between", lambda: pairs(clock.between), lambda: pairs(peer.between)),
        _row("add_many", lambda: clock.add_many(many, SPAN), lambda: peer.add_many(many, SPAN)),
        _row(
            "between_many",
            lambda: clock.between_many(many, many_ends),
            lambda: peer.between_many(many, many_ends),
        ),
    ]


def _row(name: str, ours: Callable[[], object], peers: Callable[[], object]) -> dict[str, object]:
    """Medians over rounds in which both take turns, after both were warmed up by comparing their answers."""
    assert np.array_equal(np.asarray(ours()), np.asarray(peers())), f"{name}: the answers differ"
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(_seconds(ours))
        theirs.append(_seconds(peers))
    value, peer_value = statistics.median(mine), statistics.median(theirs)
    return {
        "name": f"business hours: {name}, {SENDS:,} random sends",
        "value": round(value / SENDS * 1e6, 4),
        "unit": "µs each",
        "peer": "workclock",
        "peer_value": round(peer_value / SENDS * 1e6, 4),
        "ratio": round(peer_value / value, 1),
    }


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _array(instants: list[datetime]) -> np.ndarray:
    return np.array([instant.replace(tzinfo=None) for instant in instants], dtype="datetime64[us]")


if __name__ == "__main__":
    for row in run():
        sys.stdout.write(
            f"{row['name']:55} {row['value']:>8} {row['unit']}  {row['peer']} {row['peer_value']:>8}  "
            f"{row['ratio']} times as fast\n"
        )
