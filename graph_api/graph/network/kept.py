"""Files that are made once for each generation of a store, by whoever needs one first.

Whoever finds no file takes the lock of the folder and makes it; others wait. A file is there whole
or not at all, whenever its maker is killed. One file is made at a time: what they cost together is
bounded by what one costs.
"""

import atexit
import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from graph_api.reading import Reading
from graph_api.store.place import is_remote

MOST_FILES: Final = 32
"""Files that are kept of a generation: those that were asked for last."""
_AGAIN_SECONDS: Final = 600.0
"""After that long a file that could not be made is tried again."""
_LOOK_SECONDS: Final = 0.02
_LOCK: Final = "lock"


class NotYet(Exception):
    """The file is being made; ask again."""


class Failed(Exception):
    """The file could not be made; `str()` says why, "" where its maker was ended."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a file is, or will be, in `folder`; `generation` begins the names of all of one."""

    folder: Path
    generation: str
    key: str

    @property
    def file(self) -> Path:
        return self.folder / f"{self.generation}-{self.key}"

    @property
    def part(self) -> Path:
        """Where it is made; it gets its name when it is whole."""
        return self.folder / f"part-{self.generation}-{self.key}"

    @property
    def fault(self) -> Path:
        """Why it could not be made; there too while it is made."""
        return self.folder / f"fault-{self.generation}-{self.key}"

    def make(self, write: Callable[[Path], object]) -> None:
        """Write the file by `write(part)`; to be called by who holds the lock.

        What goes wrong is told to those who ask next, also where this process is killed.
        """
        self.fault.write_text("", encoding="utf-8")
        try:
            self.part.unlink(missing_ok=True)
            write(self.part)
            self.part.replace(self.file)
        except Exception as error:
            self.fault.write_text(type(error).__name__, encoding="utf-8")
            raise
        except BaseException:  # it was stopped by who asked for it
            self.fault.unlink()
            raise
        self.fault.unlink()
        self._sweep()

    def _sweep(self) -> None:
        """Remove what belongs to other generations, and what nobody asked for lately."""
        ours = []
        for path in self.folder.iterdir():
            if path.name.startswith(f"{self.generation}-"):
                ours.append((path.stat().st_mtime, path))
            elif path.name != _LOCK and not path.name.startswith(f"fault-{self.generation}-"):
                path.unlink(missing_ok=True)
        for _, path in sorted(ours, reverse=True)[MOST_FILES:]:
            path.unlink(missing_ok=True)


Start = Callable[[Slot, int], None]
"""Makes a file or has another process make it; given the lock as a file descriptor, which that
process inherits: the lock is let go of when the last that has it closes it or ends."""


def folder(store: Reading, cache_folder: str = "") -> Path:
    """Where files of a store lie: in its own folder, of one elsewhere in that of the user.

    `cache_folder`: where to keep those of stores that are elsewhere or cannot be written.
    """
    place = store.place
    if not place:
        return Path(_temporary())
    if not is_remote(place) and os.access(place, os.W_OK):
        return Path(place) / "networks"
    name = hashlib.sha256(f"{place} {store.iris.base}".encode()).hexdigest()[:16]
    above = Path(cache_folder) if cache_folder else _users()
    return above / "networks" / name


def obtain(slot: Slot, start: Start, seconds: float, *, again: bool = False) -> Path:
    """The file, made where it is not there; `again`: also where that failed lately.

    Raises `NotYet` where it is not whole in time, `Failed` where it cannot be made.
    """
    until = time.monotonic() + seconds
    started = False
    slot.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    while not _is_there(slot.file):
        lock = os.open(slot.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # somebody makes this one, or another
            if time.monotonic() > until:
                raise NotYet from None
            time.sleep(_LOOK_SECONDS)
        else:
            if _is_there(slot.file):  # made since we looked
                break
            if _is_fresh(slot.fault) and (started or not again):
                raise Failed(_told(slot.fault))
            if started:  # for nothing: the store has changed meanwhile
                raise NotYet
            start(slot, lock)
            started = True
        finally:
            os.close(lock)
    return slot.file


def _is_there(file: Path) -> bool:
    """Whether it is; noting that it was asked for."""
    try:
        os.utime(file)
    except FileNotFoundError:
        return False
    except OSError:  # another's, to be read only
        return file.exists()
    return True


def _is_fresh(fault: Path) -> bool:
    try:
        return time.time() - fault.stat().st_mtime < _AGAIN_SECONDS
    except FileNotFoundError:
        return False


def _told(fault: Path) -> str:
    with suppress(OSError):
        return fault.read_text(encoding="utf-8")
    return ""


def _users() -> Path:
    """The folder of the user for what can be made again."""
    if named := os.environ.get("XDG_CACHE_HOME"):
        return Path(named) / "chithi"
    with suppress(RuntimeError):  # no home
        home = Path.home()
        if os.access(home, os.W_OK):
            return home / ".cache" / "chithi"
    return Path(_temporary())


@cache
def _temporary() -> str:
    """A folder of this process; it goes when the process ends."""
    made = tempfile.TemporaryDirectory(prefix="chithi-")
    atexit.register(made.cleanup)
    return made.name
