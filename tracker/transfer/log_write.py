"""Writes the new rows of a log: places, stays, messages with where they stand, and their steps."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
from sqlmodel import Session

from storage.queries import transfer as queries
from storage.tables import Event, Member, Message, Provider, Stay
from tracker.contacts.moving.stays import check_stays
from tracker.deadlines.flags import flag_overdue
from tracker.deadlines.reckoning import Waiting, load
from tracker.deadlines.recount import recount
from tracker.deadlines.rule import Deadline
from tracker.messages.life import Standing, Step, stand
from tracker.messages.settle import settle
from tracker.transfer.log_guard import Sent
from tracker.transfer.log_plan import NEW, LogPlan
from tracker.transfer.log_rows import LogRow
from tracker.transfer.places import Made, contact_keys, facility_keys, named_keys
from tracker.transfer.spool import Spool
from tracker.transfer.stays import KnownStay, StayPlan, plan_stays, seen_by_contact
from tracker.transfer.table import Steps

Numbers = npt.NDArray[np.int64]

MESSAGE = (
    "id", "ref", "direction", "contact_id", "member_id", "provider_id", "facility_id", "at", "characters",
    "photos", "stamps", "cost", "paid", "note", "body", "logged_at", "state", "refunded", "lost", "news_at",
    "due_at", "still", "wait",
)  # fmt: skip
EVENT = (
    "id", "message_id", "contact_id", "direction", "sent_at", "kind", "at", "logged_at", "member_id", "note",
    "reason", "refunded", "appeal_by", "reply_id", "reply_direction",
)  # fmt: skip
NO_DEADLINE = Deadline(None, None)


class LogWriter:
    """Writes one planned file inside a transaction."""

    def __init__(self, session: Session, plan: LogPlan, zone: str, now: datetime) -> None:
        self.made = Made()
        self._session = session
        self._plan = plan
        self._zone = zone
        self._now = now
        self._now_micros = queries.to_micros(now)

    def write(self, spool: Spool, steps: Steps) -> None:
        """Writes everything; the rows are read twice, because steps point at messages that must be there."""
        plan, session = self._plan, self._session
        if not plan.count(NEW):
            return
        self._keys()
        moved = self._stays()
        self._reckoning = load(session, self._now)
        first_key = queries.next_id(session, Message)
        self._ids = np.cumsum(plan.status == NEW) - 1 + first_key
        self._answered()
        total = 2 * len(plan.status)
        for first, batch in spool.batches():
            queries.insert_plain(session, Message, MESSAGE, self._messages(first, batch))
            steps.writing(first, total)
        self._next_event = queries.next_id(session, Event)
        for first, batch in spool.batches():
            queries.insert_plain(session, Event, EVENT, self._events(first, batch))
            steps.writing(len(plan.status) + first, total)
        queries.move_keys_on(session, (Message, Event))
        self.made.count("messages", plan.count(NEW))
        self._follow(moved)

    def sent(self) -> Sent:
        """The new sent rows, once they are written."""
        plan = self._plan
        rows = np.flatnonzero((plan.status == NEW) & (plan.sent != 0))
        return Sent(
            line=plan.line[rows],
            at=plan.at[rows],
            contact=self._contacts[plan.contact[rows]],
            facility=self._facilities[plan.facility[rows]],
            provider=self._providers[plan.provider[rows]],
            characters=plan.characters[rows],
            photos=plan.photos[rows],
        )

    def contact_names(self) -> dict[int, str]:
        """The contacts written to, by key."""
        return {
            int(key): name
            for key, (name, _id) in zip(self._contacts, self._plan.names.contacts, strict=False)
            if key
        }

    def provider_names(self) -> dict[int, str]:
        """The providers written through, by key."""
        names = self._plan.names.providers.keys
        return {int(key): name for key, name in zip(self._providers, names, strict=False) if key}

    def _keys(self) -> None:
        """Makes who and what the new rows name; gives numbers their keys."""
        plan, session, made = self._plan, self._session, self.made
        new = plan.status == NEW
        names = plan.names
        self._providers = named_keys(
            session, Provider, names.providers.keys, _used(plan.provider[new]), self._now, made
        )
        self._members = named_keys(
            session, Member, names.members.keys, _used(plan.member[new]), self._now, made
        )
        self._facilities, self._zones = facility_keys(
            session, names.facilities, _used(plan.facility[new]), self._zone, self._now, made
        )
        by_time = np.flatnonzero(new)[np.argsort(plan.at[new], kind="stable")]
        newest = dict(zip(plan.contact[by_time].tolist(), plan.provider[by_time].tolist(), strict=True))
        through = {contact: int(self._providers[provider]) for contact, provider in newest.items()}
        self._contacts = contact_keys(session, names.contacts, through, self._now, made)

    def _stays(self) -> bool:
        """Writes the stays that the new rows tell; True when a contact known before moved."""
        plan, session = self._plan, self._session
        new = plan.status == NEW
        places = self._facilities[plan.facility[new]]
        rows = list(
            seen_by_contact(self._contacts[plan.contact[new]], np.where(places > 0, places, -1), plan.at[new])
        )
        contact_ids = [seen.contact for seen in rows]
        known: dict[int, list[KnownStay]] = {}
        for stay in queries.stays_by_contact(session, contact_ids):
            known.setdefault(stay.contact_id, []).append(_known(stay))
        newest = queries.newest_message_times(session, list(known))
        self._zones |= {
            key: ZoneInfo(zone)
            for key, zone in queries.zones_of(
                session, {stay.facility for stays in known.values() for stay in stays} - set(self._zones)
            ).items()
        }
        changes = StayPlan()
        for seen in rows:
            last = newest.get(seen.contact)
            plan_stays(
                seen,
                known.get(seen.contact, ()),
                None if last is None else queries.to_micros(last),
                self._zones,
                changes,
            )
        queries.write_stays(
            session,
            [{"id": key, "to_day": day, "ended_by": "transferred"} for key, day in changes.ended],
        )
        queries.write_stays(session, [{"id": key, "from_day": day} for key, day in changes.begun])
        session.add_all(
            Stay(
                contact_id=stay.contact,
                facility_id=stay.facility,
                from_day=stay.from_day,
                to_day=stay.to_day,
                ended_by="transferred" if stay.to_day else None,
            )
            for stay in changes.new
        )
        check_stays(session, {stay.contact for stay in changes.new})
        session.expire_all()
        self.made.count("stays", len(changes.new))
        return bool(known) and bool(changes.ended or changes.new)

    def _answered(self) -> None:
        """Sorts the answers twice: by the message they answer, and (as they came) by the reply."""
        answers = self._plan.answers
        self._reply = np.frombuffer(answers.reply, dtype=np.int64)
        row = np.frombuffer(answers.row, dtype=np.int64)
        stored = np.frombuffer(answers.stored, dtype=np.int64)
        self._sent_at = np.frombuffer(answers.sent_at, dtype=np.int64)
        self._target = np.where(row >= 0, self._ids[row] if len(row) else row, stored)
        order = np.argsort(row, kind="stable")
        self._by_row, self._replies_by_row = row[order], self._reply[order]
        self._touched = sorted(set(stored[stored >= 0].tolist()))

    def _messages(self, first: int, batch: Sequence[list[Any]]) -> Iterator[tuple[Any, ...]]:
        """Rows of the message table; deadlines are asked for the whole batch at once."""
        plan, now = self._plan, self._now_micros
        rows: list[tuple[int, LogRow, Standing]] = []
        waiting: list[Waiting] = []
        low = int(np.searchsorted(self._by_row, first))
        for number, values in enumerate(batch, first):
            replies = []
            while low < len(self._by_row) and self._by_row[low] == number:
                replies.append(int(plan.at[self._replies_by_row[low]]))
                low += 1
            if plan.status[number] != NEW:
                continue
            row = LogRow(*values)
            standing = _standing(row, replies)
            rows.append((number, row, standing))
            if standing.waiting:
                waiting.append(
                    Waiting(
                        int(self._contacts[row.contact]), int(self._providers[row.provider]), standing.news_at
                    )
                )
        deadlines = iter(self._reckoning.deadlines(waiting))
        for number, row, standing in rows:
            due = next(deadlines) if standing.waiting else NO_DEADLINE
            yield (
                int(self._ids[number]), row.ref, "sent" if row.sent else "received",
                int(self._contacts[row.contact]), int(self._members[row.member]) or None,
                int(self._providers[row.provider]), int(self._facilities[row.facility]) or None, row.at,
                row.characters, row.photos, row.stamps, row.cost, row.paid, row.note, row.body, now,
                standing.state, standing.refunded, standing.lost, queries.to_micros(standing.news_at),
                None if due.due_at is None else queries.to_micros(due.due_at), due.still, standing.waits,
            )  # fmt: skip

    def _events(self, first: int, batch: Sequence[list[Any]]) -> Iterator[tuple[Any, ...]]:
        """Rows of the event table: the sending or receiving, the outcome, and what a reply answers."""
        plan, now = self._plan, self._now_micros
        low = int(np.searchsorted(self._reply, first))
        for number, values in enumerate(batch, first):
            if plan.status[number] != NEW:
                continue
            row = LogRow(*values)
            key, contact = int(self._ids[number]), int(self._contacts[row.contact])
            member = int(self._members[row.member]) or None
            direction = "sent" if row.sent else "received"
            own = (key, contact, direction, row.at)
            yield (self._event(), *own, direction, row.at, now, member, "", "", None, None, None, None)
            if row.outcome:
                refunded = None if row.refunded is None else row.refunded == "yes"
                yield (
                    self._event(), *own, row.outcome, row.outcome_at, now, member, "", row.reason, refunded,
                    row.appeal_by, None, None,
                )  # fmt: skip
            while low < len(self._reply) and self._reply[low] == number:
                answered = (int(self._target[low]), contact, "sent", int(self._sent_at[low]))
                low += 1
                yield (
                    self._event(), *answered, "answered", row.at, now, member, "", "", None, None, key,
                    "received",
                )  # fmt: skip

    def _event(self) -> int:
        key = self._next_event
        self._next_event += 1
        return key

    def _follow(self, moved: bool) -> None:
        """Brings messages that were there before up to date, and flags what is overdue."""
        if self._touched:
            settle(self._session, self._touched, self._now)
        if moved:
            recount(self._session, self._now)
        flag_overdue(self._session, self._now)


def _used(numbers: Numbers) -> set[int]:
    return set(np.unique(numbers[numbers >= 0]).tolist())


def _known(stay: Stay) -> KnownStay:
    return KnownStay(stay.id or 0, stay.facility_id, stay.from_day, stay.to_day, stay.ended_by)


def _standing(row: LogRow, replies: Sequence[int]) -> Standing:
    """Where a row's own steps leave it. Times are exact, so that the deadline is."""
    at = queries.instant(row.at)
    if not row.sent:
        return stand([Step("received", at)])
    steps = [Step("sent", at)]
    if row.outcome and row.outcome_at is not None:
        steps.append(
            Step(
                row.outcome,
                queries.instant(row.outcome_at),
                row.reason,
                None if row.refunded is None else row.refunded == "yes",
            )
        )
    steps += [Step("answered", queries.instant(reply)) for reply in replies]
    return stand(steps)
