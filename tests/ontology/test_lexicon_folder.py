"""A user's own tables: what they add, and what is said of what is broken."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clean import clean
from ontology.lexicon import own_tables
from ontology.lexicon_folder import Folder, read_folder
from ontology.lexicon_match import Finder
from ontology.lexicon_rows import fold

OURS = own_tables()
KIND = "id\tform\tgroup\tafter\n"


def folder_of(tmp_path: Path, **tables: str | bytes) -> Path:
    """A folder with tables of these names."""
    for name, text in tables.items():
        data = text.encode() if isinstance(text, str) else text
        (tmp_path / f"{name}.tsv").write_bytes(data)
    return tmp_path


def read(tmp_path: Path, **tables: str | bytes) -> Folder:
    return read_folder(folder_of(tmp_path, **tables), OURS, clean)


def ids(folder: Folder, table: str, text: str) -> list[str]:
    return [hit.row.id for hit in Finder(table, folder.tables[table]).find(fold(text))]


@pytest.mark.parametrize(
    ("table", "text", "phrase", "found"),
    [
        ("to_chuc", f"{KIND}hop_xa\tLàng nghề\tdoanh_nghiep\tname\n", "Làng nghề Mây", "hop_xa"),
        ("viet_tat", "id\tform\tlabel\nxyz\tXYZ\tXây dựng\n", "Sở XYZ", "xyz"),
        ("ho", "id\tform\nong\tÔng Cả\n", "Ông Cả Văn Hạnh", "ong"),
        # a row of ours: its forms and the user's
        ("cuoc_hop", "id\tform\nhoi_nghi\tHội nghị bàn tròn\n", "hội nghị bàn tròn", "hoi_nghi"),
        ("cuoc_hop", "id\tform\nhoi_nghi\tHội nghị bàn tròn\n", "hội nghị sơ kết", "hoi_nghi"),
        # as a spreadsheet writes it
        ("ho", '\ufeffid\tform\r\nzz\t"Zờ; Zê"\r\n', "Zê Văn Hạnh", "zz"),
        ("ho", "id\tform\nzz\tZờ\n".encode("utf-16"), "Zờ Văn Hạnh", "zz"),
        ("ho", "id \t form\nzz\t Zờ ;Zê\t\t\n", "Zê Văn Hạnh", "zz"),
        ("ho", "# ghi chú\n\nid\tform\n# nữa\nzz\tZờ\n", "Zờ Văn Hạnh", "zz"),
        # typed with the other place for tone marks, or decomposed
        ("ho", "id\tform\nzz\tHoà\n", "Hòa Văn Hạnh", "zz"),
        ("ho", "id\tform\nzz\tZo\u0302\u0300\n", "Zồ Văn Hạnh", "zz"),
    ],
)
def test_a_row_of_a_user_is_found(
    tmp_path: Path, table: str, text: str | bytes, phrase: str, found: str
) -> None:
    folder = read(tmp_path, **{table: text})
    assert [str(trouble) for trouble in folder.troubles] == []
    assert found in ids(folder, table, phrase)


def test_a_row_may_take_the_place_of_ours(tmp_path: Path) -> None:
    text = "id\tform\treplace\nhoi_nghi\tHội nghị bàn tròn\tx\n"
    folder = read(tmp_path, cuoc_hop=text)
    assert folder.troubles == ()
    assert ids(folder, "cuoc_hop", "hội nghị sơ kết") == []
    assert ids(folder, "cuoc_hop", "hội nghị bàn tròn") == ["hoi_nghi"]
    (row,) = (row for row in folder.tables["cuoc_hop"] if row.id == "hoi_nghi")
    assert row["label"] == "Hội nghị"  # the user's table has no such column


def test_a_table_may_use_ids_of_another(tmp_path: Path) -> None:
    folder = read(
        tmp_path,
        to_chuc=f"{KIND}lang_nghe\tLàng nghề\tdoanh_nghiep\tname\n",
        chuc_vu="id\tform\tlabel\texpects\tgroup\ntruong_lang\tTrưởng làng nghề\tTrưởng làng nghề\t"
        "lang_nghe\tdoanh_nghiep\n",
    )
    assert [str(trouble) for trouble in folder.troubles] == []


def test_a_form_is_placed_where_it_was_written(tmp_path: Path) -> None:
    folder = read(tmp_path, cuoc_hop="id\tform\nhoi_nghi\tHội nghị bàn tròn\n")
    (row,) = (row for row in folder.tables["cuoc_hop"] if row.id == "hoi_nghi")
    assert row.place("hội nghị bàn tròn") == f"{tmp_path}/cuoc_hop.tsv:2"
    assert row.place("hội nghị") == f"cuoc_hop:{row.line}"


@pytest.mark.parametrize(
    ("table", "text", "line", "said"),
    [
        ("to_chucs", "id\tform\n", 0, "to_chuc.tsv?"),
        ("zzzzzz", "id\tform\n", 0, "không có bảng tên zzzzzz;"),
        ("ho", "", 0, "không có dòng tên cột"),
        ("ho", "# chỉ có ghi chú\n", 0, "không có dòng tên cột"),
        ("ho", "form\nZờ\n", 1, "thiếu cột id"),
        ("ho", "id\nzz\n", 1, "thiếu cột form"),
        ("ho", "id\tform\tform\n", 1, "một cột đứng hai lần"),
        ("to_chuc", "id\tform\tafte\n", 1, "“afte” (after?)"),
        ("ho", "id\tform\nzz\tZờ\tx\n", 2, "3 ô mà chỉ có 2 cột"),
        ("ho", "id\tform\n\n\tZờ\n", 3, "thiếu mã"),
        ("ho", "id\tform\nzz\t\n", 2, "thiếu cách viết"),
        ("ho", "id\tform\nHọ Z\tZờ\n", 2, "mã “Họ Z” phải viết bằng a-z"),
        ("ho", "id\tform\nzz\tZờ\nzz\tZê\n", 3, "mã zz đã có ở dòng 2"),
        ("ho", "id\tform\nzz\tZờ; Zờ\n", 2, "một cách viết đứng hai lần"),
        ("ho", "id\tform\nzz\tnguyễn\n", 2, "“nguyễn” đã thuộc dòng nguyen (ho:"),
        ("ho", "id\tform\nzz\tZờ\nzy\tZờ\n", 3, "đã thuộc dòng zz"),
        ("ho", "id\tform\texample\nzz\tZờ\tZê Văn Hạnh\n", 2, "không có cách viết nào"),
        ("ho", "id\tform\tcommon\nzz\tZờ\ty\n", 2, "cột common không nhận “y” [x]"),
        ("ho", "id\tform\treplace\nnguyen\tZờ\tcó\n", 2, "cột replace chỉ nhận x"),
        ("to_chuc", f"{KIND}zz\tZờ\tdang\tnam\n", 2, "không nhận “nam” (name?)"),
        ("to_chuc", f"{KIND}zz\tZờ\tdang\t\n", 2, "thiếu after [host, name, none, place]"),
        ("to_chuc", "id\tform\nzz\tZờ\n", 2, "thiếu group"),
        ("to_chuc", f"{KIND}so\tZờ\tdang\t\n", 2, "để trống group để chỉ thêm cách viết"),
        (
            "to_chuc",
            "id\tform\tover\nso\tZờ\tunitof\n",
            2,
            "cột over không nhận “unitof” (unitOf?)",
        ),
        ("hanh_vi", "id\tform\tpart\twho\nzz\tZờ\tchairs\tsau\n", 2, "“chairs” (chair?)"),
        ("trang_thai_chuc_vu", "id\tform\tstatus\nzz\tZờ\tcũ\n", 2, "cột status không nhận “cũ”"),
        ("xung_ho", "id\tform\tkind\nzz\tZờ\tông\n", 2, "cột kind không nhận “ông”"),
        ("so_thu_tu", "id\tform\tvalue\nzz\tZờ\tmột\n", 2, "“một” không đúng dạng"),
        ("ky_bao_cao", "id\tform\nzz\tnăm {x}\n", 2, "{x} không có nghĩa ở đây"),
        (
            "chuc_vu",
            "id\tform\tlabel\texpects\tgroup\nzz\tZờ\tZờ\tso xo\tdang\n",
            2,
            "bảng to_chuc không có mã “xo”",
        ),
        (
            "chuc_vu",
            "id\tform\tlabel\texpects\tbody\tgroup\nzz\tZờ\tZờ\tso\tcong_tyy\tdang\n",
            2,
            "“cong_tyy” (cong_ty?)",
        ),
        ("ho", b"id\tform\nzz\tHo\xe0\n", 0, "không phải UTF-8"),
    ],
)
def test_a_broken_row_is_told_by_file_and_line(
    tmp_path: Path, table: str, text: str | bytes, line: int, said: str
) -> None:
    told = [t for t in read(tmp_path, **{table: text}).troubles if said in t.vi]
    assert [(t.file, t.line) for t in told] == [(f"{tmp_path}/{table}.tsv", line)]


@pytest.mark.parametrize("name", ["ho.txt", "Ho.TSV", "ho.csv", "ho.xlsx"])
def test_a_table_of_another_kind_of_file_is_not_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("id\tform\n", encoding="utf-8")
    (told,) = read_folder(tmp_path, OURS).troubles
    assert "lưu thành ho.tsv" in told.vi


@pytest.mark.parametrize("name", ["README.txt", ".ho.tsv", "~$ho.xlsx"])
def test_a_folder_without_tables_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("", encoding="utf-8")
    (told,) = read_folder(tmp_path, OURS).troubles
    assert "không có bảng" in told.vi


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (told,) = read_folder(tmp_path / "không", OURS).troubles
    assert "không có thư mục này" in told.vi


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    folder = read(tmp_path, ho="id\tform\nzz\tnguyễn\nzy\n", viet_tat="id\tform\tlable\n")
    places = [(Path(t.file).name, t.line) for t in folder.troubles]
    assert places == [("ho.tsv", 2), ("ho.tsv", 3), ("viet_tat.tsv", 1)]


@given(st.text(), st.sampled_from(sorted(OURS)))
def test_any_text_is_a_table_or_is_told(text: str, table: str) -> None:
    from tempfile import TemporaryDirectory  # a fixture would be shared by all examples

    with TemporaryDirectory() as folder:
        given_folder = folder_of(Path(folder), **{table: text.encode("utf-8", "surrogatepass")})
        assert set(read_folder(given_folder, OURS, clean).tables) == set(OURS)


# --- in a process: read once, told first -------------------------------------------------------


def run(code: str, *arguments: object) -> str:
    """What a new process prints: tables are read once in each."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr.rpartition("\n\n")[2].strip().rpartition("\n")[2]


