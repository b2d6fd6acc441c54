"""What is said of a contact: where they are, how they answer, what came last."""

import re
from datetime import timedelta

from pages.parts.cards import Mark, state_words
from pages.parts.text import city, when
from tracker.contacts import ContactCard, FacilityCard, ReplyTime, StayCard
from tracker.directory.names import kind_from_name
from tracker.directory.states import STATES
from tracker.wording import _, day_words, ngettext

ENOUGH = 5
HOUR = timedelta(hours=1)
_FEDERAL_NUMBER = re.compile(r"[0-9]{5}-[0-9]{3}")


def place_words(facility: FacilityCard) -> str:
    """`Lakeside, Ohio`."""
    state = STATES.get(facility.state)
    return f"{facility.name}, {state.name}" if state else facility.name


def named_words(facility: FacilityCard) -> str:
    """`Lakeside, Ohio (formerly Lake Farm)`: with the name it had last, so that old letters still fit."""
    words = place_words(facility)
    if not facility.former_names:
        return words
    return _("{place} (formerly {name})").format(place=words, name=facility.former_names[-1])


def where_words(card: ContactCard) -> str:
    """Where a contact is now, or how the last stay ended."""
    if card.stay is None:
        return _("place not known")
    words = {
        None: "{place}",
        "in transit": _("in transit, last at {place}"),
        "released": _("released from {place}"),
        "died": _("died at {place}"),
        "transferred": _("moved on from {place}"),
    }
    return words[card.stay.ended_by].format(place=named_words(card.stay.facility))


def stay_words(stay: StayCard) -> str:
    """`Lakeside, Ohio: since Mon 6 Jan 2025`."""
    first = day_words(stay.from_day, year=True)
    place = named_words(stay.facility)
    if stay.to_day is None:
        return _("{place}: since {first}").format(place=place, first=first)
    ends = {
        "transferred": _("moved on"),
        "in transit": _("in transit"),
        "released": _("released"),
        "died": _("died"),
    }
    words = _("{place}: {first} to {last}, {end}")
    last = day_words(stay.to_day, year=True)
    return words.format(place=place, first=first, last=last, end=ends.get(stay.ended_by or "", stay.ended_by))


def zone_words(facility: FacilityCard) -> str:
    """Which clock the place keeps, and whether that is a guess."""
    words = _("{city} time, guessed from the state") if facility.zone_guessed else _("{city} time")
    return words.format(city=city(facility.zone))


def reply_words(reply: ReplyTime | None) -> str:
    """`Usual reply: 21 business hours, median of 84 replies`; under five replies are too few to say."""
    if reply is None or reply.n < ENOUGH:
        number = reply.n if reply else 0
        return ngettext(
            "Usual reply: too few to say ({n} reply)", "Usual reply: too few to say ({n} replies)", number
        ).format(n=number)
    hours = reply.median // HOUR
    span = (
        ngettext("{n} business hour", "{n} business hours", hours).format(n=hours)
        if hours
        else _("under one business hour")
    )
    return _("Usual reply: {span}, median of {n} replies").format(span=span, n=reply.n)


def news_words(card: ContactCard) -> str:
    """`Last: answered, Fri 6 Nov, 3:10 PM`."""
    if card.last_news is None:
        return _("No message yet")
    return _("Last: {step}, {when}").format(
        step=state_words(card.last_news.kind).lower(), when=when(card.last_news.at)
    )


def contact_mark(card: ContactCard) -> Mark:
    """How a contact's messages stand."""
    if card.archived:
        return Mark(_("Archived"), "inventory_2", "gray")
    waiting = ngettext("{n} waiting", "{n} waiting", card.waiting).format(n=card.waiting)
    if card.overdue:
        overdue = ngettext("{n} overdue", "{n} overdue", card.overdue).format(n=card.overdue)
        return Mark(f"{overdue}, {waiting}" if card.waiting else overdue, "schedule", "orange")
    if card.waiting:
        return Mark(waiting, "hourglass_empty", "blue")
    return Mark(_("Nothing waits"), "check", "green")


def masked(number: str) -> str:
    """An ID number of which only the end shows: `•••••-678` tells whose it is, not what it is."""
    hidden = max(len(number) - 3, 0) if len(number) > 4 else len(number)
    return "".join("•" if letter.isalnum() else letter for letter in number[:hidden]) + number[hidden:]


def doubt(number: str, facility: str, provider: str, kind: str | None) -> str | None:
    """A gentle doubt about an ID number at a federal place; it never blocks."""
    federal = kind == "federal" or (kind is None and kind_from_name(facility, provider) == "federal")
    if not federal or not number.strip() or _FEDERAL_NUMBER.fullmatch(number.strip()):
        return None
    return _("Federal register numbers look like 12345-678. Check it, or keep it as it is.")
