"""Work for `test_crew.py`: functions that processes started anew can import."""

import os
import signal
import time
from pathlib import Path

from fastapi import Response


def twice(number: int) -> int:
    return 2 * number


def process(_: int) -> int:
    return os.getpid()


def die_of_sevens(number: int) -> int:
    if number % 7 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def turn_of_sevens(number: int) -> int:
    while number % 7 == 0:
        pass
    return number


def eat_of_sevens(number: int) -> int:
    return len(bytearray(1 << 36)) if number % 7 == 0 else number


def fail(number: int) -> int:
    raise KeyError(number)


def note(path: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")


def sleep(seconds: float, at: int) -> Response:
    """A job of a pool that takes some time."""
    del at
    time.sleep(seconds)
    return Response()


class Idle:
    """What workers of a pool work on who have nothing to do; opened slowly, if so wanted."""

    def __init__(self, seconds: float = 0) -> None:
        time.sleep(seconds)

    def at(self, generation: int) -> int:
        return generation

    def done(self) -> None:
        pass
