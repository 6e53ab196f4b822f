"""What is told when a request cannot be answered: problem+json (RFC 9457), or a page."""

from collections.abc import Callable
from http import HTTPStatus

from graph_api.store.errors import Full, StoreError, Unwritable


class Problem(Exception):
    """A request that cannot be answered: the one error that routes raise.

    `title` and `detail` are Vietnamese and English; `extra` are further members of the problem
    document, such as `parameter`, the name of the parameter that is wrong.
    """

    def __init__(self, status: int, title: str, detail: str = "", **extra: object) -> None:
        super().__init__(detail or title)
        self.status = status
        self.title = title
        self.detail = detail
        self.extra = extra

    def __reduce__(self) -> "tuple[Callable[..., Problem], tuple[object, ...]]":
        """Problems travel between processes; `Exception` alone would lose what it was made of."""
        return _again, (self.status, self.title, self.detail, self.extra)

    def bare(self) -> "Problem":
        """Itself without what led to it.

        The frames of a traceback hold the results of a query, which Oxigraph lets no other
        thread drop: a problem that leaves its thread leaves them behind.
        """
        self.__traceback__ = self.__context__ = self.__cause__ = None
        return self

    def document(self, instance: str) -> dict[str, object]:
        """The members of the problem document for the request at the path `instance`."""
        return {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            **self.extra,
        }


def _again(status: int, title: str, detail: str, extra: dict[str, object]) -> Problem:
    return Problem(status, title, detail, **extra)


_TITLES = {
    401: "Cần khóa · A key is needed",
    403: "Không được phép · Not allowed",
    404: "Không có trang này · Not found",
    405: "Phương thức không được phép · Method not allowed",
    413: "Nội dung quá lớn · Content too large",
    415: "Kiểu nội dung không được nhận · Unsupported media type",
    422: "Tham số không hợp lệ · Invalid parameter",
    429: "Quá nhiều yêu cầu · Too many requests",
    500: "Lỗi máy chủ · Server error",
    503: "Máy chủ bận · Server busy",
    504: "Quá lâu · Takes too long",
    507: "Đĩa đã đầy · The disk is full",
}


def title_of(status: int) -> str:
    """The title for a status that the framework raises by itself."""
    return _TITLES.get(status) or HTTPStatus(status).phrase


def wrong_parameter(name: str, message: str) -> Problem:
    """A 400 that names the parameter."""
    return Problem(400, "Tham số không hợp lệ · Invalid parameter", message, parameter=name)


# --- What ends a query ----------------------------------------------------------------------------


def too_large(most: int) -> Problem:
    """A 413: the answer holds more bytes than one may."""
    return Problem(
        413,
        "Kết quả quá lớn · The answer is too large",
        f"hơn {most} byte: hỏi hẹp hơn hoặc thêm LIMIT · more than that many bytes: ask for less, "
        "or add a LIMIT (CHITHI_RESULT_BYTES)",
    )


def too_long(seconds: float) -> Problem:
    """A 504: the query was ended at its limit of time."""
    return Problem(
        504,
        "Câu hỏi quá lâu · The query takes too long",
        f"hơn {seconds:g} giây: hỏi hẹp hơn hoặc thêm LIMIT · more than that many seconds: ask "
        "for less, or add a LIMIT (CHITHI_QUERY_SECONDS)",
    )


def too_much_memory() -> Problem:
    """A 503: the query was ended at its limit of memory."""
    return Problem(
        503,
        "Câu hỏi cần quá nhiều bộ nhớ · The query needs too much memory",
        "hỏi hẹp hơn hoặc bỏ ORDER BY, GROUP BY · ask for less, or without ORDER BY, GROUP BY "
        "(CHITHI_QUERY_MEMORY)",
    )


def busy() -> Problem:
    """A 503: too many queries run and wait."""
    return Problem(
        503,
        "Máy chủ bận · Server busy",
        "quá nhiều câu hỏi đang chờ: thử lại sau · try again later",
    )


def is_busy(problem: Problem) -> bool:
    """Whether a problem is that of `busy`: to be asked again as it is."""
    return problem.title == busy().title


def unreadable(error: StoreError | None = None) -> Problem:
    """What is told of a store that fails: the log says why, with its path, which is not told.

    507 where the disk is full, else 503.
    """
    match error:
        case Full():
            return Problem(
                507,
                title_of(507),
                "kho vẫn như trước: giải phóng chỗ rồi làm lại · the store is as before: free some "
                "space and try again",
            )
        case Unwritable():
            title = "Kho không ghi được · The store cannot be written"
            return Problem(503, title, "kho vẫn như trước · the store is as before")
        case _:
            title = "Kho không đọc được · The store cannot be read"
            return Problem(503, title, "Hãy thử lại · Try again")


def unforeseen() -> Problem:
    """A 500: a fault of ours; the log has it."""
    return Problem(500, title_of(500))
