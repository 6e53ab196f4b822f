"""Questions and their answers over `small_store`, for the library, the command line and HTTP."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its parameters, and what the named columns of the answer must hold.

    `columns` are separated by blanks; `rows` are in the order of the answer, cells as in CSV.
    """

    query: str
    columns: str
    rows: tuple[tuple[str, ...], ...]
    given: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return " ".join([self.query, *(f"{name}={value}" for name, value in self.given.items())])


VIEN = "Viện Luyện kim Sông Trà"
DANG_BO = f"Đảng bộ {VIEN}"
DANG_UY = f"Đảng ủy {VIEN}"
PHONG = f"Phòng Kế hoạch {VIEN}"
TO = f"Tổ Dự toán {PHONG}"
KHOI = "Đảng bộ Khối Công nghiệp tỉnh Lam Hà"
GANG, XUONG = "Cao Thị Gang", "Xưởng Đúc Sông Trà"
KHAM, BUOI, TAM, SU = "Phạm Văn Khảm", "Lê Thị Bưởi", "Hà Quang Tấm", "Vũ Đình Sử"
SO_KET, TONG_KET, GAP_MAT = "so-ket-2020", "tong-ket-2020", "gap-mat-2021"
HOC_TAP, KE_HOACH, XUONG_DUC = "hoc-tap-2021", "ke-hoach-12", "xuong-duc-2022"
SO_KET_TITLE = "Hội nghị sơ kết 6 tháng đầu năm 2020"
CT02, CT05, KL01 = "Chỉ thị 02-CT/CB", "Chỉ thị 05-CT/TW", "Kết luận 01-KL/TW"

