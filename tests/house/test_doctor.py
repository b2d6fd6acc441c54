"""`kitelog doctor` finds what is wrong, and finds nothing when nothing is."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from storage.queries import lease
from storage.session import Database
from storage.upgrade import file_of
from tests.clock import FixedClock
from tests.directory.small import FACT, HINT, SMALL
from tests.world import World, eastern
from tracker.cli import app
from tracker.contacts import Contacts
from tracker.directory import Directory
from tracker.directory.catalogue.model import Catalogue, Contract
from tracker.doctor import CHECKS, examine, facts_to_read_again, mend
from tracker.household import Household
from tracker.overdue import Overdue
from tracker.spend.following import follow

CHECK = list(CHECKS)


class Opened:
    """What the checks need of Kitelog."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.database, self.clock = database, clock
        self.directory = Directory(database, clock)
        self.contacts = Contacts(database, clock)
        follow(database, self.directory)
        Household(database, clock).ensure()
        Overdue(database, clock).recount_if_calendars_changed()


def findings(kitelog: Opened) -> dict[str, tuple[str, ...]]:
    results = examine(kitelog)  # type: ignore[arg-type]
    assert [result.name for result in results] == CHECK
    return {result.name: result.findings for result in results if result.findings}


def run(database: Database, statement: str) -> None:
    with database.write() as session:
        session.execute(text(statement))


def test_a_household_with_messages_is_well(database: Database, clock: FixedClock) -> None:
    world = World(database, clock)
    world.sent(world.contact(), eastern("2026-11-18 15:10"))
    assert findings(Opened(database, clock)) == {}


def test_sums_that_are_not_the_sums_are_found_and_mended(database: Database, clock: FixedClock) -> None:
    world = World(database, clock)
    world.sent(world.contact(), eastern("2026-11-18 15:10"), cost=Decimal("0.30"))
    run(database, "UPDATE month_sum SET used = used + 1")
    kitelog = Opened(database, clock)
    (found,) = findings(kitelog)["sums"]
    assert "JPay" in found
    assert "2026-11" in found
    mend(kitelog)  # type: ignore[arg-type]
    assert findings(kitelog) == {}


def test_a_row_that_points_at_nothing_is_found(sqlite_database: Database, clock: FixedClock) -> None:
    kitelog = Opened(sqlite_database, clock)
    with sqlite_database.engine.connect() as connection:
        driver = connection.connection
        driver.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]
        driver.execute("INSERT INTO closure (facility_id, from_day, reason) VALUES (7, '2026-01-01', '')")  # type: ignore[attr-defined]
        driver.execute("PRAGMA foreign_keys = ON")  # type: ignore[attr-defined]
    assert findings(kitelog) == {
        "keys": ("A row points at nothing (closure -> facility). Put back your latest copy.",)
    }


def test_a_damaged_page_is_found_and_the_other_checks_go_on(
    sqlite_database: Database, clock: FixedClock
) -> None:
    kitelog = Opened(sqlite_database, clock)
    with sqlite_database.read() as session:
        root = text("SELECT rootpage FROM sqlite_master WHERE name = 'purchase'")
        page = session.execute(root).scalar_one()
        size = session.execute(text("PRAGMA page_size")).scalar_one()
    sqlite_database.close()
    with file_of(sqlite_database).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 100)
    found = findings(kitelog)
    assert set(found) == {"database file", "keys"}
    for (sentence,) in found.values():
        assert "Put back your latest copy of it" in sentence


def test_a_value_that_the_file_may_not_hold_is_found(sqlite_database: Database, clock: FixedClock) -> None:
    kitelog = Opened(sqlite_database, clock)
    World(sqlite_database, clock).household.add_member("Mom")
    sqlite_database.close()
    with closing(sqlite3.connect(file_of(sqlite_database))) as file:
        file.execute("PRAGMA writable_schema = ON")
        file.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'archived_at BIGINT', 'archived_at BIGINT NOT NULL')"
            " WHERE name = 'member'"
        )
        file.commit()
    assert findings(kitelog)["database file"] == (
        "The database file is damaged (NULL value in member.archived_at). Put back your latest copy of it.",
    )


