"""The pages' one Kitelog, and what they remember of its answers.

A page asks `kitelog()` for use cases that write, and `remembered(...)` for what it shows.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

import streamlit as st

from tracker.clock import Clock, SystemClock
from tracker.household import HouseholdCard
from tracker.kitelog import Kitelog, open_kitelog
from tracker.settings import read_settings

T = TypeVar("T")

# What depends on the present instant is asked anew this often, so a flag shows well within a minute.
TICK = timedelta(seconds=15)
REMEMBERED = 512
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_drawn = threading.local()


def make_clock() -> Clock:
    """The clock a new Kitelog gets; tests put their own in its place."""
    return SystemClock()


def kitelog() -> Kitelog:
    """The Kitelog of this data folder and database, opened at the first call in this process.

    Raises KitelogError with a sentence when it cannot be opened.
    """
    return _opened(os.environ.get("KITELOG_DATA_DIR", ""), os.environ.get("KITELOG_DATABASE_URL", ""))


@st.cache_resource(show_spinner=False)
def _opened(data_dir: str, database_url: str) -> Kitelog:  # noqa: ARG001 - they are the cache's key
    return open_kitelog(read_settings(), make_clock())


def now() -> datetime:
    """The present instant by Kitelog's clock, in UTC."""
    return kitelog().clock.now()


def remembered(name: str, ask: Callable[[Kitelog], T], *key: object, timed: bool = False) -> T:
    """What `ask` answers for this `name` and `key`, asked anew once any data has changed.

    `timed` is for answers that depend on the present instant: they are asked anew every TICK too. The
    answer must be plain values (cards, numbers, texts): each caller gets a copy of its own.
    """
    opened = kitelog()
    tick = (opened.clock.now() - EPOCH) // TICK if timed else 0
    where = (str(opened.database.url), _revision(opened), tick)
    return cast("T", _answer(name, key, where, lambda: ask(opened)))


@contextmanager
def one_page() -> Iterator[None]:
    """While a page is drawn the data revision is asked for once, and again after this process wrote."""
    _drawn.seen = {}
    try:
        yield
    finally:
        _drawn.seen = None


def _revision(opened: Kitelog) -> int:
    seen: dict[tuple[int, int], int] | None = getattr(_drawn, "seen", None)
    if seen is None:
        return opened.database.revision()
    now = (id(opened.database), opened.database.commits)
    if now not in seen:
        seen[now] = opened.database.revision()
    return seen[now]


@st.cache_data(max_entries=REMEMBERED, show_spinner=False)
def _answer(name: str, key: tuple[object, ...], where: tuple[Any, ...], _ask: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _ask()


def settings() -> HouseholdCard:
    """The household's settings."""
    return remembered("settings", lambda kitelog: kitelog.household.settings())


def zone() -> str:
    """The household's time zone, in which screens tell times."""
    return settings().zone
