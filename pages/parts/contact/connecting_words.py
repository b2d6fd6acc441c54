"""What is said of getting connected: steps done and to do, its state, the limits of the list inside."""

from pages.parts.cards import Mark
from tracker.contacts.connecting.rules import Done
from tracker.directory.catalogue.model import Limit
from tracker.wording import _, day_words, ngettext

CHOICES = ("account", "added", "invited", "approved", "denied", "revoked", "blocked")


def step_words(step: str) -> str:
    """A step that was done: `Account made`."""
    return {
        "found": _("Provider found"),
        "account": _("Account made"),
        "added": _("Added by ID number"),
        "invited": _("Invitation came"),
        "approved": _("Approved"),
        "message": _("First message"),
        "denied": _("Denied"),
        "revoked": _("Approval taken back"),
        "blocked": _("Blocked by mistake"),
    }[step]


def to_do_words(step: str) -> str:
    """A step that is still to do."""
    return {
        "found": _("Find the provider"),
        "account": _("Make an account"),
        "added": _("Add them by ID number"),
        "invited": _("Wait for their invitation"),
        "approved": _("Wait for the approval"),
        "message": _("Write the first message"),
    }[step]


def button_words(step: str) -> str:
    """The button that notes a step for today."""
    return {
        "found": _("We asked, it is right"),
        "account": _("I made the account"),
        "added": _("I added them"),
        "invited": _("The invitation came"),
        "approved": _("They are approved"),
    }[step]


def done_words(done: Done) -> str:
    """`Account made, Mon 2 Nov 2026: with the code`, as typed; a step without a day follows from others."""
    words = step_words(done.step)
    if done.day:
        words = f"{words}, {day_words(done.day, year=True)}"
    return f"{words}: {done.note}" if done.note.strip() else words


def state_mark(state: str, *, ended: bool = False) -> Mark:
    """How a connection stands."""
    if ended:
        return Mark(_("In transit"), "local_shipping", "gray")
    marks = {
        "not started": Mark(_("Not started"), "radio_button_unchecked", "gray"),
        "waiting": Mark(_("On the way"), "hourglass_empty", "blue"),
        "connected": Mark(_("Connected"), "check", "green"),
        "denied": Mark(_("Denied"), "block", "red"),
        "revoked": Mark(_("Approval taken back"), "block", "red"),
        "blocked": Mark(_("Blocked by mistake"), "block", "red"),
    }
    return marks[state]


def limit_words(limit: Limit) -> str:
    """How many people the list inside takes."""
    return ngettext(
        "At most {n} person may be on the list inside; it also holds people Kitelog does not know.",
        "At most {n} people may be on the list inside; it also holds people Kitelog does not know.",
        limit.most,
    ).format(n=limit.most)
