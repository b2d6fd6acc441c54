"""The guard on the Log page: what does not fit stands beside its field, and nothing is ever blocked."""

from collections.abc import Collection, Iterable

import streamlit as st

from pages.parts import log_fields as fields
from pages.parts.text import literal
from pages.parts.wiring import remembered
from tracker.directory.guard.rules import Caution, Terms, room
from tracker.errors import KitelogError
from tracker.wording import _, ngettext

# The cautions that stand at the provider's field, and those that stand at the text and the photos.
OF_PROVIDER = ("wrong provider", "federal", "not approved")
OF_CONTENT = ("too long", "too many photos")


def held() -> Terms:
    """What holds for a message as the fields have it now: by the stay and the contract of its day."""
    state = st.session_state
    contact_id, provider = state.get(fields.CONTACT), (state.get(fields.PROVIDER) or "").strip()
    member_id = state.get(fields.MEMBER)
    if contact_id is None or not provider:
        return Terms()
    try:
        # Days begin on the hour in every zone of the country.
        hour = fields.chosen_at().replace(minute=0, second=0, microsecond=0)
    except KitelogError:
        # Without a time nothing can be said of the day; the line below the form asks for it.
        return Terms()
    return remembered(
        "guard",
        lambda kitelog: kitelog.guard.terms(contact_id, provider, hour, member_id),
        contact_id,
        provider,
        hour,
        member_id,
    )


def show(cautions: Iterable[Caution], rules: Collection[str]) -> None:
    """The cautions of some rules, where it is called."""
    for caution in cautions:
        if caution.rule not in rules:
            continue
        if caution.level == "warn":
            st.warning(literal(caution.sentence), icon=":material/warning:")
        else:
            st.info(literal(caution.sentence), icon=":material/info:")


def warned(cautions: Iterable[Caution]) -> frozenset[str]:
    """The rules that warn: who logs the message anyway has been asked about these."""
    return frozenset(caution.rule for caution in cautions if caution.level == "warn")


def room_words(terms: Terms, characters: int | None) -> str:
    """`1 stamp for the text, 4,740 characters left.`, as far as it is known; empty without a text."""
    if not characters:
        return ""
    taken = room(terms, characters)
    units, parts = taken.units or 0, []
    if units and taken.unit == "stamp":
        parts.append(ngettext("{n} stamp for the text", "{n} stamps for the text", units).format(n=units))
    elif units > 1:
        parts.append(_("A text this long counts as {n} messages").format(n=units))
    if taken.left is not None:
        words = ngettext("{n:,} character left", "{n:,} characters left", taken.left)
        parts.append(words.format(n=taken.left))
    return f"{', '.join(parts)}." if parts else ""
