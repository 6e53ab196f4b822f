"""What is not documented fails: commands, options, queries, settings, endpoints, make targets.

`README.md` and `docs/*.md` are what a user reads. `docs/queries.md` is written from the
catalogue: `pytest tests/test_docs.py --rewrite`.
"""

import re
import shlex
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from graph_api.cli import app
from graph_api.settings import Settings, variable
from graph_api.store.embedded import Store
from queries.catalogue import catalogue
from queries.question import Question
from tests.graph_api.small import serving

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MAPS = [ROOT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE))
EXAMPLES = re.findall(
    r"^    \$ (chithi .*)$", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE
)


@cache
def documented() -> str:
    """All that a user reads, as one text."""
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@dataclass(frozen=True)
class Shown:
    """A command as `chithi --help` has it, and the options that say nothing of themselves."""

    help: str
    mute: list[str]


@cache
def shown() -> dict[str, Shown]:
    found = get_command(app)
    assert isinstance(found, TyperGroup)
    return {
        name: Shown(
            command.help or "",
            [str(option.name) for option in command.params if not getattr(option, "help", "")],
        )
        for name, command in found.commands.items()
        if not command.hidden
    }


def endpoints() -> list[str]:
    return sorted(serving(Store.open()).openapi()["paths"])


@pytest.mark.parametrize("name", sorted(shown()))
def test_a_command_is_documented(name: str) -> None:
    assert f"chithi {name}" in documented()


@pytest.mark.parametrize("name", sorted(shown()))
def test_a_command_and_its_options_say_what_they_do(name: str) -> None:
    assert shown()[name].help
    assert shown()[name].mute == []


@pytest.mark.parametrize("name", [variable(field.name) for field in fields(Settings)])
def test_a_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in documented()


@pytest.mark.parametrize("path", endpoints())
def test_an_endpoint_is_documented(path: str) -> None:
    assert re.search(rf"`(?:(?:GET|POST) )?{re.escape(path)}[`?]", documented())


def queries_page() -> str:
    """`docs/queries.md` as the catalogue has it."""
    return "\n\n".join([QUERIES_HEAD, *map(section, catalogue().values())]) + "\n"


QUERIES_HEAD = """\
# Các câu hỏi · The catalogue

Mỗi câu hỏi là một tệp `queries/*.rq`: lệnh `chithi query NAME`, trên máy chủ `/queries/NAME`.
Each question is a file `queries/*.rq`; on the command line it is `chithi query NAME`, on the server
`/queries/NAME`, with the same parameters and columns. This page is the catalogue: `make docs`."""


def section(question: Question) -> str:
    lines = [
        f"## {question.name}",
        "",
        f"{question.summary} · {question.summary_en}",
        "",
        f"    {question.example}",
        "",
    ]
    for parameter in question.parameters:
        kind = ", ".join(parameter.values) or parameter.type.value
        need = " (bắt buộc · required)" if parameter.required else ""
        given = f", mặc định · default `{parameter.default}`" if parameter.default else ""
        says = f"{parameter.summary} · {parameter.summary_en}"
        lines.append(f"- `{parameter.name}`: {says}; {kind}{given}{need}")
    if question.parameters:
        lines.append("")
    return "\n".join([*lines, f"Cột · columns: {', '.join(question.columns)}"])


def test_the_page_of_queries_is_the_catalogue(rewrite: bool) -> None:
    page = ROOT / "docs" / "queries.md"
    if rewrite:
        page.write_text(queries_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == queries_page(), "make docs writes it again"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "store"
    assert CliRunner().invoke(app, ["load", str(ROOT / "samples"), "--store", str(folder)]).output
    return folder


@pytest.mark.parametrize("line", EXAMPLES)
def test_a_command_of_the_readme_answers(
    line: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHITHI_STORE", str(store))
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(app, shlex.split(line)[1:])
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) > 1, "it finds nothing in samples/"


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_a_make_target_is_explained(target: str) -> None:
    assert re.search(rf"^{target}:.*## \w", MAKEFILE, flags=re.MULTILINE) or (
        f".PHONY: {target}\n{target}:" in MAKEFILE
    )


@pytest.mark.parametrize("page", [*PAGES, *MAPS], ids=lambda page: page.name)
def test_what_a_page_tells_to_make_can_be_made(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    told = re.findall(r"(?:^    |`)make ([a-z]+)", text, flags=re.MULTILINE)
    assert set(told) <= TARGETS


@pytest.mark.parametrize("page", [*PAGES, *MAPS], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [*PAGES, *MAPS], ids=lambda page: page.name)
def test_paths_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    tops = "ontology|loaders|queries|graph_api|samples|tests|bench|docs|requirements"
    named = re.findall(rf"`((?:{tops})/[\w./*-]*)`", text)
    assert [path for path in named if not list(ROOT.glob(path.rstrip("/")))] == []


def test_the_changelog_tells_of_this_version() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = re.escape(settings["project"]["version"])
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {version} - \d{{4}}-\d\d-\d\d$", changelog, flags=re.MULTILINE)
