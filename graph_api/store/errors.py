"""What can go wrong with a store, in words that say the way out."""

from typing import NamedTuple


class StoreError(Exception):
    """The store cannot be opened, read or written; the message is for the user.

    Nothing was changed: a store is as before or as after, never between.
    """


class RefusedError(StoreError):
    """A service does not evaluate what it was sent."""


class Unevaluated(Exception):
    """An update that is well formed and cannot be evaluated; nothing was changed."""


class InUse(StoreError):
    """Another process writes the store."""


class Full(StoreError):
    """The disk has no room for what was to be written."""


class Unwritable(StoreError):
    """The folder may be read and not written."""


class _Cause(NamedTuple):
    marks: tuple[str, ...]  # of which one stands in the storage engine's message
    vi: str
    en: str
    kind: type[StoreError] = StoreError


_CAUSES = (
    _Cause(
        ("While lock file", "lock hold by", "Resource temporarily unavailable"),
        "kho đang được một tiến trình khác dùng (`chithi serve`, `chithi load`): đợi hoặc dừng nó",
        "in use by another process: wait for it or stop it",
        InUse,
    ),
    _Cause(
        ("No space left", "Disk quota", "File too large"),
        "đĩa đã đầy, kho vẫn như trước: giải phóng chỗ rồi làm lại",
        "the disk is full, the store is as before: free some space and try again",
        Full,
    ),
    _Cause(
        ("Read-only file system", "Permission denied"),
        "không ghi được: kiểm tra quyền của thư mục hoặc chọn --store khác",
        "not writable: check the rights of the folder or choose another --store",
        Unwritable,
    ),
    _Cause(
        ("Corruption",),
        "kho bị hỏng: phục hồi từ bản sao, hoặc xóa và nạp lại báo cáo",
        "the store is damaged: restore a copy, or remove it and load the reports again",
    ),
)
_OTHER = _Cause((), "không đọc hay ghi được kho", "the store cannot be read or written")


def explained(where: str, error: Exception) -> StoreError:
    """The error of a storage call as a `StoreError`; the original text stays in brackets."""
    text = str(error)
    known = (cause for cause in _CAUSES if any(mark in text for mark in cause.marks))
    cause = next(known, _OTHER)
    return cause.kind(f"{where}: {cause.vi} · {cause.en} ({text})")


def unevaluated(where: str, error: Exception) -> StoreError | Unevaluated:
    """The error of an update: Oxigraph raises `RuntimeError` for what it cannot evaluate too."""
    text = str(error)
    if isinstance(error, OSError) or any(mark in text for cause in _CAUSES for mark in cause.marks):
        return explained(where, error)
    return Unevaluated(text)
