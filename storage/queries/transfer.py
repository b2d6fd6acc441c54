"""Statements that move many rows at once: into the tables by import, out of them by export."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, select, text, tuple_, update
from sqlmodel import Session, SQLModel, col

from storage.queries.messages import in_parts
from storage.tables import Contact, Event, Facility, Member, Message, Provider, Purchase, Stay
from storage.touched import note_added
from storage.types import EPOCH, UtcDateTime

_OUTCOMES = ("in review", "delivered", "read", "answered", "rejected", "returned", "closed", "reopened")


def next_id(session: Session, table: type[SQLModel]) -> int:
    """The first key that no row of a table has; keys from it on are free in a writing transaction."""
    highest: int | None = session.execute(select(func.max(_columns(table).id))).scalar_one()
    return (highest or 0) + 1


def insert_plain(
    session: Session, table: type[SQLModel], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Adds many rows of plain values: money in ten-thousandths, instants in microseconds since 1970.

    These are the values SQLite keeps, so that nothing is converted there; PostgreSQL gets them by COPY.
    """
    kept = _columns(table)
    connection = session.connection()
    listed = list(rows)
    if listed and columns[0] == "id":
        note_added(session, table, listed[0][0])
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" for _ in columns)
        statement = f'INSERT INTO "{table.__tablename__}" ({_listed(columns)}) VALUES ({marks})'
        if listed:
            connection.exec_driver_sql(statement, listed)
        return
    instants = [number for number, name in enumerate(columns) if isinstance(kept[name].type, UtcDateTime)]
    statement = f'COPY "{table.__tablename__}" ({_listed(columns)}) FROM STDIN'
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in listed:
            values = list(row)
            for number in instants:
                values[number] = None if values[number] is None else instant(values[number])
            copy.write_row(values)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def instant(micros: int) -> datetime:
    """Microseconds since 1970 as an instant."""
    return EPOCH + timedelta(microseconds=micros)


def to_micros(instant: datetime) -> int:
    """An instant as microseconds since 1970."""
    return (instant.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)


def _columns(table: type[SQLModel]) -> Any:
    return table.__table__.c  # type: ignore[attr-defined]


def move_keys_on(session: Session, tables: Collection[type[SQLModel]]) -> None:
    """Lets PostgreSQL number new rows after those that came with their keys; SQLite does so by itself."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in tables:
        name = table.__tablename__
        sequence = f"pg_get_serial_sequence('{name}', 'id')"
        highest = f"(SELECT max(id) FROM {name})"
        session.execute(text(f"SELECT setval({sequence}, greatest(nextval({sequence}) - 1, {highest}, 1))"))


def hold_still(session: Session) -> None:
    """Makes every later read of this transaction see one and the same state, on PostgreSQL too."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def keys_of(session: Session, table: type[SQLModel], columns: Sequence[str]) -> dict[tuple[Any, ...], int]:
    """The key of each row of a small table by what names it."""
    named = _columns(table)
    rows = session.execute(select(named.id, *(named[column] for column in columns)))
    return {tuple(names): key for key, *names in rows}


def log_rows(session: Session, after: tuple[datetime, int] | None, limit: int) -> Sequence[Row[Any]]:
    """The next messages in time order, deleted ones left out, after the `(at, id)` of the last one."""
    statement = _log().where(col(Message.deleted_at).is_(None))
    if after is not None:
        key = tuple_(col(Message.at), col(Message.id))
        statement = statement.where(key > tuple_(*_bound(after)))
    return session.execute(statement.order_by(col(Message.at), col(Message.id)).limit(limit)).all()


def log_rows_of(session: Session, refs: Collection[str]) -> Sequence[Row[Any]]:
    """The messages of these refs, deleted ones too."""
    found: list[Row[Any]] = []
    for part in _parts(refs):
        found += session.execute(_log().where(col(Message.ref).in_(part))).all()
    return found


def _log() -> Any:
    own: list[Any] = [
        Message.id, Message.ref, Message.direction, Message.at, Message.characters, Message.photos,
        Message.stamps, Message.cost, Message.paid, Message.note, Message.body, Message.state,
        Message.deleted_at, Facility.zone, Facility.zone_guessed, Facility.kind,
        col(Contact.name).label("contact"), Contact.id_number, col(Facility.name).label("facility"),
        col(Facility.state).label("state_code"), Facility.former_names, col(Provider.name).label("provider"),
        col(Member.name).label("member"),
    ]  # fmt: skip
    return (
        select(*own)
        .join(Contact, col(Contact.id) == Message.contact_id)
        .join(Provider, col(Provider.id) == Message.provider_id)
        .outerjoin(Member, col(Member.id) == Message.member_id)
        .outerjoin(Facility, col(Facility.id) == Message.facility_id)
    )


def _bound(after: tuple[datetime, int]) -> tuple[Any, Any]:
    at, key = after
    return bindparam("after_at", at, type_=UtcDateTime()), bindparam("after_id", key)


def outcome_steps(session: Session, message_ids: Collection[int]) -> Sequence[Row[Any]]:
    """The steps that count of these messages, but for the sending, in the order of entry."""
    columns: list[Any] = [
        Event.message_id, Event.kind, Event.at, Event.reason, Event.refunded, Event.appeal_by
    ]  # fmt: skip
    statement = select(*columns).where(
        col(Event.message_id).in_(message_ids),
        col(Event.withdrawn_at).is_(None),
        col(Event.kind).in_(_OUTCOMES),
    )
    found: Sequence[Row[Any]] = session.execute(statement.order_by(col(Event.id))).all()
    return found


