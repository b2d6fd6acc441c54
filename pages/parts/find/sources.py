"""Where a fact comes from, with links that lead to its source and nowhere else."""

from datetime import date

import streamlit as st

from pages.parts.text import literal
from tracker.directory import PlaceFacts
from tracker.directory.words import as_of_words, sources
from tracker.wording import _


def own_page(website: str) -> None:
    """The provider's own page, where today's price stands and the account is made."""
    if website:
        st.markdown(f":small[{literal(_('Its own page:'))} {_links(website)}]")


def reach(place: PlaceFacts) -> None:
    """Where to ask: the facility's telephone and page, as the list of facilities has them."""
    if place.telephone:
        st.text(_("Telephone of the facility: {number}").format(number=place.telephone))
    if place.website:
        st.markdown(f":small[{literal(_('Page of the facility:'))} {_links(place.website)}]")


def draw(
    source: str, as_of: date | None, source_date: str = "", *, confirm: str = "", told: bool = False
) -> None:
    """One line: how fresh a fact is, with whom to confirm it, and its source."""
    words = as_of_words(as_of, source_date, told=told)
    if confirm:
        words = _("{as_of}; confirm with {name}").format(as_of=words, name=confirm)
    line = literal(_sentence(words))
    found = _links(source)
    if found:
        line += " " + (_("Told by: {sources}") if told else _("Source: {sources}")).format(sources=found)
    st.markdown(f":small[{line}]")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _links(source: str) -> str:
    return ", ".join(_link(label, address) for label, address in sources(source))


def _link(label: str, address: str) -> str:
    return f"[{literal(label)}]({address})" if address else literal(label)
