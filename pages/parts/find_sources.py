"""Where a fact comes from, with links that lead to its source and nowhere else."""

from datetime import date

import streamlit as st

from pages.parts.text import literal
from tracker.directory.words import as_of_words, sources
from tracker.wording import _


def draw(
    source: str, as_of: date | None, source_date: str = "", *, confirm: str = "", told: bool = False
) -> None:
    """One line: how fresh a fact is, with whom to confirm it, and its source."""
    words = as_of_words(as_of, source_date, told=told)
    if confirm:
        words = _("{as_of}; confirm with {name}").format(as_of=words, name=confirm)
    line = literal(_sentence(words))
    found = ", ".join(_link(label, address) for label, address in sources(source))
    if found:
        line += " " + (_("Told by: {sources}") if told else _("Source: {sources}")).format(sources=found)
    st.markdown(f":small[{line}]")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _link(label: str, address: str) -> str:
    return f"[{literal(label)}]({address})" if address else literal(label)
