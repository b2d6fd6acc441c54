"""Where the Messages page stands, as its address says it: filters, the page's key, the message opened.

The address is the only truth: a reload, a bookmark and the browser's Back all show the same page.
"""

import re
from datetime import UTC, date, datetime, timedelta

import streamlit as st

from pages.parts.cards import state_words
from pages.parts.message.names import contact_names, member_names, provider_names
from tracker.checks import kept_text
from tracker.messages import Filter
from tracker.wording import _

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 12, 31)
FILTERS = ("contact", "provider", "member", "state", "since", "until", "q")
STATES = (
    "waiting", "sent", "in review", "delivered", "read", "answered",
    "rejected", "returned", "closed", "received", "deleted",
)  # fmt: skip
MOST_SEARCHED = 200
NAMES = {"contact": contact_names, "provider": provider_names, "member": member_names}
_KEY = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


def wanted() -> Filter:
    """The filter in the address; what makes no sense there is left out.

    Raises InvalidInputError for a text that no database can keep.
    """
    state = chosen_state()
    return Filter(
        contact_id=chosen_key("contact"),
        provider_id=chosen_key("provider"),
        member_id=chosen_key("member"),
        state=None if state == "deleted" else state,
        since=chosen_day("since"),
        until=chosen_day("until"),
        text=kept_text(chosen_text(), "q", MOST_SEARCHED),
        deleted=state == "deleted",
    )


def chosen_key(name: str) -> int | None:
    """The key of a contact, provider or member in the address, where there is one of that key."""
    value = st.query_params.get(name, "")
    key = int(value) if re.fullmatch("[0-9]{1,18}", value) else None
    return key if key in NAMES[name]() else None


def chosen_state() -> str | None:
    """The state in the address."""
    value = st.query_params.get("state", "")
    return value if value in STATES else None


def chosen_day(name: str) -> date | None:
    """A day in the address."""
    try:
        day = date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def chosen_text() -> str:
    """The text searched for."""
    return st.query_params.get("q", "").strip()


def before() -> tuple[datetime, int] | None:
    """The key that the page goes on from; None for the newest."""
    found = _KEY.fullmatch(st.query_params.get("before", ""))
    if found is None:
        return None
    return EPOCH + int(found[1]) * MICROSECOND, int(found[2])


def key_text(key: tuple[datetime, int]) -> str:
    """A page's key as the address tells it."""
    at, message_id = key
    return f"{(at - EPOCH) // MICROSECOND}-{message_id}"


def put(name: str, value: object) -> None:
    """Sets one part of the address, None takes it out; another filter begins at the newest page."""
    if name in FILTERS:
        st.query_params.pop("before", None)
    if value is None or value == "":
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(value)


def clear_filters() -> None:
    """Shows all messages again."""
    for name in FILTERS:
        put(name, None)


def here() -> dict[str, str]:
    """The filters and the page's key, to carry along to an opened message and back."""
    names = (*FILTERS, "before")
    return {name: st.query_params[name] for name in names if name in st.query_params}


def filtered() -> bool:
    """Whether anything is left out."""
    return any(name in st.query_params for name in FILTERS)


def state_choice_words(state: str) -> str:
    """A choice of the state filter, for people."""
    narrower = {"waiting": _("Waiting for an answer"), "sent": _("Sent, no news yet")}
    return narrower.get(state) or state_words(state)
