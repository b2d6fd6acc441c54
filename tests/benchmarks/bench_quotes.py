"""Prices applied: quotes a second, the best mix of packs, and the last 90 days of many messages compared."""

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tests.benchmarks.seed import household
from tests.spend.prices import NEW_YORK, price, shipped
from tests.world import World
from tracker.directory.cards import Price
from tracker.spend import Spend
from tracker.spend.comparing.compare import compare
from tracker.spend.packs import best_mix
from tracker.spend.quotes import What, quote

QUOTES, ROUNDS = 100_000, 7
FEW, MANY = 10_000, 1_000_000
STAMPS = 100_000


def run() -> list[dict[str, Any]]:
    """Quotes against the same in plain Decimals, packs by reduction against the whole search, and usage."""
    prices = {
        "stamps of 6,000 characters": shipped("ny").providers[0].price,
        "messages with a tax": shipped("ia").providers[0].price,
        "characters, few alike": price("0.0025", "character"),
    }
    rows = [_quotes(words, found) for words, found in prices.items() if found]
    rows.append(_mix())
    with TemporaryDirectory() as name:
        worlds = {number: _household(Path(name) / f"{number}.db", number) for number in (FEW, MANY)}
        spends = {number: Spend(world.database, world.clock) for number, world in worlds.items()}
        place = shipped("ny")
        rows.append(_usage("the last 90 days counted", lambda spend: spend.usage(), spends))
        rows.append(_usage("the last 90 days compared", lambda spend: compare(place, spend.usage()), spends))
        for world in worlds.values():
            world.database.close()
    return rows


def _quotes(words: str, of: Price) -> dict[str, Any]:
    rng = random.Random(48)
    whats = [What(rng.randrange(15_000), rng.choice([0, 0, 0, 1, 4])) for _ in range(QUOTES)]
    assert [quote(of, what).total for what in whats] == [_plain(of, what) for what in whats]
    value = _each(lambda: [quote(of, what) for what in whats])
    peer = _each(lambda: [_plain(of, what) for what in whats])
    return {
        "name": f"quotes: {words}, {QUOTES:,} texts and photos",
        "value": round(QUOTES / value),
        "unit": "a second",
        "peer": "the total alone, plain Decimals",
        "peer_value": round(QUOTES / peer),
        "ratio": round(peer / value, 2),
        "goal": f"at least {QUOTES:,}",
    }


def _plain(of: Price, what: What) -> Decimal:
    """The total of a quote, as one would write it down."""
    block = 1 if of.unit == "character" else of.characters or 0
    units = -(-what.characters // block) if block else 1
    units = max(units, of.unit != "character")
    photo = next((extra for extra in of.extras if extra.covers == "photo"), None)
    total = units * of.amount
    if photo is not None:
        total += what.photos * ((photo.units or 0) * of.amount + (photo.amount or 0))
    tax = of.rate.tax_percent if of.rate else Decimal(0)
    return total + round(total * tax / 100, 4)


def _mix() -> dict[str, Any]:
    found = best_mix(STAMPS + 47, NEW_YORK)
    assert found.cost == _searched(STAMPS + 47)
    value = _each(lambda: best_mix(STAMPS + 47, NEW_YORK))
    peer = _each(lambda: _searched(STAMPS + 47), rounds=1)
    return {
        "name": f"packs: the best mix for {STAMPS + 47:,} stamps",
        "value": round(value * 1_000, 3),
        "unit": "ms",
        "peer": "a search through every number",
        "peer_value": round(peer * 1_000, 3),
        "ratio": round(value / peer, 4),
    }


def _searched(number: int) -> Decimal:
    best = [Decimal(0)]
    for wanted in range(1, number + 1):
        best.append(min(best[max(0, wanted - pack.units)] + pack.price for pack in NEW_YORK))
    return best[number]


def _household(file: Path, messages: int) -> World:
    """Texts of many lengths, some with photos."""
    world = household(file, messages)
    with world.database.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE message SET characters = 100 + (id * 7919) % 4000, photos = (id % 7 = 0) * (id % 3)"
        )
    return world


def _usage(words: str, ask: Callable[[Spend], object], spends: dict[int, Spend]) -> dict[str, Any]:
    times: dict[int, list[float]] = {number: [] for number in spends}
    for _round in range(ROUNDS + 1):
        for number, spend in spends.items():
            began = perf_counter()
            ask(spend)
            times[number].append((perf_counter() - began) * 1_000)
    value, peer = (median(times[number][1:]) for number in (MANY, FEW))
    return {
        "name": f"usage: {words}, {MANY:,} messages",
        "value": round(value, 1),
        "unit": "ms",
        "peer": f"{FEW:,} messages",
        "peer_value": round(peer, 1),
        "ratio": round(value / peer, 2),
    }


def _each(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds, the median."""
    times = []
    for _round in range(rounds):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return median(times)


if __name__ == "__main__":
    for line in run():
        print(line)
