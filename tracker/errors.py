"""What Kitelog refuses, one class per rule; caught once, at the edge (a page or the command line)."""

from storage.errors import KitelogError, NewerDatabaseError, StorageError

__all__ = [
    "ConflictError",
    "FormTakenError",
    "InvalidInputError",
    "KitelogError",
    "NewerDatabaseError",
    "NotFoundError",
    "SettingsError",
    "StorageError",
]


class InvalidInputError(KitelogError):
    """A value that cannot be taken; `field` names where it was typed."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotFoundError(KitelogError):
    """What was asked for is not there, or no longer."""


class ConflictError(KitelogError):
    """The step does not fit what is already logged."""


class FormTakenError(ConflictError):
    """The same form was taken before; nothing was written."""


class SettingsError(KitelogError):
    """A setting of the environment is wrong."""
