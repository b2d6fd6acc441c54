"""Import of a list of facilities, twice, against csv and sqlite3.executemany of the same rows.

`KITELOG_FACILITIES` names a file of the real list, which is then measured too.
"""

import csv
import os
import sqlite3
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from storage.engine import PRAGMAS, sqlite_url
from storage.session import Database
from storage.upgrade import prepare
from tests.clock import FixedClock
from tracker.household import Household
from tracker.transfer import FacilitiesReport, Transfer

ROWS = 7_000
NOW = datetime(2026, 11, 23, 12, 40, tzinfo=UTC)
MOST_FIRST, MOST_SECOND = 10, 3
REAL_LIST = "KITELOG_FACILITIES"
HEADER = (
    "FACILITYID", "NAME", "ADDRESS", "CITY", "STATE", "ZIP", "TELEPHONE", "TYPE", "STATUS", "POPULATION",
    "COUNTY", "SECURELVL", "CAPACITY", "SOURCEDATE", "WEBSITE", "LATITUDE", "LONGITUDE",
)  # fmt: skip
# State, and a corner from which places are laid out so that all lie in it.
STATES = (
    ("OH", 39.5, -84.0),
    ("TX", 29.0, -100.0),
    ("FL", 28.0, -82.5),
    ("NY", 42.0, -76.0),
    ("KY", 37.0, -86.5),
)
KINDS = ("COUNTY", "STATE", "LOCAL", "FEDERAL")


def run() -> list[dict[str, object]]:
    """A row for the first import, one for the second with no change; `ratio` is the peer's time to ours."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_list(folder / "list.csv", ROWS)
        rows = _measure(folder, folder / "list.csv", f"{ROWS:,} facilities")
        real = os.environ.get(REAL_LIST)
        if real:
            rows += _measure(folder, Path(real), "the real list")
        return rows


def write_list(file: Path, rows: int) -> None:
    """A list of so many facilities in five states, four of them in two zones."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for number in range(rows):
            state, south, west = STATES[number % len(STATES)]
            place = (round(south + number % 97 / 97, 6), round(west + number % 89 / 89, 6))
            writer.writerow(
                (
                    10_000_000 + number, f"MCDOWELL COUNTY JAIL UNIT {number}", f"{number} N MAIN ST",
                    f"TOWN {number % 900}", state, f"{10_000 + number}", "(555) 555-0100",
                    KINDS[number % len(KINDS)], "OPEN", number % 1_500, f"COUNTY {number % 80}", "MEDIUM",
                    -999, "2018-04-30", "https://www.example.gov/jail", *place,
                )
            )  # fmt: skip


def _measure(folder: Path, file: Path, what: str) -> list[dict[str, object]]:
    target = folder / f"{len(list(folder.iterdir()))}.db"
    database = Database(sqlite_url(target))
    clock = FixedClock(NOW)
    prepare(database, now=clock.now())
    Household(database, clock).ensure()
    transfer = Transfer(database, clock)
    first, report = _timed(transfer, file)
    assert report.new == report.read > 0, report
    second, report = _timed(transfer, file)
    assert report.same == report.read, report
    database.close()
    insert, read = _peer(target, folder / "peer.db", file)
    return [
        _row(f"import of {what}", first, "csv + sqlite3.executemany, same rows", insert, MOST_FIRST),
        _row(
            f"import of {what} again, no change", second, "csv + SELECT of the same rows", read, MOST_SECOND
        ),
    ]


def _timed(transfer: Transfer, file: Path) -> tuple[float, FacilitiesReport]:
    began = perf_counter()
    report = transfer.import_facilities(file)
    return perf_counter() - began, report


def _peer(ours: Path, target: Path, file: Path) -> tuple[float, float]:
    """Seconds to read the file and write what the import wrote into a plain table; and to read both again."""
    source = sqlite3.connect(ours)
    rows = source.execute("SELECT * FROM facility").fetchall()
    (table,) = source.execute("SELECT sql FROM sqlite_master WHERE name = 'facility'").fetchone()
    source.close()
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target, isolation_level=None)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    connection.execute(table)
    began = perf_counter()
    _read(file)
    connection.execute("BEGIN IMMEDIATE")
    marks = ", ".join("?" for _ in rows[0])
    connection.executemany(f"INSERT INTO facility VALUES ({marks})", rows)
    connection.execute("COMMIT")
    wrote = perf_counter() - began
    began = perf_counter()
    _read(file)
    connection.execute("SELECT * FROM facility").fetchall()
    read = perf_counter() - began
    connection.close()
    return wrote, read


def _read(file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        assert list(csv.reader(lines))


def _row(name: str, ours: float, peer: str, theirs: float, goal: float) -> dict[str, object]:
    return {
        "name": name,
        "value": round(ours, 2),
        "unit": "s",
        "peer": peer,
        "peer_value": round(theirs, 3),
        "ratio": round(theirs / ours, 3),
        "goal": f"<= {goal} s",
    }


if __name__ == "__main__":
    for row in run():
        sys.stdout.write(f"{row}\n")
