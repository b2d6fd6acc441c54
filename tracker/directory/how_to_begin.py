"""How a family begins, in steps: with the provider known, with several, and with none."""

from collections.abc import Sequence

from tracker.directory.cards import ServedBy
from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.model import Agency, Catalogue
from tracker.wording import _, listed


def questions() -> tuple[str, ...]:
    """What to ask a jail whose provider is not known."""
    return (
        _("Which app or website do families use to send messages there?"),
        _("What does one message cost, and which fees come on top?"),
        _("Who must start: do we write first, or must they invite us?"),
    )


def steps_to_begin(
    catalogue: Catalogue, agency: Agency | None, providers: Sequence[ServedBy], *, invited: bool | None
) -> tuple[str, ...]:
    """What to do, the first thing first."""
    current = [row for row in providers if row.role == "current"] or list(providers)
    if not current:
        ask = [_("Call the facility and ask: {question}").format(question=questions()[0])]
        ask += [_("Ask too: {question}").format(question=question) for question in questions()[1:]]
        return (*ask, _("Write a letter meanwhile, and keep what they told you here."))
    accounts = {row.account for row in current}
    own = agency.steps if agency and not any(row.told for row in current) else ()
    known = lookup.provider(catalogue, current[0].slug) if current[0].slug else None
    steps = own or (known.steps if known else ()) or _plain_steps(current[0].name)
    if len(accounts) > 1:
        names = listed([row.name for row in current])
        first = _("Ask the facility which of these it uses now: {names}.").format(names=names)
        return (first, *_plain_steps(_("the one they name")))
    if invited:
        return (
            _("First they must invite you. {step}").format(step=steps[0]),
            *steps[1:],
        )
    return tuple(steps)


def _plain_steps(name: str) -> tuple[str, ...]:
    return (
        _("Make an account with {provider}.").format(provider=name),
        _("Add your loved one by name and number."),
        _("Wait until the facility approves you, where it does so."),
        _("Send the first message, and log it here."),
    )
