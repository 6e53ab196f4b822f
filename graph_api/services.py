"""Other endpoints that SERVICE may call, and what is told when one does not answer."""

from graph_api.errors import Problem
from graph_api.jobs import Output, Streamed


def calls(text: str) -> bool:
    """Whether a text that the guard let pass may call an endpoint."""
    return "service" in text.lower()


def watched(answer: Streamed) -> Streamed:
    """The same answer, where writing it may call an endpoint."""

    def write(output: Output) -> None:
        try:
            answer.write(output)
        except (BrokenPipeError, ConnectionResetError):  # of the client
            raise
        except OSError as error:
            raise unanswered(error) from None

    return Streamed(answer.media_type, write)


def unanswered(error: Exception) -> Problem:
    """A 502."""
    return Problem(
        502, "Máy chủ được gọi không trả lời · The endpoint does not answer", f"SERVICE: {error}"
    )
