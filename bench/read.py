"""What reads web pages and PDF here, beside other packages that do, on the same files.

    python -m bench.read

Pages are invented reports in the layouts of `bench/pages.py`. PDF files are printed from the same
reports by Chromium, and by LibreOffice where it is installed, in several fonts. Packages that are
not installed (`make bench` installs them) are left out.
"""

import importlib
import importlib.metadata
import importlib.util
import logging
import re
import shutil
import subprocess
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.corpus import SAMPLES, machine, markdown
from bench.pages import LAYOUTS, Article
from loaders.clean import clean
from loaders.model import Report
from loaders.read import ReadProblem
from loaders.read.html import read_html
from loaders.read.pdf import read_pdf

WHOLE = (
    "dai-hoi-doan-huyen-dong-may-lan-thu-xviii",
    "doan-cong-tac-bo-giao-thong-van-tai-lam-viec-tai-vinh-son",
    "hoi-nghi-tong-ket-tong-cong-ty-cang-dong-luy",
    "hoi-nghi-cong-ty-thuy-loi-hoa-luy",
    "phien-hop-thuong-ky-ubnd-huyen-dong-may-thang-9",
    "tin-dong-dien-duong-day-110-kv-nam-suong",
)
FONTS = ("DejaVu Serif", "Liberation Serif", "Noto Sans")
PACKAGES = {
    "readability-lxml": "readability",
    "trafilatura": "trafilatura",
    "resiliparse": "resiliparse",
    "justext": "justext",
    "pypdfium2": "pypdfium2",
    "pypdf": "pypdf",
    "pdfminer.six": "pdfminer",
}
MARK = re.compile(r"^(?:- |\d+\. )")

Extract = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one extractor did on one file: shares of words and of lines, and milliseconds."""

    recall: float
    precision: float
    lines: float
    spent: float


def articles() -> Iterator[Article]:
    """Invented reports without the lines that are of a page; the last is short."""
    title, lines = "", [""]
    for name in WHOLE:
        text = clean((SAMPLES / f"{name}.txt").read_text(encoding="utf-8"))
        title, *lines = (line for line in text.split("\n") if len(line) > 40)
        yield Article(title, lines)
    yield Article(title, lines[:2])


def measure(extract: Extract, data: bytes, article: Article) -> Measured:
    """The article is all that should come out; its title may stand above or not."""
    start = perf_counter()
    got = clean(extract(data))
    spent = perf_counter() - start
    found, wanted = Counter(got.split()), Counter(" ".join(article.lines).split())
    extra = found - wanted - Counter(article.title.split())
    printed = {MARK.sub("", line) for line in got.split("\n")}
    return Measured(
        (wanted & found).total() / wanted.total(),
        1 - extra.total() / max(1, found.total()),
        mean(MARK.sub("", line) in printed for line in article.lines),
        1000 * spent,
    )


def table(
    extractors: dict[str, Extract], files: Iterable[tuple[str, bytes, Article]], what: str
) -> str:
    """A row an extractor and kind of file, and one for all kinds."""
    found: dict[tuple[str, str], list[Measured]] = {}
    for kind, data, article in files:
        for name, extract in extractors.items():
            measured = measure(extract, data, article)
            found.setdefault((name, kind), []).append(measured)
            found.setdefault((name, "all"), []).append(measured)
    rows = [
        [
            f"{name}, {kind}",
            str(len(many)),
            *(f"{mean(getattr(m, field) for m in many):.3f}" for field in Measured.__slots__[:3]),
            f"{mean(m.spent for m in many):.1f}",
        ]
        for (name, kind), many in sorted(found.items(), key=lambda item: item[0][1] != "all")
    ]
    return markdown([what, "files", "recall", "precision", "whole lines", "ms each"], rows)


# --- Web pages -----------------------------------------------------------------------------------


def text_of(found: Report | ReadProblem) -> str:
    return found.text if isinstance(found, Report) else ""


def page_extractors() -> dict[str, Extract]:
    """Chithi and those that are installed."""

    def resiliparse(data: bytes) -> str:
        html, tree = parts["resiliparse"]
        return str(html.extract_plain_text(tree.HTMLTree.parse(data.decode()), main_content=True))

    def trafilatura(data: bytes) -> str:
        return str(parts["trafilatura"][0].extract(data.decode(), include_comments=False) or "")

    def readability(data: bytes) -> str:
        summary = parts["readability"][0].Document(data.decode()).summary()
        return re.sub(r"<[^>]+>", "\n", summary)

    def justext(data: bytes) -> str:
        module = parts["justext"][0]
        words = module.get_stoplist("Vietnamese")
        found = module.justext(data, words, encoding="utf-8")
        return "\n".join(one.text for one in found if not one.is_boilerplate)

    parts = {
        "readability": modules("readability"),
        "trafilatura": modules("trafilatura"),
        "resiliparse": modules("resiliparse.extract.html2text", "resiliparse.parse.html"),
        "justext": modules("justext"),
    }
    others = (readability, trafilatura, resiliparse, justext)
    ours: dict[str, Extract] = {"chithi": lambda data: text_of(read_html(data, "a", "a"))}
    return ours | {other.__name__: other for other in others if parts[other.__name__]}


def modules(*names: str) -> list[Any]:
    """The modules of a package; none where it is not installed."""
    try:
        return [importlib.import_module(name) for name in names]
    except ImportError:
        return []


def pages() -> Iterator[tuple[str, bytes, Article]]:
    for article in articles():
        for name, layout in LAYOUTS.items():
            yield name, layout(article).encode(), article


# --- PDF -----------------------------------------------------------------------------------------


def pdf_extractors() -> dict[str, Extract]:
    """chithi, PDFium's own text, and those that are installed."""

    def pdfium(data: bytes) -> str:
        document = modules("pypdfium2")[0].PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_range() for page in document)

    def pypdf(data: bytes) -> str:
        reader = modules("pypdf")[0].PdfReader(BytesIO(data))
        return "\n".join(page.extract_text() for page in reader.pages)

    def pdfminer(data: bytes) -> str:
        return str(modules("pdfminer.high_level")[0].extract_text(BytesIO(data)))

    ours: dict[str, Extract] = {"chithi": lambda data: text_of(read_pdf(data, "a", "a"))}
    found = ((pdfium, "pypdfium2"), (pypdf, "pypdf"), (pdfminer, "pdfminer.high_level"))
    return ours | {other.__name__: other for other, name in found if modules(name)}


