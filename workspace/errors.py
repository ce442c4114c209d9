"""What can go wrong in words a person can act on.

    VierluikError            an impossible operation: a message and, mostly, a hint   (exit code 2)
    ├── DamagedError         the database is not what it was
    └── ConflictError        somebody else was first, or holds the lock               (exit code 3)

Bad *content* (a strange byte, an empty paragraph) is not an error: it comes back as data.
This module imports nothing, so every room can use it.
"""


class VierluikError(Exception):
    """An operation that cannot be done.

    `message` says what is wrong, naming the thing; `hint` says what to do about it. Both are shown to the person as they are.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class DamagedError(VierluikError):
    """A database that SQLite cannot read any more."""


class ConflictError(VierluikError):
    """The thing was changed, or is locked, by somebody else; nothing was written."""

    exit_code = 3
