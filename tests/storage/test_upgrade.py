"""At start a database is created, found up to date, or copied aside and migrated; failing changes nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from storage import migrations
from storage.engine import sqlite_url
from storage.errors import NewerDatabaseError, StorageError
from storage.migrations import draft
from storage.session import Database
from storage.upgrade import Outcome, Prepared, copy_aside, file_of, prepare
from tests.clock import FixedClock
from tests.storage import steps
from tests.storage.rows import Rows
from tests.storage.steps import HEAD, NEXT


def revision_of(database: Database) -> str:
    with database.engine.connect() as connection:
        found: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return found


def names_in(database: Database) -> list[str]:
    with database.engine.connect() as connection:
        return list(connection.execute(text("SELECT name FROM member ORDER BY name")).scalars())


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database in which there is nothing yet."""
    on_file = request.param == "sqlite"
    made = Database(
        sqlite_url(tmp_path / "kitelog.db") if on_file else request.getfixturevalue("postgres_url")
    )
    yield made
    made.close()


def test_an_empty_database_is_created(empty: Database, clock: FixedClock) -> None:
    assert prepare(empty, now=clock.now()) == Prepared(Outcome.CREATED, HEAD)
    assert empty.revision() == 0
    assert revision_of(empty) == HEAD


def test_a_second_start_finds_it_up_to_date(empty: Database, clock: FixedClock) -> None:
    prepare(empty, now=clock.now())
    Rows(empty).member(name="Ann")
    assert prepare(empty, now=clock.now()) == Prepared(Outcome.UP_TO_DATE, HEAD)
    assert names_in(empty) == ["Ann"]


