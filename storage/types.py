"""Column types that SQLite lacks: exact instants and exact money."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.money import MOST_TOTAL, from_units, to_units

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# BIGINT keys on PostgreSQL; SQLite numbers rows by itself only for INTEGER.
Id = BigInteger().with_variant(Integer(), "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant in UTC, to the microsecond.

    PostgreSQL keeps it as `timestamptz`, SQLite as whole microseconds since 1970 (exact, sortable, and
    small). Raises ValueError for a naive datetime: the zone would be lost without a word.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no zone; Kitelog keeps aware instants only")
        if dialect.name == "postgresql":
            return value.astimezone(UTC)
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return EPOCH + timedelta(microseconds=value)


class Exact(TypeDecorator[Decimal]):
    """A number exact to the ten-thousandth, kept as a whole number of ten-thousandths.

    Sums in SQL stay whole numbers and come back as Decimal. Raises ValueError for a float, for more than
    four decimals and for a number beyond a billion.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        return None if value is None else to_units(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else from_units(int(value))


class Money(Exact):
    """Dollars. Rates such as $0.0025 a character exist, hence four decimals."""

    cache_ok = True


class Total(Exact):
    """Dollars of many rows together, as many as the column holds."""

    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        return None if value is None else to_units(value, MOST_TOTAL)
