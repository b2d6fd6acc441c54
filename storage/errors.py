"""The one base of everything Kitelog refuses, in words the family can act on."""


class KitelogError(Exception):
    """Its message is one sentence that says what is wrong and what to do."""


class StorageError(KitelogError):
    """The database cannot do its work: missing, locked, full, read-only, damaged."""


class NewerDatabaseError(StorageError):
    """The database was written by a newer Kitelog than this one."""
