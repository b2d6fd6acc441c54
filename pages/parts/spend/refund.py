"""Which message a refund is for: named, it lowers what was paid once and not twice."""

import streamlit as st

from pages.parts.cards import state_words
from pages.parts.edge import beside
from pages.parts.message.names import provider_names
from pages.parts.text import when
from pages.parts.wiring import remembered
from tracker.messages import Filter, MessageCard
from tracker.spend import PurchaseCard
from tracker.wording import _

NEWEST = 30


def draw(key: str, provider: str, card: PurchaseCard | None) -> None:
    """The newest messages at this provider that ended without an answer, to choose from."""
    ended = _ended(provider)
    if card and card.message_id is not None and card.message_id not in ended:
        ended = {card.message_id: None, **ended}
    if not ended:
        return
    chosen = st.selectbox(
        _("For which message (empty: none in particular)"),
        list(ended),
        index=None,
        format_func=lambda number: _words(ended.get(number), card),
        key=_field(key, provider),
        on_change=_take_over,
        args=(key, _field(key, provider), ended),
    )
    beside(key, "message")
    message = ended.get(chosen) if chosen is not None else None
    if message is not None and not message.refunded:
        # Only a part of its money may have come back; who said so once is not asked to say it again.
        st.checkbox(
            _("The message counts as refunded: no longer as used, nor as lost"),
            value=card is None or card.message_id != message.id,
            key=_counting(key, message.id),
        )


def seed(key: str, card: PurchaseCard | None) -> None:
    """What the field begins with."""
    if card and card.message_id is not None:
        st.session_state.setdefault(_field(key, card.provider), card.message_id)


def chosen(key: str, provider: str) -> int | None:
    """The message chosen, None for none."""
    found: int | None = st.session_state.get(_field(key, provider))
    return found


def counts(key: str, provider: str) -> bool:
    """Whether the message chosen is to count as refunded from now on."""
    number = chosen(key, provider)
    return number is not None and bool(st.session_state.get(_counting(key, number)))


def _counting(key: str, message_id: int) -> str:
    return f"{key}.counts.{message_id}"


def _field(key: str, provider: str) -> str:
    """Each provider's messages are its own."""
    return f"{key}.message.{provider}"


def _take_over(key: str, field: str, ended: dict[int, MessageCard | None]) -> None:
    """What the message cost and took is most likely what came back; what was typed stays."""
    state = st.session_state
    number: int | None = state.get(field)
    message = ended.get(number) if number is not None else None
    before, taken = state.get(f"{key}.taken", {}), _cost_of(message)
    for name, value in taken.items():
        if state.get(f"{key}.{name}") in ("", None, before.get(name)):
            state[f"{key}.{name}"] = value
    if taken["units"]:
        state[f"{key}.unit"] = "stamp"
    state[f"{key}.taken"] = taken


def _cost_of(message: MessageCard | None) -> dict[str, str | int | None]:
    """Dollars as typed, where they are whole cents, as what comes back is; and stamps."""
    cost = message.cost if message else None
    whole = cost is not None and cost == round(cost, 2)
    return {"amount": f"{cost:.2f}" if whole else "", "units": message.stamps or None if message else None}


def _ended(provider: str) -> dict[int, MessageCard | None]:
    number = next((key for key, name in provider_names().items() if name == provider), None)
    if number is None:
        return {}
    wanted = Filter(provider_id=number, state="ended")
    page = remembered("ended messages", lambda kitelog: kitelog.messages.page(wanted, limit=NEWEST), number)
    return {card.id: card for card in page.messages if card.direction == "sent"}


def _words(message: MessageCard | None, card: PurchaseCard | None) -> str:
    """`Rejected: Dad, Fri 6 Nov, 3:10 PM`; of an older one its name in the record."""
    if message is None:
        return _("Message {ref}").format(ref=card.message if card else "")
    return _("{state}: {name}, {when}").format(
        state=state_words(message.state), name=message.contact, when=when(message.at)
    )
