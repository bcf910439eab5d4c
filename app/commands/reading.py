"""Reading what a call names: passwords from files, moments from text."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from app.domain.clock import KAZAKHSTAN
from app.domain.errors import Refused


def password_from(path: str) -> str:
    """First line of a file, or of standard input for `-`; never from the command line, which others can see."""
    if path == "-":
        return sys.stdin.readline().rstrip("\r\n")
    try:
        return Path(path).read_text(encoding="utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except FileNotFoundError:
        raise Refused("file-missing", name=Path(path).name) from None
    except (OSError, UnicodeDecodeError):  # a folder, no right, no text
        raise Refused("file-unreadable", name=Path(path).name) from None


def moment(text: str) -> datetime:
    """An ISO 8601 moment; without a zone it is Kazakhstan's."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("not an ISO 8601 moment") from None
    return (read if read.tzinfo else read.replace(tzinfo=KAZAKHSTAN)).astimezone(UTC)


def port(text: str) -> int:
    """A TCP port; 0 asks for any free one."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("not a port")
    return number
