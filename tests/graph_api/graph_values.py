"""Graphs of invented things, for what writes and places them."""

from graph_api.address import Addresses
from graph_api.graph.model import Edge, Graph, Node, Span
from ontology.terms import Iris

IRIS = Iris()
PLACE = Addresses(IRIS.base)
REPORT = IRIS.report("giao-ban-2031")
INSTITUTE, OFFICE, TEAM = (f"{IRIS.base}org/{name}" for name in ("vien", "phong", "to"))

HOSTILE = (
    'Phòng "Kế hoạch"',
    "Phòng\nKế\r\nhoạch",
    "<script>alert(1)</script> & Cờ",
    "\u202eđảo\u202c \u200fngược",
    "rỗng\x00giữa\x07\x1b\ufffe",
    "cuối \\",
    r"\N \G \" ]] --> n1",
    "=1+1",
    '"]; click n0 href "javascript:alert(1)"',
    "%% { } | # ; `mã`",
    "",
    "\ud800 nửa",
)


def edge(source: str, target: str, kind: str = "subordination", **more: object) -> Edge:
    return Edge(source, target, kind, str(more.pop("label", "thuộc")), **more)  # type: ignore[arg-type]


def body(iri: str, label: str, **more: object) -> Node:
    return Node(iri, "organisation", label, **more)  # type: ignore[arg-type]


BODIES = Graph(
    (
        body(INSTITUTE, "Viện Sao Mai", said={"heads": "Lò Văn Mây, Viện trưởng"}),
        body(OFFICE, "Phòng Thử nghiệm", step=1, evidence=(Span(REPORT, 10, 20),)),
        body(TEAM, "Tổ Đo", step=2, date="2031-07"),
    ),
    (
        edge(
            OFFICE, INSTITUTE,
            first="2031-07-15", last="2032", said={"predicate": "org:unitOf"},
            evidence=(Span(REPORT, 10, 20), Span(REPORT, 30, 44)),
        ),
        edge(TEAM, OFFICE),
        edge(TEAM, OFFICE, kind="met", label="cùng họp", weight=3),
    ),
    truncated=True,
    rest="/graph/hierarchy?id=org/vien&limit=400",
    notes=("Một vòng · A loop",),
)  # fmt: skip


def called(label: str) -> Graph:
    """A body of that name under the institute, by an edge of the same words."""
    return Graph(
        (body(INSTITUTE, "Viện Sao Mai"), body(OFFICE, label)),
        (edge(OFFICE, INSTITUTE, label=label, said={"note": label}),),
    )