def printed(folder: Path) -> Iterator[tuple[str, bytes, Article]]:
    """PDF files of the reports, as the programs on this machine print them."""
    for number, article in enumerate(articles()):
        for font in FONTS:
            page = folder / f"{number}-{font.split()[0]}.html"
            paragraphs = "".join(f"<p>{escape(line)}</p>" for line in article.lines)
            page.write_text(
                "<!DOCTYPE html><meta charset='utf-8'><style>@page {size: 15cm 21cm}"
                f"body {{font: 13pt '{font}'; text-align: justify}}</style>"
                f"<h1>{escape(article.title)}</h1>{paragraphs}",
                encoding="utf-8",
            )
            for program, command in printers(page).items():
                subprocess.run(command, check=True, capture_output=True, cwd=folder)  # noqa: S603 - our own files
                made = page.with_suffix(".pdf")
                yield f"{program}, {font}", made.read_bytes(), article
                made.unlink()


def printers(page: Path) -> dict[str, Sequence[str | Path]]:
    """The commands that print a page beside itself."""
    found: dict[str, Sequence[str | Path]] = {}
    if chromium := shutil.which("chromium"):
        out = f"--print-to-pdf={page.with_suffix('.pdf')}"
        found["Chromium"] = [chromium, "--headless", "--no-sandbox", "--disable-gpu", out, page]
    if office := shutil.which("soffice"):
        form = "pdf:writer_web_pdf_Export"
        found["LibreOffice"] = [office, "--headless", "--convert-to", form, page]
    return found


def main() -> None:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    found = [name for name in PACKAGES if importlib.util.find_spec(PACKAGES[name])]
    versions = (f"{name} {importlib.metadata.version(name)}" for name in found)
    print(f"{machine()}\n\n{', '.join(versions)}\n")
    print(table(page_extractors(), pages(), "web pages"), "\n")
    with TemporaryDirectory() as folder:
        print(table(pdf_extractors(), printed(Path(folder)), "PDF"))


if __name__ == "__main__":
    main()
