"""The books of two years of a family: `kitelog spend` against a spreadsheet of the same two files."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import new_database
from tests.spend.family import write_family
from tests.spend.spreadsheet import COLUMNS, Books, cents, read_books

ROOT = Path(__file__).resolve().parents[2]
SEEDS = {"sqlite": (7, "America/Chicago"), "postgresql": (11, "America/New_York")}
FROM, TO = "2024-02-10", "2025-03-20"


@dataclass(frozen=True)
class Told:
    """What the program said of a family, before and after its purchases; and the family's own books."""

    before: Any
    after: Any
    part: Any
    books: Books
    books_before: Books
    zone: str


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """One family for each database, imported and asked about by the program itself."""
    folder = tmp_path_factory.mktemp(request.param)
    seed, zone = SEEDS[request.param]
    log, purchases, nothing = write_family(folder, seed, zone)
    env = {**os.environ, "KITELOG_DATA_DIR": str(folder / "data"), "TZ": zone}
    env.pop("KITELOG_DATABASE_URL", None)

    def kitelog(*words: str) -> Any:
        ran = subprocess.run(
            [sys.executable, "-m", "tracker.cli", *words, "--json"],
            cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
        return json.loads(ran.stdout)

    def asked() -> Told:
        assert kitelog("import", "log", str(log))["rejected"] == []
        before = kitelog("spend")
        assert kitelog("import", "purchases", str(purchases))["rejected"] == []
        after, part = kitelog("spend"), kitelog("spend", "--from", FROM, "--to", TO)
        books, books_before = read_books(log, purchases, zone), read_books(log, nothing, zone)
        return Told(before, after, part, books, books_before, zone)

    if request.param == "sqlite":
        yield asked()
        return
    with new_database(request.getfixturevalue("_server"), "template0") as url:
        env["KITELOG_DATABASE_URL"] = url.render_as_string(hide_password=False)
        yield asked()


def rows(document: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """The program's rows by provider and month, in the words of the books."""
    return {(row["provider"], row["month"]): figures(row) for row in document["rows"]}


def figures(row: Any) -> dict[str, Any]:
    return {name: row[name if name in ("messages", "unpriced") else f"{name}_usd"] for name in COLUMNS}


def test_every_month_of_every_provider_is_what_the_spreadsheet_says(told: Told) -> None:
    assert told.after["zone"] == told.zone
    assert rows(told.after) == told.books.months()


def test_before_anything_was_bought_every_message_that_does_not_say_was_paid_directly(told: Told) -> None:
    assert rows(told.before) == told.books_before.months()


def test_parts_of_months_are_what_the_spreadsheet_says(told: Told) -> None:
    assert rows(told.part) == told.books.months(FROM, TO)


def test_the_total_is_rounded_once(told: Told) -> None:
    assert figures(told.after["total"]) == told.books.total()


def test_no_purchase_or_message_is_counted_in_both_ways(told: Told) -> None:
    """Paid is what was bought and what was paid directly; used is what the messages are worth."""
    messages, bought, shares = told.books.messages, told.books.purchases, told.books.shares
    direct = sum(messages["used"][messages["direct"]])
    drawn = sum(messages["used"][~messages["direct"]])
    total = told.after["total"]
    assert total["paid_usd"] == cents(sum(bought["paid"]) + direct)
    assert total["used_usd"] == cents(direct + drawn + sum(shares["used"]))
    assert min(direct, drawn, sum(shares["used"])) > 0
    assert total["messages"] == len(messages[messages["sent"]])
    subscriptions = bought[bought["kind"] == "subscription"]
    assert sum(shares["used"]) == sum(subscriptions["paid"]) - sum(subscriptions["fees"])


def test_the_family_has_met_everything_that_books_are_wrong_about(told: Told) -> None:
    """Without this the others could agree about nothing."""
    sent = told.books.messages[told.books.messages["sent"]]
    bought = told.books.purchases
    counts = [
        sent["contact"].nunique() == 4,
        sent["provider"].nunique() >= 6,
        *(
            (sent["zone"] == zone).any()
            for zone in ("America/New_York", "America/Chicago", "America/Phoenix")
        ),
        *((bought["kind"] == kind).any() for kind in ("stamps", "credit", "subscription", "fee", "refund")),
        *(
            (sent["gone"] & (sent["outcome"] == ending)).any()
            for ending in ("rejected", "returned", "closed")
        ),
        *(
            (sent["back"] & (sent["outcome"] == ending)).any()
            for ending in ("rejected", "returned", "closed")
        ),
        *((sent["said"] == paid).any() for paid in ("direct", "balance", "")),
        (sent["quote"].notna() & (sent["cost_usd"] == "")).any(),
        ((sent["stamps"] != "") & (sent["cost_usd"] == "") & sent["quote"].isna() & (sent["used"] > 0)).any(),
        (sent["unpriced"] > 0).any(),
        (told.books.messages["used"][~told.books.messages["sent"]] > 0).any(),
        ((bought["kind"] == "refund") & (bought["message"] != "") & (bought["paid"] == 0)).any(),
        ((bought["kind"] == "refund") & (bought["message"] != "") & (bought["paid"] < 0)).any(),
        (told.books.shares["ref"] == "").any(),
        (told.books.shares["lost"] > 0).any(),
        (told.books.expired["lost"] > 0).any(),
    ]
    assert all(counts), counts
