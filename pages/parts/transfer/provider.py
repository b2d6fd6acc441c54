"""A facility or an agency changes its provider: for everybody there at once."""

from datetime import date
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.contact.provider import ask_provider, given_provider, messaging
from pages.parts.edge import above, beside
from pages.parts.message.address import FIRST_DAY, LAST_DAY
from pages.parts.message.done import act, show_done
from pages.parts.message.when import forget
from pages.parts.state import link
from pages.parts.text import literal
from pages.parts.transfer import done as transfer_done
from pages.parts.wiring import kitelog, now, remembered, zone
from tracker.contacts import ProviderChanged
from tracker.directory import Answer
from tracker.errors import NotFoundError
from tracker.wording import _, listed

PLACE = transfer_done.PLACE
BESIDE = ("provider", "from_day", "source", "facility")
HERE, EVERYWHERE = "facility", "agency"


def draw(facility: str, agency: str) -> None:
    """The form for a stored facility's key, or for an agency's code. Raises NotFoundError for neither."""
    answer = _answer(facility, agency)
    _back()
    name = answer.place.name or answer.agency_name
    st.title(literal(_("Which provider does {place} use now?").format(place=name)))
    before = messaging(answer)
    st.text(
        _("So far: {providers}").format(providers=listed(list(before)))
        if before
        else _("So far it is not known.")
    )
    show_done(PLACE)
    key = f"{PLACE}.provider"
    with st.container(border=True, key=key):
        above(key, *BESIDE)
        scope = _ask_scope(key, answer)
        ask_provider(key)
        st.session_state.setdefault(f"{key}.since", _today())
        st.date_input(
            _("Since"),
            key=f"{key}.since",
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="MM/DD/YYYY",
            width=180,
        )
        beside(key, "from_day")
        st.text_input(
            _("Who told you"), key=f"{key}.source", max_chars=500, placeholder=_("A letter from the prison")
        )
        beside(key, "source")
        st.text(_who_words(answer, scope))
        st.button(
            _("Save the change"),
            key=f"{key}.save",
            type="primary",
            on_click=_save,
            args=(answer, key, scope),
        )


def _back() -> None:
    """To the contact whose page led here."""
    names = remembered("contacts.names", lambda kitelog: kitelog.contacts.names())
    key = st.query_params.get("contact", "")
    contact = next((contact for contact in names if str(contact) == key), None)
    label = literal(names[contact]) if contact is not None else _("All contacts")
    link("contacts.py", label, icon=":material/arrow_back:", contact=contact)


def _answer(facility: str, agency: str) -> Answer:
    if facility:
        if not (facility.isascii() and facility.isdigit() and len(facility) < 18):
            raise NotFoundError(_("This facility is no longer there. Look for it again."))
        facility_id = int(facility)
        return remembered(
            "directory.answer", lambda kitelog: kitelog.directory.answer(facility_id), facility_id, timed=True
        )
    answer = remembered(
        "directory.agency", lambda kitelog: kitelog.directory.answer_for_agency(agency), agency
    )
    if not answer.agency_name:
        raise NotFoundError(_("This agency is not known. Look for it again."))
    return answer


def _ask_scope(key: str, answer: Answer) -> str:
    """Whether it holds for one facility or for all of its agency."""
    if answer.place.id is None:
        return EVERYWHERE
    if not answer.agency or answer.agency.endswith(":"):
        return HERE
    words = {
        HERE: _("Only {place}").format(place=answer.place.name),
        EVERYWHERE: _("All of {agency}").format(agency=answer.agency_name),
    }
    chosen = st.radio(
        _("Where"), list(words), format_func=lambda scope: literal(words[scope]), key=f"{key}.scope"
    )
    return chosen or HERE


def _who_words(answer: Answer, scope: str) -> str:
    place, agency = (answer.place.id, None) if scope == HERE else (None, answer.agency)
    names = remembered(
        "contacts.there",
        lambda kitelog: kitelog.contacts.names_at(facility_id=place, agency=agency),
        place,
        agency,
    )
    if not names:
        return _("Nobody you write to is there now.")
    return _("It becomes the provider of {names}.").format(names=listed(list(names)))


def _save(answer: Answer, key: str, scope: str) -> None:
    filled, contacts = st.session_state, kitelog().contacts
    provider, since = given_provider(key), filled.get(f"{key}.since")
    source = (filled.get(f"{key}.source") or "").strip()
    place, agency = (answer.place.id, None) if scope == HERE else (None, answer.agency)

    def undo(done: ProviderChanged) -> None:
        contacts.undo_change_provider(done)
        transfer_done.leave()

    done = act(
        PLACE,
        lambda form: contacts.change_provider(
            provider, since, source, facility_id=place, agency=agency, form=form
        ),
        (provider, since, source, place, agency),
        lambda saved: _("Saved: {provider}.").format(provider=saved.provider),
        lambda saved: lambda: undo(saved),
        form_name=key,
    )
    if done is not None:
        transfer_done.keep(done)
        forget(key)


def _today() -> date:
    return now().astimezone(ZoneInfo(zone())).date()
