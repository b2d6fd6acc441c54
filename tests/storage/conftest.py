"""Raw rows for the storage tests."""

import pytest

from storage.session import Database
from tests.storage.rows import Rows


@pytest.fixture
def rows(database: Database) -> Rows:
    """Inserts raw rows into the test's database."""
    return Rows(database)
