"""A table of the facts of a thing: what it shows, and how it is asked.

A row is one fact as one report states it: all patterns are asked within the graph of each report.
`?this` is the thing, `?fact` the node that carries the evidence. Columns are variables with their
names in Vietnamese and English.
"""

import re
from dataclasses import dataclass

Names = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One table.

    `found` finds each `?fact` by `?this` (on the page of a report: by its class), and `order` the
    `?by` that it is listed by, where it has one: both are asked of all facts of a thing, however
    many, so they look up by key. `required` and `optional` are asked of those that are shown, a
    triple each. `made` are columns that are the first of other variables with a value.
    """

    anchor: str
    title: Names
    columns: tuple[tuple[str, Names], ...]
    found: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    made: tuple[tuple[str, tuple[str, ...]], ...] = ()
    order: str = ""

    @property
    def leads(self) -> list[str]:
        """The properties that lead to the thing: without any of them there is no such fact."""
        return re.findall(r"(\S+) \?this", self.found)


PERSON = ("person", ("Người", "Person"))
ROLE = ("role", ("Chức vụ", "Post"))
BODY = ("organisation", ("Tổ chức", "Organisation"))
STATUS = ("status", ("Tình trạng", "Status"))
SEEN = ("observed", ("Vào ngày", "As of"))
PART = ("part", ("Vai trò", "Part"))
MEETING = ("meeting", ("Cuộc họp", "Meeting"))
DATE = ("date", ("Ngày", "Date"))
NUMBER = ("number", ("Số", "No."))
DIRECTIVE = ("directive", ("Nội dung chỉ đạo", "Directive"))
ADDRESSEE = ("addressee", ("Giao cho", "Addressee"))
ISSUER = ("issuer", ("Người / cơ quan chỉ đạo", "Issued by"))
DOCUMENT = ("document", ("Văn bản", "Document"))
CITING = ("citing", ("Được viện dẫn trong", "Cited in"))
CHILD = ("child", ("Cấp dưới", "Body below"))
PARENT = ("parent", ("Cấp trên", "Body above"))
RELATION = ("relation", ("Quan hệ", "Relation"))
INDICATOR = ("indicator", ("Chỉ tiêu", "Indicator"))
QUALIFIER = ("qualifier", ("Mức", "Qualifier"))
VALUE = ("value", ("Giá trị", "Value"))
UNIT = ("unit", ("Đơn vị", "Unit"))
PERIOD = ("period", ("Kỳ", "Period"))
AWARD = ("award", ("Hình thức", "Award"))
RECIPIENT = ("recipient", ("Được khen thưởng", "Recipient"))
COUNT = ("count", ("Số lượng", "Count"))
BEFORE = ("before", ("Tên cũ", "Former name"))
AFTER = ("after", ("Tên mới", "New name"))