FIXED = (
    Case(
        "reports",
        "report title date source",
        (
            (GAP_MAT, "", "", ""),
            (HOC_TAP, "", "", ""),
            (KE_HOACH, "Kế hoạch số 12-KH/ĐU về tiết kiệm năm 2020", "", ""),
            (SO_KET, f"{DANG_BO} sơ kết 6 tháng", "2020-07-16", "https://luyenkim.example/so-ket"),
            (TONG_KET, "", "", ""),
            (XUONG_DUC, "", "", ""),
        ),
    ),
    Case(
        "meetings",
        "report title date organiser place ordinal",
        (
            (GAP_MAT, "Gặp mặt đầu xuân", "2021-03-10", VIEN, "", ""),
            (HOC_TAP, "Cuộc họp tháng 6", "2021-06", DANG_UY, "", ""),
            (SO_KET, SO_KET_TITLE, "2020-07-15", DANG_BO, "hội trường A", "3"),
            (TONG_KET, "Hội nghị tổng kết năm 2020", "2020-12-20", DANG_BO, "", ""),
            (XUONG_DUC, "Họp hội trường B", "2022-04-05", XUONG, "hội trường B", ""),
            (XUONG_DUC, "Họp nhà văn hóa xã", "2022-04-05", XUONG, "nhà văn hóa xã", ""),
        ),
    ),
    Case(
        "participation",
        "report person part",
        (
            (GAP_MAT, KHAM, "chair"),
            (HOC_TAP, BUOI, "direct"),
            (SO_KET, KHAM, "chair"),
            (SO_KET, BUOI, "report"),
            (SO_KET, SU, "attend"),
            (SO_KET, KHAM, "conclude"),
            (TONG_KET, TAM, "chair"),
            (TONG_KET, BUOI, "attend"),
            (XUONG_DUC, GANG, "attend"),
            (XUONG_DUC, GANG, "speak"),
        ),
    ),
    Case(
        "participation",
        "report person part",
        ((GAP_MAT, KHAM, "chair"), (SO_KET, KHAM, "chair")),
        {"person": KHAM, "part": "chair"},
    ),
    Case(
        "roles",  # a post that the first report tells twice is one row, at its first span
        "report person role organisation status",
        (
            (GAP_MAT, KHAM, "Viện trưởng", VIEN, "current"),
            (HOC_TAP, BUOI, "Bí thư", DANG_UY, "appointed"),
            (HOC_TAP, BUOI, "Viện trưởng", VIEN, "acting"),
            (SO_KET, KHAM, "Viện trưởng", VIEN, "current"),
            (SO_KET, BUOI, "Phó Viện trưởng", VIEN, "current"),
            (SO_KET, SU, "Viện trưởng", VIEN, "former"),
            (TONG_KET, TAM, "Viện trưởng", VIEN, "current"),
            (XUONG_DUC, GANG, "Quản đốc", XUONG, "current"),
        ),
    ),
    Case("roles", "report person", ((SO_KET, SU),), {"organisation": VIEN, "status": "former"}),
    Case("roles", "role status", (("Viện trưởng", "former"),), {"person": SU}),
    Case(
        "directives",
        "report number issuer addressee text",
        (
            (HOC_TAP, "1", DANG_UY, "", "học tập theo Kết luận 01-KL/TW ngày 18/5/2021"),
            (
                SO_KET,
                "1",
                KHAM,
                "các chi bộ",
                "Các chi bộ học tập theo Chỉ thị 05-CT/TW của Bộ Chính trị.",
            ),
            (
                SO_KET,
                "2",
                KHAM,
                "Phòng Kế hoạch",
                "Phòng Kế hoạch làm theo Kế hoạch 12-KH/ĐU ngày 2/3/2020.",
            ),
        ),
    ),
    Case(
        "citations",  # as the report prints them: no date is completed from the authority
        "report directive type number name date issuer",
        (
            (GAP_MAT, "", "Nghị quyết", "07-NQ/ĐU", "", "2021-05-01", DANG_UY),
            (HOC_TAP, "1", "Kết luận", "01-KL/TW", "", "2021-05-18", ""),
            (KE_HOACH, "", "Chỉ thị", "05-CT/TW", "", "", ""),
            (SO_KET, "1", "Chỉ thị", "05-CT/TW", "", "", "Bộ Chính trị"),
            (SO_KET, "2", "Kế hoạch", "12-KH/ĐU", "", "2020-03-02", DANG_UY),
            (TONG_KET, "", "Chỉ thị", "05-CT/TW", "", "", ""),
            (TONG_KET, "", "Nghị quyết", "", "các nghị quyết của Đảng", "", ""),
            (XUONG_DUC, "", "Chỉ thị", "02-CT/CB", "", "", f"Chi bộ {XUONG}"),
        ),
    ),
    Case(
        "hierarchy",
        "report child parent relation",
        (
            (GAP_MAT, DANG_BO, KHOI, "subOrganizationOf"),
            (SO_KET, PHONG, VIEN, "unitOf"),
            (SO_KET, TO, PHONG, "unitOf"),
            (SO_KET, DANG_UY, DANG_BO, "committeeOf"),
        ),
    ),
    Case(
        "figures",
        "report value unit indicator period qualifier",
        (
            (SO_KET, "30.5", "tỷ đồng", "doanh thu", "6 tháng", ""),
            (TONG_KET, "64", "tỷ đồng", "Doanh thu cả năm", "2020", "trên"),
        ),
    ),
    Case(
        "awards",
        "report award recipient count",
        (
            (GAP_MAT, "Huy hiệu Đảng", "đảng viên", "5"),
            (GAP_MAT, "Huy hiệu 50 năm tuổi Đảng", "đồng chí", "2"),
            (GAP_MAT, "Huy hiệu 40 năm tuổi Đảng", "đồng chí", "1"),
            (GAP_MAT, "Huy hiệu 30 năm tuổi Đảng", "đồng chí", "1"),
            (GAP_MAT, "Giấy khen", "", "4"),
            (TONG_KET, "Bằng khen", 'ông "Tư"', ""),
        ),
    ),
)

