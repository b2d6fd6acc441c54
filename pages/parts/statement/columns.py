"""How a statement is read: each column as it was guessed, which the family may correct."""

from dataclasses import replace

import streamlit as st

from pages.parts.statement.file import read_as
from pages.parts.text import literal
from tracker.spend.statements import Columns, Statement
from tracker.wording import _, day_words

ONE, TWO = "one", "two"


def draw(file: str, statement: Statement) -> None:
    """The question that only the family can answer, and all the rest folded away."""
    key = f"statement.columns.{file}"
    if "order" in statement.to_choose:
        _ask_order(key, statement)
    expanded = any(name != "order" for name in statement.to_choose)
    with st.expander(_("How it was read"), expanded=expanded, icon=":material/view_column:"):
        if expanded:
            st.text(_("Some columns could not be told. Choose them."))
        _columns(key, statement)
        _signs(key, statement)


def _ask_order(key: str, statement: Statement) -> None:
    asked = statement.asked
    if asked is None:
        return
    days = {"month": asked.month_first, "day": asked.day_first}
    with st.container(border=True):
        st.segmented_control(
            literal(_("Which day is {date}?").format(date=asked.text)),
            list(days),
            format_func=lambda order: literal(day_words(days[order], year=True)),
            key=f"{key}.asked",
            on_change=_answered,
            args=(key, statement.columns),
        )


def _answered(key: str, columns: Columns) -> None:
    order = st.session_state.get(f"{key}.asked")
    if order is not None:
        read_as(replace(columns, order=order))


def _columns(key: str, statement: Statement) -> None:
    columns = statement.columns
    names = {place: _name(place, head) for place, head in enumerate(statement.heads)}
    two = columns.amount is None and columns.debit is not None
    st.session_state.setdefault(f"{key}.money", TWO if two else ONE)
    money = ("debit", "credit") if st.session_state[f"{key}.money"] == TWO else ("amount",)
    with st.container(horizontal=True):
        for field in ("date", "description", *money):
            st.session_state.setdefault(f"{key}.{field}", getattr(columns, field))
            st.selectbox(
                _field(field),
                list(names),
                format_func=names.__getitem__,
                index=None if getattr(columns, field) is None else 0,
                key=f"{key}.{field}",
                placeholder=_("Choose a column"),
                on_change=_changed,
                args=(key, columns),
                width=210,
            )
    kinds = {ONE: _("In one column"), TWO: _("Out and in apart")}
    st.segmented_control(
        _("The money stands"), list(kinds), format_func=kinds.__getitem__, key=f"{key}.money", required=True
    )


def _signs(key: str, statement: Statement) -> None:
    columns = statement.columns
    orders = {"month": _("Month first"), "day": _("Day first"), "year": _("Year first")}
    signs = {"minus": _("Below zero"), "plus": _("Above zero")}
    st.session_state[f"{key}.order"], st.session_state[f"{key}.charges"] = columns.order, columns.charges
    st.segmented_control(
        _("The dates are written"),
        list(orders),
        format_func=orders.__getitem__,
        key=f"{key}.order",
        on_change=_changed,
        args=(key, columns),
    )
    if columns.amount is not None and columns.direction is None:
        st.segmented_control(
            _("What you paid is"),
            list(signs),
            format_func=signs.__getitem__,
            key=f"{key}.charges",
            on_change=_changed,
            args=(key, columns),
        )


def _changed(key: str, columns: Columns) -> None:
    """Reads the file by what is chosen now; what follows from another column is found out anew."""
    chosen = st.session_state
    two = chosen.get(f"{key}.money") == TWO
    amount = None if two else chosen.get(f"{key}.amount")
    date, description = chosen.get(f"{key}.date"), chosen.get(f"{key}.description")
    read_as(
        replace(
            columns,
            date=date,
            description=description,
            amount=amount,
            debit=chosen.get(f"{key}.debit") if two else None,
            credit=chosen.get(f"{key}.credit") if two else None,
            direction=columns.direction if amount == columns.amount else None,
            order=chosen.get(f"{key}.order") if date == columns.date else None,
            charges=chosen.get(f"{key}.charges") if amount == columns.amount else None,
            also=columns.also if description == columns.description else (),
        )
    )


def _field(field: str) -> str:
    words = {
        "date": _("Date"),
        "description": _("Paid to"),
        "amount": _("Amount"),
        "debit": _("Money out"),
        "credit": _("Money in"),
    }
    return words[field]


def _name(place: int, head: str) -> str:
    number = _("Column {n}").format(n=place + 1)
    return f"{number}: {head}" if head else number
