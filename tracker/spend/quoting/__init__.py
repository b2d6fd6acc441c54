"""What a message costs by the price of its day and place."""

from tracker.spend.quoting.room import Priced, Quoted, Quotes

__all__ = ["Priced", "Quoted", "Quotes"]
