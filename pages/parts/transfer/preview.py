"""What a move will change, in words, before it is saved."""

from collections.abc import Iterator
from datetime import timedelta

import streamlit as st

from pages.parts.contact.words import place_words, zone_words
from pages.parts.text import literal, when
from tracker.contacts import ContactCard, DueMove, FacilityCard, TransferPreview
from tracker.directory.states import STATES
from tracker.wording import _, listed, ngettext

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def draw(card: ContactCard, preview: TransferPreview, provider: str) -> None:
    """One line for each thing that changes, or stays."""
    with st.container(gap="xsmall", key="transfer.preview"):
        st.markdown(f"**{literal(_('What will change'))}**")
        if preview.closed:
            words = _("The list of facilities says that {place} is closed. Check the name.")
            _line("warning", words.format(place=preview.facility.name))
        _line("forum", provider_words(card.provider.name if card.provider else "", provider))
        _line("schedule", zone_change_words(preview))
        _line("event_busy", holiday_words(preview.facility, federal=preview.federal_holidays))
        _line("route", connecting_words(card.provider.name if card.provider else "", provider, preview))
        for words in due_words(preview.due_moves, preview.facility.zone):
            _line("hourglass_empty", words)
        if preview.number_needed:
            _line("badge", _("Their number is another agency's: ask for the new one. The old one is kept."))


def _line(icon: str, words: str) -> None:
    st.markdown(f":material/{icon}: {literal(words)}")


def provider_words(old: str, new: str) -> str:
    """`GettingOut in place of JPay`."""
    if not new:
        return _("The provider there is not known yet: ask the facility.")
    if not old or old.casefold() == new.casefold():
        return _("Messages go with {provider}.").format(provider=new)
    return _("Messages go with {provider}, no longer with {old}.").format(provider=new, old=old)


def zone_change_words(preview: TransferPreview) -> str:
    """`Los Angeles time, 3 hours earlier than at Lakeside`."""
    words, shift = zone_words(preview.facility), preview.clock_shift
    if not shift:
        return _("{zone}, the same clock as before.").format(zone=words)
    span = span_words(abs(shift))
    apart = _("{span} later") if shift > timedelta(0) else _("{span} earlier")
    if preview.old is None:
        return _("{zone}, {apart} than yours.").format(zone=words, apart=apart.format(span=span))
    return _("{zone}, {apart} than at {place}.").format(
        zone=words, apart=apart.format(span=span), place=preview.old.name
    )


def holiday_words(facility: FacilityCard, *, federal: bool) -> str:
    """Which holidays do not count there."""
    if federal:
        return _("The federal holidays do not count there.")
    return _("The holidays of {state} do not count there.").format(state=STATES[facility.state].name)


def connecting_words(old: str, new: str, preview: TransferPreview) -> str:
    """Whether what was done to get connected still holds."""
    if preview.connection_kept(new, old):
        return _("Getting connected is kept: the same provider and agency.")
    if not new:
        return _("Getting connected starts anew once the provider is known.")
    if new.casefold() == old.casefold():
        return _("Getting connected starts anew: {place} may have another list.").format(
            place=place_words(preview.facility)
        )
    return _("Getting connected starts anew with {provider}.").format(provider=new)


def due_words(moves: tuple[DueMove, ...], zone: str) -> Iterator[str]:
    """How many messages wait, and by how much their due times move."""
    if not moves:
        yield _("No message waits for an answer.")
        return
    counted = ngettext("{n} message waits and is", "{n} messages wait and are", len(moves)).format(
        n=len(moves)
    )
    shifts = [move.will - move.was for move in moves if move.was and move.will]
    begun = [move.will for move in moves if move.was is None and move.will]
    still = sum(move.will is None for move in moves)
    parts = []
    if shifts:
        parts.append(_shift_words(shifts))
    if begun:
        parts.append(_("the clock runs again, due {when}").format(when=when(min(begun), zone)))
    if still:
        parts.append(_("the clock stands still there"))
    yield _("{counted} counted anew: {parts}.").format(counted=counted, parts=listed(parts))


def _shift_words(shifts: list[timedelta]) -> str:
    least, most = min(shifts), max(shifts)
    if least == most:
        return _("due {shift}").format(shift=_signed(least)) if least else _("due as before")
    if not least or not most:
        return _("due up to {shift}").format(shift=_signed(least or most))
    return _("due from {least} to {most}").format(least=_signed(least), most=_signed(most))


def _signed(shift: timedelta) -> str:
    words = _("{span} later") if shift > timedelta(0) else _("{span} earlier")
    return words.format(span=span_words(abs(shift)))


def span_words(span: timedelta) -> str:
    """`2 days and 3 hours`, `45 minutes`."""
    days, hours, minutes = span.days, (span % timedelta(days=1)) // HOUR, (span % HOUR) // MINUTE
    parts = [
        ngettext("{n} day", "{n} days", days).format(n=days) if days else "",
        ngettext("{n} hour", "{n} hours", hours).format(n=hours) if hours else "",
        ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes and not days else "",
    ]
    return listed([part for part in parts if part]) or _("less than a minute")
