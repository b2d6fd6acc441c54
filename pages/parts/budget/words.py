"""What the screens say of a budget: how it stands as a badge, what it counts, and what was changed."""

from decimal import Decimal

from pages.parts.cards import Mark
from pages.parts.message.names import contact_names, member_names, provider_names
from tracker.spend.budgets import BudgetCard, Changed
from tracker.wording import _, money_words

SCOPES = ("household", "member", "contact", "provider")


def mark(card: BudgetCard) -> Mark:
    """How a budget stands."""
    if card.level == "100":
        return Mark(card.badge, "error", "red")
    if card.level == "80":
        return Mark(card.badge, "warning", "orange")
    return Mark(card.badge, "data_usage", "gray")


def scope_words(scope: str) -> str:
    """What budgets can be of."""
    words = {
        "household": _("The household"),
        "member": _("A member"),
        "contact": _("A person"),
        "provider": _("A provider"),
    }
    return words[scope]


def counts_words(scope: str) -> str:
    """What counts in such a budget, behind the name on its card."""
    words = {
        "household": _("all that was paid"),
        "member": _("what this member paid"),
        "contact": _("what was used"),
        "provider": _("what was paid there"),
    }
    return words[scope]


def names(scope: str) -> dict[int, str]:
    """Whom or what a budget of this scope can be of, by key."""
    known = {"member": member_names, "contact": contact_names, "provider": provider_names}
    return known[scope]() if scope in known else {}


def changed_words(changed: Changed) -> str:
    """What was just done; as typed, for `st.text`."""
    name = names(changed.scope).get(changed.key or 0, _("the household"))
    if changed.now is None:
        words = _("Removed: the budget of {was} a month for {name}.")
    elif changed.was is None:
        words = _("Set: {now} a month for {name}.")
    else:
        words = _("Changed: {now} a month for {name}, it was {was}.")
    was, now = (money_words(amount or Decimal(0)) for amount in (changed.was, changed.now))
    return words.format(name=name, was=was, now=now)
