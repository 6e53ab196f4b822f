"""How terms and columns are said on a page: Vietnamese, with English beside it.

Our own terms are said as `ontology/model.ttl` and the tables do; here are those of others.
"""

from functools import cache

import pyoxigraph as ox

from ontology.skos import MODEL, concepts
from ontology.terms import expand, shorten

Both = tuple[str, str]
"""Vietnamese, English; the second is "" where nothing says it."""

_BORROWED: dict[str, Both] = {
    "foaf:name": ("Họ tên", "Name"),
    "skos:prefLabel": ("Tên", "Name"),
    "skos:altLabel": ("Tên khác", "Other name"),
    "rdfs:label": ("Tên gọi", "Label"),
    "rdfs:comment": ("Ghi chú", "Comment"),
    "org:classification": ("Loại tổ chức", "Kind of body"),
    "dcterms:title": ("Tên", "Title"),
    "dcterms:identifier": ("Mã báo cáo", "Report"),
    "dcterms:issued": ("Ngày đăng", "Published"),
    "dcterms:source": ("Nguồn", "Source"),
    "schema:startDate": ("Ngày", "Date"),
    "schema:organizer": ("Đơn vị tổ chức", "Organiser"),
    "schema:location": ("Địa điểm", "Place"),
    "eli:type_document": ("Loại văn bản", "Type of document"),
    "eli:id_local": ("Số hiệu", "Number"),
    "eli:title": ("Trích yếu", "Subject"),
    "eli:date_document": ("Ngày ban hành", "Date"),
    "eli:passed_by": ("Cơ quan ban hành", "Issuer"),
    "cito:hasCitingEntity": ("Nơi viện dẫn", "Citing"),
    "cito:hasCitedEntity": ("Văn bản được viện dẫn", "Cited"),
    "org:subOrganizationOf": ("Trực thuộc", "Sub-organisation of"),
    "org:unitOf": ("Đơn vị của", "Unit of"),
    "org:member": ("Người", "Person"),
    "org:organization": ("Tổ chức", "Organisation"),
    "org:role": ("Chức vụ", "Post"),
    "org:originalOrganization": ("Tên cũ", "Former name"),
    "org:resultingOrganization": ("Tên mới", "New name"),
    "schema:value": ("Giá trị", "Value"),
    "schema:unitText": ("Đơn vị", "Unit"),
}