START = """
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from loaders.clean import clean
from ontology import lexicon
folder = Path(sys.argv[1])
def labels():
    return {row.id: row["label"] for row in lexicon.table("viet_tat")}.get("zz", "-")
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("print(labels())", "-"),
        ("lexicon.use(folder, clean); print(labels())", "Zờ Hòa"),
        ("lexicon.use(None); lexicon.use(folder, clean); print(labels())", "Zờ Hòa"),
        ("lexicon.use(folder); labels(); lexicon.use(folder); print('ok')", "ok"),
        ("labels(); lexicon.use(folder)", "RuntimeError"),
        ("lexicon.use(folder); lexicon.use(None)", "RuntimeError"),
        (
            "a = lexicon.fingerprint(); lexicon.use(folder); print(a != lexicon.fingerprint())",
            "True",
        ),
        ("lexicon.use(folder / 'none')", "không có thư mục này"),
    ],
)
def test_the_lexicon_of_a_process(tmp_path: Path, code: str, said: str) -> None:
    folder_of(tmp_path, viet_tat="id\tform\tlabel\nzz\tZZ\tZờ Hoà\n")
    assert said in run(START + code, tmp_path)


def test_the_same_tables_have_the_same_fingerprint(tmp_path: Path) -> None:
    folder_of(tmp_path, ho="id\tform\nzz\tZờ\n")
    code = f"{START}lexicon.use(folder); print(lexicon.fingerprint())"
    first, second = run(code, tmp_path), run(code, tmp_path)
    assert first == second
    assert len(first.strip()) == 12


WORKER = """
if __name__ == "__main__":
    with ProcessPoolExecutor(
        1, get_context("spawn"), initializer=lexicon.use, initargs=(folder, clean)
    ) as pool:
        (row,) = (r for r in pool.submit(lexicon.table, "viet_tat").result() if r.id == "zz")
        print(row["label"])