PEOPLE = (
    Case(
        "chaired",
        "report person meeting date organiser",
        (
            (SO_KET, KHAM, SO_KET_TITLE, "2020-07-15", DANG_BO),
            (TONG_KET, TAM, "Hội nghị tổng kết năm 2020", "2020-12-20", DANG_BO),
            (GAP_MAT, KHAM, "Gặp mặt đầu xuân", "2021-03-10", VIEN),
        ),
    ),
    Case(
        "chaired",
        "report",
        ((GAP_MAT,),),
        {"person": KHAM.lower(), "since": "2020-08", "until": "2021"},
    ),
    Case("chaired", "report", ((SO_KET,), (TONG_KET,)), {"organisation": DANG_BO}),
    Case("chaired", "report", ((SO_KET,),), {"until": "2020-07"}),
    Case("chaired", "report", (), {"until": "2020-07-14"}),
    Case(
        "posts-held",
        "report person status observed_on inferred_from inferred_until former_by",
        (
            (SO_KET, KHAM, "current", "2020-07-15", "2020-07-15", "2021-03-10", ""),
            (SO_KET, SU, "former", "2020-07-15", "", "", "2020-07-15"),
            (TONG_KET, TAM, "current", "2020-12-20", "2020-12-20", "2020-12-20", ""),
            (GAP_MAT, KHAM, "current", "2021-03-10", "2020-07-15", "2021-03-10", ""),
            (HOC_TAP, BUOI, "acting", "2021-06", "2021-06", "2021-06", ""),
        ),
        {"organisation": VIEN, "post": "viện trưởng"},
    ),
    Case("posts-held", "report", ((HOC_TAP,),), {"person": BUOI, "status": "appointed"}),
    Case(
        "posts-held",
        "report role",
        ((SO_KET, "Phó Viện trưởng"),),
        {"person": BUOI, "until": "2020"},
    ),
    Case(
        "posts-held",  # a date of June may lie in the period
        "role",
        (("Viện trưởng",), ("Bí thư",)),
        {"person": BUOI, "since": "2021-06-15", "until": "2021-06-20"},
    ),
    Case(
        "met-with",
        "report person_part other other_part date",
        (
            (SO_KET, "report", KHAM, "chair", "2020-07-15"),
            (SO_KET, "report", SU, "attend", "2020-07-15"),
            (SO_KET, "report", KHAM, "conclude", "2020-07-15"),
            (TONG_KET, "attend", TAM, "chair", "2020-12-20"),
        ),
        {"person": BUOI},
    ),
    Case("met-with", "report", ((TONG_KET,),), {"person": BUOI, "other": TAM}),
    Case("met-with", "report", ((TONG_KET,),), {"person": BUOI, "since": "2020-08"}),
    Case("met-with", "report", (), {"person": BUOI, "until": "2020-06"}),
    Case(
        "served-with",
        "report person_role organisation other other_role other_status other_observed_on",
        (
            (SO_KET, "Viện trưởng", VIEN, BUOI, "Phó Viện trưởng", "current", "2020-07-15"),
            (SO_KET, "Viện trưởng", VIEN, KHAM, "Viện trưởng", "current", "2020-07-15"),
            (SO_KET, "Viện trưởng", VIEN, SU, "Viện trưởng", "former", "2020-07-15"),
            (GAP_MAT, "Viện trưởng", VIEN, KHAM, "Viện trưởng", "current", "2021-03-10"),
            (HOC_TAP, "Viện trưởng", VIEN, BUOI, "Viện trưởng", "acting", "2021-06"),
        ),
        {"person": TAM},
    ),
    Case("told-to-do", "report number issuer", ((SO_KET, "1", KHAM),), {"told": "Chi Bộ"}),
    Case("told-to-do", "report number", (), {"told": "chi bộ", "since": "2021"}),
    Case("told-to-do", "report number", ((SO_KET, "1"),), {"told": "chi bộ", "until": "2020"}),
    Case("directives-of", "report number", ((SO_KET, "1"), (SO_KET, "2")), {"issuer": KHAM}),
    Case("directives-of", "report", (), {"issuer": KHAM, "until": "2019"}),
    Case(
        "directives-of",
        "report number meeting date",
        ((HOC_TAP, "1", "Cuộc họp tháng 6", "2021-06"),),
        {"issuer": DANG_UY.replace("ủy", "uỷ"), "since": "2021"},
    ),
)

