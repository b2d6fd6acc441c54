"""A message's life: logging it, its news and replies, correcting it, finding it."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlmodel import Session

from storage.queries import messages as queries
from storage.session import Database
from storage.tables import Message
from tracker.clock import Clock
from tracker.deadlines.household import household_zone
from tracker.deadlines.reckoning import load
from tracker.deadlines.rule import Deadline
from tracker.forms import take_once
from tracker.messages import amend, audit, log, search
from tracker.messages.cards import MessageCard, MessageDetail, message_card
from tracker.messages.choices import LastUsed, last_used
from tracker.messages.entries import Entry, Logged, News
from tracker.messages.search import Filter, Page


class Messages:
    """The messages of one household. Each writing method is one transaction.

    `form` is the key of the form that was filled in: one taken before writes nothing and
    raises FormTakenError.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def log_sent(self, entry: Entry, form: str | None = None) -> Logged:
        """Logs a sent message."""
        return self._log(form, lambda session, now: log.log_sent(session, entry, now))

    def log_reply(self, entry: Entry, answers: Collection[int] = (), form: str | None = None) -> Logged:
        """Logs a received message that answers these messages, or none."""
        return self._log(form, lambda session, now: log.log_reply(session, entry, answers, now))

    def log_news(self, news: News, form: str | None = None) -> Logged:
        """Logs news about a sent message: in review, delivered, read, rejected, returned or closed."""
        return self._log(form, lambda session, now: log.log_news(session, news, now))

    def close(
        self,
        message_id: int,
        reason: str = "no answer expected",
        member_id: int | None = None,
        form: str | None = None,
    ) -> Logged:
        """Says that no answer is expected any more, or with reason `never arrived` that it was lost."""
        return self._log(
            form,
            lambda session, now: log.log_news(
                session, News(message_id, "closed", now, member_id, reason), now
            ),
        )

    def reopen(self, message_id: int, member_id: int | None = None, form: str | None = None) -> Logged:
        """Lets a message that had ended wait again."""
        return self._log(form, lambda session, now: log.reopen(session, message_id, now, now, member_id))

    def refund(self, message_id: int, member_id: int | None = None, form: str | None = None) -> Logged:
        """Says that the money of a message that ended came back now. Raises ConflictError where it had."""
        return self._log(form, lambda session, now: log.refund_now(session, message_id, now, member_id))

    def edit(self, message_id: int, entry: Entry, member_id: int | None = None) -> Logged:
        """Gives a message other values; the record keeps what they were."""
        return self._log(None, lambda session, now: amend.edit(session, message_id, entry, now, member_id))

    def delete(self, message_id: int, member_id: int | None = None) -> Logged:
        """Takes a message out of everything until it is restored."""
        return self._log(None, lambda session, now: amend.delete(session, message_id, now, member_id))

    def restore(self, message_id: int, member_id: int | None = None) -> Logged:
        """Brings a deleted message back."""
        return self._log(None, lambda session, now: amend.restore(session, message_id, now, member_id))

    def withdraw(self, event_id: int, member_id: int | None = None) -> None:
        """Takes back a step logged by mistake."""
        with self._database.write() as session:
            amend.withdraw(session, event_id, self._clock.now(), member_id)

    def set_answers(self, reply_id: int, message_ids: Collection[int], member_id: int | None = None) -> None:
        """Corrects which messages a reply answers."""
        with self._database.write() as session:
            amend.set_answers(session, reply_id, message_ids, self._clock.now(), member_id)

    def page(
        self, wanted: Filter, before: tuple[datetime, int] | None = None, limit: int = search.PAGE
    ) -> Page:
        """One page of messages, newest first."""
        with self._database.read() as session:
            return search.page(session, wanted, household_zone(session), before, limit)

    def count(self, at_most: int | None = None) -> int:
        """How many messages are logged; with `at_most` no more than that are counted."""
        with self._database.read() as session:
            return queries.count(session, at_most)

    def detail(self, message_id: int) -> MessageDetail:
        """One message with its steps."""
        with self._database.read() as session:
            return search.detail(session, message_id)

    def detail_of(self, ref: str) -> MessageDetail:
        """The message of this ref with its steps. Raises NotFoundError when there is none."""
        with self._database.read() as session:
            message = queries.by_ref(session, ref)
            return search.detail(session, message.id if message and message.id else 0)

    def waiting_for(self, contact_id: int, limit: int = 20) -> tuple[MessageCard, ...]:
        """The messages to a contact that wait for an answer, newest first."""
        with self._database.read() as session:
            return tuple(message_card(row) for row in queries.waiting_of(session, contact_id, limit))

    def last_used(self, contact_id: int) -> LastUsed:
        """What the next message to a contact most likely uses."""
        with self._database.read() as session:
            return last_used(session, contact_id)

    def preview(self, contact_id: int, provider_id: int, at: datetime) -> Deadline:
        """When a message sent at `at` would become overdue if nothing came back."""
        with self._database.read() as session:
            return load(session, self._clock.now(), {contact_id}).deadline(contact_id, provider_id, at)

    def differing(self) -> tuple[str, ...]:
        """The refs of messages whose row says something else than their events; none when all is well."""
        with self._database.read() as session:
            return tuple(audit.differing(session, self._clock.now()))

    def _log(self, form: str | None, write: Callable[[Session, datetime], Message]) -> Logged:
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            message = write(session, now)
            session.refresh(message)
            return Logged(message.id or 0, message.ref, message.due_at, message.still)
