"""Where things are found on this server: from the IRI of a thing to its page and back."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

import pyoxigraph as ox

from graph_api.errors import wrong_parameter
from ontology.terms import Iris


def _is_iri(text: str) -> bool:
    try:
        return bool(ox.NamedNode(text))
    except ValueError:
        return False


@lru_cache(maxsize=4096)  # many sentences are of one report
def _path(base: str, report: str) -> str:
    """The name in a report's IRI, as the path of its page has it."""
    return quote(Iris(base).report_name(report), safe="")


@dataclass(frozen=True, slots=True)
class Addresses:
    """`base`: the IRI under which things live. `root`: where a proxy puts this server, or "".

    `origin`: scheme and host by which it was asked, for addresses that are to be whole.
    """

    base: str
    root: str = ""
    origin: str = ""

    def __reduce__(self) -> "tuple[type[Addresses], tuple[str, str, str]]":
        """It travels with each job: faster than what dataclasses with slots do."""
        return Addresses, (self.base, self.root, self.origin)

    def of(self, iri: str) -> str | None:
        """The page of a thing; None for an IRI that is not ours."""
        if not iri.startswith(self.base):
            return None
        local, _, fragment = iri[len(self.base) :].partition("#")
        if not local.startswith("report/"):
            return f"{self.root}/id/{local}"
        if fragment.startswith("char="):
            start, _, end = fragment.removeprefix("char=").partition(",")
            return self.sentence(iri, start, end)
        return f"{self.root}/reports/{local.removeprefix('report/')}"

    def is_report(self, iri: str) -> bool:
        return iri.startswith(f"{self.base}report/") and "#" not in iri

    def sentence(self, report: str, start: int | str, end: int | str) -> str:
        """The page of a report (by its IRI), opened where `[start, end)` is marked."""
        return f"{self.root}/reports/{_path(self.base, report)}?start={start}&end={end}#hit"

    def report(self, name: str) -> str:
        """The IRI of the report of that name."""
        return Iris(self.base).report(name)

    def iri(self, given: str) -> str:
        """The IRI meant by `?id=`: an IRI, `/id/person/...` or `person/...`.

        Raises `Problem` 400 for what can be none.
        """
        if given.startswith(("http://", "https://", "urn:")):
            iri = given
        else:
            iri = self.base + given.removeprefix(self.root).removeprefix("/id/").lstrip("/")
        if iri == self.base or not _is_iri(iri):
            raise wrong_parameter(
                "id",
                f"id={given}: cần địa chỉ của một đối tượng, ví dụ person/... · give the address "
                "of a thing, such as person/... or its IRI",
            )
        return iri

    def from_path(self, raw_path: str) -> str:
        """The IRI of which `/id/...` is the page; `raw_path` is still percent-encoded.

        Report names are encoded in their IRI, so each piece is decoded and encoded alike.
        """
        local = raw_path.removeprefix(self.root).removeprefix("/id/")
        return self.base + "/".join(quote(unquote(piece), safe="") for piece in local.split("/"))