DOCUMENTS = (
    Case(
        "cited-in",
        "report document directive issuer meeting date",
        (
            (KE_HOACH, CT05, "", "", "", ""),
            (SO_KET, CT05, "1", KHAM, SO_KET_TITLE, "2020-07-15"),
            (TONG_KET, CT05, "", "", "Hội nghị tổng kết năm 2020", "2020-12-20"),
        ),
        {"document": "05-ct/tw"},
    ),
    Case("cited-in", "report", ((TONG_KET,),), {"document": CT05, "since": "2020-08"}),
    Case("cited-in", "report", ((SO_KET,),), {"document": CT05, "until": "2020-07-15"}),
    Case(
        "citation-chain",
        "report source relation target",
        (
            ("", KL01, "based on", CT05),
            (HOC_TAP, f"{HOC_TAP}/1", "cites", KL01),
        ),
        {"citing": HOC_TAP},
    ),
    Case(
        "citation-chain",
        "report source relation target",
        ((SO_KET, f"{SO_KET}/2", "cites", "Kế hoạch 12-KH/ĐU"),),
        {"citing": f"https://w3id.org/chithi/id/directive/{SO_KET}/2"},
    ),
    Case("citation-chain", "source relation target", ((KL01, "based on", CT05),), {"citing": KL01}),
    Case(
        "citation-chain-back",
        "report source relation target",
        (
            ("", KL01, "based on", CT05),
            (HOC_TAP, f"{HOC_TAP}/1", "cites", KL01),
            (KE_HOACH, KE_HOACH, "cites", CT05),
            (SO_KET, f"{SO_KET}/1", "cites", CT05),
            (TONG_KET, TONG_KET, "cites", CT05),
        ),
        {"document": CT05},
    ),
    Case(
        "citation-chain-back",
        "report source target",
        ((HOC_TAP, f"{HOC_TAP}/1", KL01),),
        {"document": "01-KL/TW"},
    ),
    Case(
        "documents-not-held",  # the text of Kế hoạch 12-KH/ĐU is in the store
        "document type number citations reports report",
        (
            (CT05, "Chỉ thị", "05-CT/TW", "3", "3", KE_HOACH),
            (CT02, "Chỉ thị", "02-CT/CB", "1", "1", XUONG_DUC),
            (KL01, "Kết luận", "01-KL/TW", "1", "1", HOC_TAP),
            ("Nghị quyết 07-NQ/ĐU", "Nghị quyết", "07-NQ/ĐU", "1", "1", GAP_MAT),
        ),
    ),
    Case("documents-not-held", "document", ((CT05,), (CT02,)), {"kind": "chỉ thị"}),
    Case("most-cited", "document citations", ((CT05, "3"),), {"least": "2"}),
    Case(
        "most-cited",
        "document citations",
        (("Kế hoạch 12-KH/ĐU", "1"),),
        {"kind": "Kế hoạch"},
    ),
    Case(
        "documents-of",
        "report document type date issuer",
        (
            (SO_KET, "Kế hoạch 12-KH/ĐU", "Kế hoạch", "2020-03-02", DANG_UY),
            (GAP_MAT, "Nghị quyết 07-NQ/ĐU", "Nghị quyết", "2021-05-01", DANG_UY),
        ),
        {"issuer": DANG_UY},
    ),
    Case(
        "documents-of", "document", (("Kế hoạch 12-KH/ĐU",),), {"issuer": DANG_UY, "until": "2020"}
    ),
    Case(
        "documents-of",
        "document",
        (("Nghị quyết 07-NQ/ĐU",),),
        {"issuer": DANG_UY, "kind": "nghị quyết"},
    ),
    Case(
        "documents-of",
        "document",
        (("Nghị quyết 07-NQ/ĐU",),),
        {"issuer": DANG_UY, "since": "2021"},
    ),
)

BODIES = (
    Case(
        "hierarchy-above",
        "report child relation parent date",
        (
            (SO_KET, TO, "unitOf", PHONG, "2020-07-15"),
            (SO_KET, PHONG, "unitOf", VIEN, "2020-07-15"),
        ),
        {"organisation": TO},
    ),
    Case(
        "hierarchy-above",
        "child parent date",
        ((DANG_UY, DANG_BO, "2020-07-15"),),
        {"organisation": DANG_UY, "at": "2020"},
    ),
    Case(
        "hierarchy-below",
        "report child parent",
        ((SO_KET, TO, PHONG), (SO_KET, PHONG, VIEN)),
        {"organisation": VIEN},
    ),
    Case(
        "hierarchy-below",
        "child parent",
        ((DANG_BO, KHOI), (DANG_UY, DANG_BO)),
        {"organisation": KHOI},
    ),
    Case("hierarchy-below", "child", ((DANG_UY,),), {"organisation": KHOI, "at": "2021-03-09"}),
    Case(
        "figures-of",
        "report date period indicator qualifier value unit",
        (
            (SO_KET, "2020-07-15", "6 tháng", "doanh thu", "", "30.5", "tỷ đồng"),
            (TONG_KET, "2020-12-20", "2020", "Doanh thu cả năm", "trên", "64", "tỷ đồng"),
        ),
        {"organisation": DANG_BO, "words": "Doanh thu"},
    ),
    Case("figures-of", "report", ((TONG_KET,),), {"organisation": DANG_BO, "since": "2020-08"}),
    Case("figures-of", "report", ((SO_KET,),), {"organisation": DANG_BO, "until": "2020-11"}),
    Case(
        "renamings",
        "report before after",
        ((GAP_MAT, "Xưởng Đúc Sông Trà", "Trung tâm Đúc Sông Trà"),),
    ),
    Case("renamings", "report", ((GAP_MAT,),), {"organisation": "Trung tâm Đúc Sông Trà"}),
    Case("renamings", "report", (), {"organisation": VIEN}),
)

