"""The words that banks write above their columns, and what each one means."""

from collections.abc import Sequence

from tracker.directory.catalogue.names import plain

# Of several columns that may be the date, or what the line is about, the first one listed is taken.
_WORDS = {
    "date": (
        "transaction date", "trans date", "date of transaction", "purchase date", "activity date", "date",
        "effective date", "posting date", "posted date", "post date", "date posted", "posted", "booking date",
        "booked", "process date", "value date", "settlement date", "settled", "day", "time", "datetime",
        "fecha",
    ),
    "description": (
        "description", "transaction description", "original description", "full description", "payee",
        "merchant", "merchant name", "name", "narrative", "particulars", "transaction details", "details",
        "transaction", "extended details", "memo", "memo notes", "note", "notes", "text", "purpose",
        "name of sender receiver", "payee name", "activity", "concepto", "descripcion", "reference",
    ),
    "amount": (
        "amount", "transaction amount", "usd", "net amount", "billing amount", "amt", "value",
        "sum", "money", "monto", "importe",
    ),
    "debit": (
        "debit", "debits", "debit amount", "amount debit", "withdrawal", "withdrawals", "withdrawal amount",
        "money out", "paid out", "outflow", "out", "charge", "charges", "payments out", "spent", "expense",
        "dr", "subtractions", "purchases", "cargo", "cargos", "retiro", "retiros",
    ),
    "credit": (
        "credit", "credits", "credit amount", "amount credit", "deposit", "deposits", "deposit amount",
        "money in", "paid in", "inflow", "in", "refund", "refunds", "payments in", "received", "income", "cr",
        "additions", "payments", "abono", "abonos", "deposito", "depositos",
    ),
    "direction": (
        "debit credit", "credit debit", "credit debit indicator", "debit credit indicator", "dr cr", "cr dr",
        "cr db", "d c", "c d", "indicator", "direction", "transaction type", "type", "details",
    ),
}  # fmt: skip
# A longer heading means the column of the word it ends or begins with.
_PARTS = (("date", "date"), ("description", "description"), ("amount", "amount"))
_OTHERS = (
    "balance",
    "bal",
    "account",
    "number",
    "card",
    "check",
    "foreign",
    "original",
    "tax",
    "fee",
    "due",
    "saldo",
)
# `Withdrawals & debits (USD)` are debits.
_BESIDE = ("and", "amount", "amounts", "usd", "us", "in")
_RANKS = {role: {word: rank for rank, word in enumerate(words)} for role, words in _WORDS.items()}
_FAR = 100


def rank(heading: str, role: str) -> int | None:
    """How well a heading says that its column is the date, the description ...; 0 is best, None is no."""
    words = plain(heading).removesuffix(" usd")
    found = _RANKS[role].get(words)
    if found is not None:
        return found
    parts = words.split()
    if not parts or says_other(heading):
        return None
    if role in ("debit", "credit"):
        meant = [word for word in parts if word not in _BESIDE]
        return _FAR if meant and all(word in _RANKS[role] for word in meant) else None
    return next((_FAR for word, meant in _PARTS if meant == role and word in (parts[0], parts[-1])), None)


def says_other(heading: str) -> bool:
    """Whether a heading says that its column is none of these, such as a balance."""
    return bool(set(plain(heading).split()) & set(_OTHERS))


def roles(row: Sequence[str]) -> int:
    """How many different things the cells of a row are headings of."""
    return sum(any(rank(cell, role) is not None for cell in row) for role in _WORDS)