def test_an_older_database_is_migrated_and_keeps_its_rows(
    database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Rows(database).member(name="Ann")
    steps.add_step(monkeypatch, tmp_path / "steps", steps.ADDS_A_COLUMN)
    done = prepare(database, now=clock.now())
    assert (done.outcome, done.revision) == (Outcome.MIGRATED, NEXT)
    assert revision_of(database) == NEXT
    assert names_in(database) == ["Ann"]
    assert "nickname" in {column["name"] for column in inspect(database.engine).get_columns("member")}
    assert prepare(database, now=clock.now()).outcome is Outcome.UP_TO_DATE


def test_an_older_file_is_copied_aside_first(
    sqlite_database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Rows(sqlite_database).member(name="Ann")
    steps.add_step(monkeypatch, tmp_path / "steps", steps.ADDS_A_COLUMN)
    copy = prepare(sqlite_database, now=clock.now()).copy
    assert copy == tmp_path / f"kitelog-before-{NEXT}-20261123T124000Z.db"
    assert sorted(file.name for file in tmp_path.glob("kitelog-*")) == [copy.name]
    monkeypatch.undo()
    old = Database(sqlite_url(copy))
    assert prepare(old, now=clock.now()) == Prepared(Outcome.UP_TO_DATE, HEAD)
    assert names_in(old) == ["Ann"]
    old.close()


def test_on_postgresql_there_is_no_copy(
    postgres_database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps.add_step(monkeypatch, tmp_path / "steps", steps.ADDS_A_COLUMN)
    assert prepare(postgres_database, now=clock.now()).copy is None


def test_a_table_made_anew_keeps_the_rows_that_point_at_it(
    database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Rows(database).stay()
    steps.add_step(monkeypatch, tmp_path / "steps", steps.MAKES_CONTACT_ANEW)
    prepare(database, now=clock.now())
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM stay")).scalar_one() == 1
        if database.dialect == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize("body", [steps.BREAKS_HALF_WAY, steps.HAS_A_MISTAKE, steps.LEAVES_A_STAY_OF_NOBODY])
def test_a_migration_that_fails_leaves_the_database_as_it_was(
    database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    rows = Rows(database)
    rows.stay()
    rows.message()
    rows.member(name="Ann")
    before = database.revision()
    steps.add_step(monkeypatch, tmp_path / "steps", body)
    with pytest.raises(StorageError, match="are as they were"):
        prepare(database, now=clock.now())
    monkeypatch.undo()
    assert "half" not in inspect(database.engine).get_table_names()
    assert prepare(database, now=clock.now()) == Prepared(Outcome.UP_TO_DATE, HEAD)
    assert names_in(database) == ["Ann"]
    assert database.revision() == before
    rows.stay()


def test_a_newer_database_is_refused_with_what_to_do(
    database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Rows(database).member(name="Ann")
    with monkeypatch.context() as future:
        steps.add_step(future, tmp_path / "steps", steps.ADDS_A_COLUMN)
        prepare(database, now=clock.now())
    with pytest.raises(
        NewerDatabaseError, match=rf"A newer Kitelog wrote .*{NEXT}.*{HEAD}.* Install that Kitelog"
    ):
        prepare(database, now=clock.now())
    assert revision_of(database) == NEXT
    assert names_in(database) == ["Ann"]


RECIPES = ["CREATE TABLE recipe (id INTEGER)"]
RECIPES_WITHOUT_REVISION = [*RECIPES, "CREATE TABLE alembic_version (version_num TEXT)"]
RECIPES_WITH_REVISION = [*RECIPES_WITHOUT_REVISION, "INSERT INTO alembic_version VALUES ('abc')"]


@pytest.mark.parametrize("made_by_another", [RECIPES, RECIPES_WITHOUT_REVISION, RECIPES_WITH_REVISION])
def test_a_database_of_another_program_is_refused(
    empty: Database, clock: FixedClock, made_by_another: list[str]
) -> None:
    if empty.dialect == "sqlite":
        with closing(sqlite3.connect(file_of(empty))) as connection:
            connection.executescript("; ".join(made_by_another))
        before = file_of(empty).read_bytes()
    else:
        with empty.engine.begin() as connection:
            for statement in made_by_another:
                connection.execute(text(statement))
    with pytest.raises(StorageError, match="belongs to another program"):
        prepare(empty, now=clock.now())
    if empty.dialect == "sqlite":
        assert file_of(empty).read_bytes() == before
    assert "recipe" in inspect(empty.engine).get_table_names()


def test_an_emptied_database_is_filled_again(empty: Database, clock: FixedClock) -> None:
    with empty.engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    assert prepare(empty, now=clock.now()).outcome is Outcome.CREATED


def test_the_copy_is_one_file_that_only_its_owner_reads(sqlite_database: Database, tmp_path: Path) -> None:
    file = file_of(sqlite_database)
    file.chmod(0o600)
    copy_aside(file, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]


def test_a_copy_holds_what_is_not_yet_in_the_main_file(sqlite_database: Database, tmp_path: Path) -> None:
    Rows(sqlite_database).member(name="Ann")
    assert (tmp_path / "kitelog.db-wal").stat().st_size > 0
    copy_aside(file_of(sqlite_database), tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        assert connection.execute("SELECT name FROM member").fetchall() == [("Ann",)]


def test_the_instant_of_a_copy_is_written_in_utc(
    sqlite_database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps.add_step(monkeypatch, tmp_path / "steps", steps.ADDS_A_COLUMN)
    clock.advance(timedelta(hours=12))
    copy = prepare(sqlite_database, now=clock.now()).copy
    assert copy is not None
    assert copy.name == f"kitelog-before-{NEXT}-20261124T004000Z.db"


def test_the_next_step_is_drafted_empty_when_the_tables_are_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "versions"
    folder.mkdir()
    for file in migrations.STEPS.glob("0*.py"):
        (folder / file.name).write_text(file.read_text())
    monkeypatch.setattr(migrations, "STEP_FOLDERS", (folder,))
    made = draft.draft("nothing new")
    assert made.name == f"{NEXT}_nothing_new.py"
    assert made.read_text().endswith("def upgrade() -> None:\n    pass\n")
