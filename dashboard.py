"""The door: one ASGI app with the pages, the scheduler and Kitelog's own addresses.

`kitelog serve` and `streamlit run dashboard.py` both serve `app`.
"""

from importlib import import_module
from pathlib import Path

import streamlit as st

from tracker.kitelog import Kitelog
from tracker.web.health import Health
from tracker.web.lifespan import lifespan
from tracker.web.middleware import MIDDLEWARE
from tracker.web.routes import routes

SHELL = Path(__file__).resolve().parent / "pages" / "shell.py"


def kitelog() -> Kitelog:
    """The Kitelog that the pages use too, opened at the first call."""
    # Streamlit's caches may only be declared once its runtime exists.
    opened: Kitelog = import_module("pages.parts.wiring").kitelog()
    return opened


health = Health(kitelog)
app = st.App(SHELL, lifespan=lifespan(kitelog, health), routes=routes(health), middleware=MIDDLEWARE)
