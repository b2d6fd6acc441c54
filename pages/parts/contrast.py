"""What the theme cannot say: the word that is chosen in a row of pills stays easy to read."""

import streamlit as st

# The primary colour carries white text; as text on its own tint it has a contrast of 3.4:1 in the dark.
SHEET = """<style>
[data-testid="stButtonGroup"] button[data-variant][data-selected]:not([data-disabled]) { color: inherit; }
</style>"""


def draw() -> None:
    """Gives a chosen pill or segment the colour of the text; its border and ground keep the primary's."""
    st.html(SHEET)
