"""What is told of a person, a body, a document and so on, and when: the tables of timelines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Telling:
    """One kind of entry.

    `found` finds each `?fact` that tells of `?this`, `dated` those with their `?date`, both within
    the graph of a report; a fact without a date of its own has that of its report. `things` and
    `words` are properties of a fact: what it joins, and what it says, by short names. `head` is the
    word that stands first in its label.
    """

    kind: str
    found: str
    dated: str = ""
    things: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    head: str = ""


_POST = (("rdfs:label", "role"), ("ct:status", "status"))
_DIRECTIVE = (("ct:text", "text"), ("ct:addressee", "addressee"), ("ct:number", "number"))
_FIGURE = (
    ("ct:indicator", "indicator"),
    ("ct:qualifier", "qualifier"),
    ("schema:value", "value"),
    ("schema:unitText", "unit"),
    ("ct:period", "period"),
)
_AWARD = (("rdfs:label", "award"), ("ct:recipient", "recipient"), ("ct:count", "count"))
_PART = (("ct:part", "part"),)
_MEETING = (("dcterms:title", "title"), ("schema:location", "place"))
_DOCUMENT = (("rdfs:label", "document"), ("eli:title", "title"))
_ENDS = ("cito:hasCitingEntity", "cito:hasCitedEntity")
_CITED = "?fact cito:hasCitedEntity ?this"


def _posts(found: str) -> Telling:
    dated = f"{found} ; ct:observedOn ?date"
    return Telling("post", found, dated, ("org:member", "org:organization"), _POST, "role")


def _directives(found: str) -> Telling:
    dated = f"{found} ; ct:issuedAt ?meeting . ?meeting schema:startDate ?date"
    things = ("ct:issuedBy", "ct:issuedAt")
    return Telling("directive", found, dated, things, _DIRECTIVE, "text")


def _takings_part(found: str) -> Telling:
    dated = f"{found} ; ct:meeting ?meeting . ?meeting schema:startDate ?date"
    things = ("ct:participant", "ct:meeting")
    return Telling("participation", found, dated, things, _PART, "part")


def _meetings(found: str) -> Telling:
    dated = f"{found} ; schema:startDate ?date"
    return Telling("meeting", found, dated, ("schema:organizer",), _MEETING, "title")


def _documents(found: str, dated: str = "") -> Telling:
    dated = dated or f"{found} ; eli:date_document ?date"
    things = ("eli:passed_by", "eli:based_on")
    return Telling("document", found, dated, things, _DOCUMENT, "document")


TELLINGS: dict[str, tuple[Telling, ...]] = {
    "person": (
        _posts("?fact org:member ?this"),
        _takings_part("?fact ct:participant ?this"),
        _directives("?fact ct:issuedBy ?this"),
        Telling(
            "award",
            "?fact ct:recipientPerson ?this",
            things=("ct:recipientPerson",),
            words=_AWARD,
            head="award",
        ),
    ),
    "organisation": (
        _posts("?fact org:organization ?this"),
        _meetings("?fact schema:organizer ?this"),
        _directives("?fact ct:issuedBy ?this"),
        _documents("?fact eli:passed_by ?this"),
        Telling(
            "renaming",
            "{ ?fact org:originalOrganization ?this } UNION "
            "{ ?fact org:resultingOrganization ?this }",
            things=("org:originalOrganization", "org:resultingOrganization"),
        ),
        Telling(
            "subordination",
            "{ ?fact ct:child ?this } UNION { ?fact ct:parent ?this }",
            things=("ct:child", "ct:parent"),
            words=(("ct:relation", "relation"),),
            head="relation",
        ),
        Telling(
            "figure",
            "?fact ct:aboutOrganisation ?this",
            things=("ct:aboutOrganisation",),
            words=_FIGURE,
            head="indicator",
        ),
    ),
    "document": (
        Telling("citation", _CITED, things=_ENDS),
        _documents("?fact eli:based_on ?this"),
        _documents(  # itself
            "?this a ct:Document . BIND(?this AS ?fact)",
            "?this eli:date_document ?date . BIND(?this AS ?fact)",
        ),
    ),
    "meeting": (
        _takings_part("?fact ct:meeting ?this"),
        _directives("?fact ct:issuedAt ?this"),
    ),
    "directive": (Telling("citation", "?fact cito:hasCitingEntity ?this", things=_ENDS),),
}
"""By the kind of the thing (`things.KINDS`)."""

KINDS: tuple[str, ...] = tuple(
    dict.fromkeys(telling.kind for tellings in TELLINGS.values() for telling in tellings)
)
