"""Published checkpoints of a store: what readers open, so that a writer never disturbs them.

A generation is a checkpoint by Oxigraph (hard links, `Store.backup`) in `generations/NNNNNNNN/`;
the file `current` names the newest and its tag. A reader holds a shared lock on
`NNNNNNNN.lock` while it reads; a generation that nobody holds and that is not current is removed.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_CURRENT = "current"
_UNPUBLISHED = "unpublished"
_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Generation:
    """One checkpoint. `tag` is a hash of what is loaded (`Store.generation`)."""

    number: int
    tag: str
    path: Path


class Held:
    """A generation that stays until it is let go of (or its process ends)."""

    def __init__(self, generation: Generation, lock: int | None) -> None:
        self.generation = generation
        self._lock = lock

    def close(self) -> None:
        """Let go; may be called again."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


class Generations:
    """The generations of the store in a folder."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._folder = store / "generations"

    def current(self) -> Generation | None:
        """The published one; None where nothing was published yet."""
        try:
            told = json.loads((self._store / _CURRENT).read_text(encoding="utf-8"))
            return self._generation(int(told["generation"]), str(told["tag"]))
        except FileNotFoundError:
            return None

    def published_at(self) -> float | None:
        """When the current one was published, in seconds since 1970; None where there is none."""
        try:
            return (self._store / _CURRENT).stat().st_mtime
        except FileNotFoundError:
            return None

    def hold(self) -> Held | None:
        """The current generation, kept from being removed; None where there is none."""
        while (found := self.current()) is not None:
            lock = self._shared_lock(found)
            if found.path.is_dir():
                return Held(found, lock)
            if lock is not None:
                os.close(lock)
            if self.current() == found:  # not replaced meanwhile: it is lost
                return None
        return None

    def begin(self) -> None:
        """Note that what will now be written is not published yet (see `is_behind`)."""
        (self._store / _UNPUBLISHED).touch()

    def is_behind(self) -> bool:
        """Whether something was written that no generation holds: a writer was ended, or writes."""
        return (self._store / _UNPUBLISHED).exists()

    def publish(self, tag: str, backup: Callable[[str], None]) -> Generation:
        """Make a checkpoint by `backup(folder)` the current generation.

        Readers see the one before or this one whole: `current` is replaced when all is there.
        """
        self._folder.mkdir(exist_ok=True)
        numbers = [int(path.name) for path in self._folder.iterdir() if path.name.isdigit()]
        made = self._generation(max(numbers, default=0) + 1, tag)
        (self._folder / f"{made.path.name}{_LOCK}").touch()
        backup(str(made.path))
        beside = self._store / f".{_CURRENT}"
        with beside.open("w", encoding="utf-8") as file:
            json.dump({"generation": made.number, "tag": tag}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._store / _CURRENT)
        self._sweep(made)
        return made

    def end(self) -> None:
        """Note that readers find all that was written."""
        (self._store / _UNPUBLISHED).unlink(missing_ok=True)

    def _generation(self, number: int, tag: str) -> Generation:
        return Generation(number, tag, self._folder / f"{number:08d}")

    def _shared_lock(self, generation: Generation) -> int | None:
        """A shared lock; None on a folder that keeps no locks, which no writer can write either."""
        try:
            lock = os.open(self._folder / f"{generation.path.name}{_LOCK}", os.O_RDONLY)
        except FileNotFoundError:
            return None
        fcntl.flock(lock, fcntl.LOCK_SH)
        return lock

    def _sweep(self, current: Generation) -> None:
        """Remove the generations that nobody holds; what cannot be removed now is next time."""
        for path in sorted(self._folder.iterdir()):
            if not path.name.isdigit() or int(path.name) >= current.number:
                continue
            lock_path = self._folder / f"{path.name}{_LOCK}"
            try:
                lock = os.open(lock_path, os.O_RDONLY | os.O_CREAT)
            except OSError:
                continue
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:  # held by a reader
                pass
            else:
                shutil.rmtree(path, ignore_errors=True)
                lock_path.unlink(missing_ok=True)
            finally:
                os.close(lock)
