"""Common questions, each with its answer and the page where Kitelog does it."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pages.parts.find import sources as find_sources
from pages.parts.state import link
from pages.parts.wiring import kitelog, settings
from tracker.directory.catalogue.lookup import provider
from tracker.directory.key_facts import short_lists
from tracker.directory.running import BUREAU
from tracker.directory.said.providers import POSTAL_AMOUNT, POSTAL_UNIT
from tracker.directory.words import as_of_words
from tracker.wording import _, allowance_words, listed


def draw() -> None:
    """One question a line; a tap opens its answer."""
    _reply()
    _how_long()
    _email()
    _federal()
    _several()
    _rejected()
    _transfer()


@contextmanager
def _question(words: str) -> Iterator[None]:
    with st.expander(words):
        yield


def _links(*links: tuple[str, str, str]) -> None:
    with st.container(horizontal=True):
        for page, label, icon in links:
            link(page, label, icon=f":material/{icon}:")


def _reply() -> None:
    with _question(_("What does a reply cost?")):
        st.text(
            _(
                "It differs. With stamps, the reply takes one of theirs, or one that you add to your message"
                " as a prepaid reply. In federal prisons they pay by the minute. With texting devices in some"
                " jails you pay for each text, received ones too. The price at their place is on its page."
            )
        )
        _links(
            ("find_provider.py", _("Look up the price"), "search"),
            ("spend.py", _("What you have paid"), "payments"),
        )


def _how_long() -> None:
    with _question(_("How long does an answer take?")):
        household = settings().allowance
        words = _(
            "Providers speak of 24 to 48 hours on business days, since staff may read each message first."
            " Kitelog waits {allowance} of that place's own calendar after the last news, and {letter} for a"
            " letter. Silence may also be a transfer, a lockdown or a broken tablet."
        )
        st.text(
            words.format(
                allowance=allowance_words(household.amount, household.unit),
                letter=allowance_words(POSTAL_AMOUNT, POSTAL_UNIT),
            )
        )
        _links(
            ("overdue.py", _("What is overdue"), "schedule"),
            ("household.py", _("Change how long it may take"), "settings"),
        )


def _email() -> None:
    with _question(_("Can I use my normal e-mail?")):
        st.text(
            _(
                "No. The provider's e-mail only says that a message is waiting; answering that e-mail does"
                " not reach them. Write in the provider's site or app, then log it here."
            )
        )
        _links(("find_provider.py", _("Find their provider"), "search"), ("log.py", _("Log"), "edit"))


def _federal() -> None:
    with _question(_("How do federal prisons work?")):
        st.text(
            _(
                "Facilities of the Federal Bureau of Prisons use CorrLinks only, text without photos, and the"
                " person inside must invite you. Immigration, Marshals and private detention are something"
                " else: ask there."
            )
        )
        with st.container(horizontal=True):
            words = _("Federal Bureau of Prisons: what to do first")
            link("find_provider.py", words, icon=":material/search:", agency=BUREAU)


def _several() -> None:
    with _question(_("Can several of us write to one person?")):
        st.text(
            _(
                "Yes. Each makes an account at the provider, and logs here under an own name. Kitelog shows"
                " who wrote what. Some systems limit how many people may write:"
            )
        )
        limits = short_lists(kitelog().directory.catalogue)
        if limits:
            each = [f"{name} {limit.most}" for name, limit in limits]
            newest = max(limit.fact.as_of for _name, limit in limits)
            st.text(_("{each} ({as_of}).").format(each=listed(each), as_of=as_of_words(newest)))
        _links(
            ("household.py", _("Who uses Kitelog"), "group"),
            ("messages.py", _("All messages"), "mail"),
        )


def _rejected() -> None:
    with _question(_("Why was a message rejected?")):
        st.text(
            _(
                "Often it is a photo or a length that is not allowed there, a wrong number, or a sender who"
                " is not approved. The reason, if any, stands in your inbox at the provider. Log it with its"
                " reason, whether you got the money back, and until when you may ask for a review."
            )
        )
        known = provider(kitelog().directory.catalogue, "securus")
        if known is not None and known.note:
            st.text(_("{provider}: {note}").format(provider=known.name, note=known.note))
            find_sources.draw(known.fact.source, known.fact.as_of, known.fact.source_date, confirm=known.name)
        with st.container(horizontal=True):
            link("log.py", _("Log the news"), icon=":material/edit:", kind="news")
            link("spend.py", _("What was lost"), icon=":material/payments:")


def _transfer() -> None:
    with _question(_("What happens at a transfer?")):
        st.text(
            _(
                "The new place may have another provider, another time zone and, with another agency, another"
                " ID number. Stamps and unanswered messages often stay behind. Say under Contacts that they"
                " moved: what still waits is then counted anew on the new place's calendar, and the history"
                " stays."
            )
        )
        _links(
            ("contacts.py", _("They moved"), "person"),
            ("find_provider.py", _("Find the new provider"), "search"),
        )
