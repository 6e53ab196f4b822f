"""Jobs that read the files that were sent, and store what they say."""

import pickle
from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import Response

from graph_api.address import Addresses
from graph_api.errors import Problem
from graph_api.jobs import Answer
from graph_api.load import Loaded, State, written
from graph_api.negotiate import HTML, JSON, Format
from graph_api.prepared import Failed, Ready, prepared
from graph_api.sent import Sent
from graph_api.store import Change, Store
from graph_api.web import page
from loaders.read import Given, Part, ReadProblem, Source, find_sent

NAMES: dict[State, tuple[str, str]] = {
    State.NEW: ("mới", "new"),
    State.UNCHANGED: ("không đổi, đã có từ trước", "unchanged, it was there"),
    State.REPLACED: ("thay bản trước", "replaced"),
    State.PASSED_OVER: ("bỏ qua", "passed over"),
    State.FAILED: ("không nạp được", "not loaded"),
}
"""Vietnamese and English of what came of a report."""


_WHY = {
    503: ("cần quá nhiều bộ nhớ", "it needs too much memory"),
    504: ("đọc quá lâu", "it takes too long"),
}


def found(sent: Sent, most: int) -> Iterator[Source | ReadProblem]:
    """The reports in a file, no more than make `most` bytes when they are unpacked."""
    taken = 0
    for one in find_sent(sent.name, sent.data, Given(size_limit=most)):
        taken += len(one.data) if isinstance(one, Part) else 0
        if taken > most:
            yield ReadProblem(
                "too-large",
                one.place,
                f"từ đây tệp bung ra quá {most / 1e6:g} MB: chia nhỏ tệp",
                f"from here on the file unpacks to more than {most / 1e6:g} MB: split it",
            )
            return
        yield one


def read_reports(_: object, sent: Sent, base: str, most: int) -> Response:
    """All reports of a file, ready to be stored: pickled, for `added`."""
    given = Given(size_limit=most)
    ready = [prepared(one, base, given) for one in found(sent, most)]
    return Response(pickle.dumps(ready), media_type="application/octet-stream")


def added(
    store: Store, place: Addresses, form: Format, read: tuple[bytes | Failed, ...], at: str
) -> Answer:
    """What came of reports, once they are stored: files as `read_reports` gives them.

    `at` is the moment of the load.

    201 where a report is new, 200 where none is, 422 where none could be read.
    """
    done = list(written(_ready(read), store, at))
    states = {one.state for one in done}
    status = 201 if State.NEW in states else 200 if states - {State.FAILED} else 422
    told = [_told(one, place) for one in done]
    if form == HTML:
        return page(place.root, "added.html", status, reports=told, names=NAMES)
    answer = JSON.answer({"reports": told})
    answer.status_code = status
    if status == 201 and len(done) == 1:
        answer.headers["Location"] = told[0]["address"]
    return answer


def _ready(read: Iterable[bytes | Failed]) -> Iterator[Ready | Failed]:
    for one in read:
        if isinstance(one, Failed):
            yield one
        else:
            yield from pickle.loads(one)  # noqa: S301 - from a worker of ours, as its frames are


def _told(one: Loaded, place: Addresses) -> dict[str, Any]:
    told: dict[str, Any] = {"report": one.name, "state": one.state}
    if one.failure is None:
        address = place.of(place.report(one.name))
        return told | {"address": address, "facts": one.counts, "problems": one.problems}
    return told | {"problem": problem(one.failure)}


def ended(place: str, why: Problem) -> ReadProblem:
    """What to tell of a file whose process was ended, or died."""
    vietnamese, english = _WHY.get(why.status, ("tiến trình đọc dừng đột ngột", "its process died"))
    return ReadProblem(
        "process-died",
        place,
        f"không đọc được ({vietnamese}): tệp có thể hỏng hoặc quá nặng; chia nhỏ, lưu lại, "
        "hay chuyển thành .txt",
        f"could not be read ({english}): the file may be damaged or too much; split it, "
        "save it again or as .txt",
    )


def problem(failure: ReadProblem) -> dict[str, str]:
    """Why a file gave no report, as JSON and pages tell it."""
    return {
        "code": failure.code,
        "place": failure.place,
        "message": failure.message,
        "english": failure.english,
    }


def retracted(store: Store, name: str, at: str) -> Answer:
    """The job: what only this report says goes. Raises `Problem` 404 where there is none."""
    if store.retract(store.iris.report(name), at=at) is not Change.REMOVED:
        raise Problem(
            404, "Không có báo cáo này · No such report", f"{name}: xem /reports · see /reports"
        )
    return Response(status_code=204)