def test_a_table_that_was_changed_by_hand_is_found(database: Database, clock: FixedClock) -> None:
    kitelog = Opened(database, clock)
    run(database, "DROP INDEX ix_flag_open")
    assert "ix_flag_open" in " ".join(findings(kitelog)["tables"])


def test_a_held_lease_without_sweeps_is_found(database: Database, clock: FixedClock) -> None:
    kitelog = Opened(database, clock)
    with database.write(counts=False) as session:
        lease.claim(session, "me", clock.now(), timedelta(minutes=10))
        lease.note_sweep(session, "me", clock.now())
    clock.advance(timedelta(minutes=2))
    assert findings(kitelog) == {}
    clock.advance(timedelta(seconds=1))
    assert list(findings(kitelog)) == ["scheduler"]


def test_an_entry_from_the_future_is_found(database: Database, clock: FixedClock) -> None:
    world = World(database, clock)
    world.sent(world.contact(), eastern("2026-11-24 15:10"))
    clock.advance(timedelta(days=-1))
    (sentence,) = findings(Opened(database, clock))["clock"]
    assert sentence.startswith("An entry was written on Tue 24 Nov")


def test_deadlines_of_other_calendars_are_found(database: Database, clock: FixedClock) -> None:
    kitelog = Opened(database, clock)
    run(database, "UPDATE household SET holidays_version = '0.1'")
    assert list(findings(kitelog)) == ["calendars"]


@pytest.mark.parametrize("args", [["doctor"], ["doctor", "--json"]])
def test_a_finding_is_exit_1(args: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KITELOG_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("KITELOG_DATABASE_URL", raising=False)
    monkeypatch.setattr("tracker.doctor.CHECKS", {"chimney": lambda _kitelog: ["It smokes."]})
    told = CliRunner().invoke(app, args)
    assert told.exit_code == 1
    assert "chimney" in told.stdout
    assert "It smokes." in told.stdout


def test_a_row_that_differs_from_its_events_is_named(world: World) -> None:
    logged = world.sent(world.contact(), eastern("2026-11-02 10:00"))
    kitelog = Opened(world.database, world.clock)
    assert "record" not in findings(kitelog)
    run(world.database, "UPDATE message SET lost = TRUE")
    (finding,) = findings(kitelog)["record"]
    assert logged.ref in finding


def with_catalogue(database: Database, clock: FixedClock, catalogue: Catalogue) -> Opened:
    kitelog = Opened(database, clock)
    kitelog.directory = Directory(database, clock, catalogue)
    return kitelog


def test_a_catalogue_that_names_nobody_is_found(database: Database, clock: FixedClock) -> None:
    torn = replace(SMALL, contracts=(Contract("ny", "carrier-pigeon", FACT),))
    found = findings(with_catalogue(database, clock, torn))["catalogue"]
    assert any("carrier-pigeon" in sentence for sentence in found)


def test_facts_older_than_two_years_or_undated_are_to_be_read_again(
    database: Database, clock: FixedClock
) -> None:
    """Today is 23 November 2026."""
    dates = {"ny": "2024-11-23", "ca": "2024-11-22", "ia": "", "wy": "about 2021", "mn": "2026"}
    agencies = tuple(
        replace(row, fact=replace(HINT, source_date=dates.get(row.code, "2026"))) for row in SMALL.agencies
    )
    kitelog = with_catalogue(database, clock, Catalogue("some", agencies=agencies))
    old = facts_to_read_again(kitelog)  # type: ignore[arg-type]
    assert [fact.key for fact in old if not fact.key.startswith("mail:")] == [
        "agency:ia",
        "agency:wy",
        "agency:ca",
    ]


def test_facts_to_read_again_are_no_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KITELOG_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("KITELOG_DATABASE_URL", raising=False)
    told = CliRunner().invoke(app, ["doctor", "--json"])
    assert told.exit_code == 0
    document = json.loads(told.stdout)
    assert document["ok"] is True
    assert {"key", "words", "source", "source_date", "as_of", "confidence"} == set(document["refresh"][0])
    spoken = CliRunner().invoke(app, ["doctor"]).stdout
    assert f"{len(document['refresh'])} facts of the catalogue" in spoken