CONTRADICTIONS = (
    Case(
        "two-heads",  # Khảm before and after Tấm, of whom nobody says that he left
        "report organisation role person date other other_date other_report",
        ((TONG_KET, VIEN, "Viện trưởng", TAM, "2020-12-20", KHAM, "2020-07-15", SO_KET),),
    ),
    Case("two-heads", "report", ((TONG_KET,),), {"organisation": VIEN, "post": "Viện trưởng"}),
    Case("two-heads", "report", (), {"post": "Bí thư"}),
    Case(
        "awards-not-adding-up",
        "report award recipient stated added parts part_recipient",
        ((GAP_MAT, "Huy hiệu Đảng", "đảng viên", "5", "4", "3", "đồng chí"),),
    ),
    Case("awards-not-adding-up", "report", (), {"report": TONG_KET}),
    Case(
        "dates-out-of-order",
        "report document document_date meeting meeting_date",
        ((GAP_MAT, "Nghị quyết 07-NQ/ĐU", "2021-05-01", "Gặp mặt đầu xuân", "2021-03-10"),),
    ),
    Case("dates-out-of-order", "report", (), {"report": SO_KET}),
    Case(
        "dates-out-of-order",
        "other_report other_quote date sure",
        ((GAP_MAT, "Viện Luyện kim Sông Trà gặp mặt đầu xuân", "2021-03-10", "possible"),),
    ),
    Case("two-heads", "sure other_quote", (("likely", "Phạm Văn Khảm, Viện trưởng"),)),
    Case("awards-not-adding-up", "other_quote sure", (("2 Huy hiệu 50 năm tuổi Đảng", "likely"),)),
    Case(
        "posts-after-the-end",
        "report organisation after role person date ended other_report other_quote sure",
        (
            (
                XUONG_DUC,
                XUONG,
                "Trung tâm Đúc Sông Trà",
                "Quản đốc",
                GANG,
                "2022-04-05",
                "2021-03-10",
                GAP_MAT,
                "Xưởng Đúc nay là Trung tâm",
                "likely",
            ),
        ),
    ),
    Case("posts-after-the-end", "report", ((XUONG_DUC,),), {"organisation": XUONG, "person": GANG}),
    Case("posts-after-the-end", "report", (), {"organisation": VIEN}),
    Case(
        "two-places",
        "report person date place other_place quote other_quote sure",
        (
            (
                XUONG_DUC,
                GANG,
                "2022-04-05",
                "nhà văn hóa xã",
                "hội trường B",
                "Cao Thị Gang",
                "Cao Thị Gang",
                "possible",
            ),
        ),
    ),
    Case("two-places", "report", (), {"person": KHAM}),
    Case(
        "not-theirs-to-issue",
        "report document type organisation sure because",
        (
            (
                XUONG_DUC,
                CT02,
                "Chỉ thị",
                f"Chi bộ {XUONG}",
                "certain",
                "chi bộ không ra chỉ thị · a Party cell issues no directives",
            ),
        ),
    ),
    Case("not-theirs-to-issue", "report", (), {"organisation": DANG_UY}),
    Case("not-theirs-to-issue", "report", ((XUONG_DUC,),), {"document": CT02}),
    Case(
        "problems",
        "report code message quote",
        (
            (GAP_MAT, "ambiguous-person", "không rõ “Bí thư” là ai", "Đồng chí Bí thư"),
            (KE_HOACH, "no-meeting", "không thấy cuộc họp nào", ""),
        ),
    ),
    Case("problems", "report", ((KE_HOACH,),), {"code": "no-meeting"}),
)

CASES = (*FIXED, *PEOPLE, *DOCUMENTS, *BODIES, *CONTRADICTIONS)
