"""The answer as one card: who carries messages there, what it costs, who starts, the first steps."""

import streamlit as st

from pages.parts.cards import Mark, badge
from pages.parts.find import letters, sources, told
from pages.parts.find import price as find_price
from pages.parts.find.address import PLACE
from pages.parts.message.done import opener
from pages.parts.state import go
from pages.parts.text import literal
from tracker.directory import Answer, ServedBy
from tracker.directory.answer import NO_PROVIDER
from tracker.directory.how_to_begin import questions
from tracker.directory.running import BUREAU
from tracker.directory.words import (
    date_words,
    headline,
    kind_words,
    starts_words,
    where_words,
)
from tracker.wording import _


def draw(answer: Answer, matched: str = "") -> None:
    """The card with its next steps; `matched` is the other name by which the place was found."""
    with st.container(border=True, key="find.card"):
        st.header(literal(headline(answer)), anchor=False)
        _place(answer, matched)
        if NO_PROVIDER in answer.unknown:
            _ask(answer)
        else:
            _providers(answer)
            with st.container(gap="xsmall"):
                st.markdown(f"**{literal(_('Who starts'))}**")
                st.text(starts_words(answer))
            _steps(answer)
        _buttons(answer)


def _place(answer: Answer, matched: str) -> None:
    place = answer.place
    words = [where_words(place), kind_words(place.kind, juvenile=place.juvenile)]
    if answer.agency_name and place.name:
        words.append(_("run by {agency}").format(agency=answer.agency_name))
    elif not answer.agency_name:
        words.append(_("who runs it is not known"))
    also = [
        name for name in dict.fromkeys((*answer.also, matched)) if name and name not in place.former_names
    ]
    if also:
        words.append(_("also {names}").format(names=", ".join(also)))
    if place.former_names:
        words.append(_("formerly {names}").format(names=", ".join(place.former_names)))
    if place.status == "closed":
        badge(Mark(_("Closed"), "block", "orange"))
    st.text(" · ".join(word for word in words if word))


def _providers(answer: Answer) -> None:
    named: set[str] = set()
    for row in answer.providers:
        if row.role == "brand" and not (row.prices or row.note):
            words = _("{provider} is another name of the same service, and right as well.")
            st.text(words.format(provider=row.name))
            continue
        with st.container(gap="xsmall"):
            st.markdown(f"**{literal(_role(row))}**")
            sources.own_page(row.website)
            if row.note:
                st.text(row.note)
            if row.source not in named | {price.source for price in row.prices}:
                sources.draw(row.source, row.as_of, row.source_date, confirm=row.name, told=row.told)
            find_price.draw(row)
            named |= {row.source, *(price.source for price in row.prices)}


def _role(row: ServedBy) -> str:
    if row.role == "brand":
        return _("{provider}, the same service under another name").format(provider=row.name)
    if row.role == "replacing" and row.from_day:
        return _("{provider}, from {day} on").format(provider=row.name, day=date_words(row.from_day))
    if row.role == "replacing":
        return _("{provider}, to come").format(provider=row.name)
    return row.name


def _ask(answer: Answer) -> None:
    with st.container(gap="xsmall"):
        st.markdown(f"**{literal(_('Three questions to ask there'))}**")
        st.markdown("\n".join(f"{number}. {literal(one)}" for number, one in enumerate(questions(), 1)))
        sources.reach(answer.place)
    letters.draw(answer, _("Meanwhile, write a letter"))


def _steps(answer: Answer) -> None:
    with st.container(gap="xsmall"):
        st.markdown(f"**{literal(_('How to begin'))}**")
        st.markdown("\n".join(f"{number}. {literal(one)}" for number, one in enumerate(answer.steps, 1)))


def _buttons(answer: Answer) -> None:
    place, current = answer.place, [row for row in answer.providers if row.role == "current"]
    typed = {"name": place.name or None, "state": place.state or None, "kind": place.kind}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Add my contact here"),
            key="find.add",
            type="secondary" if told.is_open(answer) else "primary",
            icon=":material/person_add:",
            on_click=go,
            args=("contacts.py",),
            kwargs={
                "add": 1,
                **({"facility": place.id} if place.id is not None else typed),
                # Of several that may be right nobody knows which: the form asks.
                "provider": current[0].name if len({row.account for row in current}) == 1 else None,
            },
        )
        # The Bureau's prisons all use one provider, whatever somebody was told of one of them.
        if current and answer.agency != BUREAU:
            opener(PLACE, 0, "told", _("They told us something else"))
            if place.id is not None:
                st.button(
                    _("The provider changed"),
                    key="find.changed",
                    type="tertiary",
                    on_click=go,
                    args=("transfer.py",),
                    kwargs={"facility": place.id},
                )
