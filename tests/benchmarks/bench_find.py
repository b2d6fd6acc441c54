"""Search as people type, over 7,000 facilities: whole answers, and the ranking alone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from rapidfuzz import fuzz, process, utils
from sqlalchemy import insert

from storage.engine import sqlite_url
from storage.queries.directory_search import Searchable, searchable
from storage.session import Database
from storage.tables import Facility
from storage.upgrade import prepare
from tests.clock import NOON, FixedClock
from tests.world import World
from tracker.directory import Directory
from tracker.directory.catalogue.read import catalogue
from tracker.directory.search.finding import search
from tracker.directory.search.haystack import build
from tracker.directory.states import STATES

FACILITIES, QUERIES, ROUNDS = 7_000, 240, 3
SYLLABLES = ("al", "ar", "bel", "ben", "cal", "car", "clay", "dal", "el", "fair", "gar", "har", "lan")
ENDINGS = (
    "ton",
    "ville",
    "burg",
    "ford",
    "field",
    "wood",
    "land",
    "dale",
    "ley",
    "mont",
    "son",
    "ham",
    "port",
)
KINDS = {
    "county": ("{} County Jail", "{} County Detention Center", "{} County Sheriff's Office"),
    "state": ("{} Correctional Facility", "{} State Prison", "{} Correctional Institution", "{} Work Camp"),
    "federal": ("FCI {}", "USP {}", "FPC {}"),
    "local": ("{} City Jail", "{} Police Department"),
}
SHORTER = {"Correctional": "corr", "Institution": "inst", "Facility": "fac", "Center": "ctr", "County": "co"}


def run() -> list[dict[str, Any]]:
    """Milliseconds at the 95th percentile, over queries that were each asked once before."""
    random = Random(7)
    with TemporaryDirectory() as folder:
        database = Database(sqlite_url(Path(folder) / "find.db"))
        prepare(database, now=NOON)
        World(database, FixedClock())
        store_facilities(database, random)
        with database.read() as session:
            rows = searchable(session)
        queries = [_query(random, row) for row in random.sample(rows, QUERIES)]
        directory = Directory(database, FixedClock())
        whole = _p95(queries, directory.search)
        database.close()
    haystack = build(catalogue(), rows)
    names = [f"{row.name} {row.city} {row.state}" for row in rows]
    ours = _p95(queries, lambda text: search(haystack, text))
    peer = _p95(queries, lambda text: _plainly(text, names))
    return [
        _row(f"find: answers as you type, {FACILITIES:,} facilities, p95", whole, peer, "at most 15 ms"),
        _row(f"find: ranking alone, {FACILITIES:,} facilities, p95", ours, peer),
        _row(f"find: a haystack of {FACILITIES:,} facilities built", _built(rows), None, "at most 300 ms"),
    ]


def _plainly(text: str, names: Sequence[str]) -> object:
    return process.extract(text, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=10)


def _row(name: str, value: float, peer: float | None, goal: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 2),
        "unit": "ms",
        "peer": "rapidfuzz process.extract(WRatio)" if peer else "",
        "peer_value": round(peer, 2) if peer else "",
        "ratio": round(value / peer, 3) if peer else "",
        "goal": goal,
    }


def _p95(queries: Sequence[str], ask: Callable[[str], object]) -> float:
    """Over the queries, each by the median of its rounds."""
    spent: dict[str, list[float]] = {query: [] for query in queries}
    for query in queries:
        ask(query)
    for _round in range(ROUNDS):
        for query, times in spent.items():
            start = perf_counter()
            ask(query)
            times.append((perf_counter() - start) * 1000)
    return quantiles([median(times) for times in spent.values()], n=20)[-1]


def _built(rows: Sequence[Searchable]) -> float:
    spent: list[float] = []
    for _round in range(ROUNDS):
        start = perf_counter()
        build(catalogue(), rows)
        spent.append((perf_counter() - start) * 1000)
    return median(spent)


def store_facilities(database: Database, random: Random) -> None:
    """Facilities whose names are as long and as much alike as those of the government's list."""
    with database.write() as session:
        session.execute(insert(Facility), [_facility(random, number) for number in range(FACILITIES)])


def _facility(random: Random, number: int) -> dict[str, Any]:
    state = random.choice(list(STATES))
    kind = random.choices(list(KINDS), (55, 33, 4, 8))[0]
    county, city = _town(random), _town(random)
    name = random.choice(KINDS[kind]).format(county if kind == "county" else city)
    return {
        "name": name,
        "state": state,
        "kind": kind,
        "city": city,
        "county": county,
        "zone": STATES[state].zone,
        "status": random.choices(("open", "closed", None), (90, 9, 1))[0],
        "population": random.choice((None, random.randrange(3000))),
        "source_id": str(number),
        "created_at": NOON,
    }


def _town(random: Random) -> str:
    begin = random.choice(("", "", "", "North ", "Mount ", "Saint ", "New "))
    return begin + (random.choice(SYLLABLES) + random.choice(SYLLABLES) + random.choice(ENDINGS)).title()


def _query(random: Random, row: Searchable) -> str:
    """A name as somebody types it: in full, half, with a slip, shortened, or the town with its state."""
    name, cut = row.name, random.randrange(2, len(row.name) - 1)
    ways = (
        name.lower(),
        name[:cut],
        f"{name[:cut]}{name[cut + 1 :]} {row.state}",
        f"{name[: cut - 1]}{name[cut]}{name[cut - 1]}{name[cut + 1 :]}",
        " ".join(SHORTER.get(word, word) for word in name.split()),
        f"{row.city} {row.state}".lower(),
        f"{name} in {row.city}, {STATES[row.state].name}",
    )
    return random.choice(ways)


if __name__ == "__main__":
    for line in run():
        print(line)
