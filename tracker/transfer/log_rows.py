"""One row of the log: what each cell must be, and what its cells must be to each other."""

from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from storage.tables.messages import DIRECTIONS, PAID
from tracker.transfer import values
from tracker.transfer.log_names import LogNames
from tracker.transfer.values import BadValueError
from tracker.wording import _

OUTCOMES = ("in review", "delivered", "read", "rejected", "returned", "closed")
ENDINGS = ("rejected", "returned", "closed")
YES_NO = ("yes", "no")


class LogRow(NamedTuple):
    """A row that can be taken. Names stand as numbers into LogNames; -1 is none. Money in ten-thousandths."""

    line: int
    ref: str
    contact: int
    facility: int
    provider: int
    member: int
    sent: bool
    at: int
    answers: list[str]
    characters: int | None
    photos: int
    cost: int | None
    outcome: str | None
    outcome_at: int | None
    note: str
    kind: str | None
    zone: str | None
    paid: str | None
    refunded: str | None
    stamps: int | None
    body: str
    reason: str
    appeal_by: str | None


class LogReader:
    """Turns picked cells into rows that can be taken."""

    def __init__(self, columns: tuple[str, ...], zone: ZoneInfo, now: datetime) -> None:
        self.names = LogNames()
        self.bare_times = 0
        self._columns = columns
        self._zone = zone
        self._latest = values.latest_instant(now)

    def row(self, line: int, cells: tuple[Any, ...]) -> LogRow:
        """The row. Raises BadCellError naming the first column that cannot be taken."""
        (
            ref, contact, id_number, facility, state, provider, member, direction, at, answers,
            characters, photos, cost, outcome, outcome_at, note, kind, zone, paid,
            refunded, stamps, body, reason, appeal_by,
        ) = cells  # fmt: skip
        column = "ref"
        try:
            row_ref = values.ref(ref)
            contact_number = self.names.contact(contact, id_number)
            column = "provider"
            provider_number = self.names.providers.number(provider)
            values.refuse_if(provider_number < 0, _("A name is missing."))
            column = "member"
            member_number = self.names.members.number(member)
            column = "direction"
            sent = values.word(direction, DIRECTIONS) == "sent"
            values.refuse_if(not direction, _("Say whether this message was sent or received."))
            column = "at"
            at_micros, at_bare = values.instant(at, self._zone, self._latest)
            column = "answers"
            answered = values.refs(answers) if answers else []
            values.refuse_if(row_ref in answered, _("A message cannot answer itself."))
            values.refuse_if(answered and sent, _("Only a received message answers others."))
            column = "characters"
            characters_count = values.count(characters)
            column = "photos"
            photos_count = values.count(photos) or 0
            column = "cost_usd"
            cost_units = values.amount(cost)
            column = "note"
            row_note = values.text(note) if note else ""
            column = "paid"
            paid_word = values.word(paid, PAID)
            column = "stamps"
            stamps_count = values.count(stamps)
            column = "body"
            row_body = values.text(body) if body else ""
            column = "facility"
            facility_number, kind_word, zone_word = self.names.facility(
                line, facility, state, kind, zone, provider
            )
            column = "outcome"
            known = self._outcome(sent, at_micros, outcome, outcome_at, refunded, reason, appeal_by)
        except BadValueError as error:
            named = error.column or column
            raise BadCellError(named, cells[self._columns.index(named)], str(error)) from error
        self.bare_times += at_bare or known.bare
        return LogRow(
            line, row_ref, contact_number, facility_number, provider_number, member_number, sent, at_micros,
            answered, characters_count, photos_count, cost_units, known.word, known.at, row_note, kind_word,
            zone_word, paid_word, known.refunded, stamps_count, row_body, known.reason, known.appeal_by,
        )  # fmt: skip

    def _outcome(
        self, sent: bool, sent_at: int, outcome: str, at: str, refunded: str, reason: str, appeal_by: str
    ) -> "Outcome":
        if not (outcome or at or refunded or reason or appeal_by):
            return NO_OUTCOME
        with values.about("outcome"):
            word = values.word(outcome, OUTCOMES)
            values.refuse_if(word and not sent, _("Only a sent message has an outcome."))
        details = {"outcome_at": at, "refunded": refunded, "reason": reason, "appeal_by": appeal_by}
        for column, cell in details.items():
            with values.about(column):
                values.refuse_if(cell and not word, _("This belongs to an outcome, and the row has none."))
        with values.about("outcome_at"):
            values.refuse_if(not at, _("Say when the outcome became known."))
            micros, bare = values.instant(at, self._zone, self._latest)
            values.refuse_if(micros < sent_at, _("The outcome is before the message was sent."))
        with values.about("refunded"):
            back = values.word(refunded, YES_NO)
            why = _("Only a rejected, returned or closed message is refunded or not.")
            values.refuse_if(back and word not in ENDINGS, why)
        with values.about("reason"):
            told = values.text(reason)
        with values.about("appeal_by"):
            appeal = values.day(appeal_by)
        return Outcome(word, micros, back, told, appeal, bare)


class Outcome(NamedTuple):
    """What became of a sent message; `bare` says that its time had no offset."""

    word: str | None
    at: int | None
    refunded: str | None
    reason: str
    appeal_by: str | None
    bare: bool


NO_OUTCOME = Outcome(None, None, None, "", None, bare=False)


class BadCellError(ValueError):
    """A row that cannot be taken: its column, the cell as it stands in the file, and why."""

    def __init__(self, column: str, value: str, why: str) -> None:
        super().__init__(why)
        self.column = column
        self.value = value
        self.why = why
