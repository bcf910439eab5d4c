"""The decoder child: `python -m app.decoder_child MEMORY CPU`, requests on standard input, answers on standard output.

It holds no key, opens no network and writes no file; the system enforces what it can (POSIX limits on memory, CPU
time and file size; on Linux an own network namespace where the system grants one). It remembers the last object, so
that a cine loop is sent once. A problem is answered by its code; a crash is noticed by the program.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Callable
from typing import Any, BinaryIO

from app import decoder_wire as wire
from app.domain.errors import Unreadable

Answer = tuple[dict[str, Any], bytes]
Work = Callable[[bytes, dict[str, Any]], Answer]

_DAMAGED = {  # what an unexpected failure of a library is called
    "frame": "pixels-damaged",
    "thumbnail": "pixels-damaged",
    "pdf-page": "pdf-damaged",
    "picture": "picture-damaged",
    "ecg-file": "ecg-damaged",
}


def main(arguments: list[str]) -> int:
    """Serve until the other side closes."""
    memory, cpu = (int(argument) for argument in arguments[:2])
    requests, answers = _own_pipes()
    limits = _Limits(memory, cpu)
    warnings.simplefilter("ignore")  # libraries quote values in them
    logging.disable(logging.CRITICAL)
    works = _works()
    key, subject = "", b""
    while True:
        try:
            request, body = wire.receive(requests)
        except wire.Cut:
            return 0
        if request.get("has_body"):
            key, subject = str(request["key"]), body
        if request.get("key") != key:
            wire.send(answers, {"problem": "forgotten"})
            continue
        limits.grant_cpu()
        header, content = _answered(works, request, subject)
        wire.send(answers, {**header, "remembered": True}, content)


def _answered(works: dict[str, Work], request: dict[str, Any], body: bytes) -> Answer:
    """The work's answer, or its problem as a code. Whatever a library raises is one: its input was hostile."""
    try:
        return works[str(request["work"])](body, request)
    except Unreadable as problem:
        return {"problem": problem.code}, b""
    except (MemoryError, OverflowError):
        return {"problem": "too-large"}, b""
    except RecursionError:
        return {"problem": "dicom-damaged"}, b""
    except Exception:  # noqa: BLE001  the top of a process that reads hostile bytes; the code names the kind of work
        return {"problem": _DAMAGED.get(str(request["work"]), "dicom-damaged")}, b""


def _works() -> dict[str, Work]:
    from app import decoder_content, decoder_pictures, decoder_pixels

    return {
        "frame": decoder_pixels.frame,
        "thumbnail": decoder_pixels.thumbnail,
        "picture": decoder_pictures.picture,
        "pdf-page": decoder_pictures.pdf_page,
        "document": decoder_content.document,
        "waveform": decoder_content.waveform,
        "report": decoder_content.report,
        "ecg-file": decoder_content.ecg_file,
    }


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes for us alone: a library that prints must not write into the answers."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    return requests, answers


class _Limits:
    """What the system enforces; Windows has only the program's own time limit."""

    def __init__(self, memory_bytes: int, cpu_seconds: int) -> None:
        self._cpu_seconds = cpu_seconds
        if sys.platform == "win32":
            return
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            _leave_network()

    def grant_cpu(self) -> None:
        """So many seconds from now on."""
        if sys.platform == "win32":
            return
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + self._cpu_seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _leave_network() -> None:
    """A user and network namespace of its own (unshare(2)); refused by some systems, and then not needed to work."""
    import ctypes

    new_user, new_network = 0x10000000, 0x40000000
    ctypes.CDLL(None, use_errno=True).unshare(new_user | new_network)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
