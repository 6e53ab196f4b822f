"""API keys: who may write, or read where the operator asks for a key.

A key is 256 random bits, so one SHA-256 is what is kept of it: what slow hashes protect, words
that a dictionary holds, it is not. The file is read anew when it changes: a key that is revoked
is refused by the next request.
"""

import fcntl
import hashlib
import hmac
import json
import logging
import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from graph_api.store.errors import StoreError

FORMAT = 1
"""Raised when a file of keys written by this version could not be read by the one before."""

_LOG = logging.getLogger(__name__)
_FILE = "keys.json"
_MARK = "chithi_"  # what finds a key that was published by mistake
_LONGEST = 128  # characters of what is looked at as a key
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


class KeyFileError(StoreError):
    """What is asked of a file of keys cannot be done; the message is for the user."""


class Scope(StrEnum):
    """What a key allows; each allows what stands before it too."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    @property
    def allows(self) -> "frozenset[Scope]":
        every = tuple(Scope)
        return frozenset(every[: every.index(self) + 1])


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept: never the key itself. `created` and `revoked` are times in UTC."""

    name: str
    sha256: str
    scopes: frozenset[Scope]
    created: str
    revoked: str = ""

    def may(self, scope: Scope) -> bool:
        return any(scope in held.allows for held in self.scopes)


def keys_file(place: Path) -> Path:
    """Where keys lie: in a folder (of a store, say) in its `keys.json`, else in the file itself."""
    return place / _FILE if place.is_dir() else place


def read_keys(file: Path) -> tuple[Key, ...]:
    """The keys of a file, none where there is no file; raises `KeyFileError`."""
    try:
        written = json.loads(file.read_text(encoding="utf-8"))
        if (number := int(written["format"])) != FORMAT:
            raise KeyFileError(
                f"{file}: định dạng {number}, bản chithi này đọc định dạng {FORMAT}: cài bản "
                "chithi mới hơn · another format: install a newer chithi"
            )
        return tuple(
            Key(
                str(row["name"]),
                bytes.fromhex(row["sha256"]).hex(),
                frozenset(Scope(scope) for scope in row["scopes"]),
                str(row["created"]),
                str(row.get("revoked") or ""),
            )
            for row in written["keys"]
        )
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise KeyFileError(f"{file}: không đọc được · cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyFileError(f"{file}: không đọc được · cannot be read ({error})") from error


def add_key(file: Path, name: str, scopes: Iterable[Scope]) -> str:
    """Add a key to a file and give it: it is kept nowhere. Raises `KeyFileError`."""
    if not _NAME.fullmatch(name):
        raise KeyFileError(
            f"“{name}”: tên khóa gồm chữ không dấu, số và . _ @ -, tối đa 64 ký tự · "
            "the name of a key is ASCII letters, digits and . _ @ -, at most 64"
        )
    with _alone(file):
        kept = read_keys(file)
        if any(key.name == name for key in kept):
            raise KeyFileError(
                f"{name}: đang có hay đã có khóa tên này: chọn tên khác, để nhật ký không lẫn · "
                "there is or was a key of this name: choose another, so that logs stay clear"
            )
        secret = _MARK + secrets.token_urlsafe(32)
        _write(file, (*kept, Key(name, _digest(secret), frozenset(scopes), _now())))
    return secret


def revoke_key(file: Path, name: str) -> bool:
    """Revoke a key; false where it was revoked before. Raises `KeyFileError` for no such key."""
    with _alone(file):
        kept = read_keys(file)
        found = next((key for key in kept if key.name == name), None)
        if found is None:
            raise KeyFileError(f"{name}: không có khóa tên này · no key of this name ({file})")
        if found.revoked:
            return False
        _write(file, [replace(key, revoked=_now()) if key is found else key for key in kept])
    return True


class KeyRing:
    """The keys of a file that are not revoked, as the file is now.

    The first reading raises `KeyFileError`. A file that cannot be read later lets nobody in.
    """

    __slots__ = ("_file", "_keys", "_seen")

    def __init__(self, file: Path | None) -> None:
        if file is not None and not file.parent.is_dir():
            raise KeyFileError(f"{file}: không có thư mục này · there is no such folder")
        self._file = file
        self._seen = self._stamp()
        self._keys = _valid(read_keys(file)) if file else []

    def find(self, secret: str) -> Key | None:
        """The key that this is, if any; it takes as long whichever key matches, or none."""
        if not secret or len(secret) > _LONGEST:
            return None
        self._refresh()
        given, found = _digest(secret).encode(), None
        for digest, key in self._keys:
            if hmac.compare_digest(digest, given):
                found = key
        return found

    def _refresh(self) -> None:
        """Read the file again where its time, size or inode is another (writing replaces it)."""
        stamp = self._stamp()
        if stamp == self._seen or self._file is None:
            return
        try:
            self._keys = _valid(read_keys(self._file))
        except KeyFileError as error:
            self._keys = []
            _LOG.error("%s", error)  # once a change
        self._seen = stamp

    def _stamp(self) -> tuple[int, int, int] | None:
        if self._file is None:
            return None
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


def _valid(keys: Iterable[Key]) -> list[tuple[bytes, Key]]:
    return [(key.sha256.encode(), key) for key in keys if not key.revoked]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """One process changes the keys at a time: each writes the whole file."""
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _write(file: Path, keys: Iterable[Key]) -> None:
    """Replace the file in one step, readable by its owner alone, who owns the folder too."""
    rows = [
        {
            "name": key.name,
            "sha256": key.sha256,
            "scopes": sorted(key.scopes),
            "created": key.created,
            "revoked": key.revoked or None,
        }
        for key in keys
    ]
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # mode 0600
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as writer:
            writer.write(json.dumps({"format": FORMAT, "keys": rows}, indent=1) + "\n")
            writer.flush()
            os.fsync(writer.fileno())
            if os.geteuid() == 0:  # root adds a key; the server runs as another user
                owner = file.parent.stat()
                os.fchown(writer.fileno(), owner.st_uid, owner.st_gid)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
