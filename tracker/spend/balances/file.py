"""What was left at the end of each month as a file, account by account."""

from collections.abc import Iterable, Mapping

from tracker.spend.asked import read_only
from tracker.spend.balances.accounts import as_shown
from tracker.spend.balances.cards import BalanceCard
from tracker.spend.sheets import Sheet, sheet_csv

NUMBERS = ("bought", "used", "given", "lost", "corrected", "left")


def balances_csv_text(cards: Iterable[BalanceCard], params: Mapping[str, str]) -> str:
    """The file behind `/export/balances.csv`: the last twelve months, the oldest first.

    `params` may hold the keys of one `provider` and `member`. Raises InvalidInputError for what is no key.
    """
    only = read_only(params)
    return sheet_csv(
        balances_sheet(
            card for card in cards if only.takes(card.account.provider_id, None, card.account.member_id)
        )
    )


def balances_sheet(cards: Iterable[BalanceCard]) -> Sheet:
    """A row for each account and month, in the account's unit; dollars in cents."""
    rows = [
        (
            card.provider,
            card.member or "",
            card.account.unit,
            month.month,
            *(str(as_shown(getattr(month, name))) for name in NUMBERS),
        )
        for card in cards
        for month in card.months
    ]
    return Sheet(("provider", "member", "unit", "month", *NUMBERS), tuple(rows), texts=(0, 1))
