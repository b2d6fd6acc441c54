"""A sweep costs what is due, not what is stored."""

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tests.benchmarks.seed import household, newly_due
from tests.world import World

FEW, MANY = 10_000, 1_000_000
WAITING, DUE = 2_000, 500
ROUNDS = 9


def run() -> list[dict[str, Any]]:
    """The sweep at a million messages against ten thousand, in turns."""
    with TemporaryDirectory() as folder:
        small = household(Path(folder) / "small.db", FEW, waiting=WAITING, overdue=0)
        large = household(Path(folder) / "large.db", MANY, waiting=WAITING, overdue=0)
        times: dict[str, list[float]] = {"small": [], "large": []}
        for _round in range(ROUNDS + 1):
            times["small"].append(_sweep(small))
            times["large"].append(_sweep(large))
        small.database.close()
        large.database.close()
    here, peer = (median(times[name][1:]) * 1000 for name in ("large", "small"))
    return [
        {
            "name": f"sweep, {MANY:,} stored, {WAITING:,} waiting, {DUE} newly due (against {FEW:,} stored)",
            "value": round(here, 2),
            "unit": "ms",
            "peer": f"{FEW:,} stored",
            "peer_value": round(peer, 2),
            "ratio": round(here / peer, 2),
        }
    ]


def _sweep(world: World) -> float:
    newly_due(world, DUE)
    start = perf_counter()
    swept = world.overdue.sweep()
    spent = perf_counter() - start
    if swept.flagged != DUE:
        raise AssertionError(f"{swept.flagged} flagged instead of {DUE}")
    return spent


if __name__ == "__main__":
    print(run())
