"""Contacts as screens show them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median_low
from typing import Any

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.queries import flags as flag_queries
from storage.queries import places
from storage.tables import Closure, Contact, Facility, Provider, Stay
from tracker.business_hours import clock_for
from tracker.contacts.agencies import agency_at
from tracker.contacts.cards import (
    ClosureCard,
    ContactCard,
    ContactDetail,
    FacilityCard,
    FormerNumberCard,
    LastNews,
    ProviderCard,
    ReplyTime,
    StayCard,
)
from tracker.deadlines.reckoning import Reckoning, load
from tracker.deadlines.windows import window_time
from tracker.errors import NotFoundError
from tracker.messages.search import Filter, page
from tracker.wording import _

# So that a card costs the same however long a family has been writing.
REPLIES_COUNTED = 500
NEWEST_MESSAGES = 30


def contact_cards(session: Session, now: datetime, *, archived: bool = False) -> tuple[ContactCard, ...]:
    """Every contact, the ones with overdue messages first; archived ones only where asked."""
    rows = [row for row in places.contacts(session) if (row.archived_at is not None) == archived]
    stays = {stay.contact_id: (stay, facility) for stay, facility in places.newest_stays(session)}
    providers = {row.id: row for row in places.providers(session)}
    counts = flag_queries.counts_by_contact(session, now)
    reckoning = load(session, now)
    cards = [
        _contact_card(
            session, row, stays.get(row.id or 0), providers, counts.get(row.id or 0, (0, 0)), reckoning
        )
        for row in rows
    ]
    return tuple(sorted(cards, key=lambda card: (-card.overdue, -card.waiting, card.name)))


def contact_detail(session: Session, contact_id: int, zone: str, now: datetime) -> ContactDetail:
    """One contact. Raises NotFoundError when there is none."""
    row = session.get(Contact, contact_id)
    if row is None:
        raise NotFoundError(_("This contact is no longer there. Go back to the list."))
    stays = places.stays_of(session, contact_id)
    newest = stays[0] if stays else None
    providers = {provider.id: provider for provider in places.providers(session)}
    counts = flag_queries.counts_by_contact(session, now).get(contact_id, (0, 0))
    reckoning = load(session, now, {contact_id})
    closures = places.closures_at(session, [newest[0].facility_id]) if newest else ()
    return ContactDetail(
        card=_contact_card(session, row, newest, providers, counts, reckoning),
        stays=tuple(stay_card(stay, facility) for stay, facility in stays),
        closures=tuple(closure_card(closure) for closure in closures),
        messages=page(session, Filter(contact_id=contact_id), zone, limit=NEWEST_MESSAGES).messages,
        former_numbers=tuple(
            FormerNumberCard(number.agency, number.id_number, number.until_day)
            for number in queries.former_numbers(session, contact_id)
        ),
    )


def _contact_card(
    session: Session,
    row: Contact,
    stay: Any,
    providers: dict[int | None, Provider],
    counts: tuple[int, int],
    reckoning: Reckoning,
) -> ContactCard:
    contact_id = row.id or 0
    news = queries.last_event(session, contact_id)
    provider = providers.get(row.provider_id)
    return ContactCard(
        id=contact_id,
        name=row.name,
        id_number=row.id_number,
        note=row.note,
        agency=row.agency,
        provider=provider_card(provider) if provider else None,
        stay=stay_card(*stay) if stay else None,
        overdue=counts[0],
        waiting=counts[1],
        reply_time=_reply_time(
            queries.answered_pairs(session, contact_id, REPLIES_COUNTED), contact_id, reckoning
        ),
        last_news=LastNews(news.kind, news.at) if news else None,
        archived=row.archived_at is not None,
    )


def _reply_time(pairs: Sequence[Any], contact_id: int, reckoning: Reckoning) -> ReplyTime | None:
    """On the calendar of the place where the contact is now; the lower median where the number is even."""
    if not pairs:
        return None
    clock = clock_for(reckoning.place_of(contact_id).calendar)
    times: list[timedelta] = [clock.between(sent_at, at) for sent_at, at in pairs]
    return ReplyTime(median_low(times), len(times))


def facility_card(row: Facility) -> FacilityCard:
    """A facility."""
    return FacilityCard(
        row.id or 0,
        row.name,
        row.state,
        row.kind,
        row.zone,
        row.zone_guessed,
        opens=None if row.opens is None else window_time(row.opens),
        closes=None if row.closes is None else window_time(row.closes),
        agency=agency_at(row),
        status=row.status,
        former_names=tuple(row.former_names.splitlines()),
    )


def provider_card(row: Provider) -> ProviderCard:
    """A provider."""
    return ProviderCard(row.id or 0, row.name, row.kind)


def stay_card(stay: Stay, facility: Facility) -> StayCard:
    """A stay with its facility."""
    return StayCard(stay.id or 0, facility_card(facility), stay.from_day, stay.to_day, stay.ended_by)


def closure_card(row: Closure) -> ClosureCard:
    """A closure."""
    return ClosureCard(row.id or 0, row.facility_id, row.from_day, row.to_day, row.reason)
