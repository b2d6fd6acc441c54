"""Spend at 1,000,000 messages and 100,000 purchases against 10,000 and 1,000: read anew, and as pages."""

import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from pages.parts import wiring
from storage.session import note_change
from tests.benchmarks.seed import household
from tests.clock import NOON, FixedClock
from tests.world import World
from tracker.messages import Entry
from tracker.spend import Spend
from tracker.spend.comparing.room import Comparing

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"
FEW, MANY = 10_000, 1_000_000
ROUNDS = 7
SECTIONS = ("spent", "left", "budgets", "cheaper")
FIRST, AGAIN, RATIO = "300 ms", "50 ms", "1.5"
Ask = Callable[[World, Spend], object]
QUESTIONS: dict[str, Ask] = {
    "table of everything": lambda _world, spend: spend.table(),
    "what the page shows, by contact": lambda _world, spend: spend.view("contact"),
    "this month against last": lambda _world, spend: spend.month_so_far(),
    "what stands behind a bar": lambda _world, spend: spend.detail(("provider", 1), "2026-10"),
    "a year in one page": lambda _world, spend: spend.year(2026),
    "what is left": lambda world, _spend: world.balances.cards(),
    "budgets and their forecast": lambda world, _spend: world.budgets.view(),
    "what would be cheaper": lambda world, _spend: Comparing(
        world.database, world.clock, world.directory
    ).cheaper(),
    "a message logged": lambda world, _spend: world.messages.log_sent(Entry(1, 1, NOON, 1, characters=900)),
}


class Page:
    """One section of the Spend page of one household, kept open."""

    def __init__(self, folder: Path, world: World, section: str) -> None:
        self._folder, self._world = folder, world
        self._here()
        self.app = AppTest.from_file(SHELL, default_timeout=120)
        self.app.query_params.update({"show": section, "me": "1"})
        self.app.run()
        self.app.switch_page("spend.py")
        self.app.query_params.update({"show": section, "me": "1"})
        self.app.run()
        if self.app.exception:
            raise AssertionError(self.app.exception)

    def _here(self) -> None:
        os.environ["KITELOG_DATA_DIR"] = str(self._folder)

    def run(self, *, changed: bool) -> float:
        """Milliseconds of one run of the script, after a change of the data or not."""
        self._here()
        if changed:
            with self._world.database.write(counts=False) as session:
                note_change(session)
        start = perf_counter()
        self.app.run()
        return (perf_counter() - start) * 1000


def run() -> list[dict[str, Any]]:
    """Medians of reading anew, and of the page's script after a change of the data and shown again."""
    wiring.make_clock = FixedClock  # type: ignore[assignment]
    with TemporaryDirectory() as name:
        folders = {number: Path(name) / str(number) for number in (FEW, MANY)}
        worlds = {}
        for number, folder in folders.items():
            folder.mkdir()
            worlds[number] = household(folder / "kitelog.db", number, purchases=number // 10)
        _check(worlds[MANY])
        rows = []
        for section in SECTIONS:
            pages = {number: Page(folders[number], worlds[number], section) for number in worlds}
            rows += [_page_row(section, pages, changed=changed) for changed in (True, False)]
        rows += [_question_row(words, ask, worlds) for words, ask in QUESTIONS.items()]
        for world in worlds.values():
            world.database.close()
    return rows


def _check(world: World) -> None:
    """The table's total is what the database says of the plain columns."""
    with world.database.engine.connect() as connection:
        used = connection.execute(text("SELECT sum(cost) FROM message")).scalar_one()
    assert Spend(world.database, world.clock).table().total.used * 10_000 == used


def _page_row(section: str, pages: dict[int, Page], *, changed: bool) -> dict[str, Any]:
    times = [[pages[number].run(changed=changed) for number in (FEW, MANY)] for _round in range(ROUNDS + 1)]
    few, many = (median(column) for column in zip(*times[1:], strict=True))
    words = "after a change" if changed else "shown again"
    return _row(f"spend page, {section}, {words}", many, few, FIRST if changed else AGAIN)


def _question_row(words: str, ask: Ask, worlds: dict[int, World]) -> dict[str, Any]:
    spends = {number: Spend(world.database, world.clock) for number, world in worlds.items()}
    times: dict[int, list[float]] = {number: [] for number in worlds}
    for _round in range(ROUNDS):
        for number, world in worlds.items():
            start = perf_counter()
            ask(world, spends[number])
            times[number].append((perf_counter() - start) * 1000)
    return _row(f"spend: {words}", median(times[MANY][1:]), median(times[FEW][1:]), FIRST)


def _row(name: str, value: float, peer: float, most: str) -> dict[str, Any]:
    return {
        "name": f"{name}, {MANY:,} messages",
        "value": round(value, 1),
        "unit": "ms",
        "peer": f"{FEW:,} messages",
        "peer_value": round(peer, 1),
        "ratio": round(value / peer, 2),
        "goal": f"{most}, ratio {RATIO}",
    }


if __name__ == "__main__":
    for line in run():
        print(line)
