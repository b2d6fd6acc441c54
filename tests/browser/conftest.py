"""Fixtures of the browser tests: a browser per module, a server and a data folder per test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import DESK, Hosts, Scheme, chromium_running, window
from tests.browser.server import serving

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for a module's tests; while it lives, this thread can run no other event loop."""
    with chromium_running() as browser:
        yield browser


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """The data folder of this test's server."""
    return tmp_path / "data"


@pytest.fixture
def server_url(data_dir: Path) -> Iterator[str]:
    """The address of a `kitelog serve` of this test's own."""
    with serving(data_dir) as url:
        yield url


@pytest.fixture
def open_page(chromium: Browser, server_url: str) -> Iterator[OpenPage]:
    """Opens a fresh window: `open_page("/log", width=PHONE, scheme="dark")`. No page may ask another host."""
    with ExitStack() as after:

        def opened(path: str = "/", *, width: int = DESK, scheme: Scheme = "light") -> Page:
            context = window(chromium, width, scheme)
            after.callback(context.close)
            page = context.new_page()
            hosts = Hosts(page)
            after.callback(lambda: _only_here(hosts, server_url))
            page.goto(server_url + path)
            return page

        yield opened


def _only_here(hosts: Hosts, url: str) -> None:
    others = hosts.others_than(url)
    assert not others, f"the page asked other hosts: {sorted(others)}"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Home in a desk's window, light."""
    return open_page()
