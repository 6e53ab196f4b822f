"""Look for texts that break the way from text to N-Quads, guided by the code that they reach.

    make fuzz                                   for two minutes; FUZZ_SECONDS=3600 for an hour
    python -m bench.fuzz [--seconds 120] [--folder build/fuzz]

atheris changes texts (the samples line by line at first, and whatever reached new code in an
earlier run) and puts in words of the lexicon. What must hold of any text is in `check`. A text that
breaks it is left in the folder as `crash-*` or `timeout-*`: it becomes a row of
`tests/loaders/test_hostile.py`.
"""

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST = 4_000  # bytes: what is linear at this length is measured by bench.hostile_text
SLOW = 10  # seconds for one text


def check(data: bytes) -> None:
    """One text, from what came to quads; raises where something that must hold does not."""
    import pyoxigraph as ox

    from bench.census import outside
    from loaders.clean import clean
    from loaders.extract import extract
    from loaders.model import Report
    from loaders.repair import repair
    from loaders.triples import nquads

    text = clean(repair(data.decode("utf-8", errors="replace")).text)
    if clean(text) != text:
        raise AssertionError("clean is not idempotent")
    said = extract(Report("fuzz", text))
    if found := outside(said):
        raise AssertionError(f"spans outside the text: {found}")
    for _ in ox.parse(nquads(said), format=ox.RdfFormat.N_QUADS):
        pass


def seeds(folder: Path) -> None:
    """Write the lines of the samples, and each whole, as texts to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "samples").glob("*.txt")):
        whole = path.read_text(encoding="utf-8")
        for text in (whole, *whole.splitlines()):
            if text.strip():
                data = text.encode()[:LONGEST]
                (folder / sha256(data).hexdigest()[:16]).write_bytes(data)


def dictionary(path: Path) -> None:
    """Write the forms of the lexicon in libFuzzer's format: one quoted entry a line."""
    from ontology.lexicon import LEXICON, table

    forms = {
        form for file in LEXICON.glob("*.tsv") for row in table(file.stem) for form in row.forms
    }
    path.write_text("".join(f'"{_escaped(form)}"\n' for form in sorted(forms)), encoding="ascii")


def _escaped(form: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in form.encode())


def arguments(folder: Path, seconds: int) -> Iterable[str]:
    """What libFuzzer is told."""
    yield sys.argv[0]
    yield f"-max_total_time={seconds}"
    yield f"-max_len={LONGEST}"
    yield f"-timeout={SLOW}"
    yield f"-dict={folder / 'lexicon.dict'}"
    yield f"-artifact_prefix={folder}/"
    yield "-print_final_stats=1"
    yield str(folder / "reached")
    yield str(folder / "seeds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "fuzz")
    options = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        sys.exit("Chưa cài atheris. / atheris is not installed: make fuzz")
    atheris = importlib.import_module("atheris")  # without types, and not installed with the tests

    with atheris.instrument_imports(include=["loaders", "ontology"]):
        import loaders.extract
        import loaders.repair
        import loaders.triples  # noqa: F401 - imported here, so that what it reaches is seen
    (options.folder / "reached").mkdir(parents=True, exist_ok=True)
    seeds(options.folder / "seeds")
    dictionary(options.folder / "lexicon.dict")
    check("Sáng 9/7/2031, Sở Nội vụ họp.".encode())  # the tables are read before any text is timed
    atheris.Setup(list(arguments(options.folder, options.seconds)), check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
