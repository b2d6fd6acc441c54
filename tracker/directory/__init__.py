"""Who runs a place, which provider serves it, what it costs and how to begin."""

from tracker.directory.cards import Answer, Found, PlaceFacts, Price, ServedBy
from tracker.directory.room import Directory
from tracker.directory.said.correcting import Correction
from tracker.directory.said.telling import Telling
from tracker.directory.said.told import PriceSaid, Saying, Where
from tracker.directory.there import There

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
