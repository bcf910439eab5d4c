"""A signature made elsewhere: the bytes went out as a file, and what came back as CMS is taken for the answer.

`location` is the file with the container, or a folder with several. There is no key and no password: "signing" finds,
for each content, the container that signs exactly these bytes. One that is missing or signs other bytes is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.errors import Refused, Unreadable
from app.eds import asn1, foreign_container
from app.eds.certificate import Certificate
from app.eds.key_store import ANY, UNWATCHED, Availability, Means, Offered, Request, Secret, Watch, fitting_first, tell

_MOST_FILES = 200
_SUFFIXES = frozenset({".cms", ".p7s", ".p7m", ".sig", ".der", ".pem", ".b64"})


@dataclass(frozen=True, slots=True)
class MadeElsewhere:
    """Containers that somebody brought."""

    certificate: Certificate
    written: tuple[bytes, ...]
    request: Request

    def sign(
        self, contents: Sequence[bytes], signing_time: datetime, *, attached: bool = False, watch: Watch = UNWATCHED
    ) -> tuple[bytes, ...]:
        """The container of each content as it came, attached or not. Raises `Refused("key-answer-other-bytes")`."""
        made = []
        for number, content in enumerate(contents):
            tell(watch, number, len(contents), "reading")
            made.append(self._over(content))
        return tuple(made)

    def _over(self, content: bytes) -> bytes:
        refusal = Refused("key-answer-other-bytes")
        for written in self.written:
            try:
                return foreign_container.accepted(written, content, self.request)[0]
            except Refused as problem:
                if problem.code != "key-answer-other-bytes":
                    refusal = problem
        raise refusal


@dataclass(frozen=True, slots=True)
class ImportedStore:
    key: str = "imported"
    asks_for: Secret = Secret.NONE

    def available(self, means: Means) -> Availability:
        """Files are always there to be chosen."""
        return Availability(ready=True)

    def certificates(
        self, location: str, secret: str = "", request: Request = ANY, watch: Watch = UNWATCHED
    ) -> tuple[Offered, ...]:
        """The signers of the files."""
        signers = {one.sha256: one for one in (_signer(written) for written in _files(location))}
        return fitting_first([Offered(location, one, request.reasons(one)) for one in signers.values()])

    @contextmanager
    def open(
        self, location: str, secret: str = "", request: Request = ANY, watch: Watch = UNWATCHED
    ) -> Iterator[MadeElsewhere]:
        """See `app/eds/key_store.py`."""
        written = _files(location)
        signers = [_signer(one) for one in written]
        own = next((one for one in signers if not request.reasons(one)), signers[0])
        request.demand(own)
        yield MadeElsewhere(own, written, request)


def _signer(written: bytes) -> Certificate:
    try:
        return foreign_container.signer_of(written)
    except Unreadable as problem:
        raise Refused("key-answer-unreadable") from problem


def _files(location: str) -> tuple[bytes, ...]:
    """Raises `Refused`: `key-file-missing`, `key-answer-unreadable` for what is too large to be a signature."""
    try:
        place = Path(location)
        paths = sorted(one for one in place.iterdir() if one.suffix.lower() in _SUFFIXES) if place.is_dir() else [place]
        if any(one.stat().st_size > asn1.MAX_CONTAINER for one in paths[:_MOST_FILES]):
            raise Refused("key-answer-unreadable")
        found = tuple(one.read_bytes() for one in paths[:_MOST_FILES])
    except (OSError, ValueError) as problem:
        raise Refused("key-file-missing") from problem
    if not found:
        raise Refused("key-file-missing")
    return found


KEY_STORE = ImportedStore()
