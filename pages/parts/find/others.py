"""What else was found, and the ways to an answer when the place is not in the list."""

import streamlit as st

from pages.parts.find import address
from pages.parts.text import literal
from pages.parts.wiring import kitelog
from tracker.directory import Answer, Found
from tracker.directory.states import STATES
from tracker.directory.words import kind_words, place_name, provider_words, where_words
from tracker.wording import _, ngettext

AT_SIGHT = 3
STATE, KIND, AGENCY = "find.state", "find.kind", "find.agency"


def results(found: tuple[Found, ...], chosen: Answer | None) -> None:
    """One line for each other result; a press makes it the answer."""
    others = [one for one in found if chosen is None or not _same(one.answer, chosen)]
    if not others:
        return
    with st.container(gap="xsmall"):
        st.markdown(f"**{literal(_('Others that fit'))}**")
        for number, one in enumerate(others[:AT_SIGHT]):
            _choose(one, number)
        more = others[AT_SIGHT:]
        if more:
            label = ngettext("{n} more", "{n} more", len(more)).format(n=len(more))
            with st.expander(label, key="find.more"):
                for number, one in enumerate(more, AT_SIGHT):
                    _choose(one, number)


def _choose(one: Found, number: int) -> None:
    with st.container(
        horizontal=True, wrap=False, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.text(_line(one), width="stretch")
        st.button(
            _("Choose"),
            key=f"find.other.{number}",
            type="tertiary",
            on_click=address.choose,
            args=(address.choice_of(one.answer),),
        )


def not_listed(chosen: Answer | None) -> None:
    """A kind of place in a state, and every agency."""
    with st.expander(_("Not in the list?"), expanded=chosen is None, key="find.not_listed"):
        _seed()
        st.text(_("Say what sort of place it is and in which state, like a county jail in Ohio."))
        with st.container(horizontal=True):
            st.selectbox(
                _("Sort of place"),
                address.KINDS,
                index=None,
                format_func=lambda kind: _capital(kind_words(kind)),
                key=KIND,
                placeholder=_("Choose"),
                on_change=_typed,
                width=220,
            )
            st.selectbox(
                _("State"),
                list(STATES),
                index=None,
                format_func=lambda code: STATES[code].name,
                key=STATE,
                placeholder=_("Choose"),
                on_change=_typed,
                width=220,
            )
        st.text(_("Or choose who runs it; there is also where to find a person in custody."))
        names = {row.code: row.name for row in kitelog().directory.catalogue.agencies}
        st.selectbox(
            _("Agency"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            key=AGENCY,
            placeholder=_("Federal Bureau of Prisons, or a state's department"),
            on_change=_agency,
        )


def _line(one: Found) -> str:
    """`Attica Correctional Facility (once Wende), Attica, New York: JPay`."""
    answer = one.answer
    name = place_name(answer)
    if one.matched:
        name = _("{name} (also {matched})").format(name=name, matched=one.matched)
    where = where_words(answer.place) if answer.place.name else ""
    place = ", ".join(part for part in (name, where) if part)
    if answer.place.status == "closed":
        place = _("{place}, closed").format(place=place)
    return f"{place}: {provider_words(answer)}"


def _same(one: Answer, other: Answer) -> bool:
    return address.choice_of(one) == address.choice_of(other)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _seed() -> None:
    """The fields show what the address says."""
    _name, state, kind = address.typed_choice()
    code = st.query_params.get("agency", "")
    known = {row.code for row in kitelog().directory.catalogue.agencies}
    wanted = {STATE: state or None, KIND: kind or None, AGENCY: code if code in known else None}
    for key, value in wanted.items():
        # A state that was chosen waits here for its kind, which the address then has.
        if st.session_state.get(key) != value:
            st.session_state[key] = value


def _typed() -> None:
    state, kind = st.session_state.get(STATE), st.session_state.get(KIND)
    choice = {"name": address.text().strip(), "state": state or "", "kind": kind or ""}
    address.choose({name: value for name, value in choice.items() if value} if state or kind else {})


def _agency() -> None:
    code = st.session_state.get(AGENCY)
    address.choose({"agency": code} if code else {})
