"""What tests share: a fresh real SQLite or PostgreSQL database for each, and a clock that stands still."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL

from storage.engine import sqlite_url
from storage.migrations import scratch
from storage.session import Database
from storage.upgrade import prepare
from tests.clock import NOON, FixedClock
from tests.postgres import Emptied, new_database
from tests.world import World

TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets what adds nothing to coverage run unwatched, which takes half the time.

    Pages are not among what is measured, and what runs on both databases is watched on SQLite; what knows
    one database from the other lies in storage.
    """
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in ("pages", "browser") or ("[postgresql" in item.name and folder != "storage"):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23 November 2026, 12:40 UTC."""
    return FixedClock()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(sqlite_url(file))
    prepare(database, now=NOON)
    database.close()  # the last connection moves the write-ahead log into the file
    return file


@pytest.fixture(scope="session")
def _server() -> Iterator[Engine]:
    """The administrator's connections to this worker's own PostgreSQL."""
    if not scratch.available():
        pytest.fail(scratch.MISSING)
    with scratch.postgres() as url:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            # Nothing here has to outlive a power cut.
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
        yield engine
        engine.dispose()


@pytest.fixture(scope="session")
def _postgres_template(_server: Engine) -> str:
    with _server.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE template")
    database = Database(_server.url.set(database="template"))
    prepare(database, now=NOON)
    database.close()
    return "template"


@pytest.fixture(scope="session")
def _emptied(_server: Engine, _postgres_template: str) -> Emptied:
    return Emptied(_server, _postgres_template)


@pytest.fixture
def postgres_url(_server: Engine) -> Iterator[URL]:
    """The address of a fresh, empty PostgreSQL database."""
    with new_database(_server, "template0") as url:
        yield url


@pytest.fixture
def sqlite_database(_sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh, migrated SQLite database in the test's own folder."""
    file = tmp_path / "kitelog.db"
    shutil.copyfile(_sqlite_template, file)
    database = Database(sqlite_url(file))
    yield database
    database.close()


@pytest.fixture
def postgres_database(_emptied: Emptied) -> Iterator[Database]:
    """A fresh, migrated PostgreSQL database."""
    database = Database(_emptied.fresh())
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh, migrated database; every test that asks for it runs on both."""
    name = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    made: Database = request.getfixturevalue(name)
    return made


@pytest.fixture
def world(database: Database, clock: FixedClock) -> World:
    """A household with nobody in it yet, on both databases."""
    return World(database, clock)
