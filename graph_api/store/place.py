"""The folder of a store: its format, its base, and where its quads lie."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from graph_api.store.errors import StoreError, explained
from ontology import terms

FORMAT = 1
"""Raised when a store written by this version could not be read by the one before."""

_MARK = "chithi.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a store was made with and cannot change while it lives."""

    format: int = FORMAT
    base: str = terms.BASE


def is_remote(store: str) -> bool:
    """Whether a store is named by an address rather than by a folder."""
    return store.lower().startswith(("http://", "https://"))


def quads_folder(path: Path) -> Path:
    """Where Oxigraph keeps its files; other parts of a store lie beside."""
    return path / "quads"


def beside(path: Path) -> Path:
    """Where a restored copy is made ready before it takes its place."""
    return path / "quads.new"


def aside(path: Path) -> Path:
    """Where what a restored copy replaces lies until all is done."""
    return path / "quads.old"


def mend(path: Path) -> None:
    """End a restore that was stopped between its two renamings."""
    if not quads_folder(path).exists() and beside(path).exists():
        beside(path).rename(quads_folder(path))


def prepare(path: Path, base: str | None, *, create: bool) -> Settings:
    """The settings of the store at `path`, which is made where there is none and `create` is true.

    Raises `StoreError` for a folder of something else, of another format or of another base.
    """
    try:
        settings = _settings(path) if path.exists() else None
        if settings is None:
            if not create:
                raise StoreError(
                    f"{path}: chưa có kho nào ở đây: nạp báo cáo trước bằng `chithi load ... "
                    f"--store {path}` · no store here: load reports first"
                )
            return _make(path, base or terms.BASE)
    except OSError as error:
        raise explained(str(path), error) from error
    if base is not None and base != settings.base:
        raise StoreError(
            f"{path}: kho dùng gốc IRI {settings.base}, không phải {base}: bỏ thiết lập ấy hoặc "
            "nạp lại vào kho mới · the store has another base IRI: drop the setting or load anew"
        )
    return settings


def _settings(path: Path) -> Settings | None:
    """The settings in the folder, None where the folder is empty."""
    if not path.is_dir():
        raise StoreError(f"{path}: là một tệp, cần một thư mục · a file where a folder is needed")
    mark = path / _MARK
    if not mark.exists():
        if next(path.iterdir(), None) is None:
            return None
        raise StoreError(
            f"{path}: thư mục này không phải kho của chithi và không trống: chọn thư mục khác · "
            "no store of chithi and not empty: choose another folder"
        )
    try:
        written = json.loads(mark.read_text(encoding="utf-8"))
        number, base = int(written["format"]), str(written["base"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{mark}: không đọc được · cannot be read ({error})") from error
    if number != FORMAT:
        newer = number > FORMAT
        raise StoreError(
            f"{path}: kho có định dạng {number}, bản chithi này đọc định dạng {FORMAT}: "
            + (
                "cài bản chithi mới hơn · the store is newer: install a newer chithi"
                if newer
                else "nạp lại báo cáo vào kho mới · the store is older: load the reports anew"
            )
        )
    return Settings(number, base)


def _make(path: Path, base: str) -> Settings:
    settings = Settings(FORMAT, base)
    path.mkdir(parents=True, exist_ok=True)
    write_settings(path, settings)
    return settings


def write_settings(path: Path, settings: Settings) -> None:
    """Make the folder `path` that of a store with these settings."""
    (path / _MARK).write_text(json.dumps(asdict(settings)) + "\n", encoding="utf-8")
