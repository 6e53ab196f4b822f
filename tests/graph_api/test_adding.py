"""Reports that are sent: seen without being stored, stored, told of, taken out."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_api.settings import Settings
from graph_api.store import Store
from tests.graph_api.asking import Keys
from tests.graph_api.small import serving

TEXT = (
    "Hội nghị tổng kết năm 2031\n"
    "Ngày 15/7/2031, Sở Y tế tỉnh Lam Hạ tổ chức Hội nghị tổng kết năm 2031.\n"
    "Đồng chí Lò Văn Kỷ, Giám đốc Sở Y tế chủ trì Hội nghị."
)
SENTENCE = "Đồng chí Lò Văn Kỷ, Giám đốc Sở Y tế chủ trì Hội nghị."
ATTACK = (
    "<script>alert('chữ')</script>\u202e Hội nghị <img src=x onerror=alert(1)> \ud7ff\ufeff\x07\n"
    + TEXT
)
SAMPLES = Path(__file__).parents[2] / "samples" / "formats"
MANY = "\n".join(json.dumps({"text": TEXT, "name": f"so-{number}"}) for number in range(7))


def bomb() -> bytes:
    """A .docx whose document unpacks to a thousand times its size."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 50_000_000 + b"</w>")
    return made.getvalue()


class Asked:
    """A server over an empty store, and a client of it that holds the keys."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.keys = Keys(folder)
        self.store = Store.open()
        given = Settings(keys=str(folder), **settings)  # type: ignore[arg-type]  # a table of cases
        self.client = TestClient(serving(self.store, given), raise_server_exceptions=False)

    def post(
        self,
        *files: tuple[str, bytes | str],
        path: str = "/reports",
        scope: str = "write",
        **fields: str,
    ) -> tuple[int, dict[str, object]]:
        """Files and fields sent as a form; the status and the JSON of the answer."""
        sent = [("file", one) for one in files] or [("none", ("", b""))]
        headers = self.keys.bearer(scope) if scope else {}
        answer = self.client.post(path, files=sent, data=fields, headers=headers)
        return answer.status_code, answer.json()

    def states(self, *files: tuple[str, bytes | str], **fields: str) -> tuple[int, list[str]]:
        status, told = self.post(*files, **fields)
        reports = told["reports"]
        assert isinstance(reports, list)
        return status, [
            one["problem"]["code"] if "problem" in one else f"{one['state']} {one['report']}"
            for one in reports
        ]


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    made = Asked(tmp_path)
    with made.client:
        yield made
    made.store.close()


FILES = [
    (("a.txt", TEXT), 201, ["new a"]),
    (("thư mục/a.TXT", TEXT), 201, ["new a"]),
    (("C:\\Documents\\a.txt", TEXT), 201, ["new a"]),
    (("..\\../x y.txt", TEXT), 201, ["new x y"]),
    (("a.json.txt", TEXT), 201, ["new a.json"]),
    (("a.txt", TEXT.encode("utf-16")), 201, ["new a"]),
    (("<script>.txt", TEXT), 201, ["new <script>"]),
    (("a.jsonl", MANY), 201, [f"new so-{number}" for number in range(7)]),
    (("a.jsonl.gz", gzip.compress(MANY.encode())), 201, [f"new so-{n}" for n in range(7)]),
    (
        ("a.jsonl", '{"text": "' + TEXT.replace("\n", " ") + '"}\n{'),
        201,
        ["new a-1", "broken-line"],
    ),
    (("a.txt", ATTACK), 201, ["new a"]),
    (("a.txt", b""), 422, ["empty-file"]),
    (("a.txt", b"\x00\x01\x02\xff" * 50), 422, None),
    (("a.toml", TEXT), 422, ["unknown-format"]),
    (("a", TEXT), 422, ["unknown-format"]),
    ((".txt", TEXT), 422, ["unknown-format"]),
    (("a.pdf", TEXT), 422, ["damaged"]),
    (("a.docx", TEXT), 422, ["damaged"]),
    (("a.docx", bomb()), 422, ["too-large"]),
    (("a.warc", TEXT), 422, ["damaged"]),
    (("a.jsonl.gz", gzip.compress(b"x")[:-9]), 422, ["damaged"]),
]


@pytest.mark.parametrize(("file", "status", "states"), FILES)
def test_a_file_is_loaded_or_told_of(
    asked: Asked, file: tuple[str, bytes | str], status: int, states: list[str] | None
) -> None:
    found = asked.states(file)
    assert found[0] == status
    assert states is None or found[1] == states


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_format_that_is_loaded_is_taken(asked: Asked, name: str) -> None:
    status, states = asked.states((name, (SAMPLES / name).read_bytes()))
    assert status == 201
    assert [state for state in states if state.startswith("new ")]


def test_a_file_that_fails_stops_no_other(asked: Asked) -> None:
    found = asked.states(("a.txt", TEXT), ("b.pdf", TEXT), ("c.txt", TEXT + " Một."))
    assert found == (201, ["new a", "damaged", "new c"])
    assert len(asked.store.reports()) == 2


@pytest.mark.parametrize(
    ("first", "second", "status", "states"),
    [
        (("a.txt", TEXT), ("a.txt", TEXT), 200, ["unchanged a"]),
        (("a.txt", TEXT), ("a.txt", TEXT + " Một."), 200, ["replaced a"]),
        (("a.txt", TEXT), ("b.txt", TEXT), 201, ["new b"]),
    ],
)
def test_what_is_loaded_again(
    asked: Asked,
    first: tuple[str, str],
    second: tuple[str, str],
    status: int,
    states: list[str],
) -> None:
    asked.states(first)
    assert asked.states(second) == (status, states)


def test_of_two_files_of_one_name_the_first_is_loaded(asked: Asked) -> None:
    assert asked.states(("x/a.txt", TEXT), ("y/a.txt", TEXT))[1] == ["new a", "same-name"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"text": TEXT, "name": "Báo cáo 9/2031"}, "Báo cáo 9-2031"),
        ({"text": TEXT}, "hoi-nghi-tong-ket-nam-2031-"),
        ({"text": TEXT.replace("\n", "\r\n")}, "hoi-nghi-tong-ket-nam-2031-"),
        ({"text": TEXT, "name": "a.txt"}, "a"),
    ],
)
def test_a_text_is_pasted(asked: Asked, fields: dict[str, str], name: str) -> None:
    status, (state,) = asked.states(**fields)
    assert (status, state[: len(name) + 4]) == (201, f"new {name}")
    assert asked.states(**fields) == (200, [state.replace("new", "unchanged")])


@pytest.mark.parametrize(
    ("content_type", "body", "query", "status", "name"),
    [
        ("text/plain", TEXT, "?name=a", 201, "a"),
        ("text/plain; charset=utf-8", TEXT, "", 201, "hoi-nghi-tong-ket-nam-2031-84b89cb1"),
        ("text/html", f"<article><p>{TEXT}</article>", "?name=a", 201, "a"),
        ("application/jsonl", MANY.split("\n")[0], "?name=a", 201, "so-0"),
        ("application/json", "{}", "", 415, None),
        ("", TEXT, "", 415, None),
    ],
)
def test_a_body_is_one_report(
    asked: Asked, content_type: str, body: str, query: str, status: int, name: str | None
) -> None:
    headers = asked.keys.bearer("write") | {"content-type": content_type}
    answer = asked.client.post(f"/reports{query}", content=body.encode(), headers=headers)
    assert answer.status_code == status, answer.text
    if name is not None:
        assert answer.json()["reports"][0]["report"] == name
        assert answer.headers["location"] == f"/reports/{name}"


@pytest.mark.parametrize("path", ["/reports", "/reports/preview"])
@pytest.mark.parametrize(
    ("scope", "fields", "status"),
    [
        ("", {"text": TEXT}, 401),
        ("read", {"text": TEXT}, 403),
        ("write", {"text": TEXT}, None),
        ("admin", {"text": TEXT}, None),
        ("", {"text": TEXT, "key": ""}, 403),
        ("", {"text": TEXT, "key": "wrong"}, 403),
        ("write", {"text": TEXT, "key": ""}, None),
        ("write", {}, 400),
        ("write", {"text": "  "}, 400),
    ],
)
def test_who_may_send(
    asked: Asked, path: str, scope: str, fields: dict[str, str], status: int | None
) -> None:
    found, told = asked.post(path=path, scope=scope, **fields)
    assert found == (status or (201 if path == "/reports" else 200)), told


def test_the_key_may_be_a_field_of_the_form(asked: Asked) -> None:
    answer = asked.client.post(
        "/reports",
        files=[("file", ("a.txt", TEXT))],
        data={"key": asked.keys.secrets["write"]},
        headers={"sec-fetch-site": "same-origin", "accept": "text/html"},
    )
    assert answer.status_code == 201
    assert '<a href="/reports/a">a</a>' in answer.text


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"key": ""}, "chithi key add"), ({"key": "wrong"}, "thu hồi")],
)
def test_a_browser_is_told_what_is_missing(asked: Asked, fields: dict[str, str], says: str) -> None:
    files = [("file", ("a.txt", TEXT))]
    answer = asked.client.post(
        "/reports", files=files, data=fields, headers={"accept": "text/html"}
    )
    assert (answer.status_code, "www-authenticate" in answer.headers) == (403, False)
    assert says in answer.text


def test_a_preview_stores_nothing(asked: Asked) -> None:
    status, told = asked.post(("a.txt", TEXT), path="/reports/preview")
    assert status == 200
    (report,) = told["files"][0]["reports"]  # type: ignore[index]  # of JSON
    assert (report["report"], report["text"], report["counts"]["people"]) == ("a", TEXT, 1)
    quoted = [TEXT[fact["start"] : fact["end"]] for fact in report["facts"]]
    assert [fact["quote"] for fact in report["facts"]] == quoted
    assert any("Lò Văn Kỷ" in fact["fact"] for fact in report["facts"])
    assert asked.store.reports() == []


@pytest.mark.parametrize(
    ("file", "shown", "hidden"),
    [
        (("a.txt", TEXT), "Lò Văn Kỷ: Giám đốc", "<script>"),
        (("a.txt", ATTACK), "&lt;script&gt;alert", "<script>alert"),
        (("<b>.txt", TEXT), "<code>&lt;b&gt;</code>", "<b>"),
        (("a.pdf", TEXT), "tải hoặc xuất lại", "Traceback"),
        (("a.jsonl", MANY), "còn báo cáo nữa", "so-5"),
        (("a.txt", TEXT * 2000), "Văn bản còn dài", "<script>"),
    ],
)
def test_a_preview_as_a_page(asked: Asked, file: tuple[str, str], shown: str, hidden: str) -> None:
    headers = asked.keys.bearer("write") | {"accept": "text/html"}
    answer = asked.client.post("/reports/preview", files=[("file", file)], headers=headers)
    assert answer.status_code == 200
    page = answer.text.replace('<script type="module"', "")
    assert shown in page
    assert hidden not in page
    assert len(page) < 500_000


def test_five_megabytes_are_taken(asked: Asked) -> None:
    text = "Một dòng không nói điều gì.\n" * 180_000
    assert len(text.encode()) > 5_000_000
    assert asked.states(("a.txt", text)) == (201, ["new a"])


@pytest.mark.parametrize(
    ("file", "status", "states"),
    [
        (("a.txt", TEXT * 20), 413, None),
        (("a.jsonl.gz", gzip.compress("\n".join([MANY] * 20).encode())), 201, "too-large"),
    ],
)
def test_an_upload_has_bounds(
    tmp_path: Path, file: tuple[str, bytes | str], status: int, states: str | None
) -> None:
    asked = Asked(tmp_path, upload_bytes=3000)
    with asked.client:
        answer = asked.client.post(
            "/reports", files=[("file", file)], headers=asked.keys.bearer("write")
        )
    assert answer.status_code == status
    assert (states or "CHITHI_UPLOAD_BYTES") in answer.text


@pytest.mark.parametrize(
    ("name", "key", "status"),
    [
        ("a", "write", 204),
        ("Báo cáo 9%2F2031", "write", 404),
        ("b", "write", 404),
        ("a", "read", 403),
        ("a", "", 401),
    ],
)
def test_a_report_is_taken_out(asked: Asked, name: str, key: str, status: int) -> None:
    asked.states(("a.txt", TEXT))
    headers = asked.keys.bearer(key) if key else {}
    assert asked.client.delete(f"/reports/{name}", headers=headers).status_code == status
    assert len(asked.store.reports()) == (status != 204)


def test_what_was_loaded_opens_at_its_sentence(asked: Asked) -> None:
    asked.states(("a.txt", TEXT))
    start = TEXT.index(SENTENCE)
    page = asked.client.get(f"/reports/a?start={start}&end={start + len(SENTENCE)}").text
    assert f'<mark id="hit">{SENTENCE}</mark>' in page


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ([("key", "write"), ("file", "")], 201),
        ([("file", ""), ("key", "write")], 401),
        ([("file", "")], 401),
        ([("key", "wrong"), ("file", "")], 403),
        ([("key", ""), ("file", "")], 403),
    ],
)
def test_the_key_of_a_large_form_stands_before_the_files(
    asked: Asked, fields: list[tuple[str, str]], status: int
) -> None:
    """Nothing of a large form is kept whose key is not known yet."""
    boundary = "--x\r\nContent-Disposition: form-data; name="
    parts = []
    for name, value in fields:
        if name == "file":
            parts.append(f'{boundary}"file"; filename="a.txt"\r\n\r\n{TEXT * 1000}\r\n')
        else:
            secret = asked.keys.secrets.get(value, value)
            parts.append(f'{boundary}"key"\r\n\r\n{secret}\r\n')
    sent = "".join(parts) + "--x--\r\n"
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = asked.client.post("/reports", content=sent.encode(), headers=headers)
    assert answer.status_code == status, answer.text
