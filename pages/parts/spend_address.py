"""Where the Spend page stands, as its address says it: the period, the grouping, the bar that was chosen."""

import re
from datetime import date, datetime

import streamlit as st

from pages.parts.message_address import EPOCH, MICROSECOND
from pages.parts.wiring import now, zone
from tracker.spend import GROUPS
from tracker.spend.days import PERIODS, local_day, period_days
from tracker.spend.sheets import read_day

EVERYONE = "all"
_BAR = re.compile(r"([0-9]{4}-(?:0[1-9]|1[0-2]))\.(all|none|[0-9]{1,18})")
_KEY = re.compile(r"([0-9]{1,16})-([0-9]{1,18})")
Bar = tuple[str, str]  # a month, and a key, `none` (nobody named) or EVERYONE


def by() -> str:
    """The grouping: provider, contact or member."""
    value = st.query_params.get("by", "")
    return value if value in GROUPS else GROUPS[0]


def period() -> str:
    """The period; the last twelve months where the address says nothing that is one."""
    value = st.query_params.get("period", "")
    return value if value in PERIODS else PERIODS[0]


def days() -> tuple[date | None, date | None]:
    """The first and last day to show, None for open. Raises InvalidInputError for a day that is none."""
    if period() == "days":
        return read_day(st.query_params.get("from", ""), "from"), read_day(
            st.query_params.get("to", ""), "to"
        )
    return period_days(period(), local_day(now(), zone()))


def bar() -> Bar | None:
    """The bar that was chosen."""
    found = _BAR.fullmatch(st.query_params.get("bar", ""))
    return (found[1], found[2]) if found else None


def bar_of(month: str, key: int | None) -> Bar:
    """The bar of a provider, contact or member in a month."""
    return month, "none" if key is None else str(key)


def who(chosen: Bar) -> tuple[str, int | None] | None:
    """Whose messages and purchases stand behind a bar; None for everyone's."""
    if chosen[1] == EVERYONE:
        return None
    return by(), None if chosen[1] == "none" else int(chosen[1])


def key_at(name: str) -> tuple[datetime, int] | None:
    """The key that a list goes on from; None for its newest."""
    found = _KEY.fullmatch(st.query_params.get(name, ""))
    return (EPOCH + int(found[1]) * MICROSECOND, int(found[2])) if found else None


def put(name: str, value: object) -> None:
    """Sets a part of the address, None or "" takes it out; another period or grouping has other bars."""
    if name in ("by", "period"):
        for other in ("bar", "m", "p", *(("from", "to") if name == "period" else ())):
            st.query_params.pop(other, None)
    if value is None or value == "":
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(value)


def put_bar(chosen: Bar | None) -> None:
    """Chooses a bar, or none."""
    put("bar", ".".join(chosen) if chosen else None)


def sheet_address(table: str) -> str:
    """Where a table of this page is to be had as a file."""
    first, last = days()
    parts = {"table": table, "by": by(), "from": first, "to": last}
    return "/export/spend.csv?" + "&".join(f"{name}={value}" for name, value in parts.items() if value)
