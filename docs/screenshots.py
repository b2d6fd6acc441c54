"""Makes the pictures of the docs from the demo: `python -m docs.screenshots`."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from tests.browser.chromium import DESK, PHONE, Scheme, chromium_running, window
from tests.browser.server import ROOT, clean_environment, serving

IMAGES = ROOT / "docs" / "images"
PICTURES: tuple[tuple[str, str, int, Scheme, int], ...] = (
    ("home", "/", DESK, "light", 1180),
    ("home-phone", "/", PHONE, "dark", 844),
    ("log-phone", "/log", PHONE, "light", 844),
    ("spend", "/spend", DESK, "light", 1100),
    ("cheaper", "/spend?show=cheaper", DESK, "light", 780),
    ("find", "/find_provider?q=fci+elkton", DESK, "light", 940),
)


def main() -> None:
    """Loads the demo into a folder of its own, serves it, and keeps what Chromium shows."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        data = Path(name)
        command = [sys.executable, "-m", "tracker.cli", "demo"]
        subprocess.run(command, env=clean_environment(data), cwd=data, check=True)  # noqa: S603 - our own command
        with serving(data) as url, chromium_running() as browser:
            for picture, path, width, scheme, height in PICTURES:
                context = window(browser, width, scheme)
                page = context.new_page()
                page.set_viewport_size({"width": width, "height": height})
                page.goto(f"{url}{path}{'&' if '?' in path else '?'}me=1")
                _settled(page)
                page.screenshot(path=IMAGES / f"{picture}.png")
                context.close()


def _settled(page: Page) -> None:
    """Waits until the script has ended and the charts are drawn."""
    page.get_by_role("heading").first.wait_for(timeout=30_000)
    page.wait_for_load_state("networkidle")
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=30_000)
    page.wait_for_timeout(1_500)


if __name__ == "__main__":
    main()
