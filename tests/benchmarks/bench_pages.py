"""A page costs what it shows, not what is stored: script time at 100,000 messages against 1,000."""

import os
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from streamlit.testing.v1 import AppTest

from pages.parts import wiring
from storage.session import note_change
from tests.benchmarks.bench_find import store_facilities
from tests.benchmarks.seed import household
from tests.clock import FixedClock
from tests.world import World

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"
FEW, MANY = 1_000, 100_000
PAGES = ("home", "messages", "overdue", "spend", "find_provider")
ROUNDS = 9


class Open:
    """One page of one household, kept open."""

    def __init__(self, folder: Path, messages: int, page: str) -> None:
        self.folder = folder / str(messages)
        self.world = _households[self.folder]
        self.show()
        self.app = AppTest.from_file(SHELL, default_timeout=60)
        self._as_mom().run()
        if page != "home":
            self.app = self.app.switch_page(f"{page}.py")
            self._as_mom().run()
        # A page that only asked who is here would be quick, and would tell nothing.
        if self.app.exception or self.app.title[0].value == "Who are you?":
            raise AssertionError(self.app.exception or self.app.title[0].value)

    def _as_mom(self) -> AppTest:
        self.app.query_params["me"] = "1"
        return self.app

    def show(self) -> None:
        """Makes the pages see this household."""
        os.environ["KITELOG_DATA_DIR"] = str(self.folder)

    def run(self, *, changed: bool) -> float:
        """Seconds of one run of the script, after a change of the data or not."""
        self.show()
        if changed:
            with self.world.database.write(counts=False) as session:
                note_change(session)
        start = perf_counter()
        self.app.run()
        return perf_counter() - start


_households: dict[Path, World] = {}


def run() -> list[dict[str, Any]]:
    """Median script time of each page, after a change of the data and without one."""
    wiring.make_clock = FixedClock  # type: ignore[assignment]
    rows: list[dict[str, Any]] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for messages in (FEW, MANY):
            (folder / str(messages)).mkdir()
            _households[folder / str(messages)] = household(folder / str(messages) / "kitelog.db", messages)
        for page in PAGES:
            few, many = Open(folder, FEW, page), Open(folder, MANY, page)
            rows += [_row(page, few, many, changed=changed) for changed in (True, False)]
        many_places = folder / str(MANY)
        store_facilities(_households[many_places].database, Random(7))
        rows += [_beside_home(folder, changed=changed) for changed in (True, False)]
        for world in _households.values():
            world.database.close()
    return rows


def _beside_home(folder: Path, *, changed: bool) -> dict[str, Any]:
    """The first screen of Find provider against Home, in one household with the whole list of facilities."""
    find, home = Open(folder, MANY, "find_provider"), Open(folder, MANY, "home")
    times = [(home.run(changed=changed), find.run(changed=changed)) for _round in range(ROUNDS + 1)][1:]
    peer, here = (median(column) * 1000 for column in zip(*times, strict=True))
    return {
        "name": f"find_provider, {'after a change' if changed else 'shown again'}, 7,000 facilities",
        "value": round(here, 1),
        "unit": "ms",
        "peer": "home",
        "peer_value": round(peer, 1),
        "ratio": round(here / peer, 2),
    }


def _row(page: str, few: Open, many: Open, *, changed: bool) -> dict[str, Any]:
    times = [(few.run(changed=changed), many.run(changed=changed)) for _round in range(ROUNDS + 1)][1:]
    peer, here = (median(column) * 1000 for column in zip(*times, strict=True))
    return {
        "name": f"{page}, {'after a change' if changed else 'shown again'}, {MANY:,} messages",
        "value": round(here, 1),
        "unit": "ms",
        "peer": f"{FEW:,} messages",
        "peer_value": round(peer, 1),
        "ratio": round(here / peer, 2),
    }


if __name__ == "__main__":
    for line in run():
        print(line)
