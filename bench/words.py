"""The words of which the invented world and its reports are made: no place, no person is real."""


def _words(written: str, apart: str = " ") -> tuple[str, ...]:
    return tuple(written.split(apart))


GIVEN = _words(
    "An Ba Bích Bình Cầm Cúc Dân Diệp Đào Gấm Gụ Hạnh Hậu Hòe Khiêm Khoát Lành Lê Liễu Lụa Lương "
    "Mận Mây Mễ Ngoan Nhài Nhẫn Oanh Ổi Phấn Quế Quy Rạng Sậu Suối Tằm Thắm Thảo Thuần Tre Ước Vạc"
)
FIRST = _words("An Bản Bến Cẩm Cù Đá Đồng Gia Hải Hòa Khe Lam Lũng Mường Nà Phú Quế Sông Tân Thạch")
SECOND = _words("Ải Bồng Chảy Dền Hoài Khoai Kỳ Lạc Mài Mía Ngọt Rí Sim Thử Trầm Vài Vọng Xuyến")
THIRD = ("", "Bắc", "Đông", "Hạ", "Nam", "Tây", "Thượng", "Trung")
FIELDS = _words(
    "Nội vụ; Canh nông; Khoa học và Công nghệ; Tài chính; Thủy lợi; Y tế; Giáo dục; Giao thông; "
    "Xây dựng; Tư pháp; Công Thương; Đo lường",
    "; ",
)
OFFICES = ("Kế hoạch", "Tổ chức", "Nghiệp vụ", "Thanh tra")
MATTERS = _words(
    "phòng, chống lũ ống; trồng rừng phòng hộ; chuyển đổi số; rà soát đất đai; tiết kiệm điện; "
    "khám bệnh cho người già; sửa đường liên thôn; dạy nghề; đo đạc ruộng nước; giữ nghề dệt; "
    "cải cách hành chính; quy hoạch cán bộ; mở chợ phiên; nuôi cá lồng; thu gom rác",
    "; ",
)
TYPES = {
    "Quyết định": "QĐ",
    "Kế hoạch": "KH",
    "Chỉ thị": "CT",
    "Nghị quyết": "NQ",
    "Kết luận": "KL",
    "Hướng dẫn": "HD",
}
KINDS = {
    "giao_ban": "Hội nghị giao ban",
    "hoi_nghi": "Hội nghị sơ kết",
    "lam_viec": "Buổi làm việc",
    "phien_hop": "Phiên họp",
    "hoi_thao": "Hội thảo",
}
ASIDE = (
    "Các đại biểu thảo luận thẳng thắn, nêu nhiều ý kiến rút ra từ việc làm hằng ngày",
    "Trong kỳ, nhiều việc xong trước hạn, bà con đồng tình, song vẫn còn việc chậm",
    "Nguyên nhân là mưa dầm, đường khó đi, người làm còn mỏng",
    "Công tác kiểm tra, giám sát được giữ nền nếp, không để đơn thư kéo dài",
    "Hội nghị xem phóng sự ngắn về những người làm tốt ở các bản xa",
    "Nhiều ý kiến đề nghị bớt họp, bớt giấy tờ, dành thời gian xuống với dân",
    "Đến nay hầu hết các tổ đã có nhà sinh hoạt chung, có sách và có đèn",
    "Những nơi làm tốt đều có người đứng đầu nói ít, làm nhiều, chịu nghe",
)
COUNTED = (("Thu ngân sách", "tỷ đồng"), ("Sản lượng lúa", "tấn"), ("Số hộ có nước sạch", "hộ"))
KNOWN_TO_ALL = (("Chỉ thị", "05-CT/TW"), ("Nghị quyết", "35-NQ/TW"), ("Kết luận", "01-KL/TW"))
