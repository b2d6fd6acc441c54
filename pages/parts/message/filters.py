"""The filters of the Messages page, drawn from its address and written back to it."""

from collections.abc import Callable, Sequence

import streamlit as st

from pages.parts.message import address
from tracker.wording import _, ngettext

MORE = ("provider", "member", "since", "until")


def draw() -> None:
    """Text, person and state at sight, the rest one tap away."""
    _seed("q", address.chosen_text())
    st.text_input(
        _("Search in notes and texts"),
        key=_key("q"),
        type="search",
        max_chars=address.MOST_SEARCHED,
        on_change=_changed,
        args=("q",),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _choice("contact", _("Person"))
        _box("state", _("State"), address.STATES, address.state_choice_words, address.chosen_state())
        number = sum(name in st.query_params for name in MORE)
        label = (
            ngettext("More filters ({n})", "More filters ({n})", number).format(n=number)
            if number
            else _("More filters")
        )
        with st.popover(label, key="messages.more"):
            _choice("provider", _("Provider"))
            _choice("member", _("Logged for"))
            _day("since", _("From"))
            _day("until", _("Until, this day included"))
        if address.filtered():
            st.button(_("Show all"), key="messages.all", type="tertiary", on_click=address.clear_filters)
    since, until = address.chosen_day("since"), address.chosen_day("until")
    if since and until and until < since:
        st.error(_("The period ends before it begins. Change one of the two days."), icon=":material/error:")


def _key(name: str) -> str:
    return f"messages.filter.{name}"


def _seed(name: str, value: object) -> None:
    # The address is the truth, for the browser's Back too.
    if _key(name) not in st.session_state or st.session_state[_key(name)] != value:
        st.session_state[_key(name)] = value


def _choice(name: str, label: str) -> None:
    names = address.NAMES[name]()
    _box(name, label, list(names), lambda key: names[key], address.chosen_key(name))


def _box(name: str, label: str, options: Sequence[object], words: Callable[..., str], chosen: object) -> None:
    _seed(name, chosen)
    st.selectbox(
        label,
        options,
        index=None,
        format_func=words,
        key=_key(name),
        on_change=_changed,
        args=(name,),
        placeholder=_("All"),
        width=220,
    )


def _day(name: str, label: str) -> None:
    _seed(name, address.chosen_day(name))
    st.date_input(
        label,
        value=None,
        min_value=address.FIRST_DAY,
        max_value=address.LAST_DAY,
        format="MM/DD/YYYY",
        key=_key(name),
        on_change=_changed,
        args=(name,),
    )


def _changed(name: str) -> None:
    value = st.session_state.get(_key(name))
    address.put(name, value.strip() if isinstance(value, str) else value)
