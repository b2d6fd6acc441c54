"""The lines of providers that cannot be taken, and where there was nothing to find."""

from collections.abc import Sequence

import streamlit as st

from pages.parts.statement import words
from pages.parts.text import literal
from tracker.spend.statements import Statement
from tracker.transfer.report import Rejected
from tracker.wording import _

MOST_SENTENCES = 10


def draw(statement: Statement) -> None:
    """Each line with its reason."""
    if statement.rejected:
        heading = _("Cannot be taken: {n:,}").format(n=statement.rejected_total)
        with st.expander(literal(heading), expanded=not statement.proposals):
            _reasons(statement.rejected)
            if statement.rejected_total > len(statement.rejected):
                st.text(_("The first {n:,} are shown.").format(n=len(statement.rejected)))
    elif not (statement.proposals or statement.answered or statement.to_choose):
        st.text(
            _(
                "If you know that one is there, look above how the file was read,"
                " or log the purchase on Spend."
            )
        )


def _reasons(rejected: Sequence[Rejected]) -> None:
    """Few are sentences, which a phone shows whole; many are a table."""
    if len(rejected) <= MOST_SENTENCES:
        for row in rejected:
            st.text(words.left_words(row))
        return
    st.dataframe(
        [
            {_("Line"): row.line, _("Why"): row.why, _("Column"): row.column, _("Value"): row.value}
            for row in rejected
        ],
        hide_index=True,
    )
