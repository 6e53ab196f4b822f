"""Where a text is wrong: syntax errors of Oxigraph as problems that name line and column."""

import re

from graph_api.errors import Problem, wrong_parameter

_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_MESSAGE = 500  # what may follow is listed in full, with every letter that a name may begin with


def malformed(parameter: str, text: str, error: SyntaxError) -> Problem:
    """A 400 for a SPARQL or RDF text that cannot be read, with `line` and `column` where known.

    Both count from 1, `column` in code points.
    """
    line, column, message = place(error)
    where: dict[str, object] = {}
    if line is not None and column is not None:
        lines = text.split("\n")
        if line > len(lines):  # found where the text ends
            line, column = len(lines), len(lines[-1]) + 1
        where = {"line": line, "column": column}
        message = f"dòng {line}, cột {column} · line {line}, column {column}: {message}"
    problem = wrong_parameter(parameter, f"sai cú pháp · malformed: {message}"[:_MESSAGE])
    problem.extra.update(where)
    return problem


def place(error: SyntaxError) -> tuple[int | None, int | None, str]:
    """Line, column and message: those of SPARQL stand in the text alone."""
    message = str(error.msg)
    if (found := _AT.fullmatch(message)) is not None:
        return int(found[1]), int(found[2]), found[3]
    if error.lineno is None:
        return None, None, message
    return error.lineno, error.offset or 1, message.partition(": ")[2] or message


def at(line: int, column: int, message: str) -> SyntaxError:
    """A syntax error at another place."""
    return SyntaxError(f"error at {line}:{column}: {message}")
