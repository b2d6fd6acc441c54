"""What a month costs at a place: the family's own messages or a number it types, by each way to pay."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from pages.parts.compare import place_kind, words
from pages.parts.compare.figure import figure
from pages.parts.compare.rows import several, shades, shown, table_row
from pages.parts.figures import CONFIG
from pages.parts.find import address
from pages.parts.spend.charts import DOLLARS
from pages.parts.text import literal
from pages.parts.wiring import now, remembered, zone
from tracker.directory.cards import Answer
from tracker.spend import Compared, Usage, typed_usage
from tracker.spend.comparing.assumptions import inside_words
from tracker.spend.comparing.compare import compare
from tracker.spend.comparing.sheet import place_params
from tracker.spend.days import local_day
from tracker.wording import _

WAY, MESSAGES, PHOTOS = "compare.way", "compare.messages", "compare.photos"
OWN, TYPED = "own", "typed"
USUAL, MOST = 20, 10_000


def draw(answer: Answer) -> None:
    """One card: the comparison at the place of an answer; where no price is known, what to do.

    Without a provider there is nothing to compare, unless the kind of place may tell it.
    """
    place = answer.place
    asked = place.id is not None and place.state and place.kind is None and not place.agency
    if not (answer.providers or asked):
        return
    with st.container(border=True, key="find.compare"):
        if answer.providers:
            _card(answer)
        elif place.id is not None:
            st.subheader(literal(place_kind.question(place.name)), anchor=False)
            place_kind.draw(address.PLACE, place.id, place.id)


def _card(answer: Answer) -> None:
    heading = st.container()
    rows: Sequence[Compared] = compare(answer, typed_usage(1, 1))
    if all(not row.cost for row in rows):
        # Nothing is paid, or nothing is known: no number would change that.
        heading.subheader(literal(words.title(rows)), anchor=False)
        if all(row.cost is None for row in rows):
            st.text(_("Ask the facility what a message costs, and keep it here under “They told us”."))
        _said(answer, rows)
        return
    usage = _usage(answer)
    fees = remembered("compare.fees", lambda kitelog: kitelog.spend.paid_fees())
    rows = shown(compare(answer, usage, paid_fees=fees))
    heading.subheader(literal(words.title(rows)), anchor=False)
    heading.text(words.usage_words(usage))
    many = several(rows)
    alt = words.in_words(rows, several=many)
    st.plotly_chart(
        figure(rows, shades(), several=many),
        alt=alt,
        key="compare.chart",
        config=CONFIG | {"staticPlot": True},
    )
    with st.expander(_("As a table")):
        st.dataframe(
            [table_row(row, _("A month"), several=many) for row in rows],
            hide_index=True,
            alt=alt,
            key="compare.table",
            placeholder="",
            column_config=dict.fromkeys((_("Fees and tax"), _("A month"), _("A message")), DOLLARS),
        )
        st.link_button(
            _("As a file (CSV)"), _address(answer, usage), icon=":material/download:", type="tertiary"
        )
    _said(answer, rows)


def _usage(answer: Answer) -> Usage:
    """The family's own messages where it has any, else the number typed."""
    place, today = answer.place.id, local_day(now(), zone())
    own = remembered("compare.usage", lambda kitelog: kitelog.spend.usage_near(place), place, today)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if own.messages:
            ways = {OWN: _("Our last {days} days").format(days=own.days), TYPED: _("Type a number")}
            st.session_state.setdefault(WAY, OWN)
            st.segmented_control(
                _("Messages to compare"), list(ways), format_func=ways.__getitem__, key=WAY, required=True
            )
            if st.session_state[WAY] == OWN:
                return own
        st.session_state.setdefault(MESSAGES, min(own.a_month(own.messages), MOST) or USUAL)
        messages = st.number_input(
            _("Messages a month"),
            min_value=1,
            max_value=MOST,
            step=1,
            key=MESSAGES,
            width=180,
            persist_state="session",
        )
        photos = st.number_input(
            _("Photos a month"),
            min_value=0,
            max_value=MOST,
            value=0,
            step=1,
            key=PHOTOS,
            width=180,
            persist_state="session",
        )
    return typed_usage(messages, photos)


def _said(answer: Answer, rows: Sequence[Compared]) -> None:
    """What was assumed, and what the person inside pays."""
    said = dict.fromkeys(sentence for row in rows for sentence in row.assumptions)
    st.text(" ".join(filter(None, (inside_words(answer), *said))))


def _address(answer: Answer, usage: Usage) -> str:
    """Where the table is to be had as a file."""
    params = place_params(answer)
    if usage.scope == "typed":
        params |= {"messages": str(usage.messages), "photos": str(usage.photos)}
    return f"/export/compare.csv?{urlencode(params)}"
