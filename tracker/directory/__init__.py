"""Who runs a place, which provider serves it, what it costs and how to begin."""

from tracker.directory.cards import Answer, Found, PlaceFacts, Price, ServedBy
from tracker.directory.correcting import Correction
from tracker.directory.room import Directory
from tracker.directory.telling import Telling
from tracker.directory.there import There
from tracker.directory.told import PriceSaid, Saying, Where

__all__ = [
    "Answer",
    "Correction",
    "Directory",
    "Found",
    "PlaceFacts",
    "Price",
    "PriceSaid",
    "Saying",
    "ServedBy",
    "Telling",
    "There",
    "Where",
]
