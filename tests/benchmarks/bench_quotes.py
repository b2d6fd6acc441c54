"""Prices applied: quotes a second, the best mix of packs, and the last 90 days of many messages compared."""

import random
from collections import deque
from collections.abc import Callable
from decimal import ROUND_UP, Decimal
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tests.benchmarks.seed import household
from tests.spend.prices import NEW_YORK, price, shipped
from tests.world import World
from tracker.directory.cards import Answer, Price
from tracker.directory.catalogue.model import Extra
from tracker.spend import Spend
from tracker.spend.comparing.compare import compare
from tracker.spend.comparing.room import Comparing
from tracker.spend.packs import best_mix
from tracker.spend.quotes import COVERED, TEN_THOUSANDTH, What, quote

QUOTES, ROUNDS = 100_000, 7
FEW, MANY = 10_000, 1_000_000
STAMPS = 100_000
PHOTO = (Extra("photo", amount=Decimal("0.25")),)
# Every unit there is, by what it takes most work to quote.
PRICES = {
    "two stamps a message": price("0.20", units=2, characters=2_000, extras=PHOTO),
    "three messages a stamp": price("0.20", messages=3, characters=2_000, extras=PHOTO),
    "by the character": price("0.0025", "character"),
    "by the character, photos and tax": price(
        "0.0025", "character", extras=PHOTO, tax_percent=Decimal("6.25")
    ),
    "by the page": price("0.25", "page", characters=3_000),
    "by the minute": price("0.05", "minute"),
    "a week": price("2", "week", extras=PHOTO),
    "a month": price("8", "month"),
    "free": price("0", "free"),
}


def run() -> list[dict[str, Any]]:
    """Quotes against the same in plain Decimals, packs by reduction against the whole search, and usage."""
    shipped_prices = {
        "stamps of 6,000 characters": shipped("ny").providers[0].price,
        "by the message, with a tax": shipped("ia").providers[0].price,
    }
    rows = [_quotes(words, found) for words, found in (shipped_prices | PRICES).items() if found]
    rows.append(_mix())
    with TemporaryDirectory() as name:
        worlds = {number: _household(Path(name) / f"{number}.db", number) for number in (FEW, MANY)}
        spends = {number: Spend(world.database, world.clock) for number, world in worlds.items()}
        cheaper = {
            number: Comparing(world.database, world.clock, world.directory).cheaper
            for number, world in worlds.items()
        }
        place = shipped("ny")
        questions: dict[str, dict[int, Callable[[], object]]] = {
            "the last 90 days counted": {number: spend.usage for number, spend in spends.items()},
            "the last 90 days compared": {
                number: partial(_compared, place, spend) for number, spend in spends.items()
            },
            "what would be cheaper": dict(cheaper),
        }
        rows += [_usage(words, asked) for words, asked in questions.items()]
        for world in worlds.values():
            world.database.close()
    return rows


def _compared(place: Answer, spend: Spend) -> object:
    return compare(place, spend.usage())


def _quotes(words: str, of: Price) -> dict[str, Any]:
    """No length twice, and photos among them; quotes are made and let go, as a page does."""
    rng = random.Random(48)
    lengths = rng.sample(range(QUOTES), QUOTES)
    whats = [What(length, rng.choice([0, 0, 0, 1, 4]), minutes=length % 20) for length in lengths]
    assert [quote(of, what).total for what in whats] == [_plain(of, what) for what in whats]
    value = _each(lambda: deque((quote(of, what) for what in whats), 0))
    peer = _each(lambda: deque((_plain(of, what) for what in whats), 0))
    return {
        "name": f"quotes: {words}",
        "value": round(QUOTES / value),
        "unit": "a second",
        "peer": "the total alone, plain Decimals",
        "peer_value": round(QUOTES / peer),
        "ratio": round(peer / value, 2),
        "goal": f"at least {QUOTES:,}",
    }


def _plain(of: Price, what: What) -> Decimal:
    """The total of a quote, as one would write it down."""
    rate = of.rate
    blocks = -(-what.characters // of.characters) if of.characters else 1
    units = {"character": what.characters, "minute": what.minutes}.get(of.unit, max(blocks, 1))
    total = units * of.amount if of.unit not in COVERED else Decimal(0)
    if rate is not None and of.unit in ("stamp", "message"):
        total = (total * rate.units / rate.messages).quantize(TEN_THOUSANDTH, ROUND_UP)
    photo = next((extra for extra in of.extras if extra.covers == "photo"), None)
    if photo is not None:
        total += what.photos * ((photo.units or 0) * of.amount + (photo.amount or 0))
    tax = rate.tax_percent if rate else Decimal(0)
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


def _usage(words: str, asked: dict[int, Callable[[], object]]) -> dict[str, Any]:
    times: dict[int, list[float]] = {number: [] for number in asked}
    for _round in range(ROUNDS + 1):
        for number, ask in asked.items():
            began = perf_counter()
            ask()
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
