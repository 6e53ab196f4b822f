"""What does not fit together: each kind is a question of the catalogue, found by its tag.

A kind is asked once for each generation of the store, and what it found is kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph_api.graph.days import days
from graph_api.graph.entry import Entries, Entry
from graph_api.graph.kept import kept
from graph_api.graph.model import Node, Said, Span
from graph_api.graph.nodes import kinds as kinds_of
from graph_api.graph.parameters import Period
from graph_api.reading import Reading
from ontology.terms import Iris
from queries.catalogue import CONTRADICTIONS, FOLDER, catalogue
from queries.question import Question
from queries.run import answer

MOST = 10_000
"""Contradictions of a kind that are kept: those beyond are not told."""

SURE = ("certain", "likely", "possible")
"""How sure a contradiction is, the surest first."""

_SENTENCE = ("report", "quote", "start", "end")
_NOT_SAID = frozenset((*_SENTENCE, *(f"other_{name}" for name in _SENTENCE), "date"))


@dataclass(frozen=True, slots=True)
class Asked:
    """`kinds` empty is all; `id` a thing or a report that it is about, "" for any."""

    kinds: tuple[str, ...]
    id: str
    period: Period
    limit: int = 200
    after: str = ""


def kinds(folder: Path = FOLDER) -> dict[str, Question]:
    """The kinds of contradictions by name: the questions of a folder that are tagged so."""
    return {
        name: question
        for name, question in catalogue(folder).items()
        if CONTRADICTIONS in question.tags
    }


def contradictions(store: Reading, asked: Asked, folder: Path = FOLDER) -> Entries:
    """What does not fit together, kind by kind, in order of date; each with its sentences.

    `said` holds `sure` and `because`, and the other columns of the question.
    """
    found: list[Entry] = []
    notes: list[str] = []
    for name, question in kinds(folder).items():
        if asked.kinds and name not in asked.kinds:
            continue
        entries = _kept(store, question)
        if len(entries) > MOST:
            notes.append(
                f"{name}: chỉ {MOST} mâu thuẫn đầu · {name}: the first {MOST} contradictions alone"
            )
        found += (entry for entry in entries[:MOST] if _is_asked(entry, asked))
    left = [entry for entry in sorted(found, key=sort_key) if sort_key(entry) > asked.after]
    shown = tuple(left[: asked.limit])
    truncated = len(left) > asked.limit
    return Entries(shown, truncated, sort_key(shown[-1]) if truncated else "", tuple(notes))


def sort_key(entry: Entry) -> str:
    """By kind, date and what it is."""
    return "\t".join((entry.kind, entry.date or "~", entry.id))


def _is_asked(entry: Entry, asked: Asked) -> bool:
    about = {*(node.id for node in entry.things), *(span.report for span in entry.evidence)}
    return (not asked.id or asked.id in about) and asked.period.holds(entry.date)


def _kept(store: Reading, question: Question) -> list[Entry]:
    known = kept(store, "contradictions")
    if question.body not in known:
        known[question.body] = _found(store, question)
    found: list[Entry] = known[question.body]
    return found


def _found(store: Reading, question: Question) -> list[Entry]:
    """One more than `MOST` where there are more."""
    answered = answer(store, question)
    columns = answered.columns
    rows = [dict(zip(columns, row, strict=True)) for row in islice(answered.rows(), MOST + 1)]
    things = _things(store, rows)
    undated = {row["report"] for row in rows if not row.get("date")}
    dates = days(store, (store.iris.report(name) for name in undated))
    return [_entry(store.iris, question, row, things, dates) for row in rows]


def _things(store: Reading, rows: list[dict[str, str]]) -> dict[str, str]:
    """The kinds of the things that rows name, by their IRIs."""
    iris = {cell for row in rows for name, cell in row.items() if name.endswith("_iri") and cell}
    return kinds_of(store, sorted(iris))


def _entry(
    iris: Iris,
    question: Question,
    row: Mapping[str, str],
    of_kind: Mapping[str, str],
    dates: Mapping[str, str],
) -> Entry:
    nodes = tuple(
        Node(cell, of_kind[cell], row.get(name.removesuffix("_iri")) or cell)
        for name, cell in row.items()
        if name.endswith("_iri") and cell
    )
    sentences = list(_sentences(iris, row))
    report = iris.report(row["report"])
    identity = (question.name, *(node.id for node in nodes), *(str(one) for one in sentences))
    return Entry(
        id=iris.fact("contradiction", *identity),
        kind=question.name,
        date=row.get("date") or dates.get(report, ""),
        label=" – ".join(dict.fromkeys(node.label for node in nodes)) or question.summary,
        things=nodes,
        said=_said(row),
        evidence=tuple(span for span, _ in sentences),
        quotes=tuple(quote for _, quote in sentences),
    )


def _said(row: Mapping[str, str]) -> Said:
    return {
        name: cell
        for name, cell in row.items()
        if cell and name not in _NOT_SAID and not name.endswith("_iri")
    }


def _sentences(iris: Iris, row: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    for prefix in ("", "other_"):
        report, quote, start, end = (row.get(f"{prefix}{name}", "") for name in _SENTENCE)
        if report and start:
            yield Span(iris.report(report), int(start), int(end)), quote
