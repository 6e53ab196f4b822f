"""What can be wrong with a file, in words that say the way out: the problems of all formats."""

from pathlib import Path

from loaders.read.problem import ReadProblem


def missing(path: Path) -> ReadProblem:
    return ReadProblem(
        "not-found",
        str(path),
        "không có tệp hay thư mục này: kiểm tra lại đường dẫn",
        "no such file or folder: check the path",
    )


def not_a_file(path: Path) -> ReadProblem:
    return ReadProblem(
        "not-a-file",
        str(path),
        "không phải tệp thường (ống dẫn, thiết bị): hãy lưu thành tệp",
        "not a regular file (a pipe or a device): save it as a file",
    )


def unknown_ending(path: Path, endings: str) -> ReadProblem:
    return ReadProblem(
        "unknown-format",
        str(path),
        f"đuôi tệp {path.suffix or '(trống)'} chưa đọc được: dùng {endings}",
        f"files ending in {path.suffix or '(nothing)'} are not read: use {endings}",
    )


def no_reports(path: Path, endings: str) -> ReadProblem:
    return ReadProblem(
        "no-reports",
        str(path),
        f"thư mục không có báo cáo nào ({endings})",
        f"the folder holds no reports ({endings})",
    )


def unreadable(path: Path, error: OSError) -> ReadProblem:
    return ReadProblem(
        "unreadable",
        str(path),
        f"không mở được ({error.strerror}): kiểm tra quyền đọc",
        f"cannot be opened ({error.strerror}): check the permissions",
    )


def name_not_utf8(path: Path) -> ReadProblem:
    return ReadProblem(
        "name-not-utf8",
        str(path).encode("utf-8", "backslashreplace").decode("utf-8"),
        "tên tệp không phải UTF-8: hãy đổi tên tệp",
        "the file's name is not UTF-8: rename it",
    )


def same_name(name: str, place: str, before: str) -> ReadProblem:
    return ReadProblem(
        "same-name",
        place,
        f"trùng tên “{name}” với {before}, báo cáo ấy được nạp, báo cáo này thì không: đổi tên một "
        "trong hai",
        f"{before} has the same name “{name}” and was loaded, this was not: rename one of them",
    )


def too_large(place: str, size: int, limit: int) -> ReadProblem:
    return ReadProblem(
        "too-large",
        place,
        f"{size / 1e6:.1f} MB, quá giới hạn {limit / 1e6:g} MB: chia nhỏ tệp, "
        "hoặc nâng giới hạn bằng --max-size (MB)",
        f"{size / 1e6:.1f} MB, over the limit of {limit / 1e6:g} MB: split the file, "
        "or raise the limit with --max-size (MB)",
    )


def empty(place: str) -> ReadProblem:
    return ReadProblem(
        "empty-file",
        place,
        "tệp rỗng, không có chữ nào: kiểm tra lại việc tải hoặc chép tệp",
        "the file is empty: check how it was downloaded or copied",
    )


def no_words(place: str) -> ReadProblem:
    return ReadProblem("no-words", place, "không có chữ nào đọc được", "no words were found in it")
