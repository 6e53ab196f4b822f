"""What is told when a request cannot be answered: problem+json (RFC 9457), or a page."""

from http import HTTPStatus


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


_TITLES = {
    404: "Không có trang này · Not found",
    405: "Phương thức không được phép · Method not allowed",
    413: "Nội dung quá lớn · Content too large",
    415: "Kiểu nội dung không được nhận · Unsupported media type",
    422: "Tham số không hợp lệ · Invalid parameter",
    500: "Lỗi máy chủ · Server error",
    503: "Máy chủ bận · Server busy",
}


def title_of(status: int) -> str:
    """The title for a status that the framework raises by itself."""
    return _TITLES.get(status) or HTTPStatus(status).phrase


def wrong_parameter(name: str, message: str) -> Problem:
    """A 400 that names the parameter."""
    return Problem(400, "Tham số không hợp lệ · Invalid parameter", message, parameter=name)
