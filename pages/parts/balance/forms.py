"""Forms about one balance: what is there, what was given away, and an account not seen yet."""

from collections.abc import Callable

import streamlit as st

from pages.parts.balance.words import account_number
from pages.parts.edge import above, beside
from pages.parts.message.done import act, stop
from pages.parts.message.names import member_names, provider_names
from pages.parts.message.when import forget
from pages.parts.state import form
from pages.parts.who import my_id
from pages.parts.wiring import kitelog
from tracker.amounts import CENTS
from tracker.errors import InvalidInputError
from tracker.spend import read_amount
from tracker.spend.balances import UNITS, Account, BalanceCard, Number, number_words
from tracker.wording import _

BESIDE = ("number", "provider", "member", "unit")
NEW = "left.new"
Write = Callable[[Account, Number, str], int]


def count(place: str, card: BalanceCard) -> None:
    """What the app says is left."""
    key = f"{place}.{account_number(card.account)}.said"
    labels = {
        "stamp": _("Stamps left, as the app shows them"),
        "message": _("Messages left, as the app shows them"),
        "usd": _("Dollars left, as the app shows them"),
    }
    above(key, *BESIDE)
    _number(key, card.account.unit, labels[card.account.unit])
    _buttons(place, key, _("Save"), _save_count, card)


def give(place: str, card: BalanceCard) -> None:
    """What went to the person inside."""
    key = f"{place}.{account_number(card.account)}.gift"
    labels = {
        "stamp": _("Stamps given to them"),
        "message": _("Messages given to them"),
        "usd": _("Dollars given to them"),
    }
    st.text(_("What they get counts neither as used nor as lost."))
    above(key, *BESIDE)
    _number(key, card.account.unit, labels[card.account.unit])
    _buttons(place, key, _("Give"), _save_gift, card)


def new(place: str) -> None:
    """What is left in an account of which nothing is logged yet."""
    above(NEW, *BESIDE)
    st.session_state.setdefault(f"{NEW}.unit", UNITS[0])
    st.session_state.setdefault(f"{NEW}.member", my_id())
    with st.container(horizontal=True):
        st.selectbox(
            _("Provider"),
            list(provider_names().values()),
            index=None,
            key=f"{NEW}.provider",
            placeholder=_("JPay, CorrLinks, postal mail"),
            accept_new_options=True,
            width=220,
        )
        members = member_names()
        if len(members) > 1:
            st.selectbox(
                _("Whose account"),
                list(members),
                index=None,
                format_func=lambda one: members.get(one, ""),
                key=f"{NEW}.member",
                width=220,
            )
    beside(NEW, "provider")
    beside(NEW, "member")
    words = dict(zip(UNITS, (_("Stamps"), _("Messages"), _("Dollars")), strict=True))
    st.segmented_control(
        _("Counted in"), UNITS, format_func=words.__getitem__, key=f"{NEW}.unit", required=True
    )
    beside(NEW, "unit")
    unit = str(st.session_state[f"{NEW}.unit"])
    _number(NEW, unit, _("Left there, as the app shows it"))
    _buttons(place, NEW, _("Save"), _save_new, None)


def _number(key: str, unit: str, label: str) -> None:
    if unit == "usd":
        st.text_input(label, key=f"{key}.dollars", placeholder="4.20", max_chars=40, width=280)
    else:
        st.number_input(label, min_value=0, step=1, value=None, key=f"{key}.number", width=280)
    beside(key, "number")


def _buttons(
    place: str,
    key: str,
    label: str,
    save: Callable[[str, str, BalanceCard | None], None],
    card: BalanceCard | None,
) -> None:
    with st.container(horizontal=True):
        st.button(label, key=f"{key}.save", type="primary", on_click=save, args=(place, key, card))
        st.button(_("Cancel"), key=f"{key}.cancel", type="tertiary", on_click=_cancel, args=(place, key))


def _cancel(place: str, key: str) -> None:
    form(key).problem = None
    forget(key)
    stop(place)


def _save_count(place: str, key: str, card: BalanceCard | None) -> None:
    balances = kitelog().balances
    _save(place, key, card, _("Counted: {number} at {provider}."), balances.count)


def _save_gift(place: str, key: str, card: BalanceCard | None) -> None:
    balances = kitelog().balances
    _save(place, key, card, _("Given to them: {number} at {provider}."), balances.give)


def _save(place: str, key: str, card: BalanceCard | None, words: str, write: Callable[..., int]) -> None:
    if card is None:
        raise ValueError("there is no account to write to")
    account, filled = card.account, _filled(key, card.account.unit)
    saved = act(
        place,
        lambda taken: write(account, _read(filled, account.unit), form=taken),
        (key, filled),
        lambda _entry: words.format(
            number=number_words(_read(filled, account.unit), account.unit), provider=card.provider
        ),
        lambda entry: lambda: kitelog().balances.take_back(entry),
        form_name=key,
    )
    if saved is not None:
        forget(key)


def _save_new(place: str, key: str, _card: BalanceCard | None) -> None:
    balances, state = kitelog().balances, st.session_state
    provider = str(state.get(f"{key}.provider") or "").strip()
    member, unit = state.get(f"{key}.member"), str(state[f"{key}.unit"])
    filled = _filled(key, unit)

    def write(taken: str) -> int:
        if not provider:
            raise InvalidInputError(_("Choose the provider, or type its name."), field="provider")
        number = _read(filled, unit)
        # Its provider is added with it: what is refused leaves nothing behind.
        return balances.open(Account(0, member, unit), number, form=taken, provider=provider)

    saved = act(
        place,
        write,
        (provider, member, unit, filled),
        lambda _entry: _("Noted: {number} at {provider}.").format(
            number=number_words(_read(filled, unit), unit), provider=provider
        ),
        lambda entry: lambda: balances.take_back(entry),
        form_name=key,
    )
    if saved is not None:
        forget(key)


def _filled(key: str, unit: str) -> object:
    return st.session_state.get(f"{key}.{'dollars' if unit == 'usd' else 'number'}")


def _read(filled: object, unit: str) -> Number:
    """The number that was typed. Raises InvalidInputError where there is none."""
    if unit == "usd":
        return read_amount(str(filled or ""), "number", CENTS)
    if not isinstance(filled, int):
        raise InvalidInputError(_("Enter how many, as a whole number."), field="number")
    return filled
