"""Each released step keeps what a household had before it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from storage import migrations
from storage.engine import sqlite_url
from storage.schema_check import differences
from storage.session import Database
from storage.upgrade import Outcome, prepare
from tests.clock import FixedClock

FIRST_HOUSEHOLD = (
    (
        "INSERT INTO household (id, zone, allowance_amount, allowance_unit, opens, holidays_version, "
        "tzdata_version) VALUES (1, 'America/New_York', 480000, 'hours', 0, '0.1', '2026.1')"
    ),
    "INSERT INTO agency (id, name) VALUES (1, 'A state')",
    (
        "INSERT INTO provider (id, name, kind, created_at) VALUES "
        "(1, 'JPay', 'electronic', {now}), (2, 'Postal mail', 'postal', {now})"
    ),
    (
        "INSERT INTO facility (id, name, state, zone, zone_guessed, agency_id, created_at) "
        "VALUES (1, 'Attica', 'NY', 'America/New_York', {true}, 1, {now})"
    ),
    (
        "INSERT INTO contact (id, name, id_number, agency_id, provider_id, note, created_at) "
        "VALUES (1, 'Dad', '12345-678', 1, 1, '', {now})"
    ),
    "INSERT INTO stay (contact_id, facility_id, from_day) VALUES (1, 1, '2026-01-01')",
    "INSERT INTO closure (facility_id, from_day, reason) VALUES (1, '2026-02-01', 'lockdown')",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def first_release(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A household of the first release."""
    on_file = request.param == "sqlite"
    url = sqlite_url(tmp_path / "kitelog.db") if on_file else request.getfixturevalue("postgres_url")
    made = Database(url)
    words = {"now": "0", "true": "1"} if on_file else {"now": "'2026-01-01T00:00:00Z'", "true": "true"}
    with made.engine.begin() as connection:
        command.upgrade(migrations.config(connection), "0001")
        for statement in FIRST_HOUSEHOLD:
            connection.execute(text(statement.format(**words)))
    yield made
    made.close()


def test_a_household_of_the_first_release_keeps_its_rows(first_release: Database, clock: FixedClock) -> None:
    assert prepare(first_release, now=clock.now()).outcome is Outcome.MIGRATED
    assert differences(first_release.engine) == []
    kept = {
        "SELECT name, state, agency, city, status FROM facility": [("Attica", "NY", "", "", None)],
        "SELECT name, id_number, agency FROM contact": [("Dad", "12345-678", "")],
        "SELECT contact_id, facility_id FROM stay": [(1, 1)],
        "SELECT facility_id, reason FROM closure": [(1, "lockdown")],
    }
    with first_release.engine.connect() as connection:
        for question, answer in kept.items():
            assert [tuple(row) for row in connection.execute(text(question))] == answer


def test_letters_of_the_first_release_get_the_time_letters_take(
    first_release: Database, clock: FixedClock
) -> None:
    prepare(first_release, now=clock.now())
    with first_release.engine.connect() as connection:
        found = connection.execute(text("SELECT provider_id, amount, unit FROM allowance")).all()
        version = connection.execute(text("SELECT holidays_version FROM household")).scalar_one()
    assert [tuple(row) for row in found] == [(2, 100_000, "days")]
    assert version == "", "the deadlines are worked out anew at the next start"
