"""How many messages count as one stamp each because nobody said how many they took."""

from collections import Counter
from datetime import datetime

from sqlmodel import Session

from storage.queries import balance_flows as flows
from storage.queries import purchases as purchase_queries
from storage.queries.balance_flows import Guess
from tracker.spend.balances.accounts import Account
from tracker.spend.balances.courses import Laid
from tracker.spend.balances.records import ANCHORS
from tracker.spend.days import INSTANT, Window
from tracker.spend.subscriptions import periods_over

# So many of a provider's newest messages are looked at: what matters is how they are logged now.
NEWEST = 200


def guessed(session: Session, zone: str, laid: Laid) -> Counter[Account]:
    """Those among the newest messages, for each account in stamps or messages, since it was last counted."""
    provider_id = laid.records.provider_id
    found = flows.guesses(session, provider_id, NEWEST)
    counts: Counter[Account] = Counter()
    if not found:
        return counts
    first = purchase_queries.first_balances(session, [provider_id]).get(provider_id)
    span = Window(min(one.at for one in found), max(one.at for one in found) + INSTANT)
    periods = [period for _, period in periods_over(session, zone, [span], [provider_id])]
    counted = _counted(laid)
    for one in found:
        account = laid.routes.account(one.member_id, one.at)
        covered = one.bare and any(one.at in period for period in periods)
        known_since = counted.get(account)
        if (
            _from_balance(one, first)
            and not covered
            and account.unit != "usd"
            and (known_since is None or one.at >= known_since)
        ):
            counts[account] += 1
    return counts


def _from_balance(one: Guess, first: datetime | None) -> bool:
    if one.paid is not None:
        return one.paid == "balance"
    return first is not None and first < one.at


def _counted(laid: Laid) -> dict[Account, datetime]:
    """When the family last said what is there."""
    provider_id = laid.records.provider_id
    return {
        Account(provider_id, entry.member_id, entry.unit): entry.at
        for entry in laid.records.entries
        if entry.kind in ANCHORS
    }
