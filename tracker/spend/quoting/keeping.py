"""Keeps beside each sent message what it costs by the price of its day and place.

It is written when the message is logged or corrected, and when the family takes back a price that it was
told; a price that changes, here or in a newer catalogue, never changes the past.
"""

from collections.abc import Callable, Iterator

from sqlmodel import Session

from storage.queries import quoting as queries
from storage.queries.quoting import Quoted, Unquoted
from storage.touched import Touched, note_messages
from tracker.directory.catalogue.model import Catalogue
from tracker.spend.quotes import What
from tracker.spend.quoting.book import PriceBook
from tracker.spend.quoting.worth import worth

AT_ONCE = 5_000


def quote_messages(session: Session, catalogue: Callable[[], Catalogue], found: Touched) -> None:
    """Quotes what a transaction logged or corrected, and says which messages' sums that changes."""
    if not found.unquoted and found.messages_from is None:
        return
    book, names = PriceBook(session, catalogue()), queries.provider_names(session)
    changed: list[Quoted] = []
    for message in _wanted(session, found):
        quoted = _quoted(book, message, names[message.provider_id])
        if quoted is not None:
            changed.append(quoted)
        if len(changed) >= AT_ONCE:
            _write(session, changed)
    _write(session, changed)


def _wanted(session: Session, found: Touched) -> Iterator[Unquoted]:
    yield from queries.sent_messages(session, found.unquoted)
    if found.messages_from is not None:
        yield from queries.sent_from(session, found.messages_from)


def _quoted(book: PriceBook, message: Unquoted, provider: str) -> Quoted | None:
    """The new quote of a message; None where it stays."""
    place = message.facility_id
    prices = () if place is None else book.prices(place, provider, message.at)
    what = What(message.characters or 0, message.photos)
    found = worth(prices, what, message.stamps, length_known=message.characters is not None)
    if found is not None and found.price.payer != "family":
        # What the person inside pays tells nothing of what the family pays.
        found = None
    new = (found.quote.total, found.units, found.price.told_id) if found is not None else (None, None, None)
    same = new == (message.quoted, message.quoted_units, message.quoted_by)
    return None if same else Quoted(message.id, *new)


def _write(session: Session, changed: list[Quoted]) -> None:
    queries.write(session, changed)
    note_messages(session, [row.id for row in changed])
    changed.clear()
