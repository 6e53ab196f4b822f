"""The graph of one report as it is written: its lines, its evidence, its people and bodies."""

from loaders.model import Agent, Organisation, Person, Report, Span
from ontology import terms
from ontology.literals import date_literal, is_a, link, literal, say, term, words
from ontology.terms import Iris

_A_RANGE = is_a("nif:OffsetBasedString")
_BEGIN, _END = term("nif:beginIndex"), term("nif:endIndex")
_WORDS = term("nif:anchorOf")
_QUOTED = term("prov:wasQuotedFrom")
_RULE = term("ct:rule")
_INTEGER = term("xsd:integer")


class Graph:
    """The triples of one report, gathered in N-Quads.

    `report` is the report's IRI and the graph's name. Methods that describe a thing return its
    IRI; describing it again adds nothing.
    """

    def __init__(self, report: Report, iris: Iris) -> None:
        self.source = report
        self.iris = iris
        self.report = iris.report(report.name)
        self._end = f" <{self.report}> .\n"
        self._said: dict[str, set[str]] = {}  # by subject
        self._spans: dict[str, str] = {}  # by subject as it is written: its quads, sorted
        self._context = link("nif:referenceContext", self.report)
        self._stated = link("ct:statedIn", self.report)
        self._scoped = link("ct:scopedTo", self.report)
        self._people: dict[Person, str] = {}
        self._bodies: dict[Organisation, str] = {}
        self._labels: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    def text(self) -> str:
        """All quads, one a line, sorted by code points."""
        written, graph = dict(self._spans), self._end
        for iri, said in self._said.items():
            subject = f"<{iri}> "
            written[subject] = f"{subject}{f'{graph}{subject}'.join(sorted(said))}{graph}"
        return "".join([written[subject] for subject in sorted(written)])

    def about(self, subject: str, *said: str) -> None:
        """What is said of a thing: predicate and object in N-Quads, "" for nothing."""
        known = self._said.get(subject)
        if known is None:
            known = self._said[subject] = set(said)
        else:
            known.update(said)
        known.discard("")

    # -- the report and its evidence -----------------------------------------------------------

    def describe_report(self) -> None:
        report = self.source
        published = report.published
        self.about(
            self.report,
            is_a("ct:Report"),
            is_a("foaf:Document"),
            is_a("prov:Entity"),
            is_a("nif:Context"),
            words("dcterms:identifier", report.name),
            words("dcterms:title", report.title, "vi"),
            words("dcterms:source", report.source),
            say("dcterms:issued", date_literal(published.isoformat()) if published else ""),
            say("nif:isString", literal(report.text)),
            words("ct:checksum", terms.checksum(report.text)),
        )

    def evidence(self, fact: str, span: Span, rule: str = "") -> None:
        """Ties a fact, described before, to the words that say it and the rule that found it."""
        start, end = span.start, span.end
        iri = self.iris.span(self.report, start, end)
        subject = f"<{iri}> "
        if subject not in self._spans:
            self._spans[subject] = self._range(subject, start, end)
        self._said[fact].update((f"{_QUOTED} <{iri}>", self._stated))
        if rule:
            self._said[fact].add(f"{_RULE} {literal(rule)}")

    def _range(self, subject: str, start: int, end: int) -> str:
        """The quads of a range of the text, sorted: of each predicate there is one."""
        graph = self._end
        return (
            f"{subject}{_WORDS} {literal(self.source.text[start:end])}{graph}"
            f'{subject}{_BEGIN} "{start}"^^{_INTEGER}{graph}'
            f'{subject}{_END} "{end}"^^{_INTEGER}{graph}'
            f"{subject}{self._context}{graph}"
            f"{subject}{_A_RANGE}{graph}"
        )

    # -- people and bodies ---------------------------------------------------------------------

    def person(self, person: Person) -> str:
        known = self._people.get(person)
        if known is None:
            known = self._people[person] = self.iris.person(person.name, person.anchor)
            self.about(
                known,
                is_a("foaf:Person"),
                words("foaf:name", person.name),
                words("ct:anchor", person.anchor, "vi"),
            )
        return known

    def body(self, body: Organisation | None) -> str:
        """The IRI of an organisation, "" for none."""
        if body is None:
            return ""
        known = self._bodies.get(body)
        if known is None:
            known = self._bodies[body] = self.iris.organisation(body.name, body.scope, self.report)
            self._describe_body(known, body)
        return known

    def _describe_body(self, iri: str, body: Organisation) -> None:
        main = self._labels.setdefault(iri, body.name)  # spellings of one key: the first leads
        kind = self._kinds.setdefault(iri, body.kind) if body.kind else ""  # one, the first
        self.about(
            iri,
            is_a("org:Organization"),
            words("skos:prefLabel" if main == body.name else "skos:altLabel", body.name, "vi"),
            link("org:classification", terms.organisation_kind(kind) if kind else ""),
            self._scoped if body.scope == "?" else words("ct:scope", body.scope, "vi"),
        )

    def agent(self, agent: Agent | None) -> str:
        return self.person(agent) if isinstance(agent, Person) else self.body(agent)
