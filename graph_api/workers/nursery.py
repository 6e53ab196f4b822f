"""The nursery: a process of one thread and no store, which forks workers when the pool asks.

It is started anew rather than forked from the server, whose threads a fork would not survive.
Run as `python -m graph_api.workers.nursery FD`, with the control socket as file descriptor FD.
"""

import array
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from graph_api.store.errors import StoreError
from graph_api.workers.frames import HEAD, READY, pickled, unpickled
from graph_api.workers.worker import Ready, die_with_parent, live

_LOG = logging.getLogger(__name__)
_BIRTH: Final = b"N"
_END_SECONDS: Final = 2
"""So long may workers take to end once the pool is gone, or what opens a store for them."""


@dataclass(frozen=True, slots=True)
class Birth:
    """What to fork.

    `open_` gives what the worker works on, in the worker; None: what the nursery itself holds.
    `nursery`: fork a nursery that holds what `open_` gives, and whose workers share its memory.
    """

    open_: Callable[[], Any] | None
    memory_bytes: int
    nursery: bool = False


def send_birth(control: socket.socket, birth: Birth, end: socket.socket) -> None:
    """Ask a nursery for a worker that listens at `end`; raises `OSError` where it is gone."""
    message = pickled(_BIRTH, birth)
    fds = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [end.fileno()]))]
    sent = control.sendmsg([message], fds)
    control.sendall(message[sent:])


def run(control: socket.socket, held: Any = None) -> None:  # noqa: ANN401 - what workers work on
    """Fork what is asked for until `control` is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries them
    gc.freeze()  # what is held is shared with the workers: the collector must not touch it
    while (asked := _asked(control)) is not None:
        birth, end = asked
        if os.fork() == 0:
            control.close()
            _child(birth, end, held)
        end.close()
    signal.alarm(_END_SECONDS)
    with suppress(ChildProcessError):
        os.wait()  # they die with this process: let them end what they do


def _child(birth: Birth, end: socket.socket, held: Any) -> None:  # noqa: ANN401 - what workers work on
    """Live as what was asked for; never returns."""
    code = 0
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        open_ = birth.open_ or (lambda: held)
        if birth.nursery:
            _nurse(end, open_)
        else:
            live(end, open_, birth.memory_bytes)
    except KeyboardInterrupt:
        pass
    except SystemExit as error:
        code = int(error.code or 0)
    except Exception:  # noqa: BLE001 - nothing but the end follows
        _LOG.exception("a worker failed")
        code = 1
    finally:
        sys.stderr.flush()
        os._exit(code)


def _nurse(end: socket.socket, open_: Callable[[], Any]) -> None:
    """Live as a nursery whose workers share what `open_` gives."""
    die_with_parent()
    try:
        held = open_()
    except StoreError as error:
        end.sendall(pickled(READY, Ready(os.getpid(), str(error))))
        return
    end.sendall(pickled(READY, Ready(os.getpid())))
    run(end, held)


def _asked(control: socket.socket) -> tuple[Birth, socket.socket] | None:
    """What the pool asks for next; None when it is gone."""
    content, fds, _, _ = socket.recv_fds(control, HEAD.size, 1)
    if not content:
        return None
    while len(content) < HEAD.size:
        content += control.recv(HEAD.size - len(content))
    _, length = HEAD.unpack(content)
    body = bytearray()
    while len(body) < length:
        body += control.recv(length - len(body))
    birth: Birth = unpickled(bytes(body))
    return birth, socket.socket(fileno=fds[0])


if __name__ == "__main__":
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends us
    run(socket.socket(fileno=int(sys.argv[1])))
