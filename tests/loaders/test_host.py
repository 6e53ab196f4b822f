"""Who holds the meeting, and whose report it is."""

import pytest

from tests.loaders.pipeline import read


@pytest.mark.parametrize(
    ("title", "body", "organiser", "host"),
    [
        # the subject of `tổ chức` in the first sentences
        (
            "Tin về công tác Đảng trong tháng qua",
            "Ngày 15/7/2031, Đảng ủy Viện Cơ khí Sông Thử tổ chức Hội nghị.",
            "Đảng ủy Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # … or in the title
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết",
            "Trời mưa to.",
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # other verbs hold meetings too
        (
            "Tin về công tác Đảng trong tháng qua",
            "Huyện ủy Sông Lam họp phiên thường kỳ.",
            "Huyện ủy Sông Lam",
            "Huyện ủy Sông Lam",
        ),
        # the first of those who hold it together
        (
            "Tin về công tác cán bộ trong tháng qua",
            "Viện Cơ khí Sông Thử phối hợp với Viện Địa chất Hải Vân tổ chức Hội thảo.",
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # `tổ chức lại` holds nothing; the first name of the title tells whose report it is
        (
            "Viện Cơ khí Sông Thử bước vào năm mới",
            "Viện Địa chất Hải Vân tổ chức lại bộ máy.",
            None,
            "Viện Cơ khí Sông Thử",
        ),
        # whose meeting it is by its name
        (
            "Tin về công tác Đảng trong tháng qua",
            "Sáng nay đã diễn ra cuộc họp của Ban Thường vụ Huyện ủy Sông Lam.",
            "Ban Thường vụ Huyện ủy Sông Lam",
            "Huyện ủy Sông Lam",
        ),
        (
            "Đại hội đại biểu Đảng bộ Viện Cơ khí Sông Thử lần thứ VI",
            "Trời mưa to.",
            "Đảng bộ Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        (
            "Tin về công tác điều hành trong tháng qua",
            "Hội thảo do Viện Cơ khí Sông Thử tổ chức đã khép lại.",
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # … whose work it sums up, however long its name is
        (
            "Tin về công tác điều hành trong tháng qua",
            (
                "Đã diễn ra Hội nghị trực tuyến tổng kết công tác năm 2030, phương hướng, nhiệm vụ "
                "năm 2031 của Viện Cơ khí Sông Thử."
            ),
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # … but not whom it is with, nor who attends it
        (
            "Tin về công tác điều hành trong tháng qua",
            "Ông Mây chủ trì cuộc họp khẩn với Sở Nội vụ.",
            None,
            None,
        ),
        (
            "Tin về công tác điều hành trong tháng qua",
            "Dự cuộc họp có: ông Lò Văn Mây, Phó Giám đốc Sở Nội vụ.",
            None,
            None,
        ),
        # … nor whom it visits, though it may be of the guest
        (
            "Tin về công tác điều hành trong tháng qua",
            "Hôm qua đã diễn ra buổi làm việc với Viện Cơ khí Sông Thử.",
            None,
            None,
        ),
        (
            "Tin về công tác điều hành trong tháng qua",
            "Hôm qua đã diễn ra buổi làm việc của Viện Cơ khí Sông Thử với các huyện.",
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # what is held must be a meeting, and held by whom stands before
        (
            "Tin về công tác điều hành trong tháng qua",
            "Viện Cơ khí Sông Thử tổ chức giao hàng. Trời mưa to.",
            None,
            None,
        ),
        (
            "Tin về công tác điều hành trong tháng qua",
            "Lễ trao thưởng cho cán bộ Viện Cơ khí Sông Thử đã được tổ chức hôm qua.",
            None,
            None,
        ),
        # … nor whose document it is about
        (
            "Tin về công tác Đảng trong tháng qua",
            "Ông Mây dự hội nghị triển khai Nghị quyết của Huyện ủy Sông Lam.",
            None,
            None,
        ),
        # what stands in brackets parts nobody from what he holds
        (
            "Tin về công tác cán bộ trong tháng qua",
            "Viện Cơ khí Sông Thử (đơn vị chủ nhà) đã tổ chức Hội thảo.",
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # of two side by side the first
        (
            "Tin về công tác cán bộ trong tháng qua",
            "Viện Cơ khí Sông Thử và Viện Địa chất Hải Vân tổ chức Hội thảo.",
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # who leads it may stand between
        (
            "Tin về công tác cán bộ trong tháng qua",
            (
                "Đoàn công tác Viện Cơ khí Sông Thử do Viện trưởng Lò Thị Mây làm trưởng đoàn tới "
                "thăm và làm việc với xã Lũy."
            ),
            "Đoàn công tác Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # a course is opened
        (
            "Tin về công tác cán bộ trong tháng qua",
            "Viện Cơ khí Sông Thử đã mở lớp tập huấn nghề cho xã Lũy.",
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # … of one under another the one that stands first
        (
            "Tin về công tác cán bộ trong tháng qua",
            "Viện Cơ khí Sông Thử trực thuộc Tổng cục Dạy nghề đã tổ chức Hội thảo.",
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # … and none whose name cannot be read
        (
            "Tin về công tác cán bộ trong tháng qua",
            "Ông Mây dự Hội thảo Bộ mã vật tư của Viện Cơ khí Sông Thử.",
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # who opens it with a speech does not hold it
        (
            "Tin về công tác cán bộ trong tháng qua",
            "Đại hội đại biểu Hội Khuyến học Hải Vân đã họp. Báo Bình Hà in diễn văn khai mạc.",
            "Hội Khuyến học Hải Vân",
            "Hội Khuyến học Hải Vân",
        ),
        # the first sentence that tells has it
        (
            "Tin về công tác Đảng trong tháng qua",
            "Ông Mây dự cuộc họp của Huyện ủy Sông Lam. Viện Cơ khí Sông Thử tổ chức giúp việc.",
            "Huyện ủy Sông Lam",
            "Huyện ủy Sông Lam",
        ),
        # a body that sits in sessions, where one is told of
        (
            "Tin về công tác nhân sự trong tháng qua",
            "Tại kỳ họp thứ 7, ngày 15/7/2031, Hội đồng nhân dân huyện Sông Lam nghe báo cáo.",
            "Hội đồng nhân dân huyện Sông Lam",
            "Hội đồng nhân dân huyện Sông Lam",
        ),
        # a body of the centre, even in lower case; whose report it is others tell
        (
            "Viện Cơ khí Sông Thử có Viện trưởng mới",
            "Hôm qua, bộ Công an tổ chức lễ công bố quyết định.",
            "Bộ Công an",
            "Viện Cơ khí Sông Thử",
        ),
        # to plan that one be held holds none
        (
            "Tin về công tác Đảng trong tháng qua",
            "Thực hiện kế hoạch của Đảng bộ Viện Cơ khí Sông Thử về việc tổ chức Đại hội.",
            None,
            None,
        ),
        # the body with which the title begins is that of the report, whoever meets
        (
            "Viện Cơ khí Sông Thử nhận cờ thi đua",
            "Hôm qua, Sở Nội vụ tổ chức Hội nghị.",
            "Sở Nội vụ",
            "Viện Cơ khí Sông Thử",
        ),
        # … and it is whose many cells meet
        (
            "Đảng bộ Viện Cơ khí Sông Thử hoàn thành đại hội các chi bộ",
            "Hôm qua, Chi bộ Phòng Kế hoạch tổ chức Đại hội.",
            "Đảng bộ Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # a heading in capitals does not show where a name ends
        (
            "VIỆN CƠ KHÍ SÔNG THỬ BÀN NHIỆM VỤ",
            "Hôm qua, Viện Cơ khí Sông Thử tổ chức Hội nghị.",
            "Viện Cơ khí Sông Thử",
            "Viện Cơ khí Sông Thử",
        ),
        # of an association its own name
        (
            "Trung ương Hội Khuyến học tổ chức Hội nghị sơ kết",
            "Trời mưa to.",
            "Trung ương Hội Khuyến học",
            "Hội Khuyến học",
        ),
        # the Party as a whole is only told of, the Government holds meetings of its own
        ("Tin về công tác Đảng trong tháng qua", "Đảng Cộng sản Việt Nam họp.", None, None),
        ("Tin về công tác điều hành tháng qua", "Chính phủ họp.", "Chính phủ", "Chính phủ"),
        # a committee of an unnamed body tells no host
        ("Tin về công tác Đảng trong tháng qua", "Đảng ủy tổ chức Hội nghị.", "Đảng ủy", None),
        # else the one named most
        (
            "Tin về công tác cán bộ trong tháng qua",
            "Viện Địa chất Hải Vân đã mở. Thăm Viện Địa chất Hải Vân. Nhớ Viện Địa chất Hải Vân.",
            None,
            "Viện Địa chất Hải Vân",
        ),
        # twice is not often
        (
            "Tin về công tác cán bộ trong tháng qua",
            "Viện Địa chất Hải Vân đã mở. Thăm Viện Địa chất Hải Vân.",
            None,
            None,
        ),
        # far from the opening nobody holds the meeting of the report
        (
            "Tin về công tác cán bộ trong tháng qua",
            "Trời mưa. " * 6 + "Viện Cơ khí Sông Thử tổ chức Hội nghị.",
            None,
            None,
        ),
    ],
)
def test_organiser_and_host(title: str, body: str, organiser: str | None, host: str | None) -> None:
    found = read(body, title).organisations
    names = [one.name if one else None for one in (found.organiser, found.host)]
    assert names == [organiser, host]
