"""What to do next to get connected, in sentences; those of the catalogue where it has one."""

import re

from tracker.contacts.connecting.rules import Progress
from tracker.directory.cards import Answer
from tracker.wording import _, listed

# The words by which a sentence of "how to begin" is known to tell of a step.
_TELLS = {
    "added": re.compile(r"\badd\b.*(\bnumber\b|loved one|\bcontact\b)", re.IGNORECASE),
    "approved": re.compile(r"^wait\b.*(\bapprov|\baccept)", re.IGNORECASE),
}
_MAKES_ACCOUNT = re.compile(r"\bmake\b.*\baccount\b", re.IGNORECASE)


def next_words(progress: Progress, provider_name: str, contact_name: str, answer: Answer | None) -> str:
    """The next step of one contact at one provider; `answer` is that of the place, None when not known.

    As typed, for `st.text`. The steps and the note on lists in `answer` must be those of this provider.
    """
    names = {"provider": provider_name, "name": contact_name}
    if progress.state in ("denied", "revoked", "blocked"):
        return _against_words(progress.state).format(**names)
    if progress.next is None:
        return _("You are connected with {name} at {provider}.").format(**names)
    if progress.next == "found":
        return _found_words(contact_name, provider_name, answer)
    words = _told(progress.next, answer.steps if answer else ())
    if not words:
        words = _general(progress.next).format(**names)
        if answer and answer.list_note and progress.next in ("invited", "approved"):
            words = f"{words} {answer.list_note}"
    if progress.next == "account" and (answer is None or answer.must_be_invited is None):
        ask = _("Ask the facility who must start, you or {name}.").format(name=contact_name)
        words = f"{ask} {words}"
    return words


def short_words(progress: Progress, provider_name: str) -> str:
    """The same in a few words, to follow a name and a colon: `wait for the CorrLinks invitation`."""
    words = {
        "denied": _("{provider} or the facility said no: ask why"),
        "revoked": _("the approval was taken back: ask why"),
        "blocked": _("blocked by mistake: ask {provider} to undo it"),
        "found": _("check that the place uses {provider}") if provider_name else _("find the provider"),
        "account": _("make an account at {provider}"),
        "added": _("add them at {provider} by ID number"),
        "approved": _("wait for the approval at {provider}"),
        "invited": _("wait for the {provider} invitation"),
        "message": _("write the first message"),
    }
    key = progress.state if progress.state in ("denied", "revoked", "blocked") else progress.next
    return words[key].format(provider=provider_name) if key else ""


def _general(step: str) -> str:
    return {
        "account": _("Make an account at {provider}."),
        "added": _("Add {name} at {provider} by the ID number, and compare the name before you save."),
        "approved": _("Wait until the facility approves you at {provider}."),
        "invited": _("{name} must start from inside: wait for the invitation from {provider}."),
        "message": _("Write the first message to {name} with {provider}, then log it here."),
    }[step]


def _against_words(state: str) -> str:
    return {
        "denied": _(
            "The answer was no. Ask the facility or {provider} for the reason, and when to ask again."
        ),
        "revoked": _("The approval was taken back. Ask the facility for the reason, and how to ask again."),
        "blocked": _(
            "Blocked by mistake: ask {provider} and the facility to undo it, and note who promised it."
        ),
    }[state]


def _found_words(contact_name: str, provider_name: str, answer: Answer | None) -> str:
    names = [row.name for row in answer.providers] if answer else []
    if answer is None or not names:
        return _("Find out which provider the place of {name} uses.").format(name=contact_name)
    place = answer.place.name or _("The place of {name}").format(name=contact_name)
    words = _("{place} uses {known}.")
    if provider_name:
        words = _("{place} uses {known}, as far as Kitelog knows, not {provider}. Ask the facility.")
    elif len(names) > 1:
        words = _("{place} uses one of these: {known}. Ask the facility which.")
    return words.format(place=place, known=listed(names), provider=provider_name)


def _told(step: str, sentences: tuple[str, ...]) -> str:
    """What the catalogue says of a step; empty where it has no sentence for it."""
    account = next((n for n, words in enumerate(sentences) if _MAKES_ACCOUNT.search(words)), None)
    if account is None or step == "message":
        return ""
    if step == "invited":
        return " ".join(sentences[:account])
    if step == "account":
        return sentences[account]
    return next((words for words in sentences[account + 1 :] if _TELLS[step].search(words)), "")
