"""What may not be in the repository: paths of one machine, hosts of registries; and the locks."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent
MACHINE_PATH = re.compile(r"(?<![\w.\-/])/(?:work|root|home|opt|mnt|Users)/\w")
REGISTRY = re.compile(
    r"(?:pypi|pythonhosted|npmjs|yarnpkg|crates)\.(?:org|com|io)|deb\.debian\.org|--(?:extra-)?index"
)
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
LIMIT = 1_000_000  # bytes: what is larger is made, not kept


def tracked() -> list[Path]:
    """The files of the repository; none outside a checkout."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return []
    names = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def offenders(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in tracked():
        if path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    return found


needs_checkout = pytest.mark.skipif(not tracked(), reason="không phải bản git / no git checkout")


@needs_checkout
def test_no_path_of_a_machine() -> None:
    assert offenders(MACHINE_PATH) == []


@needs_checkout
def test_no_host_of_a_registry() -> None:
    assert offenders(REGISTRY) == []


@needs_checkout
def test_nothing_large() -> None:
    assert [str(path) for path in tracked() if path.stat().st_size > LIMIT] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_every_requirement_by_hash(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    assert lines
    assert [
        line[:60]
        for line in lines
        if not re.match(r"[a-z0-9.\-]+==\S+(?: ;.*?)?\s+--hash=sha256:", line)
    ] == []


def distribution(requirement: str) -> str:
    match = re.match(r"[\w.\-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


@pytest.mark.parametrize(("lock", "extra"), [("run", ""), ("test", "test"), ("bench", "bench")])
def test_a_lock_holds_what_the_project_asks_for(lock: str, extra: str) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = settings["build-system"]["requires"] + settings["project"]["dependencies"]
    if extra:
        asked += settings["project"]["optional-dependencies"][extra]
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    locked = {distribution(line) for line in text.splitlines() if "==" in line}
    assert {distribution(requirement) for requirement in asked} - locked == set()


def pins(lock: Path) -> dict[str, str]:
    text = lock.read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.\-]+)==(\S+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize(
    "lock", [lock for lock in LOCKS if lock.stem != "run"], ids=lambda p: p.name
)
def test_locks_agree(lock: Path) -> None:
    run, other = pins(ROOT / "requirements" / "run.txt"), pins(lock)
    assert {
        name: (pin, other.get(name)) for name, pin in run.items() if other.get(name) != pin
    } == {}


@needs_checkout
def test_a_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    packages = {"ontology", "loaders", "queries", "graph_api"}
    names = {path.relative_to(ROOT).as_posix() for path in tracked()}
    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert {name for name in names if name.split("/")[0] in packages} - held == set()
    assert "graph_api/web/static/built/manifest.json" in held  # made by frontend/build.py


def test_ci_runs_what_a_developer_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "make test" in script
    assert "set -eu" in script
    assert "||" not in script
