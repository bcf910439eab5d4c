"""Start: `python -m app` opens the window; `python -m app COMMAND` runs one command."""

from __future__ import annotations

import sys


def main() -> int:
    """Windows consoles may speak an old code page: our output is UTF-8 everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from app.cli import main as run

    return run(sys.argv[1:] or ["window"])


if __name__ == "__main__":
    sys.exit(main())
