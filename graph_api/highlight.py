"""Mark the spans of a text for a page. Pure: text and spans in, paragraphs of runs out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

Span = tuple[int, int]  # half-open, code points of the report's text


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one kind: said by a fact, marked as asked for, or neither.

    `first`: the run with which the marked sentence begins, at which the page opens.
    """

    text: str
    said: bool = False
    hit: bool = False
    first: bool = False


def paragraphs(text: str, facts: Iterable[Span], hit: Span | None) -> list[list[Run]]:
    """The text in paragraphs (its lines that hold something), cut where a span begins or ends.

    The sentence asked for stays in one piece within its paragraph; elsewhere the runs that facts
    are said by are told apart from the rest. Spans beyond the text are cut to it.
    """
    size = len(text)
    shown = (min(hit[0], size), min(hit[1], size)) if hit else (size, size)
    said = _merged((max(a, 0), min(b, size)) for a, b in facts)
    result: list[list[Run]] = []
    begun = False
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            runs = _runs(text, start, end, said, shown)
            here = [n for n, run in enumerate(runs) if run.hit]
            if here and not begun:
                runs[here[0]] = replace(runs[here[0]], first=True)
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
        marked = hit[0] <= a < hit[1]
        told = any(first <= a < last for first, last in said)
        runs.append(Run(text[a:b], said=told, hit=marked))
    return runs


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged
