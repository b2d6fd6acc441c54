"""The messages and purchases behind one bar, chosen in the chart or in a select box."""

import streamlit as st

from pages.parts.cards import state_words
from pages.parts.message.address import key_text
from pages.parts.message.names import told_apart
from pages.parts.spend import address, words
from pages.parts.spend.charts import DOLLARS
from pages.parts.spend.purchases import kind_words
from pages.parts.text import when
from pages.parts.wiring import remembered
from tracker.spend import Detail, PurchaseCard, SpendRow, SpendView, SpentMessage
from tracker.spend.table import Figures
from tracker.wording import _, ngettext

BOX = "spend.bar"
# More than that nobody looks through in a box; a shorter period has the rest.
MOST_CHOICES = 300


def draw(view: SpendView) -> None:
    """The select box, and the tables of what was chosen there or in the chart."""
    chosen = address.bar()
    names = _choices(view, chosen)
    st.session_state[BOX] = chosen if chosen in names else None
    st.selectbox(
        _("What stands behind a bar"),
        list(names),
        index=None,
        format_func=lambda bar: names.get(bar, ""),
        placeholder=_("Choose a bar above, or a month here"),
        key=BOX,
        on_change=_changed,
    )
    if chosen is None or chosen not in names:
        if address.bar_asked():
            st.text(_("The bar in the address is not one of these. Choose another."))
        return
    first, last = address.days()
    messages, purchases = address.key_at("m"), address.key_at("p")
    who, only = address.who(chosen), view.only
    detail = remembered(
        "spend.detail",
        lambda k: k.spend.detail(
            who, chosen[0], first, last, only=only, message=messages, purchase=purchases
        ),
        chosen, who, first, last, only, messages, purchases,
    )  # fmt: skip
    st.text(words.behind(_figures(view, chosen)))
    _messages(detail, names[chosen])
    _purchases(detail, names[chosen])


def _figures(view: SpendView, chosen: address.Bar) -> Figures:
    """What a bar that can be chosen comes to."""
    month, key = chosen
    rows = view.months if key == address.EVERYONE else view.table.rows
    return next(
        row.figures
        for row in rows
        if row.month == month and key in (address.EVERYONE, address.bar_of(month, row.key)[1])
    )


def _choices(view: SpendView, chosen: address.Bar | None) -> dict[address.Bar, str]:
    """The newest bars in words, each month whole before its parts, and the one that is chosen."""
    apart = told_apart({key: name for key, name in view.names.items() if key is not None})
    parts: dict[str, list[SpendRow]] = {}
    for row in view.table.rows:
        parts.setdefault(row.month, []).append(row)
    names: dict[address.Bar, str] = {}
    for month in (row.month for row in reversed(view.months)):
        bars = {(month, address.EVERYONE): _("everything")}
        bars |= {
            address.bar_of(month, row.key): row.name if row.key is None else apart[row.key]
            for row in parts.get(month, ())
        }
        for bar, name in bars.items():
            if len(names) < MOST_CHOICES or bar == chosen:
                names[bar] = words.bar_words(month, name)
    return names


def _changed() -> None:
    address.forget_chart()
    address.put_bar(st.session_state[BOX])


def _messages(detail: Detail, name: str) -> None:
    number = len(detail.messages)
    if number:
        alt = ngettext("{n} message of {bar}", "{n} messages of {bar}", number).format(n=number, bar=name)
        rows = [_message(message) for message in detail.messages]
        st.dataframe(
            rows,
            hide_index=True,
            alt=alt,
            key="spend.messages",
            column_config={_("Value"): DOLLARS},
            placeholder="",
        )
    else:
        st.text(_("No messages here."))
    _pager("m", detail.next_message, _("Older messages"))


def _message(message: SpentMessage) -> dict[str, object]:
    paid = {"direct": _("Directly"), "balance": _("From balance")}
    # A phone shows the first three columns without a swipe.
    return {
        _("When"): when(message.at),
        _("Person"): message.contact,
        _("Value"): message.value,
        _("How it ended"): _ended(message),
        _("Provider"): message.provider,
        _("Member"): message.member or "",
        _("Paid"): paid[message.paid],
    }


def _ended(message: SpentMessage) -> str:
    """`Rejected, not refunded`."""
    state = state_words(message.state)
    if message.refunded:
        return _("{state}, refunded").format(state=state)
    if not message.lost:
        return state
    # The family closes what never arrived: "closed" alone would not tell why the money is gone.
    if message.state == "closed":
        return _("Never arrived")
    return _("{state}, not refunded").format(state=state)


def _purchases(detail: Detail, name: str) -> None:
    number = len(detail.purchases)
    if number:
        st.text(_("What was bought:"))
        alt = ngettext("{n} purchase of {bar}", "{n} purchases of {bar}", number).format(n=number, bar=name)
        rows = [_purchase(purchase) for purchase in detail.purchases]
        columns = dict.fromkeys((_("Amount"), _("Fee")), DOLLARS)
        st.dataframe(rows, hide_index=True, alt=alt, key="spend.purchases.table", column_config=columns)
    _pager("p", detail.next_purchase, _("Older purchases"))


def _purchase(purchase: PurchaseCard) -> dict[str, object]:
    return {
        _("When"): when(purchase.at),
        _("Bought"): kind_words(purchase.kind),
        _("Amount"): purchase.counted,
        _("Fee"): purchase.fee,
        _("Units"): "" if purchase.units is None else str(purchase.units),
        _("Provider"): purchase.provider,
        _("Member"): purchase.member or "",
        _("Note"): purchase.note,
    }


def _pager(name: str, key: tuple[object, int] | None, label: str) -> None:
    with st.container(horizontal=True):
        if key is not None:
            st.button(label, key=f"spend.older.{name}", on_click=address.put, args=(name, key_text(key)))  # type: ignore[arg-type]
        if address.key_at(name) is not None:
            st.button(_("Newest again"), key=f"spend.newest.{name}", on_click=address.put, args=(name, None))
