"""Which of the posts that a report tells of one person are one post."""

import pytest

from loaders.find.posts_once import told_once
from tests.loaders.pipeline import read


def test_a_word_of_union_and_school_is_said_once() -> None:
    title = "Trường THPT Mây Thượng tổ chức Hội nghị sơ kết công tác"
    (post,) = read("Ông Lò Văn Mây, Bí thư Đoàn trường dự.", title).posts[0]
    assert post.organisation.name == "Đoàn Trường THPT Mây Thượng"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        # a title alone is the post that is told in full elsewhere
        (
            "Ông Lò Văn Mây, Bí thư Huyện ủy Sông Lam dự. Bí thư Lò Văn Mây phát biểu.",
            [("Huyện ủy Sông Lam", "current")],
        ),
        # a short name of the body
        (
            "Ông Lò Văn Mây, Chủ tịch Hội Nho Hải Vân dự. Chủ tịch Hội Nho Lò Văn Mây nói.",
            [("Hội Nho Hải Vân", "current"), ("Hội Nho Hải Vân", "current")],
        ),
        # … which might be that of two
        (
            "Ông Lò Văn Mây, Chủ tịch Hội Nho Mai, Chủ tịch Hội Nho Lê, Chủ tịch Hội Nho dự.",
            [
                ("Hội Nho Mai", "current"),
                ("Hội Nho Lê", "current"),
                ("Hội Nho", "current"),
            ],
        ),
        # who held it once may still be called so
        (
            "Ông Lò Văn Mây, nguyên Giám đốc Sở Nội vụ dự. Giám đốc Sở Nội vụ Lò Văn Mây nói.",
            [("Sở Nội vụ", "former")],
        ),
        # who is elected anew held it before
        (
            "Giám đốc Sở Y tế Lò Văn Mây dự. Ông Mây được bổ nhiệm giữ chức Giám đốc Sở Y tế.",
            [("Sở Y tế", "current"), ("Sở Y tế", "appointed")],
        ),
    ],
)
def test_told_once(text: str, held: list[tuple[str, str]]) -> None:
    posts = told_once(read(text).posts[0])
    assert [(post.organisation.name, post.status.value) for post in posts] == held
