"""Import of 100,000 log rows against sqlite3.executemany of the identical rows into identical tables."""

import resource
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from storage.engine import PRAGMAS, sqlite_url
from storage.session import Database
from storage.upgrade import prepare
from tests.clock import FixedClock
from tracker.household import Household
from tracker.transfer import Transfer

ROWS = 100_000
FEWER = 20_000
NOW = datetime(2026, 11, 23, 12, 40, tzinfo=UTC)
# In an order in which nothing names what is not there yet.
TABLES = ("member", "provider", "facility", "contact", "stay", "message", "event", "flag")
HEADER = (
    "ref,contact,id_number,facility,state,provider,member,direction,at,answers,characters,photos,cost_usd,"
    "outcome,outcome_at,note\n"
)
PEOPLE = (
    "Dad,12345-678,FCI ELKTON,OH,CorrLinks",
    "Cousin,2026-0104123,COOK COUNTY JAIL,IL,GettingOut",
    "My brother,20-A-1234,ATTICA CORRECTIONAL FACILITY,NY,JPay",
    "Uncle,AB1234,SAN QUENTIN,CA,Securus",
)


def run() -> list[dict[str, object]]:
    """A row for speed (`ratio`: to that of sqlite3) and one for memory (20,000 rows to 100,000)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # First: a process begins with the peak of the one that starts it, and the peer's rows are many.
        few, many = (_peak(folder, rows) for rows in (FEWER, ROWS))
        ours = _ours(folder)
        peer = _peer(folder)
    return [
        {
            "name": f"import of {ROWS:,} log rows",
            "value": round(ours, 2),
            "unit": "s",
            "peer": "sqlite3.executemany, same rows, tables and indexes",
            "peer_value": round(peer, 2),
            "ratio": round(peer / ours, 3),
        },
        {
            "name": f"peak memory of an import of {ROWS:,} rows",
            "value": round(many, 1),
            "unit": "MB",
            "peer": f"the same with {FEWER:,} rows",
            "peer_value": round(few, 1),
            "ratio": round(few / many, 3),
        },
    ]


def write_log(file: Path, rows: int) -> None:
    """A log of so many rows: every second a reply to the one four before it."""
    first = NOW - timedelta(minutes=rows + 60)
    with file.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for number in range(rows):
            at = (first + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%S+00:00")
            sent = number // 4 % 2 == 0
            direction, cost = ("sent", "0.15") if sent else ("received", "")
            answers = "" if sent else f"M{number - 4:07d}"
            person = PEOPLE[number % 4]
            out.write(f"M{number:07d},{person},Mom,{direction},{at},{answers},1260,0,{cost},,,a short note\n")


def _fresh(file: Path) -> tuple[Database, Transfer]:
    database = Database(sqlite_url(file))
    clock = FixedClock(NOW)
    prepare(database, now=clock.now())
    Household(database, clock).ensure()
    return database, Transfer(database, clock)


def _ours(folder: Path) -> float:
    write_log(folder / "log.csv", ROWS)
    database, transfer = _fresh(folder / "ours.db")
    began = perf_counter()
    report = transfer.import_log(folder / "log.csv")
    took = perf_counter() - began
    database.close()
    assert report.new == ROWS, report
    return took


def _peer(folder: Path) -> float:
    """Copies what the import wrote into the same tables of a fresh database, in one transaction."""
    source = sqlite3.connect(folder / "ours.db")
    database, _transfer = _fresh(folder / "peer.db")
    database.close()
    target = sqlite3.connect(folder / "peer.db", isolation_level=None)
    for name, value in PRAGMAS.items():
        target.execute(f"PRAGMA {name} = {value}")
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    began = perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for table, listed in rows.items():
        if listed:
            marks = ", ".join("?" for _ in listed[0])
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", listed)
    target.execute("COMMIT")
    took = perf_counter() - began
    source.close()
    target.close()
    return took


def _peak(folder: Path, rows: int) -> float:
    """Megabytes at the height of an import, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_import", str(folder), str(rows)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return float(done.stdout)


def _measured(folder: Path, rows: int) -> float:
    write_log(folder / f"{rows}.csv", rows)
    database, transfer = _fresh(folder / f"{rows}.db")
    transfer.import_log(folder / f"{rows}.csv")
    database.close()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(str(_measured(Path(sys.argv[1]), int(sys.argv[2]))))
    else:
        for row in run():
            sys.stdout.write(f"{row}\n")
