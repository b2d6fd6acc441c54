"""A household to import into, on both databases or on SQLite alone."""

from pathlib import Path

import pytest

from storage.session import Database
from tests.transfer.files import Importer


@pytest.fixture
def importer(database: Database, tmp_path: Path) -> Importer:
    """On SQLite and on PostgreSQL."""
    return Importer(database, tmp_path)


@pytest.fixture
def small(sqlite_database: Database, tmp_path: Path) -> Importer:
    """On SQLite alone, for what never reaches the database."""
    return Importer(sqlite_database, tmp_path)
