"""The fields that the three kinds of entry share: who, through what, by whom, and when."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts import wiring
from pages.parts.edge import beside
from pages.parts.text import city
from pages.parts.who import members, my_id
from tracker.directory.said.providers import POSTAL_NAMES
from tracker.errors import InvalidInputError
from tracker.messages import LastUsed
from tracker.wording import _

KIND, CONTACT, PROVIDER, MEMBER = "log.kind", "log.contact", "log.provider", "log.member"
WHEN, AT = "log.when", "log.at"
MESSAGE = "log.message"
NEW = 0  # no provider has this key
NOW, EARLIER = "now", "earlier"


def contacts() -> dict[int, str]:
    """The contacts to choose from, by key."""
    return wiring.remembered("contact names", lambda kitelog: kitelog.contacts.names())


def last_used(contact_id: int) -> LastUsed:
    """What the last message to this contact used."""
    return wiring.remembered("last used", lambda kitelog: kitelog.messages.last_used(contact_id), contact_id)


def bring(contact_id: int) -> None:
    """Fills in the provider that the last message to this contact had, else the usual one."""
    usual = last_used(contact_id).provider_id or wiring.remembered(
        "usual provider", lambda kitelog: kitelog.contacts.usual_provider(contact_id), contact_id
    )
    st.session_state[PROVIDER] = providers().get(usual) if usual is not None else None


def person(label: str) -> int:
    """The contact's field; gives the key chosen."""
    names = contacts()
    return st.selectbox(
        label,
        list(names),
        format_func=lambda key: names.get(key, ""),
        key=CONTACT,
        on_change=_bring_chosen,
        persist_state="session",
        filter_mode="contains",
    )


def provider(form: str) -> int | None:
    """The provider's field; a name that is not known yet can be typed.

    Gives the key of a known one, NEW for a typed one of no allowance of its own, None where none is chosen
    or letters are new here.
    """
    names = providers()
    chosen = st.selectbox(
        _("With"),
        list(names.values()),
        index=None,
        key=PROVIDER,
        placeholder=_("JPay, CorrLinks, postal mail"),
        accept_new_options=True,
        persist_state="session",
    )
    beside(form, "provider")
    typed = NEW if chosen and chosen.strip().casefold() not in POSTAL_NAMES else None
    return next((key for key, name in names.items() if name == chosen), typed)


def member() -> None:
    """By whom: the one who is here, unless another is chosen."""
    names = {card.id: card.name for card in members()}
    if st.session_state.get(MEMBER) not in names:
        st.session_state[MEMBER] = my_id()
    if len(names) > 1:
        st.selectbox(
            _("By"),
            list(names),
            format_func=lambda key: names.get(key, ""),
            key=MEMBER,
            on_change="ignore",
            persist_state="session",
        )


def moment(form: str) -> None:
    """When it happened: now, or a time of the household's clock."""
    words = {NOW: _("Now"), EARLIER: _("Earlier")}
    st.session_state.setdefault(WHEN, NOW)
    st.segmented_control(_("When"), list(words), format_func=words.__getitem__, key=WHEN, required=True)
    if st.session_state[WHEN] == EARLIER:
        zone = wiring.zone()
        local = wiring.now().astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
        st.session_state.setdefault(AT, local)
        st.datetime_input(
            _("Day and time ({city} time)").format(city=city(zone)),
            key=AT,
            step=60,
            format="MM/DD/YYYY",
            required=True,
        )
    beside(form, "at")


def chosen_at() -> datetime:
    """When it happened, in UTC. Raises InvalidInputError when no time was chosen."""
    if st.session_state.get(WHEN) != EARLIER:
        return wiring.now()
    local: datetime | None = st.session_state.get(AT)
    if local is None:
        raise InvalidInputError(_("Choose the day and the time."), field="at")
    return local.replace(tzinfo=ZoneInfo(wiring.zone())).astimezone(UTC)


def earlier_at() -> datetime | None:
    """The time that is chosen for what happened earlier, in UTC; None for now, and while none is chosen."""
    if st.session_state.get(WHEN) != EARLIER or st.session_state.get(AT) is None:
        return None
    return chosen_at()


def chosen_hour() -> datetime | None:
    """The hour in which it happened, in UTC; None while no time is chosen.

    What holds on a day is asked for by the hour: days begin on the hour in every zone of the country.
    """
    at = earlier_at()
    if at is None and st.session_state.get(WHEN) == EARLIER:
        return None
    return (at or wiring.now()).replace(minute=0, second=0, microsecond=0)


def chosen_provider() -> int:
    """The provider's key; one with a new name is added. Raises InvalidInputError when none was chosen."""
    name = provider_typed()
    if not name:
        raise InvalidInputError(_("Choose the provider, or type its name."), field="provider")
    known = provider_named(name)
    return known if known is not None else wiring.kitelog().contacts.add_provider(name).id


def provider_typed() -> str:
    """The provider's name as it is chosen or typed; empty for none."""
    return (st.session_state.get(PROVIDER) or "").strip()


def provider_named(name: str) -> int | None:
    """The key of the provider of this name, None for one that is new here."""
    return next((key for key, known in providers().items() if known == name), None)


def providers() -> dict[int, str]:
    """The names of the providers, by key."""
    return wiring.remembered(
        "provider names", lambda kitelog: {card.id: card.name for card in kitelog.contacts.providers()}
    )


def _bring_chosen() -> None:
    contact_id = st.session_state.get(CONTACT)
    if contact_id is not None:
        bring(contact_id)
