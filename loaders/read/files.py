"""Paths as the user gives them -> files of reports -> reports. The only reading of a disk here."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from unicodedata import normalize

from loaders.model import Report
from loaders.read.problem import ReadProblem
from loaders.read.text import read_text

SIZE_LIMIT: Final = 20_000_000  # bytes; a long report has some ten thousand


def _read_html(data: bytes, name: str, place: str) -> Report | ReadProblem:
    from loaders.read.html import read_html  # a tenth of a second that .txt files do not owe

    return read_html(data, name, place)


_READERS: Final[dict[str, Callable[[bytes, str, str], Report | ReadProblem]]] = {
    ".txt": read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
}
_ENDINGS: Final = ", ".join(_READERS)


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file that should hold a report; `name` is the report's: the file's without its ending."""

    path: Path
    name: str


def report_name(path: Path) -> str:
    """The name of the report in a file (composed, whatever the file system made of it)."""
    return normalize("NFC", path.stem)


def find_files(paths: Iterable[Path]) -> tuple[list[ReportFile], list[ReadProblem]]:
    """The report files among and below `paths`, sorted by name, and what is wrong with the rest.

    In folders other files are passed over, and so are hidden ones and the `_files` folder that a
    browser saves beside a page. Two files of one name give no report: which one is meant?
    """
    files: list[Path] = []
    problems: list[ReadProblem] = []
    for path in paths:
        if path.is_dir():
            found = list(_below(path, problems))
            if not found:
                problems.append(_no_reports(path))
            files += found
        elif not path.exists():
            problems.append(_missing(path))
        elif not path.is_file():
            problems.append(_not_a_file(path))
        elif path.suffix.lower() not in _READERS:
            problems.append(_unknown_ending(path))
        else:
            files.append(path)
    return _one_per_name(files, problems), problems


def _below(folder: Path, problems: list[ReadProblem]) -> Iterator[Path]:
    def closed(error: OSError) -> None:
        problems.append(_unreadable(Path(error.filename), error))

    for root, folders, names in os.walk(folder, onerror=closed):
        pages = {name.rpartition(".")[0] for name in names}
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and f.removesuffix("_files") not in pages
        )
        for name in sorted(names):
            path = Path(root, name)
            if path.suffix.lower() in _READERS and not name.startswith(".") and path.is_file():
                yield path


def _one_per_name(files: list[Path], problems: list[ReadProblem]) -> list[ReportFile]:
    by_name: dict[str, dict[Path, Path]] = {}
    for path in files:
        try:
            path.name.encode("utf-8")
        except UnicodeEncodeError:
            problems.append(_name_not_utf8(path))
            continue
        by_name.setdefault(report_name(path), {}).setdefault(path.resolve(), path)
    single = []
    for name in sorted(by_name):
        same = list(by_name[name].values())
        if len(same) == 1:
            single.append(ReportFile(same[0], name))
        else:
            problems.append(_same_name(name, same))
    return single


def read_file(file: ReportFile, size_limit: int = SIZE_LIMIT) -> Report | ReadProblem:
    """The report of a file, or why there is none. `size_limit` in bytes.

    `source` of a report whose page tells no address is the file's name (without its folders, so
    that the same file gives the same report on every machine).
    """
    path, place = file.path, str(file.path)
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            data = b"" if size > size_limit else stream.read(size_limit + 1)
    except OSError as error:
        return _unreadable(path, error)
    if max(size, len(data)) > size_limit:
        return _too_large(path, max(size, len(data)), size_limit)
    report = _READERS[path.suffix.lower()](data, file.name, place)
    if isinstance(report, ReadProblem) or report.source:
        return report
    return replace(report, source=normalize("NFC", path.name))


# --- Problems ------------------------------------------------------------------------------------


def _missing(path: Path) -> ReadProblem:
    return ReadProblem(
        "not-found",
        str(path),
        "không có tệp hay thư mục này: kiểm tra lại đường dẫn",
        "no such file or folder: check the path",
    )


def _not_a_file(path: Path) -> ReadProblem:
    return ReadProblem(
        "not-a-file",
        str(path),
        "không phải tệp thường (ống dẫn, thiết bị): hãy lưu thành tệp",
        "not a regular file (a pipe or a device): save it as a file",
    )


def _unknown_ending(path: Path) -> ReadProblem:
    return ReadProblem(
        "unknown-format",
        str(path),
        f"đuôi tệp {path.suffix or '(trống)'} chưa đọc được: dùng {_ENDINGS}",
        f"files ending in {path.suffix or '(nothing)'} are not read: use {_ENDINGS}",
    )


def _no_reports(path: Path) -> ReadProblem:
    return ReadProblem(
        "no-reports",
        str(path),
        f"thư mục không có báo cáo nào ({_ENDINGS})",
        f"the folder holds no reports ({_ENDINGS})",
    )


def _unreadable(path: Path, error: OSError) -> ReadProblem:
    return ReadProblem(
        "unreadable",
        str(path),
        f"không mở được ({error.strerror}): kiểm tra quyền đọc",
        f"cannot be opened ({error.strerror}): check the permissions",
    )


def _name_not_utf8(path: Path) -> ReadProblem:
    return ReadProblem(
        "name-not-utf8",
        str(path).encode("utf-8", "backslashreplace").decode("utf-8"),
        "tên tệp không phải UTF-8: hãy đổi tên tệp",
        "the file's name is not UTF-8: rename it",
    )


def _same_name(name: str, paths: list[Path]) -> ReadProblem:
    places = ", ".join(map(str, paths))
    return ReadProblem(
        "same-name",
        places,
        f"cùng một tên báo cáo “{name}”, không rõ lấy tệp nào: đổi tên hoặc bỏ bớt một tệp",
        f"one report name “{name}”, unclear which file is meant: rename or leave out one",
    )


def _too_large(path: Path, size: int, limit: int) -> ReadProblem:
    return ReadProblem(
        "too-large",
        str(path),
        f"{size / 1e6:.1f} MB, quá giới hạn {limit / 1e6:g} MB: chia nhỏ tệp, "
        "hoặc nâng giới hạn bằng --max-size (MB)",
        f"{size / 1e6:.1f} MB, over the limit of {limit / 1e6:g} MB: split the file, "
        "or raise the limit with --max-size (MB)",
    )
