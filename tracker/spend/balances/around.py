"""What stands around the accounts: names, and the providers through which anybody is written to."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from storage.queries import balances as queries
from storage.queries import household as household_queries
from storage.queries import places as place_queries


@dataclass(frozen=True, slots=True)
class Named:
    """A provider's name, and whether it is a letter box rather than an app."""

    name: str
    postal: bool


@dataclass(frozen=True, slots=True)
class Around:
    """Names, and the providers `in_use`; `known` says whether these are known of all who are written to."""

    providers: Mapping[int, Named]
    members: Mapping[int, str]
    in_use: frozenset[int]
    known: bool

    def is_used(self, provider_id: int) -> bool:
        """Whether somebody is written to through it, or nobody can tell yet."""
        return not self.known or provider_id in self.in_use

    def is_left_behind(self, provider_id: int) -> bool:
        """Whether nobody is written to through it any more; stamps for letters are good anywhere."""
        return not self.is_used(provider_id) and not self.providers[provider_id].postal


def read_around(session: Session, since_month: str) -> Around:
    """Reads it. A contact without a provider uses those that messages went through since a month."""
    now = queries.written_to(session)
    unsaid = {one.contact_id for one in now if one.provider_id is None}
    used = queries.used_since(session, unsaid, since_month) if unsaid else set()
    providers = place_queries.providers(session)
    there_is_somebody = bool(now) or bool(place_queries.contacts(session))
    return Around(
        {row.id or 0: Named(row.name, row.kind == "postal") for row in providers},
        {row.id or 0: row.name for row in household_queries.members(session)},
        frozenset({key for _contact, key in used} | {one.provider_id for one in now if one.provider_id}),
        there_is_somebody and unsaid == {contact for contact, _key in used},
    )
