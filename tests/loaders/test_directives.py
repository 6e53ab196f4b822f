"""Directives: who asks whom for what, in prose, lists and quotes; and what asks for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract import extract
from loaders.model import Directive, Report

HEAD = (
    "Sở Công Thương tỉnh Hải Vân tổ chức Hội nghị tổng kết công tác năm 2022\n"
    "Ngày 12/01/2023, Sở Công Thương tỉnh Hải Vân tổ chức Hội nghị tổng kết công tác năm 2022. "
    "Ông Lê Văn Hạnh, Giám đốc Sở chủ trì Hội nghị. "
    "Bà Trần Thị Sen, Phó Giám đốc Sở trình bày báo cáo.\n"
)
SO = "Sở Công Thương tỉnh Hải Vân"
HANH, SEN = "Lê Văn Hạnh", "Trần Thị Sen"


def directives(body: str) -> tuple[Directive, ...]:
    return extract(Report("r", HEAD + body)).directives


def told(body: str) -> list[tuple[str, str, str]]:
    """Issuer, addressee and the first six words of each directive."""
    return [
        (d.issuer.name if d.issuer else "", d.addressee, " ".join(d.text.split()[:6]))
        for d in directives(body)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # the work begins at the verb; what stands before it is the addressee
        (
            "Kết luận Hội nghị, ông Lê Văn Hạnh yêu cầu các phòng rà soát quy chế trong tháng 3.",
            [(HANH, "các phòng", "rà soát quy chế trong tháng")],
        ),
        # a word of duty after whom one asks
        (
            "Ông Lê Văn Hạnh đề nghị các địa phương cần bám sát thị trường trong nước.",
            [(HANH, "các địa phương", "cần bám sát thị trường trong")],
        ),
        # a name holds verbs of its own (Quản lý, phát triển), which open no work
        (
            "Ông Lê Văn Hạnh giao Phòng Quản lý công nghiệp tham mưu kế hoạch khuyến công.",
            [(HANH, "Phòng Quản lý công nghiệp", "tham mưu kế hoạch khuyến công")],
        ),
        # `Văn phòng` is not cut at a verb
        (
            "Ông Lê Văn Hạnh giao Văn phòng Sở đôn đốc các đơn vị nộp báo cáo.",
            [(HANH, "Văn phòng Sở", "đôn đốc các đơn vị nộp")],
        ),
        # those who lead are asked, and the verb comes after them
        (
            "Ông Lê Văn Hạnh yêu cầu lãnh đạo các phòng kiểm tra hồ sơ hằng tuần.",
            [(HANH, "lãnh đạo các phòng", "kiểm tra hồ sơ hằng tuần")],
        ),
        # a clause that names nobody is for who was named before it
        (
            "Ông Lê Văn Hạnh đề nghị các phòng rà soát quy chế; hoàn thành hồ sơ trước tháng 5.",
            [
                (HANH, "các phòng", "rà soát quy chế"),
                (HANH, "các phòng", "hoàn thành hồ sơ trước tháng"),
            ],
        ),
        # each clause with its own addressee; a subject stays before its word of duty
        (
            (
                "Ông Lê Văn Hạnh đề nghị các phòng rà soát quy chế; lãnh đạo các trung tâm cần "
                "bám sát cơ sở; Văn phòng Sở công khai lịch tiếp dân."
            ),
            [
                (HANH, "các phòng", "rà soát quy chế"),
                (HANH, "lãnh đạo các trung tâm", "lãnh đạo các trung tâm cần"),
                (HANH, "Văn phòng Sở", "công khai lịch tiếp dân"),
            ],
        ),
        # a clause without verb and addressee goes on with the one before
        (
            (
                "Ông Lê Văn Hạnh đề nghị các phòng làm rõ những khó khăn như giá vật tư còn cao; "
                "nguồn điện chưa ổn định."
            ),
            [(HANH, "các phòng", "làm rõ những khó khăn như")],
        ),
        # further requests in one sentence
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng rà soát quy chế, đồng thời giao Văn phòng Sở "
                "tổng hợp kết quả và đề nghị Thanh tra Sở kiểm tra việc thực hiện."
            ),
            [
                (HANH, "các phòng", "rà soát quy chế"),
                (HANH, "Văn phòng Sở", "tổng hợp kết quả"),
                (HANH, "Thanh tra Sở", "kiểm tra việc thực hiện"),
            ],
        ),
        # a topic before the addressee
        (
            (
                "Ông Lê Văn Hạnh yêu cầu trên cơ sở ý kiến, góp ý của các đại biểu, Văn phòng Sở "
                "hoàn thiện dự thảo báo cáo."
            ),
            [(HANH, "Văn phòng Sở", "hoàn thiện dự thảo báo cáo")],
        ),
        # a topic before the word that asks
        (
            (
                "Về kiến nghị giảm giá thuê đất, ông Lê Văn Hạnh giao cho Văn phòng Sở nghiên cứu, "
                "trả lời doanh nghiệp."
            ),
            [(HANH, "Văn phòng Sở", "nghiên cứu, trả lời doanh nghiệp")],
        ),
        # a thing that must be so keeps its name
        (
            "Ông Lê Văn Hạnh yêu cầu việc chọn vị trí đặt trạm phải căn cứ quy hoạch của tỉnh.",
            [(HANH, "", "việc chọn vị trí đặt trạm")],
        ),
        # `đối với X, phải …`: X is addressed
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng bám sát cơ sở. Đối với nhà thầu, phải huy "
                "động đủ máy móc."
            ),
            [
                (HANH, "các phòng", "bám sát cơ sở"),
                (HANH, "nhà thầu", "phải huy động đủ máy móc"),
            ],
        ),
        # an aside is no part of the addressee
        (
            "Ông Lê Văn Hạnh giao Văn phòng Sở trong tháng 6 trình dự thảo quy chế chi tiêu.",
            [(HANH, "Văn phòng Sở", "trình dự thảo quy chế chi")],
        ),
        # what somebody stresses is asked for where a word of duty follows an addressee
        (
            "Ông Lê Văn Hạnh nhấn mạnh, các phòng cần chủ động nắm tình hình doanh nghiệp.",
            [(HANH, "các phòng", "các phòng cần chủ động nắm")],
        ),
    ],
)
def test_a_request_has_its_addressee_and_its_work(
    body: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # the person right before the word, not the one who is only mentioned further up
        (
            "Sau khi nghe bà Trần Thị Sen, ông Lê Văn Hạnh yêu cầu các phòng rà soát hồ sơ.",
            [(HANH, "rà soát hồ sơ")],
        ),
        # the speaker, not the body that he praises
        (
            "Ông Lê Văn Hạnh ghi nhận cố gắng của Văn phòng Sở và đề nghị các phòng rà soát hồ sơ.",
            [(HANH, "rà soát hồ sơ")],
        ),
        # `ông`, and a bare post, are the person meant
        (
            "Ông Lê Văn Hạnh đánh giá cao kết quả đạt được. Ông yêu cầu các phòng rà soát hồ sơ.",
            [(HANH, "rà soát hồ sơ")],
        ),
        (
            "Kết luận Hội nghị, Giám đốc Sở yêu cầu các phòng rà soát hồ sơ.",
            [(HANH, "rà soát hồ sơ")],
        ),
        # a body that asks
        ("Tại Hội nghị, Sở đề nghị các phòng rà soát hồ sơ.", [(SO, "rà soát hồ sơ")]),
        # who has the floor goes on, in the same paragraph
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng rà soát hồ sơ. Văn phòng Sở phải báo cáo tuần. "
                "Tăng cường kiểm tra việc chấp hành kỷ cương."
            ),
            [
                (HANH, "rà soát hồ sơ"),
                (HANH, "Văn phòng Sở phải báo cáo tuần"),
                (HANH, "Tăng cường kiểm tra việc chấp hành kỷ cương"),
            ],
        ),
        # and in the next one
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng rà soát hồ sơ.\n"
                "Đồng thời, giao Văn phòng Sở công khai kết quả.\n"
                "Các trung tâm cần chuẩn bị phương án riêng."
            ),
            [
                (HANH, "rà soát hồ sơ"),
                (HANH, "công khai kết quả"),
                (HANH, "Các trung tâm cần chuẩn bị phương án riêng"),
            ],
        ),
        # until another one speaks
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng rà soát hồ sơ.\n"
                "Bà Trần Thị Sen cho biết năm qua thu được nhiều kết quả.\n"
                "Các trung tâm cần chuẩn bị phương án riêng."
            ),
            [(HANH, "rà soát hồ sơ")],
        ),
        # or the report turns to other things
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng rà soát hồ sơ.\n"
                "Nhân dịp này, ba tập thể cần cù nhất được khen.\n"
                "Các trung tâm cần chuẩn bị phương án riêng."
            ),
            [(HANH, "rà soát hồ sơ")],
        ),
        # all that follows a conclusion belongs to it
        (
            (
                "Ông Lê Văn Hạnh kết luận như sau:\n"
                "Dự án đã chậm ba tháng so với kế hoạch.\n"
                "Trách nhiệm thuộc về chủ đầu tư.\n"
                "Giao Văn phòng Sở theo dõi tiến độ từng tuần."
            ),
            [(HANH, "theo dõi tiến độ từng tuần")],
        ),
        # the meeting decides where nobody has the floor
        (
            "Hội nghị thông qua dự thảo quy chế.\nGiao Văn phòng Sở hoàn thiện dự thảo để ký.",
            [(SO, "hoàn thiện dự thảo để ký")],
        ),
        # who asks may come after what he says first
        (
            "Nhấn mạnh yêu cầu tiết kiệm, ông Lê Văn Hạnh đề nghị các phòng cắt giảm hội họp.",
            [(HANH, "cắt giảm hội họp")],
        ),
        # and after the words that he is quoted with
        (
            (
                "“Phải siết chặt kỷ cương ở từng phòng. Ai chậm trễ phải chịu trách nhiệm”, "
                "ông Lê Văn Hạnh yêu cầu."
            ),
            [
                (
                    HANH,
                    "Phải siết chặt kỷ cương ở từng phòng. Ai chậm trễ phải chịu trách nhiệm",
                )
            ],
        ),
        # of posts side by side that two persons hold, the last one's holder asks
        (
            (
                "Bà Trần Thị Sen, Phó Giám đốc Sở dự họp.\n"
                "Tiếp thu ý kiến của Phó Giám đốc, Giám đốc yêu cầu các phòng rà soát hồ sơ."
            ),
            [(HANH, "rà soát hồ sơ")],
        ),
        # the quote was opened lines before
        (
            'Ông Lê Văn Hạnh nói: "Năm qua còn chậm.\nAi chậm phải chịu trách nhiệm", ông yêu cầu.',
            [(HANH, "Ai chậm phải chịu trách nhiệm")],
        ),
        # `lãnh đạo, chỉ đạo` is what is to be done, not who leads
        (
            "Ông Lê Văn Hạnh yêu cầu các phòng nộp hồ sơ; lãnh đạo, chỉ đạo hoàn thành kế hoạch.",
            [(HANH, "nộp hồ sơ"), (HANH, "lãnh đạo, chỉ đạo hoàn thành kế hoạch")],
        ),
        # quoted before a word of stress: somebody's duty
        (
            "“Các phòng phải vào cuộc ngay từ đầu năm”, ông Lê Văn Hạnh nhấn mạnh.",
            [(HANH, "Các phòng phải vào cuộc ngay từ đầu năm")],
        ),
        # what he is said to have charged others with
        (
            "Ông Lê Văn Hạnh đã giao các phòng khẩn trương tham mưu kế hoạch.",
            [(HANH, "khẩn trương tham mưu kế hoạch")],
        ),
        # quoted after a word of stress
        (
            "Ông Lê Văn Hạnh nhấn mạnh, “phải giữ kỷ cương ở từng phòng”.",
            [(HANH, "phải giữ kỷ cương ở từng phòng")],
        ),
        # a request after it
        (
            (
                "Ông Lê Văn Hạnh nhấn mạnh Văn phòng Sở cần chuẩn bị chu đáo, đồng thời đề nghị "
                "các phòng rà soát hồ sơ tồn đọng."
            ),
            [(HANH, "Văn phòng Sở cần chuẩn bị chu đáo"), (HANH, "rà soát hồ sơ tồn đọng")],
        ),
        # what he goes on to say others must do
        (
            "Ông Lê Văn Hạnh biểu dương các phòng. Trong năm mới, các phòng cần giữ kỷ cương.",
            [(HANH, "các phòng cần giữ kỷ cương")],
        ),
        # a topic of time before whom he means
        (
            "Ông Lê Văn Hạnh nhấn mạnh, ngay sau Tết, các phòng cần bắt tay vào công việc.",
            [(HANH, "các phòng cần bắt tay vào công việc")],
        ),
        # who is meant goes on in the next paragraph, with a verb of effort
        (
            (
                "Ông Lê Văn Hạnh yêu cầu Văn phòng Sở sắp xếp kho lưu trữ.\n"
                "Các phòng tiếp tục rà soát hồ sơ tồn đọng."
            ),
            [(HANH, "sắp xếp kho lưu trữ"), (HANH, "tiếp tục rà soát hồ sơ tồn đọng")],
        ),
        # the words of what is to be done hold words that elsewhere say who speaks
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng rà soát hồ sơ.\n"
                "Phải đề cao vai trò nêu gương; bảo đảm sự thống nhất trong cơ quan."
            ),
            [
                (HANH, "rà soát hồ sơ"),
                (HANH, "Phải đề cao vai trò nêu gương"),
                (HANH, "bảo đảm sự thống nhất trong cơ quan"),
            ],
        ),
        # semicolons between examples split nothing
        (
            ("Ông Lê Văn Hạnh đề nghị các phòng góp ý việc lớn như quy chế; kho lưu trữ; đào tạo."),
            [
                (
                    HANH,
                    "góp ý việc lớn như quy chế; kho lưu trữ; đào tạo",
                )
            ],
        ),
        # `tôi` of a speech is who gives it
        (
            (
                "Ông Lê Văn Hạnh phát biểu: “Năm qua còn nhiều khó khăn. "
                "Tôi đề nghị các phòng rà soát hồ sơ.”"
            ),
            [(HANH, "rà soát hồ sơ")],
        ),
        # what somebody stresses, with nobody addressed
        (
            "Ông Lê Văn Hạnh nhấn mạnh, cần tiếp tục lấy ý kiến từng phòng.",
            [(HANH, "cần tiếp tục lấy ý kiến từng phòng")],
        ),
        # a caption tells what the person that it names asks for
        (
            "Ông Lê Văn Hạnh đề nghị các phòng tập trung chuẩn bị kỳ họp tới",
            [(HANH, "tập trung chuẩn bị kỳ họp tới")],
        ),
        # once, where the body says the same
        (
            (
                "Ông Lê Văn Hạnh đề nghị các phòng tập trung chuẩn bị kỳ họp tới\n"
                "Ông Lê Văn Hạnh đề nghị các phòng tập trung chuẩn bị kỳ họp tới, không để bị động."
            ),
            [(HANH, "tập trung chuẩn bị kỳ họp tới, không để bị động")],
        ),
    ],
)
def test_a_request_has_who_asks(body: str, expected: list[tuple[str, str]]) -> None:
    assert [(d.issuer.name if d.issuer else "", d.text) for d in directives(body)] == expected


ALL = "các phòng"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # points below a head with a colon, numbered as printed
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng thực hiện các việc sau:\n"
                "1. Rà soát hồ sơ tồn đọng.\n2. Công khai lịch tiếp dân;\n3. Giữ vững kỷ cương./."
            ),
            [
                (1, ALL, "Rà soát hồ sơ tồn đọng"),
                (2, ALL, "Công khai lịch tiếp dân"),
                (3, ALL, "Giữ vững kỷ cương"),
            ],
        ),
        # without a colon; points by words
        (
            (
                "Ông Lê Văn Hạnh đề nghị các phòng tập trung vào những nhiệm vụ sau.\n"
                "Thứ nhất, kiện toàn bộ máy.\nThứ hai, rà soát quy chế."
            ),
            [(1, ALL, "kiện toàn bộ máy"), (2, ALL, "rà soát quy chế")],
        ),
        # the first point on the line of its head
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng thực hiện các nhiệm vụ sau: (1) Rà soát hồ sơ.\n"
                "(2) Sắp xếp lại kho lưu trữ."
            ),
            [(1, ALL, "Rà soát hồ sơ"), (2, ALL, "Sắp xếp lại kho lưu trữ")],
        ),
        # all points in one line
        (
            "Ông Lê Văn Hạnh yêu cầu các phòng: một là, rà soát hồ sơ; hai là, sắp xếp kho.",
            [(1, ALL, "rà soát hồ sơ"), (2, ALL, "sắp xếp kho")],
        ),
        # points in prose after a colon
        (
            (
                "Ông Lê Văn Hạnh đề nghị các phòng thực hiện một số nhiệm vụ như: rà soát hồ sơ; "
                "sắp xếp kho lưu trữ."
            ),
            [(1, ALL, "rà soát hồ sơ"), (2, ALL, "sắp xếp kho lưu trữ")],
        ),
        # points without a mark
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng thực hiện các việc sau:\n"
                "Rà soát hồ sơ tồn đọng.\nVăn phòng Sở sắp xếp kho lưu trữ."
            ),
            [(1, "", "Rà soát hồ sơ tồn đọng"), (2, "Văn phòng Sở", "sắp xếp kho lưu trữ")],
        ),
        # points numbered by words need no head beside who speaks
        (
            (
                "Phát biểu tại Hội nghị, ông Lê Văn Hạnh đánh giá cao nỗ lực của các phòng.\n"
                "Một là, cần rà soát hồ sơ.\nHai là, sắp xếp kho lưu trữ."
            ),
            [(1, "", "cần rà soát hồ sơ"), (2, "", "sắp xếp kho lưu trữ")],
        ),
        # the first alone, where a report tells no more
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng làm tốt các nhiệm vụ như sau:\n"
                "Thứ nhất, rà soát hồ sơ tồn đọng."
            ),
            [(1, ALL, "rà soát hồ sơ tồn đọng")],
        ),
        # dashes, with lines without a mark between them
        (
            (
                "Ông Lê Văn Hạnh đã kết luận một số vấn đề:\n"
                "- Quy chế mới cần lấy ý kiến từng phòng.\nViệc này làm xong trong quý.\n"
                "- Lịch trực giữ như cũ."
            ),
            [
                (1, "", "Quy chế mới cần lấy ý kiến từng phòng. Việc này làm xong trong quý"),
                (2, "", "Lịch trực giữ như cũ"),
            ],
        ),
        # a point that names whom it is for
        (
            (
                "Ông Lê Văn Hạnh giao nhiệm vụ như sau:\n"
                "- Văn phòng Sở tổng hợp báo cáo tuần.\n- Giao Thanh tra Sở lập kế hoạch kiểm tra."
            ),
            [
                (1, "Văn phòng Sở", "Văn phòng Sở tổng hợp báo cáo tuần"),
                (2, "Thanh tra Sở", "Giao Thanh tra Sở lập kế hoạch kiểm tra"),
            ],
        ),
        # headings with dashes below them
        (
            (
                "Ông Lê Văn Hạnh chỉ đạo một số nội dung sau:\n"
                "1. Đối với các phòng:\n- Rà soát hồ sơ tồn đọng.\n- Sắp xếp kho lưu trữ.\n"
                "2. Đối với các trung tâm:\n- Lập phương án tự chủ."
            ),
            [
                (1, ALL, "Rà soát hồ sơ tồn đọng"),
                (2, ALL, "Sắp xếp kho lưu trữ"),
                (3, "các trung tâm", "Lập phương án tự chủ"),
            ],
        ),
        # letters head dashes or plain lines; a number on a line of its own
        (
            (
                "Ông Lê Văn Hạnh đã kết luận như sau:\n"
                "1.\nNhững việc cần tập trung thực hiện\n"
                "a) Văn phòng Sở\n- Tiếp tục rà soát hồ sơ tồn đọng.\n- Sắp xếp kho lưu trữ.\n"
                "b) Thanh tra Sở\nLập kế hoạch kiểm tra trong quý.\n"
                "2.\nCông tác tài chính\n- Công khai dự toán."
            ),
            [
                (1, "Văn phòng Sở", "Tiếp tục rà soát hồ sơ tồn đọng"),
                (2, "Văn phòng Sở", "Sắp xếp kho lưu trữ"),
                (3, "Thanh tra Sở", "Lập kế hoạch kiểm tra trong quý"),
                (4, "", "Công khai dự toán"),
            ],
        ),
        # headings over paragraphs: what is to be done stands within the prose
        (
            (
                "Ông Lê Văn Hạnh đã kết luận như sau:\n"
                "1. Về công tác năm 2022:\nCác phòng đã hoàn thành kế hoạch.\n"
                "Văn phòng Sở cần hoàn chỉnh báo cáo.\n"
                "2. Về công tác năm 2023:\nKhối lượng việc còn lớn.\n"
                "Các phòng tiếp tục rà soát hồ sơ tồn đọng."
            ),
            [
                (1, "Văn phòng Sở", "Văn phòng Sở cần hoàn chỉnh báo cáo"),
                (2, "Các phòng", "tiếp tục rà soát hồ sơ tồn đọng"),
            ],
        ),
        # points by letters
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng làm các việc sau:\n"
                "a) Rà soát hồ sơ tồn đọng;\nb) Sắp xếp kho lưu trữ."
            ),
            [(1, ALL, "Rà soát hồ sơ tồn đọng"), (2, ALL, "Sắp xếp kho lưu trữ")],
        ),
        # points with two numbers stand beside the point above them
        (
            (
                "Ông Lê Văn Hạnh yêu cầu các phòng làm các việc sau:\n"
                "1. Giữ vững kỷ cương trong cơ quan.\n1.1. Trực đúng lịch.\n1.2. Công khai lịch.\n"
                "2. Rà soát hồ sơ tồn đọng."
            ),
            [
                (1, ALL, "Giữ vững kỷ cương trong cơ quan"),
                (2, ALL, "Trực đúng lịch"),
                (3, ALL, "Công khai lịch"),
                (4, ALL, "Rà soát hồ sơ tồn đọng"),
            ],
        ),
        # a plan of the host, with nobody speaking
        (
            (
                "Năm 2023, Sở tập trung thực hiện các nhiệm vụ trọng tâm như sau:\n"
                "1. Phát triển chợ nông thôn.\n2. Giữ nguồn cung điện."
            ),
            [(1, "", "Phát triển chợ nông thôn"), (2, "", "Giữ nguồn cung điện")],
        ),
        # numbers go on after a request in prose
        (
            (
                "Bà Trần Thị Sen đề nghị các phòng nộp số liệu. Ông Lê Văn Hạnh yêu cầu các phòng "
                "làm tốt các việc sau:\n1. Rà soát hồ sơ.\n2. Sắp xếp kho."
            ),
            [
                (1, ALL, "nộp số liệu"),
                (2, ALL, "Rà soát hồ sơ"),
                (3, ALL, "Sắp xếp kho"),
            ],
        ),
    ],
)
def test_a_list_has_its_points(body: str, expected: list[tuple[int, str, str]]) -> None:
    assert [(d.number, d.addressee, d.text) for d in directives(body)] == expected


@pytest.mark.parametrize(
    "body",
    [
        # results
        "Trong năm, Sở đã đạt được những kết quả sau:\n1. Thu hút ba dự án.\n2. Mở hai chợ.",
        # an agenda
        "Hội nghị tập trung thảo luận các nội dung sau:\n1. Kế hoạch năm 2023.\n2. Nhân sự.",
        # who attends
        "Dự Hội nghị có:\n- Lãnh đạo các phòng.\n- Đại diện các trung tâm.",
        # a petition to a superior
        "Tại Hội nghị, Sở đề nghị Bộ Công Thương xem xét bổ sung quy hoạch điện.",
        # the floor asks
        "Các đại biểu đề nghị Sở làm rõ nguồn vốn của dự án.",
        "Nhiều ý kiến đề nghị các phòng rà soát hồ sơ.",
        "Góp ý tại Hội nghị, bà Trần Thị Sen đề nghị các phòng rà soát hồ sơ.",
        # nouns
        "Kết quả ấy đáp ứng yêu cầu của doanh nghiệp, theo đề nghị của các phòng.",
        "Ông Lê Văn Hạnh hoàn thành tốt nhiệm vụ được giao và các yêu cầu đặt ra.",
        "Ông Lê Văn Hạnh phổ biến Quy định Yêu cầu tay nghề đối với công nhân vận hành.",
        "Ông Lê Văn Hạnh cho rằng báo cáo bám sát yêu cầu của các phòng chuyên môn.",
        "Ông Lê Văn Hạnh phát biểu. Chỉ đạo trên được đưa ra tại cuộc họp thường kỳ.",
        "“Năm qua còn nhiều khó khăn”, ông Lê Văn Hạnh nhấn mạnh.",
        "Ông Lê Văn Hạnh cho biết các phòng hoàn thành nhiệm vụ đã giao trong năm.",
        # what others asked for
        "Hồ sơ nộp đúng hạn như ông Lê Văn Hạnh yêu cầu các phòng rà soát năm trước.",
        # the past
        "Ông Lê Văn Hạnh đánh giá các phòng đã tích cực rà soát hồ sơ trong năm qua.",
        # a question
        "“Vì sao chưa yêu cầu các phòng rà soát lại hồ sơ?”, ông Lê Văn Hạnh nói.",
        # what comes after a list of places is a name's capital
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.",
    ],
)
def test_what_asks_for_nothing_is_no_directive(body: str) -> None:
    assert told(body) == []


def test_a_sentence_a_line_is_read_like_a_paragraph() -> None:
    lines = (f"Phòng số {number} nộp báo cáo đúng hạn.\n" for number in range(1, 9))
    asked = "Ông Lê Văn Hạnh yêu cầu Văn phòng Sở sắp xếp kho lưu trữ.\nTham mưu kế hoạch năm."
    assert [text for _, _, text in told("".join(lines) + asked)] == [
        "sắp xếp kho lưu trữ",
        "Tham mưu kế hoạch năm",
    ]


@given(st.text(alphabet='yêucầgiaođnhị;:.,“”"1-()\n Ô', max_size=300))
def test_any_text_gives_directives_within_it(body: str) -> None:
    text = HEAD + "Ông Lê Văn Hạnh yêu cầu các phòng " + body
    for one in extract(Report("r", text)).directives:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert " ".join(one.span.of(text).split()) == one.text
