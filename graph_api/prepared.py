"""One report made ready to be stored: read, extracted and stated, in whatever process."""

from dataclasses import dataclass
from typing import Final

from graph_api.store.errors import StoreError
from graph_api.store.statement import Statement, state
from loaders.build import build, fault
from loaders.model import Extraction, Problem
from loaders.read import Given, ReadProblem, Source
from ontology.terms import Iris

KINDS: Final = (
    "meetings",
    "people",
    "roles",
    "directives",
    "citations",
    "hierarchy",
    "figures",
    "awards",
)


@dataclass(frozen=True, slots=True)
class Ready:
    """A report as another process gives it back: what is stored and what is told."""

    name: str
    place: str
    statement: Statement
    counts: dict[str, int]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A report, or a path, that gives nothing to store."""

    name: str
    problem: ReadProblem


def prepared(source: Source | ReadProblem, base: str, given: Given) -> Ready | Failed:
    """A report read, extracted and ready to be stored, whose IRIs stand under `base`."""
    if isinstance(source, ReadProblem):
        return Failed("", source)
    built = build(source, base, given)
    if isinstance(built, ReadProblem):
        return Failed(source.name, built)
    said, name = built.extraction, built.report.name
    try:
        statement = state(Iris(base).report(name), built.quads)
    except StoreError as error:
        return Failed(name, fault(source.place, error))
    return Ready(name, source.place, statement, counts(said), problems(said))


def problems(said: Extraction) -> tuple[str, ...]:
    """What the reader of a report should know, each with its line."""
    return tuple(_told(problem, said) for problem in said.problems)


def _told(problem: Problem, said: Extraction) -> str:
    if problem.span is None:
        return problem.message
    number = said.report.text.count("\n", 0, problem.span.start) + 1
    return f"dòng {number}: {problem.message}"


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
