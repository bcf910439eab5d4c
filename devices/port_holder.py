"""Who holds a TCP port, so that "the port is in use" can say by whom. Linux only; elsewhere it is not known."""

from __future__ import annotations

from pathlib import Path


def holder_of(port: int) -> str:
    """Program name and process number of the listener, or an empty text where the system does not tell."""
    inodes = _listening_inodes(port)
    if not inodes:
        return ""
    wanted = {f"socket:[{inode}]" for inode in inodes}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _holds(entry, wanted):
            try:
                name = (entry / "comm").read_text(encoding="utf-8", errors="replace").strip()
            except OSError:
                name = "?"
            return f"{name} ({entry.name})"
    return ""


def _listening_inodes(port: int) -> set[str]:
    """Sockets in state LISTEN (0A) on the port, from /proc/net/tcp and tcp6."""
    inodes = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        try:
            lines = table.read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            columns = line.split()
            if columns[3] == "0A" and int(columns[1].rpartition(":")[2], 16) == port:
                inodes.add(columns[9])
    return inodes


def _holds(process: Path, wanted: set[str]) -> bool:
    try:
        return any(str(link.readlink()) in wanted for link in (process / "fd").iterdir())
    except OSError:
        return False  # another user's process, or it has just ended
