"""The thing that is meant by `id`: by its IRI, the address of its page, or its name."""

import re

from graph_api.address import Addresses
from graph_api.errors import Problem, wrong_parameter
from graph_api.reading import Reading
from graph_api.searching import index_of
from graph_api.things import kinds, labels
from ontology.terms import expand
from queries.names import spelling

_ADDRESS = re.compile(r"(https?://|urn:|/id/|[a-z]+/[^\s/]*[a-z0-9])\S*")
_TYPE = expand("rdf:type")
_SHOWN = 20  # things of one name that are listed
_NEAR = 5  # things that are called nearly so


def meant(
    store: Reading, addresses: Addresses, given: str, *, parameter: str = "id", kind: str = ""
) -> str:
    """The IRI that is meant.

    `kind`: things of that kind alone are looked for by name. Raises `Problem` 404 where the store
    says nothing of it, 409 with `candidates` where a name is that of several.
    """
    if not given.strip():
        raise wrong_parameter(
            parameter,
            f"{parameter}: trống · is empty: give an IRI, the address of a page or a name",
        )
    if _is_address(given, addresses):
        try:
            iri = addresses.iri(given)
        except Problem:
            iri = ""
        if iri and _is_there(store, iri):
            return iri
        if given.startswith(("http://", "https://", "urn:", "/id/", f"{addresses.root}/id/")):
            raise _unknown(store, addresses, given, parameter)
    found = index_of(store).bearing(given)
    if kind:
        of = kinds(store, found)
        found = [iri for iri in found if of[iri] == kind]
    called = labels(store, addresses, found)
    written = [iri for iri in found if spelling(called[iri]) == spelling(given)]
    candidates = written or found
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise _unknown(store, addresses, given, parameter)
    raise Problem(
        409,
        "Tên này là của nhiều đối tượng · Several things bear this name",
        f"{given}: {len(candidates)} đối tượng cùng tên; chọn một địa chỉ trong `candidates` · "
        f"{len(candidates)} things of this name; ask with an `id` of `candidates`",
        parameter=parameter,
        candidates=_listed(store, addresses, candidates[:_SHOWN]),
    )


def _is_address(given: str, addresses: Addresses) -> bool:
    local = given.removeprefix(addresses.root) if addresses.root else given
    return bool(_ADDRESS.fullmatch(local))


def _is_there(store: Reading, iri: str) -> bool:
    """Whether anything of the thing is said: its class, which all our things have, or anything."""
    if any(True for _ in store.hop([iri], [_TYPE])):
        return True
    found = store.query(f"ASK {{ <{iri}> ?p ?o }}")
    return bool(found)


def _unknown(store: Reading, addresses: Addresses, given: str, parameter: str) -> Problem:
    near = [found.iri for found in index_of(store).find(given, limit=_NEAR)]
    return Problem(
        404,
        "Không có đối tượng này · No such thing",
        f"{given}: kho không nói gì về nó; hãy tìm ở /search · the store says nothing of it; "
        "try /search",
        parameter=parameter,
        id=given,
        near=_listed(store, addresses, near),
    )


def _listed(store: Reading, addresses: Addresses, things: list[str]) -> list[dict[str, str | None]]:
    called, of = labels(store, addresses, things), kinds(store, things)
    return [
        {"id": iri, "kind": of[iri], "label": called[iri], "address": addresses.of(iri)}
        for iri in things
    ]
