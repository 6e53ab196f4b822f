"""What is told of a thing, in order of date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph_api.address import Addresses
from graph_api.errors import wrong_parameter
from graph_api.graph.days import days
from graph_api.graph.entry import Entries, Entry
from graph_api.graph.evidence import pieces, spans
from graph_api.graph.model import Span
from graph_api.graph.nodes import kinds, nodes
from graph_api.graph.parameters import Period
from graph_api.graph.telling import TELLINGS, Telling
from graph_api.reading import Reading, rows, text, values
from graph_api.things import NAMES, shortened
from graph_api.wording import said as wording
from ontology.terms import status

_UNDATED = "~"  # after all dates


@dataclass(frozen=True, slots=True)
class Asked:
    """A timeline as it is asked for; `kinds` empty is all, `after` the key of the last one seen."""

    id: str
    period: Period
    kinds: tuple[str, ...] = ()
    limit: int = 200
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact on a date, and the reports that tell it so."""

    date: str
    telling: Telling
    fact: str
    reports: frozenset[str]

    @property
    def key(self) -> str:
        return f"{self.date or _UNDATED}|{self.telling.kind}|{self.fact}"


def timeline(store: Reading, addresses: Addresses, asked: Asked) -> Entries:
    """The entries of a thing, undated ones last.

    Raises `Problem` 400 for a thing of a kind that has none.
    """
    kind = kinds(store, [asked.id])[asked.id]
    if kind not in TELLINGS:
        raise wrong_parameter("id", _no_timeline(kind))
    told = [
        one
        for telling in TELLINGS[kind]
        if not asked.kinds or telling.kind in asked.kinds
        for one in _told(store, addresses, asked.id, telling)
        if asked.period.holds(one.date)
    ]
    told = sorted((one for one in told if one.key > asked.after), key=lambda one: one.key)
    shown = told[: asked.limit]
    truncated = len(told) > asked.limit
    return Entries(
        tuple(_entries(store, addresses, asked.id, shown)),
        truncated,
        shown[-1].key if truncated else "",
    )


def _no_timeline(kind: str) -> str:
    vietnamese, english = NAMES[kind]
    known = [NAMES[name] for name in TELLINGS]
    return (
        f"{vietnamese}: chỉ có dòng thời gian của {', '.join(vi.lower() for vi, _ in known)} · "
        f"{english}: there are timelines of {', '.join(en.lower() for _, en in known)}"
    )


# --- What is told, and when ----------------------------------------------------------------------


def _told(store: Reading, addresses: Addresses, iri: str, telling: Telling) -> Iterator[_Told]:
    stated = _stated(store, addresses, iri, telling.found)
    dates: dict[tuple[str, str], str] = {}
    if telling.dated and stated:
        dates = _stated(store, addresses, iri, telling.dated)
    without = {report for fact, report in stated if (fact, report) not in dates}
    of_reports = {} if telling.dated else days(store, without)
    reports: dict[tuple[str, str], set[str]] = {}
    for fact, report in stated:
        date = dates.get((fact, report)) or of_reports.get(report, "")
        reports.setdefault((fact, date), set()).add(report)
    for (fact, date), by in reports.items():
        yield _Told(date, telling, fact, frozenset(by))


def _stated(
    store: Reading, addresses: Addresses, iri: str, pattern: str
) -> dict[tuple[str, str], str]:
    """For each fact and report that match a pattern the first date, "" where it has none."""
    found: dict[tuple[str, str], str] = {}
    query = f"SELECT * {{ GRAPH ?report {{ {values('this', [iri])} {pattern} }} }}"
    for row in rows(store, query):
        at, date = (text(row, "fact"), text(row, "report")), text(row, "date")
        if addresses.is_report(at[1]):
            found[at] = min(found.get(at, date), date)
    return found


# --- What is shown of it -------------------------------------------------------------------------


def _entries(
    store: Reading, addresses: Addresses, this: str, told: Sequence[_Told]
) -> Iterator[Entry]:
    by_telling: dict[Telling, list[str]] = {}
    for one in told:
        by_telling.setdefault(one.telling, []).append(one.fact)
    said = {
        (telling, fact): cells
        for telling, facts in by_telling.items()
        for fact, cells in _cells(store, telling, facts).items()
    }
    things = (
        iri
        for (telling, _), cells in said.items()
        for name in telling.things
        for iri in cells.get(name, ())
    )
    called = {node.id: node for node in nodes(store, addresses, dict.fromkeys(things, 0))}
    places = spans(store, (one.fact for one in told))
    for one in told:
        telling, cells = one.telling, said.get((one.telling, one.fact), {})
        joined = tuple(called[iri] for name in telling.things for iri in cells.get(name, ()))
        others = [node.label for node in joined if node.id != this]
        words = {
            short: " · ".join(_word(short, value) for value in cells[name])
            for name, short in telling.words
            if name in cells
        }
        yield Entry(
            id=one.fact,
            kind=telling.kind,
            date=one.date,
            label=_label(words.get(telling.head, ""), words.get("status", ""), others),
            things=joined,
            said=words,
            evidence=_of(places.get(one.fact, ()), one.reports),
        )


def _of(places: Iterable[Span], reports: frozenset[str]) -> tuple[Span, ...]:
    return tuple(span for span in places if span.report in reports)


def _cells(
    store: Reading, telling: Telling, facts: Iterable[str]
) -> dict[str, dict[str, list[str]]]:
    """For each fact the values of the properties of its kind, by CURIE."""
    names = (*telling.things, *(name for name, _ in telling.words))
    found: dict[str, dict[str, list[str]]] = {}
    # One lookup by key for each; with the properties in a VALUES all their values are read.
    any_of = " UNION ".join(
        f"{{ ?fact {name} ?value BIND({place} AS ?n) }}" for place, name in enumerate(names)
    )
    for some in pieces(sorted(set(facts))):
        query = f"SELECT ?fact ?n ?value {{ {values('fact', some)} {any_of} }}"
        for row in rows(store, query):
            cells = found.setdefault(text(row, "fact"), {})
            cells.setdefault(names[int(text(row, "n"))], []).append(text(row, "value"))
    return {
        fact: {name: sorted(set(cell)) for name, cell in cells.items()}
        for fact, cells in found.items()
    }


def _word(name: str, value: str) -> str:
    """A value for reading: concepts by their names."""
    concept = status(value) if name == "status" else value
    return " · ".join(filter(None, wording(concept) or (value,)))


def _label(head: str, status_: str, others: list[str]) -> str:
    """What a line says: the head, how it is held, and the things but the one that is asked for."""
    told = f"{head} ({status_})" if status_ else head
    return shortened(" – ".join(filter(None, (told, *others))))
