"""What screens say of a balance: whose it is, how it stands as a badge, and the sentence below it."""

from collections.abc import Iterator

from pages.parts.cards import Mark
from pages.parts.wiring import now, zone
from tracker.spend.balances import Account, BalanceCard, number_words
from tracker.spend.days import local_day
from tracker.wording import _, day_words, money_words, ngettext

# Nobody plans stamps further ahead, and the pace of three months tells little of it.
A_YEAR = 365


def whose(card: BalanceCard) -> str:
    """`Mom's account`; as typed."""
    if card.member is None:
        return _("the family's account")
    words = _("{name}'s account, everybody's") if card.shared else _("{name}'s account")
    return words.format(name=card.member)


def left_words(card: BalanceCard) -> str:
    """`12 stamps left`."""
    if not card.shown:
        words = {"stamp": _("No stamps left"), "message": _("No messages left"), "usd": _("No credit left")}
        return words[card.account.unit]
    return _("{number} left").format(number=number_words(card.left, card.account.unit))


def expires_words(card: BalanceCard) -> str:
    """`12 stamps expire Fri 4 Dec`: they are good through that day."""
    expiring = card.expires_next
    if expiring is None:
        return ""
    year = expiring.day.year != local_day(now(), zone()).year
    words = _("{number} expire {day}")
    if expiring.number == 1 or card.account.unit == "usd":
        words = _("{number} expires {day}")
    number = number_words(expiring.number, card.account.unit)
    return words.format(number=number, day=day_words(expiring.day, year=year))


def pace_words(card: BalanceCard) -> str:
    """`about 9 days left at your pace`, nothing where that cannot be told or nobody writes any more."""
    if card.days_left is None or not card.shown or card.stranded:
        return ""
    if not card.days_left:
        return _("less than a day left at your pace")
    if card.days_left > A_YEAR:
        return _("more than a year left at your pace")
    words = ngettext(
        "about {n:,} day left at your pace", "about {n:,} days left at your pace", card.days_left
    )
    return words.format(n=card.days_left)


def mark(card: BalanceCard) -> Mark:
    """How an account stands."""
    if card.missing:
        return Mark(_("A purchase is missing"), "help", "red")
    if card.soon:
        return Mark(expires_words(card), "event_busy", "orange")
    if card.short:
        return Mark(left_words(card), "hourglass_bottom", "orange")
    if card.stranded:
        return Mark(_("{left} behind").format(left=left_words(card)), "wrong_location", "orange")
    return Mark(left_words(card), "savings", "green" if card.shown else "gray")


def about(card: BalanceCard) -> str:
    """What stands below the badge, for `st.text`."""
    return " ".join(_about(card))


def _about(card: BalanceCard) -> Iterator[str]:
    if card.missing:
        words = _("You used {number} more than you bought. Log the purchase, or count again what is there.")
        yield words.format(number=number_words(-card.left, card.account.unit))
    elif card.shown:
        yield _left(card)
    if card.stranded:
        yield _("Nobody is written to through {provider} now.").format(provider=card.provider)
    if card.expires_next is not None:
        yield _("{what}: that day is the last they can be used on.").format(what=expires_words(card))
    if card.only_said:
        yield _("Until a purchase is logged there, only messages that say “From balance” count.")
    if card.guessed:
        yield ngettext(
            "{n} of the newest messages counts as one, because nobody said how many stamps it took.",
            "{n} of the newest messages count as one each, because nobody said how many stamps they took.",
            card.guessed,
        ).format(n=card.guessed)


def _left(card: BalanceCard) -> str:
    words, pace = left_words(card), pace_words(card)
    if card.account.unit != "usd" and card.value:
        words = _("{left}, bought for {value}").format(left=words, value=money_words(card.value))
    return _("{left}, {pace}.").format(left=words, pace=pace) if pace else _("{left}.").format(left=words)


def unit_words(unit: str) -> str:
    """In what an account is counted."""
    return {"stamp": _("Stamps"), "message": _("Messages"), "usd": _("Credit")}[unit]


def account_number(account: Account) -> int:
    """One whole number for an account, for the keys of what stands in its card."""
    units = {"stamp": 0, "message": 1, "usd": 2}
    return (account.provider_id * 10**9 + (account.member_id or 0)) * 3 + units[account.unit]
