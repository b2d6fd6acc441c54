"""The tables of a year: its sums, what they mean, what was paid for what, and what was lost."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.parts.spend.charts import DOLLARS
from pages.parts.spend.lost import lost_row
from pages.parts.text import literal
from pages.parts.year import address
from tracker.spend import Year
from tracker.spend.table import Figures
from tracker.spend.year import words
from tracker.wording import _, money_words, month_word

MOST_OPEN = 12


def actions(year: Year) -> None:
    """Onto paper, or into a file."""
    with st.container(horizontal=True):
        st.link_button(
            _("For printing"),
            address.paper_address("/print/year", year.year, year.contact_id),
            icon=":material/print:",
            type="primary",
        )
        st.link_button(
            _("As a file (CSV)"),
            address.paper_address("/export/year.csv", year.year, year.contact_id),
            icon=":material/download:",
            type="tertiary",
        )


def draw(year: Year) -> None:
    """Every table, under a heading that says what it tells."""
    _in_all(year)
    _providers(year)
    _months(year)
    if year.contact is None:
        st.subheader(_("Person by person"))
        _table(
            year,
            "contacts",
            _("Used by person"),
            [_row(_("Person"), row.name, row.figures) for row in year.contacts],
        )
    _lost(year)
    st.text(words.rounding())


def _in_all(year: Year) -> None:
    rows = [
        f"| {literal(name)} | {literal(_told(amount))} | {literal(meaning)} |"
        for name, amount, meaning in words.counted(year)
    ]
    head = f"| {_('In all')} | {_('Sum')} | {_('What it means')} |\n| :-- | --: | :-- |"
    st.markdown("\n".join([head, *rows]))


def _told(amount: object) -> str:
    return f"{amount:,}" if isinstance(amount, int) else money_words(amount)  # type: ignore[arg-type]


def _providers(year: Year) -> None:
    if year.paid_for is None:
        st.subheader(_("Provider by provider"))
        _table(
            year,
            "providers",
            _("Used by provider"),
            [_row(_("Provider"), row.name, row.figures) for row in year.providers],
        )
        return
    st.subheader(_("Paid to whom, for what"))
    in_all = year.paid_for
    kinds = [kind for kind in words.KINDS if getattr(in_all, kind)]
    rows = [
        {
            _("Provider"): row.name,
            _("Paid"): row.paid_for.paid,
            **{words.kind_words(kind): _signed(row.paid_for, kind) for kind in kinds},
        }
        for row in year.providers
        if row.paid_for is not None
    ]
    _table(year, "providers", _("Paid by provider and kind"), rows)


def _signed(found: Any, kind: str) -> Any:
    """What came back stands below zero, so that a row adds up."""
    amount = getattr(found, kind)
    return -amount if kind == "refunds" else amount


def _months(year: Year) -> None:
    st.subheader(_("Month by month"))
    rows = [_row(_("Month"), month_word(int(row.month[5:])), row.figures) for row in year.months]
    _table(year, "months", _("Paid and used by month"), rows)


def _row(title: str, name: str, found: Figures) -> dict[str, Any]:
    paid = {} if found.paid is None else {_("Paid"): found.paid, _("of it fees"): found.fees}
    return {
        title: name,
        **paid,
        _("Used"): found.used,
        _("Lost"): found.lost,
        _("Messages"): found.messages,
        _("Answered"): found.answered,
    }


def _lost(year: Year) -> None:
    st.subheader(_("What was lost"))
    lost = year.lost.both
    if not lost:
        st.text(_("Nothing was lost in these days."))
        return
    _table(year, "lost", _("What was lost"), [lost_row(loss) for loss in lost])
    if year.lost.next is not None:
        st.text(
            _("Of the messages these are the newest {n}. The file has every one.").format(
                n=len(year.lost.messages)
            )
        )


def _table(year: Year, name: str, alt: str, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    st.text(words.unit(year))
    dollars = {
        column: DOLLARS
        for column in rows[0]
        if column not in (_("Messages"), _("Answered")) and not isinstance(rows[0][column], str)
    }
    st.dataframe(
        list(rows),
        hide_index=True,
        alt=alt,
        key=f"year.{name}",
        column_config=dollars,
        placeholder="",
        # A year has twelve months: none of them hides behind the edge.
        height="content" if len(rows) <= MOST_OPEN else "auto",
    )
