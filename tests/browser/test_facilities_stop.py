"""The list of facilities in a real browser: looked at, stopped, taken in."""

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.transfer.facility_files import ELKTON, THREE, listed

pytestmark = pytest.mark.browser

PATIENCE = 60_000


def facilities(data_dir: Path) -> int:
    """How many are stored."""
    connection = sqlite3.connect(data_dir / "kitelog.db")
    (count,) = connection.execute("SELECT count(*) FROM facility").fetchone()
    connection.close()
    return int(count)


def upload(page: Page, content: str) -> None:
    """Chooses a file and waits for what it would do."""
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("input[type=file]").set_input_files(files=[file])  # type: ignore[list-item]
    expect(page.get_by_text("What it would do")).to_be_visible(timeout=PATIENCE)


def test_an_import_is_stopped_and_then_done(open_page: OpenPage, data_dir: Path) -> None:
    page = open_page("/facilities")
    page.get_by_label("Your name").fill("Mom")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="No list of facilities yet")).to_be_visible(timeout=PATIENCE)
    many = (ELKTON | {"FACILITYID": str(n), "NAME": f"UNIT {n}"} for n in range(30_000))
    upload(page, listed([*THREE, *many]))
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped. Nothing was imported.")).to_be_visible(timeout=PATIENCE)
    assert facilities(data_dir) == 0
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("The list was imported")).to_be_visible(timeout=PATIENCE)
    assert facilities(data_dir) == 30_003
