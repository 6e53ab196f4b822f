"""Ask a question of a store: from its name and parameters to an answer that can be written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from queries.bind import Term, bind
from queries.catalogue import catalogue
from queries.names import Find, finder
from queries.question import Question
from queries.store import Store

Row = tuple[str, ...]


class UnknownQuestionError(LookupError):
    """There is no question of that name; the message lists those that there are."""

    def __init__(self, name: str) -> None:
        self.name = name
        known = ", ".join(catalogue())
        super().__init__(f"không có câu hỏi `{name}` · no such question; có · known: {known}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a store answers; its rows or its triples can be taken once."""

    question: Question
    results: ox.QuerySolutions | ox.QueryTriples

    @property
    def columns(self) -> tuple[str, ...]:
        return self.question.columns

    def rows(self) -> Iterator[Row]:
        """The rows as text: literals by their lexical form, IRIs in full, "" for no value."""
        if isinstance(self.results, ox.QueryTriples):
            for triple in self.results:
                yield (_text(triple.subject), _text(triple.predicate), _text(triple.object))
        else:
            for solution in self.results:
                yield tuple(_text(term) for term in solution)


def question(name: str) -> Question:
    """The question of that name; raises `UnknownQuestionError`."""
    found = catalogue().get(name)
    if found is None:
        raise UnknownQuestionError(name)
    return found


def ask(
    store: Store,
    name: str,
    given: Mapping[str, str] | None = None,
    find: Find | None = None,
    within: Mapping[str, tuple[Term, ...]] | None = None,
) -> Answer:
    """The answer of `store` to the question `name` with the parameters `given`.

    `find` tells what a name means; by default the store itself is asked. `within` is as for `bind`:
    the rows of some things alone. Raises
    `UnknownQuestionError`, `queries.bind.ParameterError`, and what the store raises.
    """
    return answer(store, question(name), given, find, within)


def answer(
    store: Store,
    asked: Question,
    given: Mapping[str, str] | None = None,
    find: Find | None = None,
    within: Mapping[str, tuple[Term, ...]] | None = None,
) -> Answer:
    """As `ask`, for a question that is in hand, of whatever folder."""
    results = store.query(bind(asked, given or {}, find or finder(store), within or {}))
    if isinstance(results, ox.QueryBoolean):
        raise TypeError(f"{asked.name}: ASK")  # the catalogue holds SELECT and CONSTRUCT alone
    return Answer(asked, results)


def _text(term: object) -> str:
    if isinstance(term, ox.Literal | ox.NamedNode):
        return term.value
    return "" if term is None else str(term)
