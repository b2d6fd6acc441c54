"""The script that the server runs for every visit: who is here, the pages, and the one asked for."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import streamlit as st

from pages.parts import contrast, empty, who
from pages.parts.edge import told
from pages.parts.state import leave
from pages.parts.wiring import one_page
from tracker.wording import _

HERE = Path(__file__).resolve().parent

st.set_page_config(page_title="Kitelog", page_icon=str(HERE / "icon.png"), layout="centered")


def page(name: str, title: str, icon: str, about: str, *, listed: bool = True) -> st.Page:
    """One page; its address is its name. One that is not `listed` is reached from another page only."""
    return st.Page(
        HERE / f"{name}.py",
        title=title,
        icon=f":material/{icon}:",
        url_path=name,
        help=about,
        default=name == "home",
        visibility="visible" if listed else "hidden",
    )


pages = [
    page("home", _("Home"), "home", _("What is overdue, what is waiting, and what this month costs.")),
    page("log", _("Log"), "edit", _("Log what you sent, a reply, or news about a message.")),
    page("messages", _("Messages"), "mail", _("Every message, newest first, with what happened to it.")),
    page("contacts", _("Contacts"), "person", _("Whom you write to, where they are, how they answer.")),
    page("overdue", _("Overdue"), "schedule", _("What has waited too long, and how earlier waits ended.")),
    page("spend", _("Spend"), "payments", _("What each provider costs, by month.")),
    page("find_provider", _("Find provider"), "search", _("Which provider a place uses, and how to begin.")),
    page("facilities", _("Facilities"), "apartment", _("The list of facilities, and your own ones.")),
    page("household", _("Household"), "settings", _("Who uses Kitelog, its time zone and its allowances.")),
    page("guide", _("Guide"), "menu_book", _("How it works, key facts and common questions.")),
    page("transfer", _("Transfer"), "move_location", _("They moved to another facility."), listed=False),
    page("statement", _("Bank statement"), "receipt_long", _("What a statement says."), listed=False),
    page("year", _("A year"), "description", _("What a year cost, on one page."), listed=False),
]
asked = unquote(urlsplit(st.context.url or "").path).strip("/")
if asked and "/" not in asked and asked not in {"home", *(known.url_path for known in pages)}:
    # A page of our own for an address that is none; Streamlit would lay a window over Home.
    pages.append(st.Page(empty.no_page, title="Kitelog", url_path=asked, visibility="hidden"))
shown = st.navigation(pages, position="top")

contrast.draw()
leave()
with told(), one_page():
    here = who.me()
    if here is None:
        who.ask()
    else:
        who.keep(here)
        shown.run()
        who.switch()
