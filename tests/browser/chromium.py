"""One real Chromium for all browser tests: found, never skipped."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",  # tests also run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESK, PHONE = 1280, 390
HEIGHTS = {DESK: 900, PHONE: 844}
Scheme = Literal["light", "dark"]

# A busy machine may take longer than Playwright's five seconds to draw a page.
expect.set_options(timeout=30_000)


def find_chromium(playwright: Playwright) -> str:
    """The browser's file: `KITELOG_CHROMIUM`, else one on the PATH, else Playwright's own."""
    named = os.environ.get("KITELOG_CHROMIUM", "")
    on_path = (shutil.which(name) for name in NAMES)
    for candidate in (named, *on_path, playwright.chromium.executable_path):
        if candidate and Path(candidate).is_file():
            return candidate
    raise FileNotFoundError(
        "The browser tests need Chromium. Install it (Debian: apt-get install chromium), run "
        "`.venv/bin/playwright install chromium`, or set KITELOG_CHROMIUM to its file."
    )


@contextmanager
def chromium_running() -> Iterator[Browser]:
    """A headless Chromium that asks nobody on the network by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def window(browser: Browser, width: int = DESK, scheme: Scheme = "light") -> BrowserContext:
    """A fresh browser profile with a window as wide as a desk's or a phone's."""
    return browser.new_context(
        viewport={"width": width, "height": HEIGHTS.get(width, 900)},
        color_scheme=scheme,
        has_touch=width == PHONE,
        locale="en-US",
    )


class Hosts:
    """Every host that a page asked for something, web sockets included."""

    def __init__(self, page: Page) -> None:
        self.asked: set[str] = set()
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob"):
            self.asked.add(parts.netloc)

    def others_than(self, url: str) -> set[str]:
        """The hosts asked that are not this address's."""
        return self.asked - {urlsplit(url).netloc}


if __name__ == "__main__":
    with sync_playwright() as found:
        print(find_chromium(found))
