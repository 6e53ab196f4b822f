"""What files would say, without storing anything: their texts marked, facts as lists, problems."""

from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Final

from fastapi import Response

from graph_api.highlight import Run, paragraphs
from graph_api.negotiate import HTML, JSON, Format
from graph_api.prepared import counts, problems
from graph_api.receiving import found, problem
from graph_api.said import kinds, line, marked
from graph_api.sent import Sent
from graph_api.web import part
from loaders.build import build
from loaders.facts import facts
from loaders.model import Extraction
from loaders.read import Given, ReadProblem
from loaders.segment import segment

_REPORTS: Final = 5  # of one file that are shown
_TEXT: Final = 60_000  # code points of a text that are shown
_FACTS: Final = 200  # of one kind that are shown


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in one line, and the words around its span, before, in and after it."""

    line: str
    around: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """The facts of one kind; `more` is how many are not shown."""

    id: str
    heading: str
    facts: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as it would be read; `cut` tells that its text goes on."""

    name: str
    title: str
    text: list[list[Run]]
    cut: bool
    kinds: tuple[Kind, ...]
    problems: list[str]


def previewed(_: object, sent: Sent, form: Format, most: int) -> Response:
    """The job: the reports of a file as JSON, or as a piece of a page.

    At most `_REPORTS` of them; whether there are more is told too.
    """
    given = Given(size_limit=most)
    read = list(
        islice(
            (
                build(one, given=given) if not isinstance(one, ReadProblem) else one
                for one in found(sent, most)
            ),
            _REPORTS + 1,
        )
    )
    shown, more = read[:_REPORTS], len(read) > _REPORTS
    done = [one if isinstance(one, ReadProblem) else one.extraction for one in shown]
    if form == JSON:
        reports = [_json(one) for one in done]
        return JSON.answer({"file": sent.name, "reports": reports, "more": more})
    failures = [one for one in done if isinstance(one, ReadProblem)]
    seen = [_seen(one) for one in done if isinstance(one, Extraction)]
    return Response(
        part("previewed.html", file=sent.name, failures=failures, reports=seen, more=more),
        media_type=HTML.content_type,
    )


def unread(failure: ReadProblem, form: Format) -> bytes:
    """What `previewed` tells of a file over which its process was ended."""
    if form == JSON:
        told = {"file": failure.place, "reports": [_json(failure)], "more": False}
        return bytes(JSON.answer(told).body)
    made = part("previewed.html", file=failure.place, failures=[failure], reports=[], more=False)
    return made.encode()


def _json(said: Extraction | ReadProblem) -> dict[str, Any]:
    if isinstance(said, ReadProblem):
        return {"problem": problem(said)}
    text = said.report.text
    told = [
        {
            "kind": kind,
            "fact": line(fact),
            "rule": fact.rule,
            "quote": fact.span.of(text),
            "start": fact.span.start,
            "end": fact.span.end,
        }
        for kind, fact in facts(said)
    ]
    return {
        "report": said.report.name,
        "title": said.report.title,
        "text": text,
        "counts": counts(said),
        "facts": told,
        "problems": list(problems(said)),
    }


def _seen(said: Extraction) -> Seen:
    text = said.report.text
    spans = [fact.span for _, fact in facts(said)]
    around = partial(marked, segment(said.report))
    shown = tuple(
        Kind(
            kind.id,
            kind.heading,
            tuple(Told(line(fact), around(fact.span)) for fact in kind.facts[:_FACTS]),
            max(len(kind.facts) - _FACTS, 0),
        )
        for kind in kinds(said)
        if kind.facts
    )
    return Seen(
        said.report.name,
        said.report.title,
        paragraphs(text[:_TEXT], spans, None),
        len(text) > _TEXT,
        shown,
        list(problems(said)),
    )