_COLUMNS: dict[str, Both] = {
    "added": ("Cộng lại", "Sum"),
    "addressee": ("Giao cho", "Addressee"),
    "after": ("Tên mới", "New name"),
    "award": ("Hình thức", "Award"),
    "because": ("Vì", "Because"),
    "before": ("Tên cũ", "Former name"),
    "child": ("Cấp dưới", "Body below"),
    "citations": ("Số lần viện dẫn", "Citations"),
    "code": ("Mã", "Code"),
    "count": ("Số lượng", "Count"),
    "date": ("Ngày", "Date"),
    "directive": ("Chỉ đạo số", "Directive"),
    "document_date": ("Ngày văn bản", "Date of the document"),
    "document": ("Văn bản", "Document"),
    "ended": ("Đổi tên ngày", "Renamed by"),
    "end": ("Đến ký tự", "End"),
    "former_by": ("Đã thôi trước ngày", "Former by"),
    "indicator": ("Chỉ tiêu", "Indicator"),
    "inferred_from": ("Suy ra từ ngày", "Inferred from"),
    "inferred_until": ("Suy ra đến ngày", "Inferred until"),
    "issuer": ("Nơi ban hành, người chỉ đạo", "Issuer"),
    "meeting_date": ("Ngày họp", "Date of the meeting"),
    "meeting": ("Cuộc họp", "Meeting"),
    "message": ("Điều chưa rõ", "Message"),
    "name": ("Tên", "Name"),
    "number": ("Số", "Number"),
    "object": ("Đối tượng", "Object"),
    "observed_on": ("Ghi nhận ngày", "Observed on"),
    "ordinal": ("Lần thứ", "Ordinal"),
    "organisation": ("Tổ chức", "Organisation"),
    "organiser": ("Đơn vị tổ chức", "Organiser"),
    "other_date": ("Ngày kia", "Date of the other"),
    "other_meeting": ("Cuộc họp kia", "Other meeting"),
    "other_observed_on": ("Ghi nhận người kia", "Other observed on"),
    "other_part": ("Vai trò người kia", "Part of the other"),
    "other_place": ("Địa điểm kia", "Place of the other"),
    "other_quote": ("Câu nói về người kia", "Quote on the other"),
    "other_report": ("Báo cáo kia", "Other report"),
    "other_role": ("Chức vụ người kia", "Post of the other"),
    "other_status": ("Tình trạng người kia", "Status of the other"),
    "other": ("Người kia", "The other"),
    "parent": ("Cấp trên", "Body above"),
    "parts": ("Các phần", "Parts"),
    "part": ("Vai trò", "Part"),
    "period": ("Kỳ", "Period"),
    "person_observed_on": ("Ghi nhận ngày", "Observed on"),
    "person_part": ("Vai trò", "Part"),
    "person_role": ("Chức vụ", "Post"),
    "person": ("Người", "Person"),
    "place": ("Địa điểm", "Place"),
    "predicate": ("Quan hệ", "Predicate"),
    "qualifier": ("Mức", "Qualifier"),
    "quote": ("Nguyên văn", "Quote"),
    "recipient": ("Được khen thưởng", "Recipient"),
    "relation": ("Quan hệ", "Relation"),
    "reports": ("Số báo cáo", "Reports"),
    "report": ("Báo cáo", "Report"),
    "role": ("Chức vụ", "Post"),
    "source": ("Nguồn", "Source"),
    "start": ("Từ ký tự", "Start"),
    "stated": ("Được nêu", "Stated"),
    "status": ("Tình trạng", "Status"),
    "sure": ("Mức chắc chắn", "How sure"),
    "subject": ("Chủ thể", "Subject"),
    "target": ("Đến", "Target"),
    "text": ("Nội dung", "Text"),
    "title": ("Tên", "Title"),
    "type": ("Loại", "Type"),
    "unit": ("Đơn vị", "Unit"),
    "value": ("Giá trị", "Value"),
}

TAGS: dict[str, Both] = {
    "people": ("Người", "People"),
    "meetings": ("Cuộc họp", "Meetings"),
    "organisations": ("Tổ chức", "Organisations"),
    "directives": ("Chỉ đạo", "Directives"),
    "documents": ("Văn bản", "Documents"),
    "figures": ("Số liệu", "Figures"),
    "reports": ("Báo cáo", "Reports"),
    "contradictions": ("Mâu thuẫn", "Contradictions"),
    "graphs": ("Đồ thị", "Graphs"),
    "fixed": ("Tất cả, theo từng báo cáo", "All, report by report"),
}


def column(name: str) -> Both:
    """The name of a column of the catalogue for reading."""
    return _COLUMNS.get(name, (name, ""))


def said(iri: str) -> Both | None:
    """How a term of a vocabulary or a concept is said; None for what is neither."""
    return _terms().get(iri)


@cache
def _terms() -> dict[str, Both]:
    by_language: dict[str, dict[str, str]] = {}
    labels = {expand("rdfs:label"), expand("skos:prefLabel")}
    for triple in ox.parse(path=MODEL, format=ox.RdfFormat.TURTLE):
        if triple.predicate.value in labels and isinstance(triple.object, ox.Literal):
            of = by_language.setdefault(_iri(triple.subject), {})
            of[triple.object.language or ""] = triple.object.value
    found = {iri: (of.get("vi", shorten(iri)), of.get("en", "")) for iri, of in by_language.items()}
    found.update((concept.iri, (concept.vi, concept.en)) for concept in concepts())
    found.update((expand(name), both) for name, both in _BORROWED.items())
    return found


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
