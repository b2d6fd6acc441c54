"""The haystack of a database, kept until its facilities change."""

from threading import Lock

from storage.queries.directory_search import Searchable, searchable
from storage.session import Database
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.search.haystack import Haystack, build


class CurrentHaystack:
    """One haystack for one database, built when first asked for. Threads may share it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._revision: int | None = None
        self._catalogue: Catalogue | None = None
        self._facilities: tuple[Searchable, ...] = ()
        self._haystack: Haystack | None = None

    def get(self, catalogue: Catalogue) -> Haystack:
        """The haystack as the database is now; it is built anew only when what is searched differs."""
        # Asked before the facilities are read: at worst they are newer, and compared once more.
        revision = self._database.revision()
        with self._lock:
            known, same = self._haystack, self._catalogue is catalogue
            if known is not None and same and self._revision == revision:
                return known
            with self._database.read() as session:
                facilities = searchable(session)
            if known is None or not same or facilities != self._facilities:
                known = build(catalogue, facilities)
            self._revision, self._catalogue = revision, catalogue
            self._facilities, self._haystack = facilities, known
            return known