"""


def test_the_lexicon_reaches_worker_processes(tmp_path: Path) -> None:
    folder_of(tmp_path, viet_tat="id\tform\tlabel\nzz\tZZ\tZờ Hoà\n")
    script = tmp_path / "work.py"
    script.write_text(START + WORKER, encoding="utf-8")
    code = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], {}, '__main__')"
    assert run(code, script, tmp_path).strip() == "Zờ Hòa"


EVERYWHERE = """
for name, rows in lexicon.own_tables().items():
    kept = [row for row in rows if "{" not in row["form"]] or [rows[-1]]
    cells = {**kept[-1], "id": "zz", "form": "zờ zờ", "example": ""}
    text = "\\t".join(cells) + "\\n" + "\\t".join(cells.values()) + "\\n"
    (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
lexicon.use(folder, clean)
from loaders.extract import extract
from loaders.model import Report
for path in Path(sys.argv[2]).glob("*.txt"):
    extract(Report(path.stem, clean(path.read_text(encoding="utf-8") + " Zờ zờ 12/3 zờ zờ.")))
print("ok")
"""


def test_extraction_reads_a_row_of_a_user_in_any_table(tmp_path: Path, samples: Path) -> None:
    assert run(START + EVERYWHERE, tmp_path, samples).strip() == "ok"


def test_no_table_is_read_before_the_lexicon_can_be_told() -> None:
    code = "import graph_api.cli; from ontology import lexicon; print(lexicon.table.cache_info())"
    assert "currsize=0" in run(code)
