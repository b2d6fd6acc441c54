"""Sums of spend at 100,000 messages against 1,000: the same answers, read anew from SQLite each time."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import text

from tests.benchmarks.seed import household
from tracker.spend import Spend

FEW, MANY = 1_000, 100_000
ROUNDS = 9
QUESTIONS: dict[str, Callable[[Spend], object]] = {
    "table of everything": lambda spend: spend.table(),
    "what the page shows": lambda spend: spend.view(),
    "what the page shows, by contact": lambda spend: spend.view("contact"),
    "this month against last": lambda spend: spend.month_so_far(),
    "what stands behind a bar": lambda spend: spend.detail(("provider", 1), "2026-10"),
}


def run() -> list[dict[str, Any]]:
    """One row per question: milliseconds at 100,000 messages, and at 1,000 as the peer."""
    with TemporaryDirectory() as name:
        worlds = {number: household(Path(name) / f"{number}.db", number) for number in (FEW, MANY)}
        spends = {number: Spend(world.database, world.clock) for number, world in worlds.items()}
        _check(worlds[MANY].database, spends[MANY])
        rows = [_row(words, ask, spends) for words, ask in QUESTIONS.items()]
        for world in worlds.values():
            world.database.close()
    return rows


def _check(database: Any, spend: Spend) -> None:
    """The table's total is what the database says of the plain columns."""
    with database.engine.connect() as connection:
        used = connection.execute(text("SELECT sum(cost) FROM message")).scalar_one()
    assert spend.table().total.used * 10_000 == used


def _row(words: str, ask: Callable[[Spend], object], spends: dict[int, Spend]) -> dict[str, Any]:
    times: dict[int, list[float]] = {number: [] for number in spends}
    for spend in spends.values():
        ask(spend)
    for _round in range(ROUNDS):
        for number, spend in spends.items():
            start = perf_counter()
            ask(spend)
            times[number].append((perf_counter() - start) * 1000)
    value, peer = median(times[MANY]), median(times[FEW])
    return {
        "name": f"spend: {words}, {MANY:,} messages",
        "value": round(value, 1),
        "unit": "ms",
        "peer": f"{FEW:,} messages",
        "peer_value": round(peer, 1),
        "ratio": round(value / peer, 2),
    }


if __name__ == "__main__":
    for line in run():
        print(line)
