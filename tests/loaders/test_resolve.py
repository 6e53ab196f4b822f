"""From mentions to facts: each once, each person by one name and one anchor."""

from collections.abc import Sequence

import pytest

from loaders.find.acts import Act
from loaders.find.directives import Instruction
from loaders.model import Extraction, Organisation, Part, Person, Report, Span, Status
from loaders.resolve import named, persons_of, resolve
from tests.loaders.pipeline import read

MAY, SUOI = "Lò Văn Mây", "Cù Thị Suối"
VIEN = "Viện Cơ khí Sông Thử"
PERSONS = {name: Person(name, VIEN) for name in (MAY, SUOI)}


def act(name: str, part: Part, rule: str = "act:phat_bieu", start: int = 0) -> Act:
    return Act(name, part, Span(start, start + 10), rule, start, start + 10)


def order(issuer: str | Organisation | None, number: int = 1) -> Instruction:
    return Instruction(number, issuer, "các phòng", "rà soát hồ sơ", Span(0, 10), "list:yeu_cau")


def resolved(acts: Sequence[Act] = (), orders: Sequence[Instruction] = ()) -> Extraction:
    return resolve(
        Report("r", "x" * 2000),
        PERSONS,
        meetings=(),
        acts=acts,
        posts=(),
        directives=orders,
        citations=(),
        hierarchy=(),
        renamings=(),
        figures=(),
        awards=(),
        problems=(),
    )


NOI = "act:noi"  # `nhấn mạnh`, `cho biết`: goes on with what was begun


@pytest.mark.parametrize(
    ("acts", "parts"),
    [
        # who speaks, speaks
        ([act(MAY, Part.SPEAK)], [(MAY, Part.SPEAK)]),
        # each person and part once
        ([act(MAY, Part.SPEAK), act(MAY, Part.SPEAK, start=50)], [(MAY, Part.SPEAK)]),
        # who directs or concludes does so by speaking
        ([act(MAY, Part.DIRECT), act(MAY, Part.SPEAK)], [(MAY, Part.DIRECT)]),
        ([act(MAY, Part.SPEAK), act(MAY, Part.CONCLUDE)], [(MAY, Part.CONCLUDE)]),
        # what another does is no reason
        (
            [act(SUOI, Part.CONCLUDE), act(MAY, Part.SPEAK)],
            [(SUOI, Part.CONCLUDE), (MAY, Part.SPEAK)],
        ),
        # the opening speech goes on
        ([act(MAY, Part.OPEN), act(MAY, Part.SPEAK, NOI)], [(MAY, Part.OPEN)]),
        # another speech is another part
        ([act(MAY, Part.OPEN), act(MAY, Part.SPEAK)], [(MAY, Part.OPEN), (MAY, Part.SPEAK)]),
        # what is said in a report is the report
        ([act(MAY, Part.REPORT), act(MAY, Part.SPEAK, NOI, start=100)], [(MAY, Part.REPORT)]),
        # far from it, it is not
        (
            [act(MAY, Part.REPORT), act(MAY, Part.SPEAK, NOI, start=900)],
            [(MAY, Part.REPORT), (MAY, Part.SPEAK)],
        ),
        # other parts stand side by side
        ([act(MAY, Part.CHAIR), act(MAY, Part.OPEN)], [(MAY, Part.CHAIR), (MAY, Part.OPEN)]),
    ],
)
def test_parts(acts: list[Act], parts: list[tuple[str, Part]]) -> None:
    found = resolved(acts).participations
    assert [(one.person.name, one.part) for one in found] == parts


@pytest.mark.parametrize(
    ("issuer", "part"),
    [
        (MAY, Part.DIRECT),  # who speaks and orders, directs
        (SUOI, Part.SPEAK),  # another gave the order
        (Organisation(VIEN, "vien"), Part.SPEAK),  # the body did
    ],
)
def test_who_orders_directs(issuer: str | Organisation, part: Part) -> None:
    found = resolved([act(MAY, Part.SPEAK)], [order(issuer)])
    assert [one.part for one in found.participations] == [part]


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        (MAY, PERSONS[MAY]),
        (Organisation(VIEN, "vien"), Organisation(VIEN, "vien")),
        (None, None),
        ("Ai Đó", None),  # nobody whom the report names
    ],
)
def test_the_issuer_of_a_directive(
    issuer: str | Organisation | None, expected: Person | Organisation | None
) -> None:
    (one,) = resolved(orders=[order(issuer)]).directives
    assert one.issuer == expected


def persons(text: str) -> dict[str, Person]:
    found = read(text)
    return persons_of(found.posts[0], found.actors, found.organisations)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        # the body of the post
        ("Ông Lò Văn Mây, Giám đốc Sở Nội vụ dự.", "Sở Nội vụ"),
        # without the committees around it
        ("Ông Lò Văn Mây, Bí thư Đảng ủy Sở Nội vụ dự.", "Sở Nội vụ"),
        # a post outside the Party first
        ("Ông Lò Văn Mây, Giám đốc Sở Nội vụ, Bí thư Huyện ủy Sông Lam dự.", "Sở Nội vụ"),
        # a post held now before a former one
        ("Ông Lò Văn Mây, Giám đốc Sở Nội vụ, nguyên Giám đốc Sở Y tế dự.", "Sở Nội vụ"),
        # the last of two alike
        ("Ông Lò Văn Mây, Giám đốc Sở Nội vụ, Giám đốc Sở Y tế dự.", "Sở Y tế"),
        # without a post the host
        ("Ông Lò Văn Mây dự.", VIEN),
    ],
)
def test_what_tells_namesakes_apart(text: str, anchor: str) -> None:
    assert persons(text) == {MAY: Person(MAY, anchor)}


def test_persons_where_the_text_names_them() -> None:
    found = read("Ông Lò Văn Mây, Viện trưởng mở đầu. Bà Cù Thị Suối đáp. Viện trưởng về.")
    text = found.document.text
    spots = named(found.actors, persons_of(found.posts[0], found.actors, found.organisations))
    assert [(text[spot.start : spot.end], spot.person.name) for spot in spots] == [
        (MAY, MAY),
        (SUOI, SUOI),
    ]


def test_posts_of_a_person_once_for_each_status() -> None:
    found = read("Ông Lò Văn Mây, Viện trưởng nghe. Ông Lò Văn Mây, Viện trưởng về.")
    posts = found.posts[0]
    whole = resolve(
        found.report,
        persons_of(posts, found.actors, found.organisations),
        meetings=(),
        acts=(),
        posts=posts,
        directives=(),
        citations=(),
        hierarchy=(),
        renamings=(),
        figures=(),
        awards=(),
        problems=(),
    )
    assert len(posts) == 2
    assert [(held.role, held.status) for held in whole.posts] == [("Viện trưởng", Status.CURRENT)]
