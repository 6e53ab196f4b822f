"""The directives that a body received: those whose addressee, as printed, is its name."""

from graph_api.facts import About
from graph_api.reading import rows, text, values
from graph_api.shown import sentence, things_in, value
from graph_api.things import labels
from graph_api.web.tables import Column, Row, Table

_MOST = 2_000  # addressees that are looked at
_SHOWN = 50
_COLUMNS = (
    ("number", Column("Số", "No.")),
    ("fact", Column("Nội dung chỉ đạo", "Directive")),
    ("issuer", Column("Người / cơ quan chỉ đạo", "Issued by")),
    ("addressee", Column("Giao cho", "Addressee")),
    ("meeting", Column("Cuộc họp", "Meeting")),
)
# A report that names a body in full goes on with the beginning of its name.
_QUERY = """SELECT DISTINCT * {{
  {{ SELECT * {{ {this} GRAPH ?report {{
    ?this skos:prefLabel ?name . ?fact a ct:Directive ; ct:addressee ?addressee
  }} }} LIMIT {most} }}
  FILTER(CONTAINS(LCASE(?addressee), LCASE(?name)) || STRSTARTS(LCASE(?name), LCASE(?addressee)))
  GRAPH ?report {{ ?fact ct:number ?number ; prov:wasQuotedFrom ?span .
    ?span nif:beginIndex ?start ; nif:endIndex ?end ; nif:referenceContext ?report }}
  OPTIONAL {{ GRAPH ?report {{ ?fact ct:issuedBy ?issuer }} }}
  OPTIONAL {{ GRAPH ?report {{ ?fact ct:issuedAt ?meeting }} }}
}} ORDER BY ?meeting STR(?report) ?start LIMIT {shown}"""


def received(about: About) -> Table:
    """What the body was told to do, in the reports that name it: no more than `_SHOWN` rows."""
    query = _QUERY.format(this=values("this", [about.iri]), most=_MOST, shown=_SHOWN + 1)
    found = rows(about.store, query)
    names = [name for name, _ in _COLUMNS]
    called = labels(about.store, about.addresses, things_in(about.addresses, found, names))
    return Table(
        title=Column("Được giao", "Directives received"),
        columns=tuple(column for _, column in _COLUMNS),
        rows=tuple(
            Row(
                tuple(value(row.get(name), name, called, about.addresses) for name in names),
                (sentence(row, about.addresses),),
                text(row, "fact"),
            )
            for row in found[:_SHOWN]
        ),
        truncated=len(found) > _SHOWN,
        anchor="received",
    )
