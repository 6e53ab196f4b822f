"""Write what one report says as N-Quads: sorted, the same bytes for the same facts.

Pure text work: f-strings instead of RDF objects, which cost a hundred times more (bench/).
Terms are written as CURIEs in the code and expanded by `ontology.terms`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from loaders.cited import DocumentGraph
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
from ontology.literals import (
    date_literal,
    decimal_literal,
    is_a,
    link,
    say,
    term,
    typed,
    words,
)
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
        self._begun = [(m.span.start, m.span.end) for m, _ in self._meetings]

    def write(self) -> None:
        self.describe_report()
        x = self._x
        for participation in x.participations:
            self._participation(participation)
        for post in x.posts:
            self._post(post)
        for directive, number in self._directives:
            self._directive(directive, number)
        self.citations(x.citations, self._citing, self._day())
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
        date, kind, ordinal = meeting.date, meeting.kind, meeting.ordinal
        iri = self.iris.meeting(meeting.title, date, organiser, kind, self.report)
        if iri in self._minted:  # two of a kind on one day
            iri = self.iris.meeting(meeting.title, date, "", kind, self.report)
        self._minted.add(iri)
        self.about(
            iri,
            is_a("ct:Meeting"),
            is_a("schema:Event"),
            is_a("prov:Activity"),
            words("dcterms:title", meeting.title, "vi"),
            say("schema:startDate", date_literal(meeting.date) if meeting.date else ""),
            link("schema:organizer", organiser),
            words("schema:location", meeting.place, "vi"),
            say("ct:ordinal", "" if ordinal is None else typed(str(ordinal), "xsd:integer")),
            link("ct:meetingKind", terms.meeting_kind(meeting.kind) if meeting.kind else ""),
        )
        self.evidence(iri, meeting.span, meeting.rule)
        return iri

    def _at(self, span: Span) -> tuple[Meeting | None, str]:
        """The meeting that a statement is about: the last one named before it, or the first."""
        if not self._meetings:
            return None, ""
        last = max(0, bisect_right(self._begun, (span.start, span.end)) - 1)
        return self._meetings[bisect_left(self._begun, self._begun[last])]

    def _participation(self, fact: Participation) -> None:
        person, (_, meeting) = self.person(fact.person), self._at(fact.span)
        iri = self.iris.fact("participation", person, fact.part, meeting or self.report)
        part = terms.part(fact.part)
        self.about(
            iri,
            is_a("ct:Participation"),
            link("ct:participant", person),
            link("ct:meeting", meeting),
            link("ct:part", part),
        )
        self.about(part, words("skos:notation", fact.part))
        self.evidence(iri, fact.span, fact.rule)

    def _post(self, fact: PostHeld) -> None:
        person, body = self.person(fact.person), self.body(fact.organisation)
        iri = self.iris.fact("post", person, fact.role, body, fact.status)
        meeting, _ = self._at(fact.span)
        self.about(
            iri,
            is_a("org:Membership"),
            link("org:member", person),
            link("org:organization", body),
            link("org:role", terms.role(fact.role)),
            words("rdfs:label", fact.role, "vi"),
            words("ct:status", fact.status),
            say("ct:observedOn", date_literal(meeting.date) if meeting and meeting.date else ""),
        )
        self.evidence(iri, fact.span, fact.rule)

    # -- directives and documents --------------------------------------------------------------

    def _directive(self, fact: Directive, number: str) -> None:
        iri = self.iris.directive(self.report, number)
        self.about(
            iri,
            is_a("ct:Directive"),
            say("ct:number", typed(str(fact.number), "xsd:integer")),
            words("ct:text", fact.text, "vi"),
            words("ct:addressee", fact.addressee, "vi"),
            link("ct:issuedAt", self._at(fact.span)[1]),
            link("ct:issuedBy", self.agent(fact.issuer)),
        )
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

    def _day(self) -> str:
        """The day on which the report speaks, as far as it is known."""
        dates = [meeting.date for meeting, _ in self._meetings if meeting.date]
        published = self._x.report.published
        return max(dates) if dates else published.isoformat() if published else ""

    # -- bodies among themselves, figures, awards, problems ------------------------------------

    def _subordination(self, fact: Subordination) -> None:
        child, parent = self.body(fact.child), self.body(fact.parent)
        iri = self.iris.fact("subordination", child, parent, fact.relation)
        self.about(
            iri,
            is_a("ct:Subordination"),
            link("ct:child", child),
            link("ct:parent", parent),
            say("ct:relation", term(_RELATIONS[fact.relation])),
        )
        self.evidence(iri, fact.span, fact.rule)

    def _renaming(self, fact: Renaming) -> None:
        before, after = self.body(fact.before), self.body(fact.after)
        iri = self.iris.fact("renaming", before, after)
        self.about(
            iri,
            is_a("org:ChangeEvent"),
            link("org:originalOrganization", before),
            link("org:resultingOrganization", after),
        )
        self.evidence(iri, fact.span, fact.rule)

    def _figure(self, fact: Figure) -> None:
        value = decimal_literal(fact.value)
        said = (value, fact.unit, fact.indicator, fact.period, fact.qualifier)
        iri = self.iris.fact("figure", self.report, *said)
        meeting, _ = self._at(fact.span)
        self.about(
            iri,
            is_a("ct:Figure"),
            is_a("schema:QuantitativeValue"),
            say("schema:value", value),
            words("schema:unitText", fact.unit, "vi"),
            words("ct:indicator", fact.indicator, "vi"),
            words("ct:period", fact.period),
            words("ct:qualifier", fact.qualifier, "vi"),
            link("ct:aboutOrganisation", self.body(meeting.organiser if meeting else None)),
        )
        self.evidence(iri, fact.span, fact.rule)

    def _award(self, fact: Award) -> None:
        count = "" if fact.count is None else str(fact.count)
        iri = self.iris.fact("award", self.report, fact.award, fact.recipient, count)
        self.about(
            iri,
            is_a("ct:Award"),
            words("rdfs:label", fact.award, "vi"),
            words("ct:recipient", fact.recipient, "vi"),
            link("ct:recipientPerson", self.person(fact.person) if fact.person else ""),
            say("ct:count", typed(count, "xsd:integer") if count else ""),
        )
        self.evidence(iri, fact.span, fact.rule)

    def _problem(self, problem: Problem) -> None:
        span = problem.span
        where = f"{span.start},{span.end}" if span else ""
        iri = self.iris.fact("problem", self.report, problem.code, problem.message, where)
        self.about(
            iri,
            is_a("ct:Problem"),
            words("ct:code", problem.code),
            words("rdfs:comment", problem.message, "vi"),
            link("ct:statedIn", self.report),
        )
        if span:
            self.evidence(iri, span)


def _numbered(directives: Iterable[Directive]) -> list[tuple[Directive, str]]:
    """Each directive with the end of its IRI: its number, and `1-2` for the second list's 1."""
    seen: Counter[int] = Counter()
    numbered = []
    for directive in sorted(directives, key=lambda d: d.span):
        seen[directive.number] += 1
        again = f"-{seen[directive.number]}" if seen[directive.number] > 1 else ""
        numbered.append((directive, f"{directive.number}{again}"))
    return numbered
