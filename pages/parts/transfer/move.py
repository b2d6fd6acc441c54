"""One form for a move: the next place, the day, the provider and number there, and what will change."""

from datetime import date

import streamlit as st

from pages.parts.contact.place import ask_facility, given_facility, wanted_facility
from pages.parts.contact.provider import answer_at, ask_provider_there, given_provider
from pages.parts.contact.words import doubt, where_words
from pages.parts.edge import above, beside
from pages.parts.message.done import act, show_done
from pages.parts.message.when import ask_day, forget
from pages.parts.state import link
from pages.parts.text import literal
from pages.parts.transfer import done as transfer_done
from pages.parts.transfer import preview as transfer_preview
from pages.parts.wiring import kitelog, remembered
from tracker.contacts import ContactCard, FacilityEntry, TransferPreview, Transferred
from tracker.errors import InvalidInputError, KitelogError, NotFoundError
from tracker.wording import _

PLACE = transfer_done.PLACE
BESIDE = ("facility", "state", "kind", "day", "since", "provider", "id_number")


def draw(chosen: str) -> None:
    """The form for the contact of this key. Raises NotFoundError when there is none."""
    card = _contact(chosen)
    link("contacts.py", literal(card.name), icon=":material/arrow_back:", contact=card.id)
    st.title(_("Where is {name} now?").format(name=literal(card.name)))
    st.text(_("So far: {where}").format(where=where_words(card)))
    _locator(card)
    show_done(PLACE)
    key = f"{PLACE}.{card.id}"
    present = card.stay.facility.id if card.stay and card.stay.to_day is None else None
    with st.container(border=True, key=key):
        above(key, *BESIDE)
        ask_facility(key, but=present)
        entry = given_facility(key)
        _day(key)
        preview = _preview(card, entry, st.session_state.get(f"{key}.day"))
        if entry is not None:
            ask_provider_there(key, entry)
        if entry is not None and preview is not None:
            _number(key, preview, entry)
            transfer_preview.draw(card, preview, given_provider(key))
            if preview.closed:
                st.checkbox(_("They are really there"), key=f"{key}.confirmed")
        st.button(_("Save the move"), key=f"{key}.save", type="primary", on_click=_save, args=(card, key))


def _contact(chosen: str) -> ContactCard:
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 18):
        raise NotFoundError(_("This contact is no longer there. Go back to the list."))
    key = int(chosen)
    detail = remembered("contacts.detail", lambda kitelog: kitelog.contacts.detail(key), key, timed=True)
    return detail.card


def _locator(card: ContactCard) -> None:
    """Where to look for somebody in transit."""
    if card.stay is None or card.stay.ended_by != "in transit":
        return
    facility = card.stay.facility
    locator = answer_at(FacilityEntry(facility.name, facility.state, facility.kind, id=facility.id)).locator
    if locator:
        st.link_button(_("Find a person in custody"), locator, icon=":material/search:")


def _day(key: str) -> None:
    ask_day(f"{key}.day", _("There since"))
    beside(key, "day")
    beside(key, "since")


def _preview(card: ContactCard, entry: FacilityEntry | None, day: date | None) -> TransferPreview | None:
    """What the move would change; why it cannot be is said in its place."""
    if entry is None:
        return None
    try:
        return remembered(
            "transfer.preview",
            lambda kitelog: kitelog.contacts.transfer_preview(card.id, entry, day),
            card.id,
            entry,
            day,
            timed=True,
        )
    except KitelogError as error:
        st.error(literal(str(error)), icon=":material/error:")
        return None


def _number(key: str, preview: TransferPreview, entry: FacilityEntry) -> None:
    """Another agency gives another number; one it gave before is offered again."""
    if preview.same_agency:
        return
    offered = (preview.facility.id, preview.facility.name, preview.number_offered)
    if st.session_state.get(f"{key}.offered") != offered:
        st.session_state[f"{key}.offered"] = offered
        st.session_state[f"{key}.number"] = preview.number_offered
    st.text_input(
        _("ID number there, if you know it"),
        key=f"{key}.number",
        max_chars=100,
        placeholder=answer_at(entry).id_example,
    )
    beside(key, "id_number")
    number = st.session_state.get(f"{key}.number") or ""
    words = doubt(number, preview.facility.name, given_provider(key), preview.facility.kind)
    if words:
        st.markdown(f":material/help: {words}")


def _save(card: ContactCard, key: str) -> None:
    filled, contacts = st.session_state, kitelog().contacts
    entry, day, provider = given_facility(key), filled.get(f"{key}.day"), given_provider(key)
    number, confirmed = filled.get(f"{key}.number") or "", bool(filled.get(f"{key}.confirmed"))

    def write(form: str) -> Transferred:
        wanted = wanted_facility(key)
        if wanted is None:
            raise InvalidInputError(_("Say where they are now: type the facility's name."), field="facility")
        return contacts.transfer(
            card.id, wanted, day, provider=provider, id_number=number, confirmed=confirmed, form=form
        )

    def undo(done: Transferred) -> None:
        contacts.undo_transfer(done)
        transfer_done.leave()

    done = act(
        PLACE,
        write,
        (card.id, entry, day, provider, number, confirmed),
        _("Saved. What waits was counted anew."),
        lambda saved: lambda: undo(saved),
        form_name=key,
    )
    if done is not None:
        transfer_done.keep(done)
        forget(key)
