"""The check finds every way in which a migrated database can differ from the tables."""

from contextlib import nullcontext

import pytest
from sqlalchemy import MetaData, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.schema import CheckConstraint

from storage import schema_check
from storage.migrations import scratch
from storage.schema_check import differences
from storage.session import Database
from storage.tables import metadata


def change_file(database: Database, table: str, old: str, new: str) -> None:
    """Changes the definition that SQLite keeps."""
    with database.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        done = connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ? AND instr(sql, ?)",
            (old, new, table, old),
        )
        assert done.rowcount == 1
    database.close()


def run(database: Database, *statements: str) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_migrated_database_has_the_tables(database: Database) -> None:
    assert differences(database.engine) == []


def test_the_check_leaves_nothing_behind(postgres_database: Database) -> None:
    differences(postgres_database.engine)
    assert differences(postgres_database.engine) == []
    with postgres_database.engine.connect() as connection:
        schemas = connection.execute(text("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'kitelog%'"))
        assert schemas.scalar_one() == 0


def test_a_lost_index_predicate_is_noticed(database: Database) -> None:
    run(database, "DROP INDEX ix_flag_open", "CREATE INDEX ix_flag_open ON flag (due_at)")
    [found] = differences(database.engine)
    assert found.startswith("flag: index ix_flag_open is CREATE INDEX ix_flag_open ON flag")
    assert "cleared_at IS NULL" in found


def test_another_index_predicate_is_noticed(database: Database) -> None:
    run(database, "DROP INDEX ix_flag_open", "CREATE INDEX ix_flag_open ON flag (due_at) WHERE wait IS NULL")
    assert [found.split(" is ")[0] for found in differences(database.engine)] == ["flag: index ix_flag_open"]


def test_a_lost_index_is_noticed(database: Database) -> None:
    run(database, "DROP INDEX ix_flag_open")
    assert any("flag: index ix_flag_open is missing" in found for found in differences(database.engine))


def test_a_lost_check_is_noticed_on_postgresql(postgres_database: Database) -> None:
    run(postgres_database, "ALTER TABLE flag DROP CONSTRAINT ck_flag_noticed_after_due")
    [found] = differences(postgres_database.engine)
    assert found.startswith("flag: CONSTRAINT ck_flag_noticed_after_due is missing in the database")


def test_a_lost_check_is_noticed_on_sqlite(sqlite_database: Database) -> None:
    lost = "CONSTRAINT ck_flag_noticed_after_due CHECK (noticed_at > due_at)"
    change_file(sqlite_database, "flag", f"{lost}, ", "")
    assert differences(sqlite_database.engine) == [
        f"flag: CONSTRAINT ck_flag_noticed_after_due is missing in the database: {lost}"
    ]


def test_another_check_is_noticed_on_postgresql(postgres_database: Database) -> None:
    run(
        postgres_database,
        "ALTER TABLE flag DROP CONSTRAINT ck_flag_noticed_after_due",
        "ALTER TABLE flag ADD CONSTRAINT ck_flag_noticed_after_due CHECK (noticed_at >= due_at)",
    )
    [found] = differences(postgres_database.engine)
    assert "CHECK ((noticed_at >= due_at)) in the database and not" in found


def test_another_check_is_noticed_on_sqlite(sqlite_database: Database) -> None:
    change_file(sqlite_database, "flag", "noticed_at > due_at", "noticed_at >= due_at")
    [found] = differences(sqlite_database.engine)
    assert "CHECK (noticed_at >= due_at) in the database and not" in found


def test_a_missing_column_is_noticed(database: Database) -> None:
    run(database, "ALTER TABLE purchase DROP COLUMN note")
    found = differences(database.engine)
    assert "add_column purchase note" in found
    assert any(line.startswith("purchase: note is missing in the database") for line in found)


def test_another_column_type_is_noticed_on_postgresql(postgres_database: Database) -> None:
    run(postgres_database, "ALTER TABLE message ALTER COLUMN photos TYPE bigint")
    found = differences(postgres_database.engine)
    assert any(line.startswith("message: photos is bigint NOT NULL in the database") for line in found)


def test_another_action_of_a_key_is_noticed_on_postgresql(postgres_database: Database) -> None:
    run(
        postgres_database,
        "ALTER TABLE flag DROP CONSTRAINT fk_flag_message_id",
        "ALTER TABLE flag ADD CONSTRAINT fk_flag_message_id FOREIGN KEY (message_id) REFERENCES message (id)",
    )
    assert any(
        "flag: CONSTRAINT fk_flag_message_id is" in found for found in differences(postgres_database.engine)
    )


def test_another_action_of_a_key_is_noticed_on_sqlite(sqlite_database: Database) -> None:
    change_file(sqlite_database, "event", "ON DELETE CASCADE ON UPDATE CASCADE", "ON DELETE CASCADE")
    found = differences(sqlite_database.engine)
    assert any("event: CONSTRAINT fk_event_message is" in line for line in found)


def test_a_table_too_many_is_noticed(database: Database) -> None:
    run(database, "CREATE TABLE recipe (id INTEGER)")
    assert any(
        found.startswith("recipe: id is in the database only") for found in differences(database.engine)
    )


def test_a_comma_in_a_check_is_no_end_of_it(sqlite_database: Database) -> None:
    wanted = MetaData()
    for table in metadata.sorted_tables:
        table.to_metadata(wanted)
    wanted.tables["provider"].append_constraint(CheckConstraint("name <> 'a, (b'", name="odd"))
    [found] = differences(sqlite_database.engine, wanted)
    assert found.endswith("is missing in the database: CONSTRAINT odd CHECK (name <> 'a, (b')")


def test_the_command_finds_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "available", lambda: False)
    assert schema_check.main() == 0
    assert capsys.readouterr().err == ""


def test_the_command_lists_what_differs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "available", lambda: False)
    monkeypatch.setattr(schema_check, "differences", lambda _engine: ["flag: it is odd"])
    assert schema_check.main() == 1
    assert capsys.readouterr().err.splitlines()[1:] == ["sqlite: flag: it is odd"]


def test_postgresql_is_checked_too(postgres_url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "postgres", lambda: nullcontext(postgres_url))
    assert schema_check.main() == 0
    with create_engine(postgres_url).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM data_revision")).scalar_one() == 1


def test_without_postgresql_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "available", lambda: False)
    with pytest.raises(RuntimeError, match="Install the development tools"), scratch.postgres():
        pass
