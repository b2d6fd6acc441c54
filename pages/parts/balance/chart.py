"""What was left at the end of each month, as small bars with their table."""

from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st

from pages.parts.figures import CONFIG, ink, month_name, short_month
from pages.parts.message.names import provider_names
from pages.parts.series import axis, colours
from tracker.spend.balances import BalanceCard, MonthLeft, Number, number_words
from tracker.wording import _, listed

HEIGHT, LEAST_SLOTS = 130, 6


def draw(card: BalanceCard, key: str) -> None:
    """The bars and the table; nothing while there is but one month."""
    months = _told(card)
    if len(months) < 2:
        return
    st.markdown(f":small[{_caption(card.account.unit)}]")
    st.plotly_chart(
        figure(card, months),
        alt=in_words(card, months),
        key=f"{key}.chart",
        config={**CONFIG, "staticPlot": True},
    )
    # Drawn once it is opened: tables cost the page more than its charts do.
    folded: Any = st.expander(_("As a table"), key=f"{key}.open", on_change="rerun")
    if not folded.open:
        return
    with folded:
        st.dataframe(table(card, months), hide_index=True, alt=in_words(card, months), key=f"{key}.table")
        st.link_button(_("As a file (CSV)"), _address(card), icon=":material/download:", type="tertiary")


def _address(card: BalanceCard) -> str:
    """Where the months of this account are to be had as a file."""
    keys = {"provider": card.account.provider_id, "member": card.account.member_id}
    params = urlencode({name: key for name, key in keys.items() if key is not None})
    return f"/export/balances.csv?{params}"


def _told(card: BalanceCard) -> list[MonthLeft]:
    """The months from the first in which anything was there or happened."""
    months = list(card.months)
    while months and not any((months[0].left, months[0].bought, months[0].used, months[0].corrected)):
        months.pop(0)
    return months


def _caption(unit: str) -> str:
    words = {
        "stamp": _("Stamps left at the end of each month"),
        "message": _("Messages left at the end of each month"),
    }
    return words.get(unit, _("Dollars left at the end of each month"))


def _short(left: Number, unit: str) -> str:
    return number_words(left, unit) if unit == "usd" else f"{left:,}"


def figure(card: BalanceCard, months: list[MonthLeft]) -> go.Figure:
    """One bar a month from zero, the newest with its number."""
    unit = card.account.unit
    shade = colours(provider_names())[card.account.provider_id]
    names = [month.month for month in months]
    numbers = [float(month.left) for month in months]
    bars = go.Bar(
        x=names,
        y=numbers,
        # Without its unit, which the caption has: on a phone it would be wider than three bars.
        text=[_short(month.left, unit) if month is months[-1] else "" for month in months],
        textposition="outside",
        textfont={"color": ink()},
        constraintext="none",
        cliponaxis=False,
        marker={"color": shade, "cornerradius": 3},
    )
    layout = {
        "height": HEIGHT,
        "margin": {"l": 2, "r": 10, "t": 2, "b": 4},
        "showlegend": False,
        "xaxis": {
            **axis(),
            "type": "category",
            "tickvals": names,
            "ticktext": [short_month(month) for month in names],
            "tickangle": 0,
            "fixedrange": True,
            # A few months are no wider than many.
            "range": [-0.5, max(len(months), LEAST_SLOTS) - 0.5],
        },
        # Room for the number above the newest bar, or below it.
        "yaxis": {
            "range": [1.25 * min(0, *numbers), 1.25 * max(0, *numbers) or 1],
            "visible": False,
            "fixedrange": True,
        },
    }
    return go.Figure([bars], layout)


def in_words(card: BalanceCard, months: list[MonthLeft]) -> str:
    """What the bars show."""
    unit = card.account.unit
    each = [f"{month_name(month.month)}: {number_words(month.left, unit)}" for month in months]
    return _("Left at {provider} at the end of each month. {each}.").format(
        provider=card.provider, each=listed(each)
    )


def table(card: BalanceCard, months: list[MonthLeft]) -> list[dict[str, str]]:
    """What came and went, the newest month first."""
    unit = card.account.unit
    columns = {
        _("Bought"): "bought",
        _("Used"): "used",
        _("Given to them"): "given",
        _("Expired or written off"): "lost",
        _("Counted anew"): "corrected",
        _("Left"): "left",
    }
    kept = {
        label: name
        for label, name in columns.items()
        if name in ("bought", "used", "left") or any(getattr(month, name) for month in months)
    }
    return [
        {_("Month"): month_name(month.month)}
        | {label: number_words(getattr(month, name), unit) for label, name in kept.items()}
        for month in reversed(months)
    ]
