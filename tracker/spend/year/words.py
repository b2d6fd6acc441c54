"""The sentences of a year in one page, on the screen and on paper."""

from decimal import Decimal

from tracker.spend.year.model import Year
from tracker.wording import _, day_words, listed, money_words

KINDS = ("stamps", "credit", "subscription", "messages", "fees", "refunds")


def title(year: Year) -> str:
    """`$221.78 paid in 2026`; of one contact what was used."""
    if year.total.paid is None:
        return _("{used} used in {year} on messages with {name}").format(
            used=money_words(year.total.used), year=year.year, name=year.contact
        )
    return _("{paid} paid in {year}").format(paid=money_words(year.total.paid), year=year.year)


def days(year: Year) -> str:
    """The days that every sum covers: `Thu 1 Jan to Mon 23 Nov 2026, so far`."""
    words = _("{first} to {last}").format(first=day_words(year.first), last=day_words(year.last, year=True))
    return words if year.over else _("{days}, so far").format(days=words)


def unit(year: Year) -> str:
    """What a table's sums are in, and the days they cover."""
    return _("In US dollars ($) or numbers of messages, {days}").format(days=days(year))


def kind_words(kind: str) -> str:
    """What money went on, as a column is called."""
    return {
        "stamps": _("Stamps"),
        "credit": _("Credit"),
        "subscription": _("Subscriptions"),
        "messages": _("Direct messages"),
        "fees": _("Fees"),
        "refunds": _("Refunds"),
    }[kind]


def from_whom(year: Year) -> str:
    """Who kept this record, and of what."""
    what = _(
        "with Kitelog: a family's own record of its messages with people in prison, jail or detention, and of"
        " what they cost. No provider had a part in it."
    )
    if not year.keepers:
        return _("Kept {what}").format(what=what)
    return _("Kept by {names} {what}").format(names=listed(list(year.keepers)), what=what)


def counted(year: Year) -> tuple[tuple[str, Decimal | int, str], ...]:
    """The sums of the whole year: what each is called, dollars or a number, and what it means."""
    total, dollars = year.total, []
    if year.paid_for is not None:
        dollars = [
            (
                _("Paid"),
                year.paid_for.paid,
                _("Stamps, credit and subscriptions bought, fees, and what messages cost that were paid"
                  " directly; less refunds."),
            ),
            (
                _("Fees"),
                year.paid_for.fees,
                _("The part of “Paid” that became neither stamps nor credit nor messages: service, handling,"
                  " tax."),
            ),
            (_("Refunds"), year.paid_for.refunds, _("What came back. It is taken off “Paid” already.")),
        ]  # fmt: skip
    return (
        *dollars,
        (_("Used"), total.used, _("The value of the messages, whenever the stamps for them were bought.")),
        (
            _("Lost"),
            total.lost,
            _(
                "Messages that were rejected or returned without refund or never arrived, and what expired"
                " or was given up."
            ),
        ),
        (_("Messages"), total.messages, _("How many were sent.")),
        (_("Answered"), total.answered, _("How many of them got an answer.")),
        *(
            [(_("Without a price"), total.unpriced, _("Messages whose price is not known count as $0.00."))]
            if total.unpriced
            else []
        ),
    )


def rounding() -> str:
    """Why a column may differ from its sum."""
    return _("Every sum is rounded to the cent by itself, so a column may differ from its total by a cent.")
