"""Mark the spans of a text for a page. Pure: text and spans in, paragraphs of runs out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

Span = tuple[int, int]  # half-open, code points of the report's text


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one kind: within some spans, marked as asked for, or neither.

    `said`: the spans that it lies in, as they were given, the longest first. `first`: the run with
    which the marked sentence begins, at which the page opens.
    """

    text: str
    said: tuple[Span, ...] = ()
    hit: bool = False
    first: bool = False


def paragraphs(text: str, facts: Iterable[Span], hit: Span | None) -> list[list[Run]]:
    """The text in paragraphs (its lines that hold something), cut where a span begins or ends.

    The sentence asked for stays in one piece within its paragraph; elsewhere the runs that facts
    are said by are told apart from the rest. Spans beyond the text are cut to it.
    """
    size = len(text)
    shown = (min(hit[0], size), min(hit[1], size)) if hit else (size, size)
    waiting = sorted({span for span in facts if max(span[0], 0) < min(span[1], size)}, reverse=True)
    here: list[Span] = []  # that reach into the paragraph
    result: list[list[Run]] = []
    begun = False
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [span for span in here if span[1] > start]
        while waiting and waiting[-1][0] < end:
            if waiting[-1][1] > start:
                here.append(waiting[-1])
            waiting.pop()
        if line.strip():
            runs = _runs(text, start, end, here, shown)
            hits = [n for n, run in enumerate(runs) if run.hit]
            if hits and not begun:
                runs[hits[0]] = replace(runs[hits[0]], first=True)
                begun = True
            result.append(runs)
        start = end + 1
    return result


def _runs(text: str, start: int, end: int, said: Sequence[Span], hit: Span) -> list[Run]:
    cuts = {start, end}
    for span in (*said, hit):
        cuts |= {at for at in span if start < at < end}
    inside = sorted(at for at in cuts if not hit[0] < at < hit[1] or at in {start, end})
    runs = []
    for a, b in pairwise(inside):
        within = [span for span in said if span[0] <= a and b <= span[1]]
        within.sort(key=lambda span: (span[0] - span[1], span))
        runs.append(Run(text[a:b], tuple(within), hit[0] <= a < hit[1]))
    return runs
