"""What a thing is (its kind) and what it is called (its label), asked of the store."""

from collections.abc import Iterable

from graph_api.address import Addresses
from graph_api.reading import Reading, number, rows, text, values
from ontology.terms import shorten

# The kinds by class; a thing of two classes (a meeting is a schema:Event too) has the first.
KINDS: dict[str, str] = {
    "foaf:Person": "person",
    "org:Organization": "organisation",
    "ct:Meeting": "meeting",
    "ct:Directive": "directive",
    "ct:Document": "document",
    "ct:Report": "report",
    "org:Membership": "post",
    "ct:Participation": "participation",
    "ct:Citation": "citation",
    "ct:Subordination": "subordination",
    "org:ChangeEvent": "renaming",
    "ct:Figure": "figure",
    "ct:Award": "award",
    "ct:Problem": "problem",
}

# Vietnamese and English, in one and in many.
NAMES: dict[str, tuple[str, str]] = {
    "person": ("Người", "Person"),
    "organisation": ("Tổ chức", "Organisation"),
    "meeting": ("Cuộc họp", "Meeting"),
    "directive": ("Chỉ đạo", "Directive"),
    "document": ("Văn bản", "Document"),
    "report": ("Báo cáo", "Report"),
    "post": ("Chức vụ", "Post held"),
    "participation": ("Tham gia", "Participation"),
    "citation": ("Trích dẫn", "Citation"),
    "subordination": ("Quan hệ trên dưới", "Subordination"),
    "renaming": ("Đổi tên", "Renaming"),
    "figure": ("Số liệu", "Figure"),
    "award": ("Khen thưởng", "Award"),
    "problem": ("Vấn đề", "Problem"),
    "thing": ("Đối tượng", "Thing"),
}

# In the order of choice: the label of a thing is the value of the first that it has.
_LABELS = (
    "foaf:name",
    "skos:prefLabel",
    "rdfs:label",
    "dcterms:title",
    "eli:title",
    "ct:text",
    "ct:indicator",
    "rdfs:comment",
    "dcterms:identifier",
)
_TITLE = _LABELS.index("dcterms:title")
FIRST_LABEL = {  # of most things the only one, by the first piece of their IRIs
    "person": "foaf:name",
    "org": "skos:prefLabel",
    "document": "rdfs:label",
    "meeting": "dcterms:title",
    "report": "dcterms:title",
    "directive": "ct:text",
}
# One lookup by key for each; with the properties in a VALUES all labels of the store are read.
_ANY_LABEL = " UNION ".join(
    f"{{ ?s {name} ?label BIND({place} AS ?rank) }}" for place, name in enumerate(_LABELS)
)
_LONG = 160  # a directive is labelled by its text: no more than this many code points of it


def kind_of(classes: Iterable[str]) -> str:
    """The kind of a thing by the IRIs of its classes; `thing` for what has none of ours."""
    short = {shorten(iri) for iri in classes}
    return next((kind for name, kind in KINDS.items() if name in short), "thing")


def kinds(store: Reading, things: Iterable[str]) -> dict[str, str]:
    """The kind of each IRI."""
    classes: dict[str, list[str]] = {iri: [] for iri in things}
    if not classes:
        return {}
    found = rows(store, f"SELECT ?s ?class {{ {values('s', classes)} ?s a ?class }}")
    for row in found:
        classes[text(row, "s")].append(text(row, "class"))
    return {iri: kind_of(of) for iri, of in classes.items()}


def labels(store: Reading, addresses: Addresses, things: Iterable[str]) -> dict[str, str]:
    """What each IRI is called; by its last piece where the store tells nothing.

    A report without a title is called by its first meeting, or else by its first line.
    """
    wanted = sorted(set(things))
    if not wanted:
        return {}
    best = _first_labels(store, addresses, wanted)
    others = [iri for iri in wanted if iri not in best]
    if others:
        select = f"SELECT ?s ?rank ?label {{ {values('s', others)} {_ANY_LABEL} }}"
        for row in rows(store, select):
            iri, label = text(row, "s"), (number(row, "rank"), text(row, "label"))
            best[iri] = min(best.get(iri, label), label)
    untitled = [
        iri for iri in wanted if addresses.is_report(iri) and best.get(iri, (-1, ""))[0] != _TITLE
    ]
    best.update((iri, (0, title)) for iri, title in untitled_names(store, untitled).items())
    return {iri: shortened(best[iri][1]) if iri in best else bare(iri) for iri in wanted}


def _first_labels(
    store: Reading, addresses: Addresses, things: Iterable[str]
) -> dict[str, tuple[int, str]]:
    """The label that things of a kind have, with its place in `_LABELS`, for those that have it."""
    by_kind: dict[str, list[str]] = {}
    for iri in things:
        piece = iri.removeprefix(addresses.base).partition("/")[0]
        if name := FIRST_LABEL.get(piece):
            by_kind.setdefault(name, []).append(iri)
    found: dict[str, tuple[int, str]] = {}
    for name, iris in by_kind.items():
        rank = _LABELS.index(name)
        for row in rows(store, f"SELECT ?s ?label {{ {values('s', iris)} ?s {name} ?label }}"):
            iri, label = text(row, "s"), (rank, text(row, "label"))
            found[iri] = min(found.get(iri, label), label)
    return found


def untitled_names(store: Reading, reports: Iterable[str]) -> dict[str, str]:
    """For reports that have no title: that of the first meeting, or the first line of the text."""
    reports = list(reports)
    if not reports:
        return {}
    found = rows(
        store,
        f"SELECT ?report ?title {{ {values('report', reports)} GRAPH ?report {{ "
        "?meeting a ct:Meeting ; dcterms:title ?title ; prov:wasQuotedFrom ?span . "
        "?span nif:beginIndex ?start } } ORDER BY DESC(?start) DESC(STR(?title))",
    )
    titles = {text(row, "report"): text(row, "title") for row in found}
    if without := [iri for iri in reports if iri not in titles]:
        found = rows(
            store,
            f"SELECT ?report ?title {{ {values('report', without)} ?report nif:isString ?text . "
            'BIND(STRBEFORE(CONCAT(?text, "\\n"), "\\n") AS ?title) }',
        )
        titles.update((text(row, "report"), line) for row in found if (line := text(row, "title")))
    return titles


def bare(iri: str) -> str:
    """The readable end of an IRI, for things without a label."""
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or iri


def shortened(label: str) -> str:
    """A label of one line and no more than 160 code points, cut at a word."""
    line = " ".join(label.split())
    if len(line) <= _LONG:
        return line
    return line[:_LONG].rpartition(" ")[0] + " …"
