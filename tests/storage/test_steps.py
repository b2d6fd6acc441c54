"""Each released step keeps what a household had before it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import inspect, text

from storage import migrations, upgrade
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
# A message that was answered, one that is overdue and one that was rejected with a refund, with all that
# points at them.
MESSAGES_AND_MONEY = (
    "INSERT INTO member (id, name, created_at) VALUES (7, 'Mom', {now})",
    (
        "INSERT INTO message (id, ref, direction, contact_id, member_id, provider_id, facility_id, at, "
        "characters, photos, stamps, cost, paid, note, body, logged_at, state, refunded, lost, due_at, wait) "
        "VALUES (11, 'a', 'sent', 1, 7, 1, 1, {now}, 1260, 2, 3, 3333, 'balance', 'a note', 'a text', {now}, "
        "'answered', {false}, {false}, NULL, 1), "
        "(12, 'b', 'sent', 1, NULL, 1, NULL, {later}, NULL, 0, NULL, NULL, NULL, '', '', {later}, "
        "'sent', {false}, {false}, {later}, 0), "
        "(13, 'c', 'sent', 1, 7, 1, 1, {now}, NULL, 0, 1, NULL, 'direct', '', '', {later}, "
        "'rejected', {true}, {false}, NULL, 0), "
        "(14, 'd', 'received', 1, NULL, 1, 1, {later}, NULL, 1, NULL, 2500, NULL, '', '', {later}, "
        "'received', {false}, {false}, NULL, 0)"
    ),
    (
        "INSERT INTO event (id, message_id, contact_id, direction, sent_at, kind, at, logged_at, member_id, "
        "note, reason, refunded, reply_id, reply_direction) VALUES "
        "(21, 11, 1, 'sent', {now}, 'answered', {later}, {later}, 7, '', '', NULL, 14, 'received'), "
        "(22, 13, 1, 'sent', {now}, 'rejected', {later}, {later}, NULL, 'a note', 'a reason', {true}, NULL, "
        "NULL)"
    ),
    (
        "INSERT INTO flag (id, message_id, wait, due_at, noticed_at, snoozed_until, snoozed_by) "
        "VALUES (31, 12, 0, {now}, {later}, {later}, 7)"
    ),
    (
        "INSERT INTO purchase (id, ref, provider_id, member_id, kind, at, units, unit, amount, fee, note, "
        "message_id, logged_at) VALUES "
        "(41, 'e', 1, 7, 'stamps', {now}, 35, 'stamp', 100000, 30000, 'a note', NULL, {now}), "
        "(42, 'f', 1, NULL, 'refund', {later}, 1, 'stamp', 3333, 0, '', 13, {later})"
    ),
)
TOLD = (
    (
        "INSERT INTO rate (id, facility_id, provider_id, covers, unit, amount, characters, source, as_of, "
        "note, entered_at) VALUES (51, 1, 1, 'text', 'stamp', 1500, 6000, 'Dad', '2026-01-02', '', {now})"
    ),
    (
        "INSERT INTO contract (id, facility_id, provider_id, service, role, source, as_of, note, entered_at) "
        "VALUES (61, 1, 1, 'messages', 'current', 'Dad', '2026-01-02', '', {now})"
    ),
)


def household_of(
    request: pytest.FixtureRequest, folder: Path, revision: str, *rows: str
) -> Iterator[Database]:
    """A household at a revision on the fixture's database: that of the first release, and these rows."""
    on_file = request.param == "sqlite"
    url = sqlite_url(folder / "kitelog.db") if on_file else request.getfixturevalue("postgres_url")
    made = Database(url)
    words = {
        "now": "'2026-01-01T00:00:00Z'",
        "later": "'2026-01-02T00:00:00Z'",
        "true": "true",
        "false": "false",
    }
    if on_file:
        words = {"now": "0", "later": "86400000000", "true": "1", "false": "0"}
    with made.engine.begin() as connection:
        command.upgrade(migrations.config(connection), "0001")
        for statement in FIRST_HOUSEHOLD:
            connection.execute(text(statement.format(**words)))
    with upgrade._alone(made) as connection:
        command.upgrade(migrations.config(connection), revision)
    with made.engine.begin() as connection:
        for statement in rows:
            connection.execute(text(statement.format(**words)))
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def first_release(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A household of the first release."""
    yield from household_of(request, tmp_path, "0001", *MESSAGES_AND_MONEY)


@pytest.fixture(params=["sqlite", "postgresql"])
def second_release(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A household of the release with the directory."""
    yield from household_of(request, tmp_path, "0002", *MESSAGES_AND_MONEY, *TOLD)


def every_row(database: Database) -> dict[str, list[dict[str, Any]]]:
    """All that is in a database, by table; rows by their text, for they come in any order."""
    with database.engine.connect() as connection:
        tables = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
        return {
            table: sorted(
                (dict(row) for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings()),
                key=str,
            )
            for table in tables
        }


def test_a_household_of_the_first_release_keeps_its_rows(first_release: Database, clock: FixedClock) -> None:
    assert prepare(first_release, now=clock.now()).outcome is Outcome.MIGRATED
    assert differences(first_release.engine) == []
    kept = {
        "SELECT name, state, agency, city, status FROM facility": [("Attica", "NY", "", "", None)],
        "SELECT name, id_number, agency FROM contact": [("Dad", "12345-678", "")],
        "SELECT contact_id, facility_id FROM stay": [(1, 1)],
        "SELECT facility_id, reason FROM closure": [(1, "lockdown")],
        "SELECT id, ref, cost, quoted FROM message ORDER BY id": [
            (11, "a", 3333, None), (12, "b", None, None), (13, "c", None, None), (14, "d", 2500, None),
        ],
        "SELECT id, message_id, reply_id FROM event ORDER BY id": [(21, 11, 14), (22, 13, None)],
        "SELECT id, message_id FROM flag": [(31, 12)],
        "SELECT id, amount, fee, message_id FROM purchase ORDER BY id": [
            (41, 100_000, 30_000, None), (42, 3333, 0, 13),
        ],
    }  # fmt: skip
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


def test_a_household_of_the_second_release_keeps_every_row(
    second_release: Database, clock: FixedClock
) -> None:
    before = every_row(second_release)
    assert {table for table, rows in before.items() if rows} >= {
        "message", "event", "flag", "purchase", "rate", "contract", "member", "contact", "stay", "allowance",
    }  # fmt: skip
    assert prepare(second_release, now=clock.now()).outcome is Outcome.MIGRATED
    assert differences(second_release.engine) == []
    after = every_row(second_release)
    kept = {
        table: sorted(({column: row[column] for column in rows[0]} for row in after[table]), key=str)
        for table, rows in before.items()
        if rows
    }
    assert kept == {table: rows for table, rows in before.items() if rows}


def test_what_came_with_the_prices_says_nothing_of_what_was_there_before(
    second_release: Database, clock: FixedClock
) -> None:
    prepare(second_release, now=clock.now())
    rows = every_row(second_release)
    new = ("quoted", "quoted_units", "quoted_by")
    assert all(message[column] is None for message in rows["message"] for column in new)
    assert all(purchase["expires"] is None for purchase in rows["purchase"])
    empty = ("budget", "balance_entry", "shared_account", "statement_line", "month_sum", "kept_sums")
    assert [table for table in empty if rows[table]] == []


@pytest.mark.parametrize("second_release", ["sqlite"], indirect=True)
def test_the_file_of_the_second_release_is_kept_beside_the_new_one(
    second_release: Database, clock: FixedClock
) -> None:
    before = every_row(second_release)
    copy = prepare(second_release, now=clock.now()).copy
    assert copy is not None
    assert copy.name == f"kitelog-before-{migrations.head()}-20261123T124000Z.db"
    kept = Database(sqlite_url(copy))
    assert every_row(kept) == before
    kept.close()
