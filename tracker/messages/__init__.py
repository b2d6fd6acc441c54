"""A message's life: logging it, its news and replies, correcting it, finding it."""

from tracker.messages.cards import EventCard, MessageCard, MessageDetail
from tracker.messages.choices import LastUsed
from tracker.messages.entries import NEWS_KINDS, Entry, Logged, News
from tracker.messages.room import Messages
from tracker.messages.search import Filter, Page

__all__ = [
    "NEWS_KINDS",
    "Entry",
    "EventCard",
    "Filter",
    "LastUsed",
    "Logged",
    "MessageCard",
    "MessageDetail",
    "Messages",
    "News",
    "Page",
]
