"""Reading and writing files so that nothing is lost: whole or not at all, and never over a file unasked.

What is in the files is not this module's business.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from workspace.errors import VierluikError

MAX_SOURCE_BYTES = 5 * 1024 * 1024
"""A press release is a few kilobytes; a file of this size is a mistake."""


def read_bytes(path: Path, max_bytes: int = MAX_SOURCE_BYTES) -> bytes:
    """The content of a regular file.

    Raises VierluikError when it is missing, not a file, unreadable, or larger than `max_bytes`.
    """
    try:
        if path.is_dir():
            raise VierluikError(f"{path} is a directory", "Name the file itself.")
        if not path.exists():
            raise VierluikError(f"{path} does not exist", "Check the spelling of the path.")
        size = path.stat().st_size
        if size > max_bytes:
            raise VierluikError(
                f"{path} is too large: {size / 1e6:.0f} MB, the limit is {max_bytes / 1e6:.0f} MB",
                "Is this the right file? A press release is a few kilobytes of text.",
            )
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise VierluikError(f"{path} cannot be read: {error.strerror}", "Check its permissions.") from error
    if len(data) > max_bytes:  # a device or a pipe, whose size is not known beforehand
        raise VierluikError(f"{path} is too large: the limit is {max_bytes / 1e6:.0f} MB", "Is this the right file?")
    return data


@contextmanager
def replacing(path: Path, force: bool = False) -> Iterator[BinaryIO]:
    """A binary file to write; it appears at `path` when the block ends well, and not at all when it does not.

    The bytes go to a file beside `path`, are flushed to the disk, then renamed. Raises VierluikError when `path` exists and
    `force` is not given, or when the disk refuses.
    """
    try:
        if path.is_dir():
            raise VierluikError(f"{path} is a directory", "Name a file.")
        if path.exists() and not force:
            raise VierluikError(f"{path} exists already", "Use --force to replace it, or another name with -o.")
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise VierluikError(f"{path} cannot be written: {error.strerror}", "Choose another place with -o.") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise VierluikError(f"{path} cannot be written: {error.strerror}", "Is the disk full?") from error
    finally:
        part.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes, force: bool = False) -> None:
    """Write `data` to `path`, whole or not at all. Raises as `replacing` does."""
    with replacing(path, force) as file:
        file.write(data)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
