"""What Kitelog calls overdue is what a count that shares nothing with it calls overdue; on both databases."""

import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.overdue.independent import overdue_refs
from tests.world import World
from tracker.transfer import Transfer

PLACES = [
    ("My brother", "ATTICA CORRECTIONAL FACILITY", "NY", "JPay"),
    ("Dad", "FCI ELKTON", "OH", "CorrLinks"),
    ("Cousin", "COOK COUNTY JAILS", "IL", "GettingOut"),
    ("Uncle", "SAN QUENTIN STATE PRISON (SQ)", "CA", "Securus eMessaging"),
]
COLUMNS = [
    "ref", "contact", "id_number", "facility", "state", "provider", "member", "direction", "at", "answers",
    "characters", "photos", "cost_usd", "outcome", "outcome_at", "note",
]  # fmt: skip
OUTCOMES = ["", "", "", "answered", "answered", "delivered", "read", "in review", "rejected", "closed"]
FIRST, LAST = datetime(2025, 10, 1, tzinfo=UTC), datetime(2026, 11, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of a made-up family, with answers, rejections and news at any hour of the week."""
    drawn = random.Random(48)
    rows = []
    for number in range(400):
        contact, facility, state, provider = PLACES[number % 4]
        sent = FIRST + timedelta(seconds=drawn.uniform(0, (LAST - FIRST).total_seconds()))
        later = sent + timedelta(seconds=drawn.uniform(1, 9 * 86_400))
        outcome = drawn.choice(OUTCOMES)
        row = {
            "ref": f"S{number}", "contact": contact, "id_number": str(number % 4), "facility": facility,
            "state": state, "provider": provider, "at": sent.isoformat(),
        }  # fmt: skip
        told = (
            {"outcome": outcome, "outcome_at": later.isoformat()} if outcome not in ("", "answered") else {}
        )
        rows.append(row | {"direction": "sent"} | told)
        if outcome == "answered":
            answer = {
                "ref": f"R{number}",
                "direction": "received",
                "at": later.isoformat(),
                "answers": f"S{number}",
            }
            rows.append(row | answer)
    file = tmp_path_factory.mktemp("log") / "log.csv"
    with file.open("w", newline="", encoding="utf-8") as lines:
        writer = csv.DictWriter(lines, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return file


def test_both_counts_name_the_same_messages_at_any_instant_and_at_each_limit(world: World, log: Path) -> None:
    report = Transfer(world.database, world.clock).import_log(log)
    assert report.rejected == ()
    drawn = random.Random(7)
    instants = [FIRST + timedelta(seconds=drawn.uniform(0, 400 * 86_400)) for _instant in range(12)]
    late = world.overdue.overdue_at(LAST)
    for card in drawn.sample(late, 8):
        due = card.message.due_at
        assert due is not None
        instants += [due - timedelta(seconds=1), due, due + timedelta(seconds=1)]
    for at in instants:
        assert {card.message.ref for card in world.overdue.overdue_at(at)} == overdue_refs(log, at)
    assert len(late) > 20


def test_exactly_at_the_limit_a_message_is_not_yet_late_in_either_count(world: World, log: Path) -> None:
    Transfer(world.database, world.clock).import_log(log)
    some = world.overdue.overdue_at(LAST)[:10]
    assert len(some) == 10
    for card in some:
        due = card.message.due_at
        assert due is not None
        for at, expected in [(due, False), (due + timedelta(seconds=1), True)]:
            mine = {other.message.ref for other in world.overdue.overdue_at(at)}
            assert (card.message.ref in mine, card.message.ref in overdue_refs(log, at)) == (
                expected,
                expected,
            )
