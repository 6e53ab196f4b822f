"""Copies of a store that can be served or restored, made and put back while it is read.

A copy is a store folder of its own. Files that Oxigraph never changes (.sst) are hard links where
the file system allows, so that a copy beside the store takes a moment and hardly any room.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph_api.store.embedded import Store
from graph_api.store.errors import StoreError, explained
from graph_api.store.generations import Generations
from graph_api.store.place import aside, beside, prepare, quads_folder, write_settings
from graph_api.store.reads import FAILURES
from graph_api.store.snapshot import current

_WAIT: Final = 5.0
"""Seconds that a restore waits for a writer to let go of the store."""


def backup(path: Path, target: Path) -> None:
    """Copy what readers of the store at `path` see now into the folder `target`.

    The folder appears when all is in it. Raises `StoreError` where it is there already and not
    empty, and where reading or writing fails.
    """
    settings = prepare(path, None, create=False)
    current(path)
    held = Generations(path).hold()
    if held is None:
        raise StoreError(f"{path}: kho chưa có bản nào để chép · nothing to copy yet")
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise StoreError(
                f"{target}: đã có và không trống: chọn thư mục khác · exists and is not empty: "
                "choose another folder"
            )
        part.mkdir(parents=True)
        _copy(held.generation.path, quads_folder(part))
        write_settings(part, settings)
        if target.exists():
            target.rmdir()
        part.rename(target)
    except OSError as error:
        raise explained(str(target), error) from error
    finally:
        held.close()
        shutil.rmtree(part, ignore_errors=True)


def restore(path: Path, source: Path) -> None:
    """Put the copy in the folder `source` in the place of the store at `path`, or make one there.

    Those who read go on reading what was, until the restored store is published. Stopped at any
    moment, the store is as before or as restored. Raises `StoreError` where `source` is no store
    or cannot be read, where it has another base, and where the store is being written.
    """
    settings = prepare(source, None, create=False)
    kept = quads_folder(source)
    held = Generations(source).hold()  # of a store that is in use, what it has published
    try:
        prepare(path, settings.base, create=True)
        with _alone(path):
            shutil.rmtree(beside(path), ignore_errors=True)
            shutil.rmtree(aside(path), ignore_errors=True)
            _copy(held.generation.path if held else kept, beside(path))
            _check(beside(path), source)
            Generations(path).begin()
            if quads_folder(path).exists():
                quads_folder(path).rename(aside(path))
            beside(path).rename(quads_folder(path))
        Store.open(path).close()  # publishes
        shutil.rmtree(aside(path), ignore_errors=True)
    except OSError as error:
        raise explained(str(path), error) from error
    finally:
        if held is not None:
            held.close()


def _check(quads: Path, source: Path) -> None:
    """Raises `StoreError` for a copy that cannot be read."""
    try:
        for _ in ox.Store.read_only(str(quads)).quads_for_pattern(None, None, None):
            break
    except FAILURES as error:
        shutil.rmtree(quads, ignore_errors=True)
        raise explained(str(source), error) from error


def _copy(source: Path, target: Path) -> None:
    target.mkdir()
    for file in sorted(source.iterdir()):
        if file.name == "LOCK":
            continue
        if file.suffix == ".sst":
            try:
                os.link(file, target / file.name)
                continue
            except OSError:  # another file system, or one without links
                pass
        shutil.copyfile(file, target / file.name)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep writers away; raises `StoreError` where one does not end.

    The lock is the one that Oxigraph's storage (RocksDB) takes: POSIX, on the whole file.
    """
    folder = quads_folder(path)
    folder.mkdir(exist_ok=True)
    with (folder / "LOCK").open("a") as file:
        until = time.monotonic() + _WAIT
        while True:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() > until:
                    raise explained(str(path), error) from error
                time.sleep(0.1)
        yield
