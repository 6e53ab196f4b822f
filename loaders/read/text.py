"""Plain text -> a report."""

from loaders.model import Report
from loaders.read.encoding import decode
from loaders.read.mended import mended
from loaders.read.problem import ReadProblem
from loaders.read.refused import no_words


def read_text(data: bytes, name: str, place: str) -> Report | ReadProblem:
    """The report that a .txt file holds; its title is left to the segmenter."""
    decoded = decode(data, place)
    if isinstance(decoded, ReadProblem):
        return decoded
    text = mended(decoded, place)
    if isinstance(text, ReadProblem):
        return text
    if not any(map(str.isalpha, text)):
        return no_words(place)
    return Report(name=name, text=text)
