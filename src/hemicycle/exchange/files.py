"""Write a file whole or not at all.

A report that stops in the middle because the disk is full looks like a report. So everything is
written beside its place and moved there when it is complete; an older file stays until then.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from hemicycle.errors import HemicycleError, UsageError


@contextlib.contextmanager
def replacing(path: str | Path, spared: Iterable[str | Path] = ()) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of `path` when the block ends well.

    `spared` are files that must not be lost so: what was read, what the project lives on. A device
    or pipe is written to directly. Raises UsageError when nothing can be written there,
    HemicycleError when the disk is full or fails.
    """
    target = Path(path).resolve()  # a link stays a link
    if target.is_file() and any(_is(target, other) for other in spared):
        raise UsageError(
            f"{path} would be overwritten, and is what this reads from; nothing was changed. Name "
            "another file"
        )
    direct = target.exists() and not target.is_file() and not target.is_dir()
    part = target if direct else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.is_dir():
            raise UsageError(f"{path} is a folder: name a file in it")
        with part.open("wb") as out:
            yield out
        if not direct:
            part.replace(target)
    except BrokenPipeError:
        raise
    except OSError as trouble:
        raise _explained(Path(path), trouble) from trouble
    finally:
        if not direct:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _is(target: Path, other: str | Path) -> bool:
    try:
        return target.samefile(other)
    except (OSError, ValueError):  # not there, or no path at all
        return False


def _explained(path: Path, trouble: OSError) -> HemicycleError:
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return HemicycleError(
            f"{path}: the disk is full, so it was not written. Free some space and run the same "
            "command again"
        )
    reason = trouble.strerror or str(trouble)
    if trouble.errno in (errno.ENOENT, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR):
        return UsageError(
            f"{path} cannot be written ({reason}): check that its folder exists and that you may "
            "write there"
        )
    return HemicycleError(f"{path} could not be written ({reason})")
