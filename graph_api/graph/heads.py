"""Who heads a body, as reports up to a date show it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from graph_api.graph.kept import kept
from graph_api.graph.model import Said, Span
from graph_api.graph.spans import spans
from graph_api.reading import Reading
from loaders.model import Status
from ontology import lines
from ontology.terms import expand

_BODY, _ROLE, _MEMBER, _STATUS, _SEEN, _WORDS, _NAME = map(
    expand,
    (
        *("org:organization", "org:role", "org:member", "ct:status", "ct:observedOn"),
        *("rdfs:label", "foaf:name"),
    ),
)


class Head(NamedTuple):
    """A person in a post that heads a body, by one report's words; `seen` "" where not dated."""

    role: str
    seen: str
    person: str
    name: str
    status: str
    node: str


def heads(
    store: Reading, bodies: Iterable[str], as_of: str
) -> dict[str, tuple[Said, tuple[Span, ...]]]:
    """For each body that has one: its heads, and where that is said.

    Of a post it is who was seen in it last, on `as_of` or before; nobody who was called its former
    holder since. `said` has `heads` ("Viện trưởng: Lò Văn Mây (2031-07-15); ...") and `head`, the
    IRI of the first.
    """
    wanted = list(bodies)
    known = kept(store, f"heads {as_of}")
    if missing := [body for body in wanted if body not in known]:
        known.update(_told(store, missing, as_of))
    return {body: told for body in wanted if (told := known[body])}


def leading(store: Reading, bodies: Iterable[str], as_of: str) -> dict[str, tuple[Head, ...]]:
    """The same as values; bodies that nobody heads are not there."""
    found = {body: _at(some, as_of) for body, some in _read(store, list(bodies)).items()}
    return {body: some for body, some in found.items() if some}


def _told(
    store: Reading, bodies: list[str], as_of: str
) -> dict[str, tuple[Said, tuple[Span, ...]] | None]:
    found = leading(store, bodies, as_of)
    quoted = spans(store, {head.node for some in found.values() for head in some})
    told: dict[str, tuple[Said, tuple[Span, ...]] | None] = dict.fromkeys(bodies)
    for body, some in found.items():
        words = {"heads": "; ".join(map(words_of, some)), "head": some[0].person}
        told[body] = words, tuple(s for head in some for s in quoted.get(head.node, ())[:1])
    return told


def words_of(head: Head) -> str:
    """A head for reading: post, name, and the day."""
    return f"{head.role}: {head.name}" + (f" ({head.seen})" if head.seen else "")


def _at(told: Iterable[Head], as_of: str) -> tuple[Head, ...]:
    """The last holder of each post, or several seen on one day."""
    by_role: dict[str, list[Head]] = {}
    for head in told:
        if not as_of or (head.seen and head.seen[: len(as_of)] <= as_of):
            by_role.setdefault(head.role, []).append(head)
    found: list[Head] = []
    for some in by_role.values():
        left = {head.person: head.seen for head in some if head.status == Status.FORMER}
        held = [
            head
            for head in some
            if head.status != Status.FORMER and left.get(head.person, "") <= head.seen
        ]
        last = max((head.seen for head in held), default="")
        found += {head.person: head for head in held if head.seen == last}.values()
    return tuple(sorted(found))


def _read(store: Reading, bodies: list[str]) -> Mapping[str, tuple[Head, ...]]:
    posts: dict[str, str] = {}
    for body, _, post in store.hop(bodies, [_BODY], back=True):
        if isinstance(post, ox.NamedNode):
            posts[post.value] = body
    leading = [
        held
        for held, _, role in store.hop(posts, [_ROLE])
        if isinstance(role, ox.NamedNode) and role.value in lines.heads()
    ]
    said: dict[str, dict[str, list[str]]] = {post: {} for post in leading}
    for node, name, value in store.hop(leading, [_MEMBER, _STATUS, _SEEN, _WORDS]):
        if isinstance(value, ox.NamedNode | ox.Literal):
            said[node].setdefault(name, []).append(value.value)
    people = {person for told in said.values() for person in told.get(_MEMBER, ())}
    names = {
        person: label.value
        for person, _, label in store.hop(sorted(people), [_NAME])
        if isinstance(label, ox.Literal)
    }
    found: dict[str, list[Head]] = {body: [] for body in bodies}
    for node, told in said.items():
        for person in told.get(_MEMBER, ()):
            status, words = min(told.get(_STATUS, [""])), min(told.get(_WORDS, [""]))
            called = names.get(person, person)
            found[posts[node]] += (
                Head(words, seen, person, called, status, node) for seen in told.get(_SEEN, [""])
            )
    return {body: tuple(sorted(some)) for body, some in found.items()}
