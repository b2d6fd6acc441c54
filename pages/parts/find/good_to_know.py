"""What else a family should know of a place: limits, time and holidays there, letters, other services."""

from itertools import groupby
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.find import letters, sources
from pages.parts.text import city, literal, same_clock
from pages.parts.wiring import now, zone
from tracker.directory import Answer, There
from tracker.directory.cards import ServedBy
from tracker.directory.words import limit_words, not_known, service_words
from tracker.wording import _, allowance_words, day_words, listed, time_words


def draw(answer: Answer) -> None:
    """One card below the answer; what is not known says so."""
    there = letters.there_at(answer)
    timed = there.message is not None or bool(there.zone) or there.holidays is not None
    if not (timed or answer.note or answer.list_note or answer.locator or answer.others):
        return
    with st.container(border=True, key="find.know"):
        st.subheader(_("Good to know"), anchor=False)
        if answer.note or answer.list_note:
            with st.container(gap="xsmall"):
                st.text(f"{answer.note} {answer.list_note}".strip())
                sources.draw(answer.source, answer.as_of)
        if timed:
            _time(there)
        if answer.providers:
            _limits(answer)
            letters.draw(answer, _("Letters"))
            with st.container(gap="xsmall"):
                sources.reach(answer.place)
        _person(answer)
        if answer.others:
            with st.expander(_("Other services there")):
                for row in answer.others:
                    _other(row)


def _part(label: str) -> None:
    st.markdown(f"**{literal(label)}**")


def _time(there: There) -> None:
    with st.container(gap="xsmall"):
        _part(_("How long an answer may take"))
        if there.message is not None:
            words = allowance_words(there.message.amount, there.message.unit)
            st.text(_("Kitelog calls a message overdue after {allowance} there.").format(allowance=words))
        if there.zone:
            _clock(there)
        if there.holidays:
            days = [f"{day_words(off.day)} ({off.reason})" for off in there.holidays]
            st.text(_("Public holidays there in the next 30 days: {days}.").format(days=listed(days)))
        elif there.holidays is not None:
            st.text(_("No public holiday there on a weekday of the next 30 days."))


def _clock(there: There) -> None:
    if same_clock(now(), zone(), there.zone):
        words = _("It is {time} there now, as with you.")
    elif there.guessed:
        words = _("It is {time} there now ({city} time, guessed from the state).")
    else:
        words = _("It is {time} there now ({city} time).")
    local = now().astimezone(ZoneInfo(there.zone))
    st.text(words.format(time=time_words(local), city=city(there.zone)))


def _limits(answer: Answer) -> None:
    current = {row.slug: row.name for row in answer.providers if row.role == "current"}
    with st.container(gap="xsmall"):
        _part(_("Limits"))
        for fact, limits in groupby(answer.limits, key=lambda limit: limit.fact):
            for limit in limits:
                words = f"{limit_words(limit)}. {limit.note}".strip()
                name = current.get(limit.provider) if len(current) > 1 else None
                st.text(f"{name}: {words}" if name else words)
            sources.draw(fact.source, fact.as_of, fact.source_date)
        told = any(price.characters for row in answer.providers for price in row.prices)
        if not told and not any(limit.of == "characters" for limit in answer.limits):
            st.text(not_known(_("Length of a text")))


def _person(answer: Answer) -> None:
    name = answer.agency_name
    if answer.id_name:
        example = (
            _(" It looks like {example}.").format(example=answer.id_example) if answer.id_example else ""
        )
        st.text(_("Their number there is called {name}.").format(name=answer.id_name) + example)
    if answer.locator:
        words = _("Find a person in custody at {agency}").format(agency=name)
        st.link_button(literal(words), answer.locator, icon=":material/person_search:", type="tertiary")


def _other(row: ServedBy) -> None:
    with st.container(gap="xsmall"):
        words = _("{service}: {provider}").format(service=service_words(row.service), provider=row.name)
        st.text(words)
        if row.note:
            st.text(row.note)
        sources.draw(row.source, row.as_of, row.source_date, told=row.told)
