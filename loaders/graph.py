"""The graph of one report as it is written: its lines, its evidence, its people and bodies."""

from loaders.model import Agent, Organisation, Person, Report, Span
from ontology import terms
from ontology.literals import date_literal, literal, term, typed
from ontology.terms import Iris


class Graph:
    """The triples of one report, gathered as lines of N-Quads.

    `report` is the report's IRI and the graph's name. Methods that describe a thing return its
    IRI; describing it again adds nothing.
    """

    def __init__(self, report: Report, iris: Iris) -> None:
        self.source = report
        self.iris = iris
        self.report = iris.report(report.name)
        self._lines: set[str] = set()
        self._spans: dict[Span, str] = {}
        self._people: dict[Person, str] = {}
        self._bodies: dict[Organisation, str] = {}
        self._labels: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    def text(self) -> str:
        """All quads, one a line, sorted by code points."""
        graph = f" <{self.report}> .\n"
        return "".join(f"{line}{graph}" for line in sorted(self._lines))

    # -- lines ---------------------------------------------------------------------------------

    def say(self, subject: str, predicate: str, written: str) -> None:
        """One triple; `written` is an object already in N-Quads."""
        self._lines.add(f"<{subject}> {term(predicate)} {written}")

    def link(self, subject: str, predicate: str, iri: str) -> None:
        if iri:
            self._lines.add(f"<{subject}> {term(predicate)} <{iri}>")

    def words(self, subject: str, predicate: str, text: str, language: str = "") -> None:
        if text:
            self._lines.add(f"<{subject}> {term(predicate)} {literal(text, language)}")

    def is_a(self, subject: str, *classes: str) -> None:
        for name in classes:
            self._lines.add(f"<{subject}> {term('rdf:type')} {term(name)}")

    # -- the report and its evidence -----------------------------------------------------------

    def describe_report(self) -> None:
        report, iri = self.source, self.report
        self.is_a(iri, "ct:Report", "foaf:Document", "prov:Entity", "nif:Context")
        self.words(iri, "dcterms:identifier", report.name)
        self.words(iri, "dcterms:title", report.title, "vi")
        self.words(iri, "dcterms:source", report.source)
        if report.published:
            self.say(iri, "dcterms:issued", date_literal(report.published.isoformat()))
        self.say(iri, "nif:isString", literal(report.text))
        self.words(iri, "ct:checksum", terms.checksum(report.text))

    def evidence(self, fact: str, span: Span, rule: str = "") -> None:
        """Ties a fact to the words that say it and to the rule that found it."""
        iri = self._spans.get(span)
        if iri is None:
            iri = self.iris.span(self.report, span.start, span.end)
            self._spans[span] = iri
            self.is_a(iri, "nif:OffsetBasedString")
            self.link(iri, "nif:referenceContext", self.report)
            self.say(iri, "nif:beginIndex", typed(str(span.start), "xsd:integer"))
            self.say(iri, "nif:endIndex", typed(str(span.end), "xsd:integer"))
            self.say(iri, "nif:anchorOf", literal(span.of(self.source.text)))
        self.link(fact, "prov:wasQuotedFrom", iri)
        self.link(fact, "ct:statedIn", self.report)
        self.words(fact, "ct:rule", rule)

    # -- people and bodies ---------------------------------------------------------------------

    def person(self, person: Person) -> str:
        if (known := self._people.get(person)) is not None:
            return known
        iri = self.iris.person(person.name, person.anchor)
        self._people[person] = iri
        self.is_a(iri, "foaf:Person")
        self.words(iri, "foaf:name", person.name)
        self.words(iri, "ct:anchor", person.anchor, "vi")
        return iri

    def body(self, body: Organisation | None) -> str:
        """The IRI of an organisation, "" for none."""
        if body is None:
            return ""
        if (known := self._bodies.get(body)) is not None:
            return known
        iri = self.iris.organisation(body.name, body.scope, self.report)
        self._bodies[body] = iri
        self.is_a(iri, "org:Organization")
        main = self._labels.setdefault(iri, body.name)  # spellings of one key: the first leads
        self.words(iri, "skos:prefLabel" if main == body.name else "skos:altLabel", body.name, "vi")
        if body.kind and self._kinds.setdefault(iri, body.kind) == body.kind:  # one, the first
            self.link(iri, "org:classification", terms.organisation_kind(body.kind))
        if body.scope == "?":
            self.link(iri, "ct:scopedTo", self.report)
        else:
            self.words(iri, "ct:scope", body.scope, "vi")
        return iri

    def agent(self, agent: Agent | None) -> str:
        return self.person(agent) if isinstance(agent, Person) else self.body(agent)