def answered_refs(session: Session, reply_ids: Collection[int]) -> Sequence[Row[Any]]:
    """Each of these replies with the ref of each message it answers, oldest message first."""
    statement = (
        select(col(Event.reply_id), col(Message.ref))
        .join(Message, col(Message.id) == Event.message_id)
        .where(
            col(Event.reply_id).in_(reply_ids),
            col(Event.withdrawn_at).is_(None),
            col(Message.deleted_at).is_(None),
        )
        .order_by(col(Message.at), col(Message.id))
    )
    found: Sequence[Row[Any]] = session.execute(statement).all()
    return found


def known_refs(session: Session, refs: Collection[str]) -> dict[str, Row[Any]]:
    """Key, contact, provider, direction, time and deletion of the messages of these refs."""
    found: dict[str, Row[Any]] = {}
    columns: list[Any] = [
        Message.id, Message.ref, Message.contact_id, Message.provider_id, Message.direction, Message.at,
        Message.deleted_at,
    ]  # fmt: skip
    for part in _parts(refs):
        rows = session.execute(select(*columns).where(col(Message.ref).in_(part)))
        found |= {row.ref: row for row in rows}
    return found


def contact_names(session: Session, contact_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Name and ID number of these contacts."""
    found: dict[int, tuple[str, str]] = {}
    for part in in_parts(contact_ids):
        statement = select(col(Contact.id), col(Contact.name), col(Contact.id_number))
        rows = session.execute(statement.where(col(Contact.id).in_(part)))
        found |= {key: (name, id_number) for key, name, id_number in rows}
    return found


def has_rows(session: Session, table: type[SQLModel]) -> bool:
    """True when a table has any row."""
    return session.execute(select(_columns(table).id).limit(1)).first() is not None


def stays_by_contact(session: Session, contact_ids: Collection[int]) -> Sequence[Stay]:
    """The stays of these contacts, oldest first."""
    found: list[Stay] = []
    for part in in_parts(contact_ids):
        statement = select(Stay).where(col(Stay.contact_id).in_(part))
        found += session.execute(
            statement.order_by(col(Stay.contact_id), col(Stay.from_day), col(Stay.id))
        ).scalars()
    return found


def newest_message_times(session: Session, contact_ids: Collection[int]) -> dict[int, datetime]:
    """When the newest message of each of these contacts was sent or received, deleted ones left out."""
    found: dict[int, datetime] = {}
    for part in in_parts(contact_ids):
        statement = (
            select(col(Message.contact_id), func.max(col(Message.at)))
            .where(col(Message.contact_id).in_(part), col(Message.deleted_at).is_(None))
            .group_by(col(Message.contact_id))
        )
        found.update(tuple(row) for row in session.execute(statement))
    return found


def write_stays(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Writes new bounds of stays; each row names its stay as `id`."""
    if rows:
        session.execute(update(Stay), rows)


def purchase_rows(session: Session, after: tuple[datetime, int] | None, limit: int) -> Sequence[Row[Any]]:
    """The next purchases in time order, deleted ones left out, after the `(at, id)` of the last one."""
    statement = _purchases().where(col(Purchase.deleted_at).is_(None))
    if after is not None:
        key = tuple_(col(Purchase.at), col(Purchase.id))
        statement = statement.where(key > tuple_(*_bound(after)))
    return session.execute(statement.order_by(col(Purchase.at), col(Purchase.id)).limit(limit)).all()


def purchase_rows_of(session: Session, refs: Collection[str]) -> Sequence[Row[Any]]:
    """The purchases of these refs, deleted ones too."""
    found: list[Row[Any]] = []
    for part in _parts(refs):
        found += session.execute(_purchases().where(col(Purchase.ref).in_(part))).all()
    return found


def _purchases() -> Any:
    own: list[Any] = [
        Purchase.id, Purchase.ref, Purchase.kind, Purchase.at, Purchase.units, Purchase.unit, Purchase.amount,
        Purchase.fee, Purchase.note, Purchase.expires, Purchase.deleted_at,
        col(Provider.name).label("provider"), col(Member.name).label("member"),
        col(Message.ref).label("message"),
    ]  # fmt: skip
    return (
        select(*own)
        .join(Provider, col(Provider.id) == Purchase.provider_id)
        .outerjoin(Member, col(Member.id) == Purchase.member_id)
        # A file names no message that is not there.
        .outerjoin(Message, and_(col(Message.id) == Purchase.message_id, col(Message.deleted_at).is_(None)))
    )


def _parts(keys: Collection[Any]) -> Iterable[list[Any]]:
    return in_parts(keys)


def zones_of(session: Session, facility_ids: Collection[int]) -> dict[int, str]:
    """The zone of each of these facilities."""
    found: dict[int, str] = {}
    for part in in_parts(facility_ids):
        rows = session.execute(select(col(Facility.id), col(Facility.zone)).where(col(Facility.id).in_(part)))
        found |= {key: zone for key, zone in rows if key is not None}
    return found
