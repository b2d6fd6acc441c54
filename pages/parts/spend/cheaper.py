"""What would be cheaper: for each person, the family's own messages by every way to pay at their place."""

from urllib.parse import urlencode

import streamlit as st

from pages.parts.compare import place_kind
from pages.parts.compare import saving as words
from pages.parts.compare.figure import figure
from pages.parts.compare.rows import several, shades, shown, table_row
from pages.parts.compare.words import sent_words
from pages.parts.figures import CONFIG
from pages.parts.find import address as find_address
from pages.parts.find import sources as find_sources
from pages.parts.find import told as find_told
from pages.parts.message.done import doing, show_done, toggle
from pages.parts.spend.charts import DOLLARS
from pages.parts.state import go
from pages.parts.text import bold, literal
from pages.parts.wiring import now, remembered, zone
from tracker.spend import Compared
from tracker.spend.comparing.cheaper import Cheaper
from tracker.spend.days import local_day
from tracker.wording import _, money_words

PLACE = "cheaper"


def draw() -> None:
    """A card for each person who is somewhere now, the greatest saving first."""
    today = local_day(now(), zone())
    with st.spinner(_("Comparing the ways to pay")):
        found = remembered("cheaper", lambda kitelog: kitelog.comparing.cheaper(), today)
    show_done(PLACE)
    if not found:
        _nobody()
    for one in found:
        with st.container(border=True, key=f"cheaper.{one.contact_id}"):
            _card(one)


def _nobody() -> None:
    with st.container(border=True):
        st.text(_("Say where the people are whom you write to. Then this compares what messages cost there."))
        st.button(_("Contacts"), icon=":material/person:", on_click=go, args=("contacts.py",))


def _card(one: Cheaper) -> None:
    rows = shown(one.options)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{bold(one.contact)} · {literal(one.facility)}", width="content")
        if one.saving_a_year is not None:
            saving = _("{saving} a year").format(saving=money_words(one.saving_a_year))
            st.badge(literal(saving), icon=":material/savings:", color="green")
    st.subheader(literal(words.title(one)), anchor=False)
    if not one.messages:
        st.text(_("Once something was sent, this compares what it cost with every other way there."))
        return
    st.text(words.behind(one))
    # One bar alone compares nothing.
    if any(row.cost is not None for row in rows) and (one.cost or any(row.cost for row in rows)):
        _chart_and_table(one, rows)
    _sources(rows)
    if one.kind_unknown:
        place_kind.draw(PLACE, one.facility_id, one.contact_id)
    if one.best is None:
        _ask(one)
    with st.expander(_("What this takes for granted")):
        st.markdown("\n".join(f"- {literal(sentence)}" for sentence in one.assumptions))


def _chart_and_table(one: Cheaper, rows: list[Compared]) -> None:
    """The chart, and its numbers and their file one tap away."""
    many = several(rows)
    alt = words.in_words(one, rows, several=many)
    st.caption(literal(words.chart_title(one)))
    st.plotly_chart(
        figure(rows, shades(), several=many, real=(one.cost, one.fees)),
        alt=alt,
        key=f"cheaper.chart.{one.contact_id}",
        config=CONFIG | {"staticPlot": True},
    )
    cost = _("{days} days").format(days=one.days)
    with st.expander(_("As a table")):
        st.dataframe(
            [_now_row(one, cost), *(table_row(row, cost, several=many) for row in rows)],
            hide_index=True,
            alt=alt,
            key=f"cheaper.table.{one.contact_id}",
            placeholder="",
            column_config=dict.fromkeys((_("Fees and tax"), cost, _("A message")), DOLLARS),
        )
        st.link_button(
            _("As a file (CSV)"),
            f"/export/compare.csv?{urlencode({'contact': one.contact_id})}",
            icon=":material/download:",
            type="tertiary",
        )


def _sources(rows: list[Compared]) -> None:
    """Where each price comes from, how old it is, and with whom to confirm it."""
    prices = {(row.provider, row.option.price) for row in rows if row.option.price}
    for provider, price in sorted(prices, key=lambda pair: (pair[0], pair[1].source, pair[1].unit)):
        find_sources.draw(
            price.source, price.as_of, price.source_date, confirm=provider, told=price.rate is None
        )


def _now_row(one: Cheaper, cost: str) -> dict[str, object]:
    return {
        _("Way to pay"): _("What you do now"),
        cost: one.cost,
        _("What must be bought"): sent_words(one.messages, one.photos),
        _("Fees and tax"): one.fees,
        _("A message"): one.per_message,
        _("Left over"): "",
    }


def _ask(one: Cheaper) -> None:
    """The way to where a price that somebody was told is kept."""
    st.button(
        _("Say what it costs there"),
        key=f"cheaper.tell.{one.contact_id}",
        icon=":material/sell:",
        on_click=_tell,
        args=(one.facility_id,),
    )


def _tell(facility_id: int) -> None:
    if doing(find_address.PLACE) != find_told.OPEN:
        toggle(find_address.PLACE, *find_told.OPEN)
    go("find_provider.py", facility=facility_id)
