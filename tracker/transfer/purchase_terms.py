"""The subscriptions of a file against one another and against what is stored: none may overlap."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import purchases as purchase_queries
from storage.queries import transfer as queries
from storage.tables import Member, Provider
from tracker.periods import Period, Periods
from tracker.purchase_rules import overlap_words, term
from tracker.transfer.purchase_rows import PurchaseRow

# A provider and a member by their names.
Account = tuple[str, str | None]


class Terms:
    """What the subscriptions of each account cover: those stored, and those of the file taken so far.

    Each account keeps its periods in order, so that a file of any length is gone through once.
    """

    def __init__(self, zone: str, now: datetime) -> None:
        self._zone = zone
        self._today = now.astimezone(ZoneInfo(zone)).date()
        self._accounts: dict[Account, Periods] | None = None

    def refused(
        self, session: Session, row: PurchaseRow, providers: Sequence[str], members: Sequence[str]
    ) -> str:
        """Why a new purchase cannot be taken, empty when it can; from then on it stands in the way itself."""
        if row.kind != "subscription":
            return ""
        if self._accounts is None:
            self._accounts = self._stored(session)
        account = (providers[row.provider], members[row.member] if row.member >= 0 else None)
        periods = self._accounts.setdefault(account, Periods())
        own = term(queries.instant(row.at), row.units or 0, row.unit or "", self._zone, row.line)
        met = periods.met_by(own)
        if met:
            return overlap_words(met, self._today)
        periods.add(own)
        return ""

    def _stored(self, session: Session) -> dict[Account, Periods]:
        providers = {key: name for (name,), key in queries.keys_of(session, Provider, ("name",)).items()}
        members = {key: name for (name,), key in queries.keys_of(session, Member, ("name",)).items()}
        found: dict[Account, list[Period]] = defaultdict(list)
        for _key, provider, member, at, units, unit in purchase_queries.terms(session, {}):
            account = (providers[provider], None if member is None else members[member])
            found[account].append(term(at, units, unit, self._zone))
        return {account: Periods(periods) for account, periods in found.items()}
