"""Where the Spend page stands, as its address says it: section, period, grouping, filters, chosen bar."""

import re
from datetime import date, datetime
from urllib.parse import urlencode

import streamlit as st

from pages.parts.message.address import EPOCH, MICROSECOND, NAMES
from pages.parts.wiring import now, zone
from tracker.spend import GROUPS, Only
from tracker.spend.asked import read_day
from tracker.spend.days import PERIODS, local_day, period_days

EVERYONE, TURN = "all", "spend.turn"
SECTIONS = ("spent", "left", "budgets", "cheaper")
FILTERS = ("provider", "contact", "member")
_BAR = re.compile(r"([0-9]{4}-(?:0[1-9]|1[0-2]))\.(all|none|[0-9]{1,18})")
_KEY = re.compile(r"([0-9]{1,16})-([0-9]{1,18})")
Bar = tuple[str, str]  # a month, and a key, `none` (nobody named) or EVERYONE


def show() -> str:
    """The section; what was spent where the address says nothing that is one."""
    value = st.query_params.get("show", "")
    return value if value in SECTIONS else SECTIONS[0]


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


def chosen(name: str) -> int | None:
    """The key of the provider, contact or member that alone is shown, where there is one of that key."""
    value = st.query_params.get(name, "")
    if not re.fullmatch("[0-9]{1,18}", value):
        return None
    return int(value) if int(value) in NAMES[name]() else None


def only() -> Only:
    """Whose spend alone is shown."""
    return Only(**{f"{name}_id": chosen(name) for name in FILTERS})


def unknown() -> list[str]:
    """The parts of the address that say nothing there is."""
    words = {"show": SECTIONS, "period": PERIODS, "by": GROUPS}
    return [
        name
        for name in (*words, *FILTERS)
        if st.query_params.get(name)
        and (st.query_params[name] not in words[name] if name in words else chosen(name) is None)
    ]


def bar() -> Bar | None:
    """The bar that was chosen."""
    found = _BAR.fullmatch(st.query_params.get("bar", ""))
    return (found[1], found[2]) if found else None


def bar_asked() -> bool:
    """Whether the address asks for a bar, there or not."""
    return bool(st.query_params.get("bar"))


def chart() -> str:
    """Names the chart of these days, groups and filters: another one begins with no bar chosen in it."""
    parts = [st.query_params.get(name, "") for name in ("by", "period", "from", "to", *FILTERS)]
    return ".".join([*parts, str(st.session_state.get(TURN, 0))])


def forget_chart() -> None:
    """Lets the chart forget the bar that was chosen in it, after one was chosen elsewhere."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


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
    """Sets a part of the address, None or "" takes it out; other days, groups and filters have other bars."""
    if name in ("by", "period", "from", "to", *FILTERS):
        for other in ("bar", "m", "p", "lost", *unknown(), *(("from", "to") if name == "period" else ())):
            st.query_params.pop(other, None)
    if value is None or value == "":
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(value)


def put_bar(chosen: Bar | None) -> None:
    """Chooses a bar, or none; its lists begin with their newest."""
    put("m", None)
    put("p", None)
    put("bar", ".".join(chosen) if chosen else None)


def clear_filters() -> None:
    """Shows everybody's spend again."""
    for name in FILTERS:
        put(name, None)


def sheet_address(table: str) -> str:
    """Where a table of this page is to be had as a file, with the same days, grouping and filters."""
    first, last = days()
    parts: dict[str, object] = {"table": table, "by": by(), "from": first, "to": last}
    parts |= {name: chosen(name) for name in FILTERS}
    return "/export/spend.csv?" + urlencode({name: value for name, value in parts.items() if value})
