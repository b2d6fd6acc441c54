"""`kitelog spend` as a program: JSON to the cent, a table that stays aligned, wrong days refused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from storage.engine import sqlite_url
from storage.session import Database
from tests.spend.book import Book
from tracker.commands.spend import printable

ROOT = Path(__file__).resolve().parents[2]


def kitelog(data_dir: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the command with a data folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tracker.cli", *words],
        cwd=ROOT, env={"KITELOG_DATA_DIR": str(data_dir), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture
def data_dir(tmp_path: Path, _sqlite_template: Path) -> Path:
    """A household with a purchase in October and a message in November."""
    file = tmp_path / "kitelog.db"
    file.write_bytes(_sqlite_template.read_bytes())
    database = Database(sqlite_url(file))
    book = Book(database)
    book.purchase("2026-10-31 23:59", amount="4.20", fee="1.00")
    book.message("2026-11-01 00:00", stamps=1)
    book.message("2026-11-02 10:00", "[red]Post[/red]\x1b[31m\n", state="closed")
    database.close()
    return tmp_path


def test_json_is_one_document_with_the_keys_promised(data_dir: Path) -> None:
    ran = kitelog(data_dir, "spend", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    found = json.loads(ran.stdout)
    assert found["zone"] == "America/New_York"
    assert found["rows"][0] == {
        "provider": "JPay", "month": "2026-10", "messages": 0, "paid_usd": "5.20",
        "used_usd": "0.00", "fees_usd": "1.00", "lost_usd": "0.00", "unpriced": 0,
    }  # fmt: skip
    assert found["total"] == {
        "messages": 2, "paid_usd": "5.20", "used_usd": "0.14",
        "fees_usd": "1.00", "lost_usd": "0.00", "unpriced": 1,
    }  # fmt: skip


def test_the_days_limit_what_is_counted_both_included(data_dir: Path) -> None:
    ran = kitelog(data_dir, "spend", "--from", "2026-10-31", "--to", "2026-11-01", "--json")
    assert json.loads(ran.stdout)["total"]["messages"] == 1


def test_the_table_is_aligned_and_obeys_no_name(data_dir: Path) -> None:
    ran = kitelog(data_dir, "spend")
    lines = ran.stdout.splitlines()
    assert lines[0].split() == [
        "Month",
        "Provider",
        "Messages",
        "Paid",
        "Used",
        "Fees",
        "Lost",
        "Without",
        "a",
        "price",
    ]
    assert any("[red]Post[/red]" in line for line in lines)
    assert "\x1b" not in ran.stdout
    assert len({len(line) for line in lines[1:]}) == 1
    assert ran.stderr == "1 without a price count as $0.00.\n"


@pytest.mark.parametrize(
    "day", ["2026-02-30", "0000-01-01", "20261101", "2026-W48-1", "yesterday", "", "1e3"]
)
def test_a_day_that_is_none_is_wrong_usage(tmp_path: Path, day: str) -> None:
    ran = kitelog(tmp_path, "spend", "--from", day, "--json")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "2026-11-23" in ran.stderr
    assert not list(tmp_path.iterdir())


def test_days_in_the_wrong_order_are_wrong_usage(tmp_path: Path) -> None:
    ran = kitelog(tmp_path, "spend", "--from", "2026-11-02", "--to", "2026-11-01")
    assert (ran.returncode, ran.stdout) == (2, "")


def test_a_name_stays_on_one_line() -> None:
    assert printable("a\nb\x1b\u202ec") == "a b  c"
