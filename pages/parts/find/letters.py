"""Where a letter goes, and how long the answer to one may take."""

import streamlit as st

from pages.parts.find import sources
from pages.parts.text import literal
from pages.parts.wiring import remembered
from tracker.directory import Answer, There
from tracker.directory.answer import current_ones
from tracker.directory.words import not_known
from tracker.wording import _, allowance_words


def there_at(answer: Answer) -> There:
    """What time means at the place of an answer."""
    place = answer.place
    # An answer is too large a key: to hash it takes longer than to ask.
    key = (place.id, place.zone, place.state, place.kind, tuple(row.name for row in current_ones(answer)))
    return remembered("find.there", lambda kitelog: kitelog.directory.there(answer), key, timed=True)


def draw(answer: Answer, heading: str) -> None:
    """The address as it stands on the envelope; none where the mail must be asked about."""
    mail, allowance = answer.mail, there_at(answer).letter
    with st.container(gap="xsmall"):
        st.markdown(f"**{literal(heading)}**")
        if mail.lines:
            st.text("\n".join(mail.lines))
        elif mail.fact is not None and mail.fact.kind != "facility":
            st.text(_("Ask for the address: letters for this place are scanned elsewhere."))
        else:
            st.text(not_known(_("Address")))
        if mail.note:
            st.text(mail.note)
        if mail.fact is not None:
            sources.draw(mail.fact.fact.source, mail.fact.fact.as_of, mail.fact.fact.source_date)
        words = _("Kitelog calls a letter overdue after {allowance}.")
        st.text(words.format(allowance=allowance_words(allowance.amount, allowance.unit)))
