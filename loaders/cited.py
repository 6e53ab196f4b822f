"""The documents that a report cites: as it prints them, or completed from what is known of them."""

from collections.abc import Iterable, Mapping

from loaders.graph import Graph
from loaders.model import Citation, Organisation, Report
from ontology import terms
from ontology.authority import Landmark, identity, landmark, landmark_of, parse_number
from ontology.literals import date_literal
from ontology.terms import Iris


class DocumentGraph(Graph):
    """A graph that describes documents."""

    def __init__(self, report: Report, iris: Iris) -> None:
        super().__init__(report, iris)
        self._described: dict[str, dict[str, str]] = {}

    def document(self, fact: Citation, dated: Mapping[str, Citation | None], day: str) -> str:
        """The IRI of the document that a citation means, described.

        `dated` is that of `dated`; `day` the day of which the report speaks, ISO 8601 or "".
        """
        fuller = dated.get(parse_number(fact.number).text) if fact.number else None
        date = fact.date or (fuller.date if fuller else "")
        issuer = fact.issuer or (fuller.issuer if fuller else None)
        known = landmark(
            fact.type,
            fact.number,
            fact.name,
            date,
            issuer=issuer.name if issuer else "",
            by=day,
        )
        if known:
            return self._landmark(known)
        issued_by = self.body(issuer)
        name = f"{fact.type} {fact.number}" if fact.number else fact.name or fact.type
        who = identity(
            fact.type, fact.number, fact.name, date, issuer=issued_by, report=self.report
        )
        readable = parse_number(fact.number).label if fact.number else name
        iri = self.iris.document(readable, *who)
        self._describe(iri, fact.type, fact.number, name, fact.title, date)
        self.link(iri, "eli:passed_by", issued_by)
        return iri

    def _landmark(self, known: Landmark) -> str:
        name = f"{known.type} {known.number}" if known.number else known.title
        title = known.title if known.number else ""
        who = identity(known.type, known.number, name, known.date, issuer="", report="")
        readable = parse_number(known.number).label if known.number else name
        iri = self.iris.document(readable, *who)
        self._describe(iri, known.type, known.number, name, title, known.date)
        issuer = Organisation(known.issuer, known.issuer_kind)
        self.link(iri, "eli:passed_by", self.body(issuer))
        self.link(iri, "ct:completedFrom", known.iri)
        for id_ in known.based_on:
            self.link(iri, "eli:based_on", self._landmark(landmark_of(id_)))
        return iri

    def _describe(
        self, iri: str, type_: str, number: str, name: str, title: str, date: str
    ) -> None:
        """A document, each property once: of two spellings in one report the first leads."""
        said = self._described.setdefault(iri, {})
        self.is_a(iri, "ct:Document", "eli:LegalResource")
        self.link(iri, "eli:type_document", terms.document_type(said.setdefault("type", type_)))
        self.words(iri, "ct:documentType", said["type"], "vi")
        self.words(iri, "rdfs:label", said.setdefault("name", name), "vi")
        self.words(iri, "eli:id_local", said.setdefault("number", number))
        if title:
            self.words(iri, "eli:title", said.setdefault("title", title), "vi")
        if date:
            self.say(iri, "eli:date_document", date_literal(said.setdefault("date", date)))


def dated(citations: Iterable[Citation]) -> dict[str, Citation | None]:
    """By number, the citation that gives its date, None where two dates stand beside a number.

    A report gives the date once and later the number alone: both are one document.
    """
    found: dict[str, Citation | None] = {}
    for citation in citations:
        if not (citation.number and citation.date):
            continue
        number = parse_number(citation.number).text
        first = found.setdefault(number, citation)
        if first is not None and first.date[:4] != citation.date[:4]:
            found[number] = None
    return found
