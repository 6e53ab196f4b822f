"""What reports are called: by their file, their place in it, their field or their address."""

import hashlib
import re
from pathlib import Path
from typing import Final
from unicodedata import category, normalize
from urllib.parse import unquote

from ontology.terms import slug

_LONGEST: Final = 150  # characters


def file_name(path: Path) -> str:
    """The name of the report in a file: the file's without its ending, composed."""
    stem = path.with_suffix("").stem if path.suffix.lower() == ".gz" else path.stem
    return normalize("NFC", stem)


def told_name(name: str) -> str:
    """A name that a record or a user gives, as a name may be: one line, no strokes; maybe ""."""
    plain = "".join(" " if category(c)[0] in "CZ" else c for c in normalize("NFC", name))
    return " ".join(plain.replace("/", "-").replace("\\", "-").split())[:_LONGEST].strip(" .")


def numbered_name(file: str, number: int) -> str:
    """The name of the report in one line of a file."""
    return f"{file}-{number}"


def page_name(address: str) -> str:
    """The name of a page: the end of its address, readable, and a hash of the whole."""
    bare = re.split(r"[?#]", address.partition("://")[2])[0]
    last = [piece for piece in unquote(bare).split("/") if piece][-1:]
    readable = slug(re.sub(r"\.[a-z]{2,5}$", "", last[0])) if last else ""
    short = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(filter(None, (readable, short)))
