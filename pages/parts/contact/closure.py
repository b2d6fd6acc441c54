"""Days on which a facility's clock stands still: entered in two taps, ended in one."""

from datetime import date
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.contact.listing import PLACE
from pages.parts.contact.words import place_words
from pages.parts.edge import above, beside
from pages.parts.message.address import FIRST_DAY, LAST_DAY
from pages.parts.message.done import act, silent
from pages.parts.message.when import forget
from pages.parts.text import literal
from pages.parts.wiring import kitelog, now
from tracker.contacts import ClosureCard, ContactDetail, FacilityCard
from tracker.wording import _, day_words

OTHER = "other"
BESIDE = ("from_day", "to_day", "reason")


def add(detail: ContactDetail) -> None:
    """From today without a known end, unless the days are changed."""
    stay = detail.card.stay
    if stay is None or stay.to_day is not None:
        st.text(_("Nobody knows which facility they are at. Add it first, by They moved."))
        return
    key = f"contacts.closure.{detail.card.id}"
    st.session_state.setdefault(f"{key}.from", _today(stay.facility))
    with st.container(border=True, key=key):
        st.text(_("Closed days at {place} do not count for anybody there.").format(place=stay.facility.name))
        above(key, *BESIDE)
        with st.container(horizontal=True):
            _day(_("From"), f"{key}.from", required=True)
            _day(_("Until, empty: not known"), f"{key}.to")
        beside(key, "from_day")
        beside(key, "to_day")
        words = reasons()
        st.session_state.setdefault(f"{key}.why", next(iter(words)))
        st.pills(_("Why"), list(words), format_func=words.__getitem__, key=f"{key}.why", required=True)
        if st.session_state.get(f"{key}.why") == OTHER:
            st.text_input(_("What happened"), key=f"{key}.reason", max_chars=1000)
        beside(key, "reason")
        st.button(
            _("The clock stands still"),
            key=f"{key}.save",
            type="primary",
            on_click=_add,
            args=(stay.facility, key),
        )


def reasons() -> dict[str, str]:
    """Why a facility's clock stands still, the likeliest first."""
    return {
        "lockdown": _("Lockdown"),
        "suspended": _("Service suspended"),
        OTHER: _("Something else"),
    }


def going_on(detail: ContactDetail) -> None:
    """What lets the clock stand still now, where it is seen at once."""
    closures = [closure for closure in detail.closures if closure.to_day is None]
    if closures and detail.stays[0].to_day is None:
        st.markdown(f":material/pause: {literal(_('The clock stands still there:'))}")
        _each(detail, closures)


def listed(detail: ContactDetail) -> None:
    """The closures of the present place that ended, or that have an end."""
    closures = [
        closure
        for closure in detail.closures
        if closure.to_day is not None or detail.stays[0].to_day is not None
    ]
    if closures:
        place = literal(place_words(detail.stays[0].facility))
        st.subheader(_("Days that do not count at {place}").format(place=place))
        _each(detail, closures)


def _each(detail: ContactDetail, closures: list[ClosureCard]) -> None:
    """Closures, each with its next step."""
    for closure in closures:
        with st.container(horizontal=True, vertical_alignment="center", key=f"closure.{closure.id}"):
            st.text(closure_words(closure))
            facility = detail.stays[0].facility
            if closure.to_day is None:
                st.button(
                    _("It is over"),
                    key=f"closure.{closure.id}.end",
                    on_click=_end,
                    args=(closure, facility),
                )
            st.button(
                _("Remove"),
                key=f"closure.{closure.id}.remove",
                type="tertiary",
                on_click=_remove,
                args=(closure,),
            )


def closure_words(closure: ClosureCard) -> str:
    """`Since Mon 23 Nov 2026, no end known: lockdown`; as typed, for `st.text`."""
    first = day_words(closure.from_day, year=True)
    if closure.to_day is None:
        words = _("Since {first}, no end known").format(first=first)
    elif closure.to_day == closure.from_day:
        words = first
    else:
        words = _("{first} to {last}").format(first=first, last=day_words(closure.to_day, year=True))
    return f"{words}: {closure.reason}" if closure.reason.strip() else words


def _day(label: str, key: str, *, required: bool = False) -> None:
    if not required:
        st.session_state.setdefault(key, None)
    st.date_input(label, key=key, min_value=FIRST_DAY, max_value=LAST_DAY, format="MM/DD/YYYY", width=200)


def _today(facility: FacilityCard) -> date:
    return now().astimezone(ZoneInfo(facility.zone)).date()


def _add(facility: FacilityCard, key: str) -> None:
    first = st.session_state.get(f"{key}.from") or _today(facility)
    last, why = st.session_state.get(f"{key}.to"), st.session_state.get(f"{key}.why") or OTHER
    reason = (st.session_state.get(f"{key}.reason") or "").strip() if why == OTHER else reasons()[why]
    contacts = kitelog().contacts
    saved = act(
        PLACE,
        lambda _form: contacts.add_closure(facility.id, first, last, reason),
        (facility.id, first, last, reason),
        _("Saved. These days do not count."),
        lambda closure_id: lambda: contacts.remove_closure(closure_id),
        form_name=key,
    )
    if saved is not None:
        forget(key)


def _end(closure: ClosureCard, facility: FacilityCard) -> None:
    last = max(_today(facility), closure.from_day)
    change = kitelog().contacts.change_closure
    act(
        PLACE,
        silent(lambda: change(closure.id, closure.from_day, last)),
        ("end", closure.id),
        _("The clock runs again after today."),
        lambda _saved: lambda: change(closure.id, closure.from_day, None),
    )


def _remove(closure: ClosureCard) -> None:
    contacts = kitelog().contacts
    again = (closure.facility_id, closure.from_day, closure.to_day, closure.reason)
    act(
        PLACE,
        silent(lambda: contacts.remove_closure(closure.id)),
        ("remove", closure.id),
        _("Removed. These days count again."),
        lambda _saved: lambda: contacts.add_closure(*again),
    )
