"""The documents that a report cites: as it prints them, or completed from what is known of them."""

from collections.abc import Callable, Iterable, Mapping

from loaders.graph import Graph
from loaders.model import Citation, Organisation, Report
from ontology import terms
from ontology.authority import Landmark, identity, landmark, landmark_of, parse_number
from ontology.literals import date_literal, is_a, link, say, typed, words
from ontology.terms import Iris


class DocumentGraph(Graph):
    """A graph that describes documents."""

    def __init__(self, report: Report, iris: Iris) -> None:
        super().__init__(report, iris)
        self._described: dict[str, dict[str, str]] = {}

    def citations(
        self, citations: Iterable[Citation], citing: Callable[[Citation], str], day: str
    ) -> None:
        """One node for each pair of what cites and what is cited, however often it is said.

        `citing` gives the IRI of what cites: a directive, the report; `day` is that of `document`.
        """
        citations = sorted(citations, key=lambda c: (c.span, c.number, c.name))
        fuller = dated(citations)
        groups: dict[tuple[str, str], list[Citation]] = {}
        documents: dict[tuple[str, str], str] = {}
        for fact in citations:
            document = "" if fact.generic else self.document(fact, fuller, day)
            group = citing(fact), document or f"{fact.type} {fact.name}"
            groups.setdefault(group, []).append(fact)
            documents[group] = document
        for group, facts in groups.items():
            self._citation(group, documents[group], facts)

    def _citation(self, group: tuple[str, str], document: str, facts: list[Citation]) -> None:
        """What the report prints of the document: of each property the first that is given."""
        iri = self.iris.fact("citation", self.report, *group)
        date = next((f.date for f in facts if f.date), "")
        issuer = next((f.issuer for f in facts if f.issuer), None)
        self.about(
            iri,
            is_a("ct:Citation"),
            is_a("cito:Citation"),
            link("cito:hasCitingEntity", group[0]),
            link("cito:hasCitedEntity", document),
            words("ct:documentType", facts[0].type, "vi"),
            words("ct:documentNumber", next((f.number for f in facts if f.number), "")),
            words("ct:documentName", next((f.name for f in facts if f.name), ""), "vi"),
            words("ct:documentTitle", next((f.title for f in facts if f.title), ""), "vi"),
            say("ct:documentDate", date_literal(date) if date else ""),
            link("ct:documentIssuer", self.body(issuer)),
            say("ct:generic", typed("true", "xsd:boolean") if facts[0].generic else ""),
        )
        for fact in facts:
            self.evidence(iri, fact.span, fact.rule)

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
        self.about(iri, link("eli:passed_by", issued_by))
        return iri

    def _landmark(self, known: Landmark) -> str:
        name = f"{known.type} {known.number}" if known.number else known.title
        title = known.title if known.number else ""
        who = identity(known.type, known.number, name, known.date, issuer="", report="")
        readable = parse_number(known.number).label if known.number else name
        iri = self.iris.document(readable, *who)
        self._describe(iri, known.type, known.number, name, title, known.date)
        issuer = Organisation(known.issuer, known.issuer_kind)
        self.about(
            iri,
            link("eli:passed_by", self.body(issuer)),
            link("ct:completedFrom", known.iri),
        )
        for id_ in known.based_on:
            self.about(iri, link("eli:based_on", self._landmark(landmark_of(id_))))
        return iri

    def _describe(
        self, iri: str, type_: str, number: str, name: str, title: str, date: str
    ) -> None:
        """A document, each property once: of two spellings in one report the first leads."""
        said = self._described.setdefault(iri, {})
        self.about(
            iri,
            is_a("ct:Document"),
            is_a("eli:LegalResource"),
            link("eli:type_document", terms.document_type(said.setdefault("type", type_))),
            words("ct:documentType", said["type"], "vi"),
            words("rdfs:label", said.setdefault("name", name), "vi"),
            words("eli:id_local", said.setdefault("number", number)),
            words("eli:title", said.setdefault("title", title) if title else "", "vi"),
            say("eli:date_document", date_literal(said.setdefault("date", date)) if date else ""),
        )


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
