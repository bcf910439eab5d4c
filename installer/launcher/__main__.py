"""Start the installed program: this folder is the root that the rooms import from."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent)


def main() -> int:
    sys.path.insert(0, ROOT)
    # Child processes (hub, decoder) are started with `-m app...` and must find the same rooms.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (ROOT, os.environ.get("PYTHONPATH", ""))))
    from app.__main__ import main as start

    return start()


if __name__ == "__main__":
    sys.exit(main())
