"""Files of reports -> the store: one report, one transaction, and what came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version

from graph_api.store.embedded import Change, Store
from loaders.build import build
from loaders.model import Extraction, Problem
from loaders.read import SIZE_LIMIT, ReadProblem, ReportFile


class State(StrEnum):
    """What loading did with a report."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"


_STATES = {
    Change.ADDED: State.NEW,
    Change.UNCHANGED: State.UNCHANGED,
    Change.REPLACED: State.REPLACED,
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of one file.

    `counts` are of facts by kind (`KINDS`); `problems` what the report's reader should know.
    `failure` says why nothing was stored; the store then is as it was before this file.
    """

    name: str
    state: State
    counts: dict[str, int]
    problems: tuple[str, ...] = ()
    failure: ReadProblem | None = None


KINDS = (
    "meetings",
    "people",
    "roles",
    "directives",
    "citations",
    "hierarchy",
    "figures",
    "awards",
)


def load(
    files: Iterable[ReportFile], store: Store, size_limit: int = SIZE_LIMIT
) -> Iterator[Loaded]:
    """Store each file's report in its turn; `size_limit` in bytes.

    A file that cannot be read stops no other. Raises `StoreError` when the store cannot be
    written: what was loaded before stays, what was being loaded is not there at all.
    """
    read_by = f"chithi {program_version()}"
    for file in files:
        built = build(file, store.iris.base, size_limit)
        if isinstance(built, ReadProblem):
            yield Loaded(file.name, State.FAILED, {}, failure=built)
            continue
        said = built.extraction
        change = store.put(store.iris.report(file.name), built.quads, read_by=read_by)
        problems = tuple(_told(problem, said) for problem in said.problems)
        yield Loaded(file.name, _STATES[change], counts(said), problems)


def counts(said: Extraction) -> dict[str, int]:
    """How many facts of each of `KINDS` a report states."""
    people = {p.person for p in said.participations} | {p.person for p in said.posts}
    of = (
        said.meetings,
        people,
        said.posts,
        said.directives,
        said.citations,
        said.hierarchy,
        said.figures,
        said.awards,
    )
    return dict(zip(KINDS, map(len, of), strict=True))


def program_version() -> str:
    """The version of chithi, as it is installed."""
    try:
        return version("chithi")
    except PackageNotFoundError:  # run from the sources
        return "0"


def _told(problem: Problem, said: Extraction) -> str:
    if problem.span is None:
        return problem.message
    number = said.report.text.count("\n", 0, problem.span.start) + 1
    return f"dòng {number}: {problem.message}"
