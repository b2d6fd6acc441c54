"""What a move or a change of provider did, once it is saved: the new state, and what stays behind."""

from collections.abc import Iterator

import streamlit as st

from pages.parts.contact.words import place_words
from pages.parts.message.done import show_done
from pages.parts.state import link
from pages.parts.text import literal
from pages.parts.transfer import left as transfer_left
from tracker.contacts import ProviderChanged, Transferred
from tracker.wording import _, day_words, ngettext

PLACE = "transfer"
KEPT = f"{PLACE}.done"


def kept() -> Transferred | ProviderChanged | None:
    """What was saved last on this page, until another is begun."""
    done = st.session_state.get(KEPT)
    return done if isinstance(done, Transferred | ProviderChanged) else None


def keep(done: Transferred | ProviderChanged) -> None:
    """Shows this in place of the form."""
    st.session_state[KEPT] = done


def leave() -> None:
    """Shows the form again."""
    st.session_state.pop(KEPT, None)


def draw() -> None:
    """The new state as title, the line with Undo, what stays behind, and where to go on."""
    done = kept()
    if isinstance(done, Transferred):
        st.title(
            literal(_("{name} is at {place} now").format(name=done.contact, place=place_words(done.facility)))
        )
        show_done(PLACE)
        transfer_left.draw(done.left_behind)
    elif done is not None:
        st.title(literal(_title(done)))
        show_done(PLACE)
        for left in done.left_behind:
            transfer_left.draw(left)
    with st.container(horizontal=True, vertical_alignment="center"):
        for key, name in _people(done):
            label = _("Open {name}").format(name=literal(name))
            link("contacts.py", label, icon=":material/person:", contact=key)
        if isinstance(done, Transferred) and done.provider_id is None:
            link(
                "find_provider.py",
                _("Find the provider"),
                icon=":material/search:",
                facility=done.facility.id,
            )
        st.button(_("Enter another change"), key=f"{PLACE}.another", type="tertiary", on_click=leave)


def _title(done: ProviderChanged) -> str:
    if not done.contacts:
        words = _("{provider} from {day}")
        return words.format(provider=done.provider, day=day_words(done.from_day, year=True))
    words = ngettext("{n} person has {provider} now", "{n} people have {provider} now", len(done.contacts))
    return words.format(n=len(done.contacts), provider=done.provider)


def _people(done: Transferred | ProviderChanged | None) -> Iterator[tuple[int, str]]:
    if isinstance(done, Transferred):
        yield done.contact_id, done.contact
    elif done is not None:
        yield from ((left.contact_id, left.contact) for left in done.left_behind)
