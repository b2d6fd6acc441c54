"""The period, the grouping and the filters of what was spent."""

from datetime import date

import streamlit as st

from pages.parts.message.address import FIRST_DAY, LAST_DAY, NAMES
from pages.parts.spend import address
from tracker.errors import InvalidInputError
from tracker.spend import GROUPS
from tracker.spend.days import PERIODS
from tracker.wording import _, listed, ngettext


def draw() -> None:
    """Two rows of pills, the filters one tap away, and two days where the family chooses its own."""
    _pills("period", _("Period"), PERIODS, _period_words(), address.period())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _pills("by", _("By"), GROUPS, _group_words(), address.by())
        _filters()
    if address.period() == "days":
        with st.container(horizontal=True):
            _day("from", _("From"))
            _day("to", _("To, this day included"))
    _say_unknown()


def _pills(name: str, label: str, options: tuple[str, ...], words: dict[str, str], chosen: str) -> None:
    key = f"spend.filter.{name}"
    st.session_state[key] = chosen
    st.pills(
        label,
        options,
        format_func=words.__getitem__,
        key=key,
        required=True,
        on_change=_changed,
        args=(name,),
    )


def _filters() -> None:
    """The select boxes; a box with nothing to choose from is left out."""
    chosen = {name: address.chosen(name) for name in address.FILTERS}
    number = sum(key is not None for key in chosen.values())
    every = {name: NAMES[name]() for name in address.FILTERS}
    names = {name: known for name, known in every.items() if len(known) > 1 or chosen[name] is not None}
    if not names:
        return
    label = ngettext("Only some ({n})", "Only some ({n})", number).format(n=number)
    with st.popover(label if number else _("Only some"), key="spend.some"):
        for name, known in names.items():
            _box(name, known, chosen[name])
    if number:
        st.button(_("Show all"), key="spend.all", type="tertiary", on_click=address.clear_filters)


def _box(name: str, known: dict[int, str], chosen: int | None) -> None:
    key = f"spend.filter.{name}"
    st.session_state[key] = chosen
    st.selectbox(
        _group_words()[name],
        list(known),
        index=None,
        format_func=lambda one: known.get(one, ""),
        placeholder=_("Every provider") if name == "provider" else _("Everybody"),
        key=key,
        on_change=_changed,
        args=(name,),
    )


def _say_unknown() -> None:
    """Says which parts of the address are not known, and that they are left out."""
    words = {
        "show": _("the section"),
        "period": _("the period"),
        "by": _("the grouping"),
        "provider": _("the provider"),
        "contact": _("the person"),
        "member": _("the member"),
    }
    unknown = [words[name] for name in address.unknown()]
    if unknown:
        st.text(
            ngettext(
                "In the address, {names} is not known here and was left out.",
                "In the address, {names} are not known here and were left out.",
                len(unknown),
            ).format(names=listed(unknown))
        )


def _day(name: str, label: str) -> None:
    key = f"spend.filter.{name}"
    st.session_state[key] = _known(name)
    st.date_input(
        label,
        key=key,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="MM/DD/YYYY",
        on_change=_changed,
        args=(name,),
        width=180,
    )


def _known(name: str) -> date | None:
    """The day in the address; one that is none is told where the numbers would stand."""
    try:
        day = address.days()[0 if name == "from" else 1]
    except InvalidInputError:
        return None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None


def _changed(name: str) -> None:
    address.put(name, st.session_state.get(f"spend.filter.{name}"))


def _period_words() -> dict[str, str]:
    words = _("12 months"), _("This year"), _("Last year"), _("All"), _("Own days")
    return dict(zip(PERIODS, words, strict=True))


def _group_words() -> dict[str, str]:
    return dict(zip(GROUPS, (_("Provider"), _("Person"), _("Member")), strict=True))
