"""What a family can do about a balance, as tertiary buttons with their way back."""

import streamlit as st

from pages.parts.balance.words import account_number
from pages.parts.message.done import act, opener
from pages.parts.state import go
from pages.parts.text import literal
from pages.parts.who import members
from pages.parts.wiring import kitelog
from tracker.spend.balances import BalanceCard, Shared, number_words
from tracker.wording import _, money_words

PLACE = "left"


def draw(card: BalanceCard) -> None:
    """The steps, the likeliest first."""
    number = account_number(card.account)
    with st.container(horizontal=True):
        if card.missing:
            _missing(card, number)
        opener(PLACE, number, "count", _("Count it again"))
        if card.shown > 0:
            opener(PLACE, number, "give", _("Give some to them"))
        _sharing(card, number)
        if card.stranded or (card.shown > 0 and card.soon):
            _button(_("Write it off"), number, "off", _write_off, card)
        if card.said:
            opener(PLACE, number, "said", _("What you said"))


def _missing(card: BalanceCard, number: int) -> None:
    st.button(
        _("Log a purchase"),
        key=f"{PLACE}.{number}.buy",
        type="tertiary",
        on_click=go,
        args=("spend.py",),
        kwargs={"show": "spent"},
    )
    for other in card.others:
        label = _("Share {name}'s account").format(name=literal(other.name))
        _button(label, number, f"share.{other.member_id}", _share, card, other.member_id)


def _sharing(card: BalanceCard, number: int) -> None:
    if card.shared:
        _button(_("Stop sharing"), number, "unshare", _share, card, None)
    elif card.account.member_id is not None and card.shown > 0 and len(members()) > 1:
        _button(_("Share it"), number, "share", _share, card, card.account.member_id)


def _button(label: str, number: int, what: str, then: object, *args: object) -> None:
    st.button(label, key=f"{PLACE}.{number}.{what}", type="tertiary", on_click=then, args=args)  # type: ignore[arg-type]


def _share(card: BalanceCard, member_id: int | None) -> None:
    balances, provider_id = kitelog().balances, card.account.provider_id
    act(
        PLACE,
        lambda taken: balances.share(provider_id, member_id, taken),
        ("share", provider_id, member_id),
        lambda shared: _shared_words(shared, card.provider),
        lambda shared: lambda: balances.share(provider_id, shared.before),
    )


def _shared_words(shared: Shared, provider: str) -> str:
    if shared.member_id is None:
        return _("Everybody draws on their own account at {provider} again.").format(provider=provider)
    names = {member.id: member.name for member in members()}
    words = _("Whoever has no account at {provider} draws on {name}'s.")
    return words.format(provider=provider, name=names.get(shared.member_id, ""))


def _write_off(card: BalanceCard) -> None:
    balances, account = kitelog().balances, card.account
    act(
        PLACE,
        lambda taken: balances.write_off(account, card.left, form=taken),
        ("write off", account, card.left),
        _("Written off: {number}, for which {value} was paid.").format(
            number=number_words(card.left, account.unit), value=money_words(card.value)
        ),
        lambda entry: lambda: balances.take_back(entry),
    )
