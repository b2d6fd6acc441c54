"""The lines of providers that cannot be read, and where there was nothing to find."""

import streamlit as st

from pages.parts.text import literal
from tracker.spend.statements import Statement
from tracker.wording import _


def draw(statement: Statement) -> None:
    """Each line with its reason."""
    if statement.rejected:
        heading = _("Cannot be read: {n:,}").format(n=statement.rejected_total)
        with st.expander(literal(heading), expanded=not statement.proposals):
            st.dataframe(
                [
                    {_("Line"): row.line, _("Column"): row.column, _("Value"): row.value, _("Why"): row.why}
                    for row in statement.rejected
                ],
                hide_index=True,
            )
            if statement.rejected_total > len(statement.rejected):
                st.text(_("The first {n:,} are shown.").format(n=len(statement.rejected)))
    elif not (statement.proposals or statement.answered or statement.to_choose):
        st.text(
            _(
                "If you know that one is there, look above how the file was read,"
                " or log the purchase on Spend."
            )
        )
