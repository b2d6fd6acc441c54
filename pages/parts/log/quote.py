"""The quote on the Log page: what the message costs by the price of its day and place, while it is typed."""

import streamlit as st

from pages.parts.find import sources as find_sources
from pages.parts.log import content, cost, fields, guard, paid
from pages.parts.quotes import quote_by
from pages.parts.text import when
from pages.parts.wiring import now
from tracker.directory import Price
from tracker.directory.guard.rules import Terms
from tracker.directory.price_words import counted, exact_money, paid_words, unit_words
from tracker.spend.quotes import Line
from tracker.spend.quoting import Priced, Quoted
from tracker.wording import _, money_words


def quote(priced: Priced) -> Quoted | None:
    """The quote of the message as the fields have it now; None where no price is known."""
    return quote_by(
        priced,
        content.counted(),
        content.photos(),
        content.stamps(),
        fields.earlier_at() or now(),
        directly=paid.directly(),
    )


def fill_in(quoted: Quoted | None) -> None:
    """Fills in the cost by the quote, else what the last message to this contact cost there."""
    if quoted is not None and quoted.payer == "family":
        cost.fill(quoted.total)
        return
    contact_id = st.session_state.get(fields.CONTACT)
    last = fields.last_used(contact_id) if contact_id is not None else None
    here = fields.provider_named(fields.provider_typed())
    cost.fill(last.cost if last and last.provider_id == here else None)


def stamps(quoted: Quoted | None) -> int | None:
    """The stamps of a quote that counts in them."""
    return quoted.units if quoted is not None and quoted.unit == "stamp" else None


def words(quoted: Quoted | None, known: Price | None, held: Terms, characters: int | None) -> str:
    """`1 stamp, $0.15, 4,740 characters left.`, as far as it is known; nothing of a price where none is.

    `known` is the plainest price there, told where it does not say what this message costs.
    """
    if quoted is None:
        price = [paid_words(known)] if known is not None else []
        return " ".join(filter(None, [*price, guard.room_words(held, characters)]))
    left = guard.left_words(held, characters)
    if quoted.payer == "inside":
        # That they pay does not mean that the family does not.
        return _joined(_("They pay {price}; what you pay is not known.").format(price=_theirs(quoted)), left)
    if quoted.unit == "free" and quoted.theirs is not None and cost.own() is None:
        return _joined(_("You pay nothing; they pay {price}.").format(price=_theirs(quoted)), left)
    unknown = _("What a photo costs is not known.") if "photo" in quoted.unknown else ""
    said = ", ".join(filter(None, (_units_words(quoted), _money_words(quoted), left)))
    return " ".join(filter(None, (_sentence(said), unknown)))


def source(quoted: Quoted | None, known: Price | None) -> None:
    """Where the price comes from, how fresh it is, and with whom to confirm it: one tap away."""
    price = quoted or known
    if price is None:
        return
    with st.popover(_("About this price"), type="tertiary", icon=":material/sell:"):
        for line in quoted.lines if quoted is not None and len(quoted.lines) > 1 else ():
            st.text(_line_words(line))
        find_sources.draw(
            price.source,
            price.as_of,
            price.source_date,
            confirm=fields.provider_typed(),
            told=price.told,
        )


def _joined(first: str, more: str) -> str:
    return f"{first} {_sentence(more)}".strip()


def _sentence(words: str) -> str:
    """`1 stamp, $0.15.`"""
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _theirs(quoted: Quoted) -> str:
    """What the person inside pays: `$0.05 a minute`."""
    amount, unit = quoted.theirs or (quoted.amount, quoted.unit)
    return f"{exact_money(amount)} {unit_words(unit)}"


def _units_words(quoted: Quoted) -> str:
    """`2 stamps`; a message that counts as one needs no word."""
    units = quoted.units
    if not units or (quoted.unit == "message" and units == 1):
        return ""
    return counted(units, quoted.unit)


def _money_words(quoted: Quoted) -> str:
    """`$0.15`, beside the family's own cost where it typed another."""
    known = money_words(quoted.total)
    if quoted.covered is not None:
        known = _("paid by the subscription until {when}").format(when=when(quoted.covered))
    elif quoted.unit == "free":
        known = _("free for you")
    own = cost.own()
    if own is None or own == quoted.total:
        return known
    return _("{cost} as you say, {known} by the price known here").format(cost=money_words(own), known=known)


def _line_words(line: Line) -> str:
    """`Photos: $0.50`."""
    what = {
        "text": _("Text"),
        "extra characters": _("What is longer than one text"),
        "photo": _("Photos"),
        "tax": _("Tax"),
    }[line.covers]
    return f"{what}: {money_words(line.amount)}"
