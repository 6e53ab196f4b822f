"""Write what one report says as N-Quads: sorted, the same bytes for the same facts.

Pure text work: f-strings instead of RDF objects, which cost a hundred times more (bench/).
Terms are written as CURIEs in the code and expanded by `ontology.terms`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from loaders.cited import DocumentGraph, dated
from loaders.model import (
    Award,
    Citation,
    Directive,
    Extraction,
    Figure,
    Meeting,
    Participation,
    PostHeld,
    Problem,
    Relation,
    Renaming,
    Span,
    Subordination,
)
from ontology import terms
from ontology.literals import date_literal, decimal_literal, term, typed
from ontology.terms import Iris

_RELATIONS = {
    Relation.COMMITTEE_OF: "ct:committeeOf",
    Relation.PARTY_ORGANISATION_OF: "ct:partyOrganisationOf",
    Relation.SUBORDINATE_TO: "org:subOrganizationOf",
    Relation.UNIT_OF: "org:unitOf",
}


def nquads(extraction: Extraction, base: str = terms.BASE) -> str:
    """The graph of one report, one quad a line, sorted, named by the report's IRI.

    `base` ends in `/`. Raises `ValueError` for a report without a name.
    """
    writer = _Writer(extraction, Iris(base))
    writer.write()
    return writer.text()


class _Writer(DocumentGraph):
    """Adds a report's facts to its graph; a method a kind of fact."""

    def __init__(self, extraction: Extraction, iris: Iris) -> None:
        super().__init__(extraction.report, iris)
        self._x = extraction
        self._directives: list[tuple[Directive, str]] = _numbered(extraction.directives)
        self._by_number: dict[int, list[tuple[Directive, str]]] = {}
        for directive, number in self._directives:
            self._by_number.setdefault(directive.number, []).append((directive, number))
        self._meetings: list[tuple[Meeting, str]] = []
        self._minted: set[str] = set()  # the IRIs of the meetings so far
        for meeting in sorted(extraction.meetings, key=lambda m: m.span):
            self._meetings.append((meeting, self._meeting(meeting)))
        self._begun = [meeting.span for meeting, _ in self._meetings]

    def write(self) -> None:
        self.describe_report()
        x = self._x
        for participation in x.participations:
            self._participation(participation)
        for post in x.posts:
            self._post(post)
        for directive, number in self._directives:
            self._directive(directive, number)
        self._citations(x.citations)
        for subordination in x.hierarchy:
            self._subordination(subordination)
        for renaming in x.renamings:
            self._renaming(renaming)
        for figure in x.figures:
            self._figure(figure)
        for award in x.awards:
            self._award(award)
        for problem in x.problems:
            self._problem(problem)

    # -- meetings ------------------------------------------------------------------------------

    def _meeting(self, meeting: Meeting) -> str:
        organiser = self.body(meeting.organiser)
        date, kind = meeting.date, meeting.kind
        iri = self.iris.meeting(meeting.title, date, organiser, kind, self.report)
        if iri in self._minted:  # two of a kind on one day
            iri = self.iris.meeting(meeting.title, date, "", kind, self.report)
        self._minted.add(iri)
        self.is_a(iri, "ct:Meeting", "schema:Event", "prov:Activity")
        self.words(iri, "dcterms:title", meeting.title, "vi")
        if meeting.date:
            self.say(iri, "schema:startDate", date_literal(meeting.date))
        self.link(iri, "schema:organizer", organiser)
        self.words(iri, "schema:location", meeting.place, "vi")
        if meeting.ordinal is not None:
            self.say(iri, "ct:ordinal", typed(str(meeting.ordinal), "xsd:integer"))
        if meeting.kind:
            self.link(iri, "ct:meetingKind", terms.meeting_kind(meeting.kind))
        self.evidence(iri, meeting.span, meeting.rule)
        return iri

    def _at(self, span: Span) -> tuple[Meeting | None, str]:
        """The meeting that a statement is about: the last one named before it, or the first."""
        if not self._meetings:
            return None, ""
        last = max(0, bisect_right(self._begun, span) - 1)
        return self._meetings[bisect_left(self._begun, self._begun[last])]

    def _participation(self, fact: Participation) -> None:
        person, (_, meeting) = self.person(fact.person), self._at(fact.span)
        iri = self.iris.fact("participation", person, fact.part, meeting or self.report)
        part = terms.part(fact.part)
        self.is_a(iri, "ct:Participation")
        self.link(iri, "ct:participant", person)
        self.link(iri, "ct:meeting", meeting)
        self.link(iri, "ct:part", part)
        self.words(part, "skos:notation", fact.part)
        self.evidence(iri, fact.span, fact.rule)

    def _post(self, fact: PostHeld) -> None:
        person, body = self.person(fact.person), self.body(fact.organisation)
        iri = self.iris.fact("post", person, fact.role, body, fact.status)
        self.is_a(iri, "org:Membership")
        self.link(iri, "org:member", person)
        self.link(iri, "org:organization", body)
        self.link(iri, "org:role", terms.role(fact.role))
        self.words(iri, "rdfs:label", fact.role, "vi")
        self.words(iri, "ct:status", fact.status)
        meeting, _ = self._at(fact.span)
        if meeting and meeting.date:
            self.say(iri, "ct:observedOn", date_literal(meeting.date))
        self.evidence(iri, fact.span, fact.rule)

    # -- directives and documents --------------------------------------------------------------

    def _directive(self, fact: Directive, number: str) -> None:
        iri = self.iris.directive(self.report, number)
        self.is_a(iri, "ct:Directive")
        self.say(iri, "ct:number", typed(str(fact.number), "xsd:integer"))
        self.words(iri, "ct:text", fact.text, "vi")
        self.words(iri, "ct:addressee", fact.addressee, "vi")
        self.link(iri, "ct:issuedAt", self._at(fact.span)[1])
        self.link(iri, "ct:issuedBy", self.agent(fact.issuer))
        self.evidence(iri, fact.span, fact.rule)

    def _citing(self, citation: Citation) -> str:
        """What cites: the directive of that number, of two the one around the citation."""
        if citation.directive is None:
            return self.report
        same = self._by_number.get(citation.directive, [])
        around = bisect_right(same, citation.span.start, key=lambda one: one[0].span.start) - 1
        if around >= 0 and citation.span.start < same[around][0].span.end:
            return self.iris.directive(self.report, same[around][1])
        return self.iris.directive(self.report, same[0][1]) if same else self.report

    def _citations(self, citations: Iterable[Citation]) -> None:
        """One node for each pair of what cites and what is cited, however often it is said."""
        citations = sorted(citations, key=lambda c: (c.span, c.number, c.name))
        fuller, day = dated(citations), self._day()
        groups: dict[tuple[str, str], list[Citation]] = {}
        documents: dict[tuple[str, str], str] = {}
        for fact in citations:
            citing = self._citing(fact)
            document = "" if fact.generic else self.document(fact, fuller, day)
            group = citing, document or f"{fact.type} {fact.name}"
            groups.setdefault(group, []).append(fact)
            documents[group] = document
        for group, facts in groups.items():
            self._citation(group, documents[group], facts)

    def _citation(self, group: tuple[str, str], document: str, facts: list[Citation]) -> None:
        """What the report prints of the document: of each property the first that is given."""
        iri = self.iris.fact("citation", self.report, *group)
        self.is_a(iri, "ct:Citation", "cito:Citation")
        self.link(iri, "cito:hasCitingEntity", group[0])
        self.link(iri, "cito:hasCitedEntity", document)
        self.words(iri, "ct:documentType", facts[0].type, "vi")
        self.words(iri, "ct:documentNumber", next((f.number for f in facts if f.number), ""))
        self.words(iri, "ct:documentName", next((f.name for f in facts if f.name), ""), "vi")
        self.words(iri, "ct:documentTitle", next((f.title for f in facts if f.title), ""), "vi")
        if date := next((f.date for f in facts if f.date), ""):
            self.say(iri, "ct:documentDate", date_literal(date))
        issuer = next((f.issuer for f in facts if f.issuer), None)
        self.link(iri, "ct:documentIssuer", self.body(issuer))
        if facts[0].generic:
            self.say(iri, "ct:generic", typed("true", "xsd:boolean"))
        for fact in facts:
            self.evidence(iri, fact.span, fact.rule)

    def _day(self) -> str:
        """The day on which the report speaks, as far as it is known."""
        dates = [meeting.date for meeting, _ in self._meetings if meeting.date]
        published = self._x.report.published
        return max(dates) if dates else published.isoformat() if published else ""

    # -- bodies among themselves, figures, awards, problems ------------------------------------

    def _subordination(self, fact: Subordination) -> None:
        child, parent = self.body(fact.child), self.body(fact.parent)
        iri = self.iris.fact("subordination", child, parent, fact.relation)
        self.is_a(iri, "ct:Subordination")
        self.link(iri, "ct:child", child)
        self.link(iri, "ct:parent", parent)
        self.say(iri, "ct:relation", term(_RELATIONS[fact.relation]))
        self.evidence(iri, fact.span, fact.rule)

    def _renaming(self, fact: Renaming) -> None:
        before, after = self.body(fact.before), self.body(fact.after)
        iri = self.iris.fact("renaming", before, after)
        self.is_a(iri, "org:ChangeEvent")
        self.link(iri, "org:originalOrganization", before)
        self.link(iri, "org:resultingOrganization", after)
        self.evidence(iri, fact.span, fact.rule)

    def _figure(self, fact: Figure) -> None:
        value = decimal_literal(fact.value)
        said = (value, fact.unit, fact.indicator, fact.period, fact.qualifier)
        iri = self.iris.fact("figure", self.report, *said)
        self.is_a(iri, "ct:Figure", "schema:QuantitativeValue")
        self.say(iri, "schema:value", value)
        self.words(iri, "schema:unitText", fact.unit, "vi")
        self.words(iri, "ct:indicator", fact.indicator, "vi")
        self.words(iri, "ct:period", fact.period)
        self.words(iri, "ct:qualifier", fact.qualifier, "vi")
        meeting, _ = self._at(fact.span)
        self.link(iri, "ct:aboutOrganisation", self.body(meeting.organiser if meeting else None))
        self.evidence(iri, fact.span, fact.rule)

    def _award(self, fact: Award) -> None:
        count = "" if fact.count is None else str(fact.count)
        iri = self.iris.fact("award", self.report, fact.award, fact.recipient, count)
        self.is_a(iri, "ct:Award")
        self.words(iri, "rdfs:label", fact.award, "vi")
        self.words(iri, "ct:recipient", fact.recipient, "vi")
        if fact.person:
            self.link(iri, "ct:recipientPerson", self.person(fact.person))
        if count:
            self.say(iri, "ct:count", typed(count, "xsd:integer"))
        self.evidence(iri, fact.span, fact.rule)

    def _problem(self, problem: Problem) -> None:
        span = problem.span
        where = f"{span.start},{span.end}" if span else ""
        iri = self.iris.fact("problem", self.report, problem.code, problem.message, where)
        self.is_a(iri, "ct:Problem")
        self.words(iri, "ct:code", problem.code)
        self.words(iri, "rdfs:comment", problem.message, "vi")
        if span:
            self.evidence(iri, span)
        self.link(iri, "ct:statedIn", self.report)


def _numbered(directives: Iterable[Directive]) -> list[tuple[Directive, str]]:
    """Each directive with the end of its IRI: its number, and `1-2` for the second list's 1."""
    seen: Counter[int] = Counter()
    numbered = []
    for directive in sorted(directives, key=lambda d: d.span):
        seen[directive.number] += 1
        again = f"-{seen[directive.number]}" if seen[directive.number] > 1 else ""
        numbered.append((directive, f"{directive.number}{again}"))
    return numbered
