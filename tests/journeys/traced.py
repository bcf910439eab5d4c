"""Everything that processes write, seen from outside: strace tells each byte and where it went, deleted files too."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

_CALLS = "write,pwrite64,writev,pwritev,pwritev2,mmap"
_WRITE = re.compile(r"\d+ +(?:write|pwrite64|writev|pwritev|pwritev2)\(\d+<([^>]*)>, (.*)")
_MAPPED = re.compile(r"\d+ +mmap\(.*PROT_WRITE.*MAP_SHARED[^,]*, \d+<([^>]*)>")
_BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_LONGEST = 8 << 20  # bytes of one write that are written down


class Tracer:
    """Traces commands, all into one file. `before` is what to put before a command."""

    def __init__(self, file: Path) -> None:
        self._file = file
        # -D: the tracer stands aside, so that the command itself gets the signals that are sent to it.
        options = ("-D", "-A", "-f", "--seccomp-bpf", "-q", "-y", "-xx", "-s", str(_LONGEST), "-e", f"trace={_CALLS}")
        self.before = ("strace", *options, "-o", str(file))

    @property
    def works(self) -> bool:
        """Whether strace is here and may trace."""
        if shutil.which("strace") is None:
            return False
        trial = subprocess.run([*self.before[:-1], "/dev/null", "true"], capture_output=True, check=False)
        return trial.returncode == 0

    def written(self) -> dict[str, bytes]:
        """What was written, by the file it was written to; a file that was only mapped for writing is empty here."""
        content: defaultdict[str, bytearray] = defaultdict(bytearray)
        for line in self._lines():
            if found := _WRITE.match(line):
                for octets, cut in _BYTES.findall(found[2]):
                    assert not cut, "a write was longer than what is written down"
                    content[_plain(found[1])] += bytes.fromhex(octets.replace("\\x", ""))
            elif found := _MAPPED.match(line):
                content.setdefault(_plain(found[1]), bytearray())
        return {name: bytes(octets) for name, octets in content.items()}

    def mapped(self) -> set[str]:
        """Files that were mapped into memory for writing: what goes there no call tells."""
        return {_plain(found[1]) for line in self._lines() if (found := _MAPPED.match(line))}

    def _lines(self) -> list[str]:
        """The trace, when all that were traced have ended: it may be written to for a moment longer."""
        deadline = time.monotonic() + 30
        while True:
            lines = self._file.read_text(encoding="ascii").splitlines()
            living = {line.split(" ", 1)[0] for line in lines} - {
                line.split(" ", 1)[0] for line in lines if " +++ " in line[:16]
            }
            if not living:
                return lines
            assert time.monotonic() < deadline, f"the trace does not end: {living}"
            time.sleep(0.2)


def _plain(name: str) -> str:
    return bytes.fromhex(name.replace("\\x", "")).decode("utf-8", "replace") if name.startswith("\\x") else name


def disguises(words: Iterable[str]) -> dict[bytes, str]:
    """Each word in every dress in which it could lie in a file: case, character set, raw or in base64.

    Base64 in its three alignments, without the letters at the ends that depend on the neighbours.
    """
    found: dict[bytes, str] = {}
    for word in words:
        for spelt in {word, word.lower(), word.upper()}:
            for codec in ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "kz1048"):
                try:
                    raw = spelt.encode(codec)
                except UnicodeEncodeError:
                    continue  # 1251 has no Kazakh letters
                found[raw] = f"{codec} of a marker"
                for lead in range(3):
                    whole = slice((0, 2, 3)[lead], (len(raw) + lead) * 8 // 6)
                    found[base64.b64encode(bytes(lead) + raw)[whole]] = f"base64 of {codec} of a marker"
    return {octets: what for octets, what in found.items() if len(octets) >= 6}


def betrayed(content: bytes, sought: dict[bytes, str]) -> set[str]:
    """Which of them are in it."""
    return {what for octets, what in sought.items() if octets in content}
