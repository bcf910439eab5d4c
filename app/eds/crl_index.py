"""Revocation lists that are kept: the list as it was published, and a sorted index over it that is asked by bisection.

The list of the NCA has 422 000 entries; its signature is verified once, when it is taken in, and a lookup afterwards
costs some milliseconds and no memory. Both files are public data. The index names the SHA-256 of its list and of
itself, so a flipped bit is found at the next opening, and `check` makes all of it anew from the list.

For each authority a folder holds `KEY.base.HASH.crl` with `.idx` beside it, and the same for the delta. A new list gets
new names and the old files go when nobody has them open: on Windows a mapped file cannot be replaced.
"""

from __future__ import annotations

import hashlib
import heapq
import mmap
import os
import struct
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO

from app.domain.errors import Damaged, Refused, Unreadable
from app.eds import crl, crl_bytes
from app.eds.algorithms import Progress
from app.eds.certificate import Certificate
from app.eds.crl_bytes import Crl, Entry
from app.eds.revocation import Finding
from app.eds.trust import Authority

_HEAD = struct.Struct(">8s32s32s32sI")  # magic; SHA-256 of the list, of the issuer's key, of the records; how many
_MAGIC = b"SHPCRL01"
_WIDTH = 21  # RFC 5280 4.1.2.2: 20 octets; one more for a sign
_MIDDLE = 1 << (8 * _WIDTH - 1)  # serial numbers are stored from here, so that they sort as bytes
_RECORD = struct.Struct(f">{_WIDTH}sqB")
_RUN = 32 * 1024  # records that are sorted at once
_BLOCK = 1024 * 1024
_KINDS = ("base", "delta")


@dataclass(frozen=True, slots=True)
class KeptList:
    """One list with its index, both mapped. Made by `_opened`; a `crl.Listing`."""

    crl: Crl
    records: mmap.mmap
    count: int

    def find(self, serial: bytes) -> Entry | None:
        if len(serial) > _WIDTH:
            return None
        wanted = _key(serial)
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            if self._serial(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low == self.count or self._serial(low) != wanted:
            return None
        _, revoked_at, reason = _RECORD.unpack_from(self.records, _HEAD.size + low * _RECORD.size)
        return Entry(serial, revoked_at, reason)

    def _serial(self, number: int) -> bytes:
        at = _HEAD.size + number * _RECORD.size
        return self.records[at : at + _WIDTH]


@dataclass(frozen=True, slots=True)
class ListFolder:
    """Where lists are kept. Every method can be called from any thread; only one should take lists in."""

    path: Path

    def take_in(self, der: bytes, issuer: Authority, progress: Progress | None = None) -> Crl:
        """Verify a list, index it, and keep both; an older one of its kind goes.

        Raises `Unreadable`, `Refused` with the reason of `crl.wrongs` (`crl-signature`, ...) or `crl-older`: somebody
        who holds back the newest list cannot make us believe the one before. What `progress` raises leaves no trace.
        """
        read = crl_bytes.read(der)
        wrong = crl.wrongs(read, issuer) or crl.is_signed(read, issuer, progress)
        if wrong is not None:
            raise Refused(wrong)
        kind = _KINDS[read.delta_of is not None]
        before = self._last_update(issuer, kind)
        if before is not None and before > read.this_update:
            raise Refused("crl-older")
        self.path.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(der)
        stem = f"{_name(issuer)}.{kind}.{digest.hexdigest()[:16]}"
        with _beside(self.path / f"{stem}.crl") as file:
            file.write(der)
        with _beside(self.path / f"{stem}.idx") as file:
            _write_index(file, read, digest.digest(), issuer)
        for old in self.path.glob(f"{_name(issuer)}.{kind}.*"):
            if not old.name.startswith(stem):
                with suppress(OSError):  # still open on Windows: the next list takes it along
                    old.unlink()
        return read

    def _last_update(self, issuer: Authority, kind: str) -> datetime | None:
        """None where nothing is kept, or what is kept is damaged: a new list mends that."""
        with suppress(Damaged), ExitStack() as stack:
            kept = self._newest(stack, issuer, kind)
            return kept.crl.this_update if kept is not None else None
        return None

    @contextmanager
    def open(self, issuer: Authority) -> Iterator[tuple[KeptList | None, KeptList | None]]:
        """The newest complete list and the newest delta of an authority. Raises `Damaged("crl-index")`."""
        with ExitStack() as stack:
            yield self._newest(stack, issuer, "base"), self._newest(stack, issuer, "delta")

    def finding(self, subject: Certificate, issuer: Authority) -> Finding | None:
        """What the kept lists say about a certificate; None where none is kept. Raises `Damaged("crl-index")`."""
        with self.open(issuer) as (base, delta):
            return crl.joined(base, delta, subject, issuer) if base is not None else None

    def lists(self, issuer: Authority, *, most: int) -> tuple[bytes, bytes | None] | None:
        """List and delta as they were published, to be kept with a signature; None above `most` bytes."""
        with self.open(issuer) as (base, delta):
            if base is None or len(base.crl.der) + (len(delta.crl.der) if delta else 0) > most:
                return None
            return bytes(base.crl.der), bytes(delta.crl.der) if delta else None

    def check(self, issuer: Authority, progress: Progress | None = None) -> None:
        """Verify what is kept as if it had just come: signatures, and the index against its list.

        Raises `Damaged("crl-index")`, `Refused("crl-signature")`.
        """
        with self.open(issuer) as kept:
            for one in kept:
                if one is None:
                    continue
                wrong = crl.wrongs(one.crl, issuer) or crl.is_signed(one.crl, issuer, progress)
                if wrong is not None:
                    raise Refused(wrong)
                with tempfile.TemporaryFile(dir=self.path) as file:
                    _write_index(file, one.crl, hashlib.sha256(one.crl.der).digest(), issuer)
                    if _whole(file) != hashlib.sha256(one.records).digest():
                        raise Damaged("crl-index")

    def _newest(self, stack: ExitStack, issuer: Authority, kind: str) -> KeptList | None:
        found = [
            one
            for file in sorted(self.path.glob(f"{_name(issuer)}.{kind}.*.idx"))
            if (one := _opened(stack, file, issuer)) is not None
        ]
        return max(found, key=lambda one: one.crl.this_update, default=None)


def _opened(stack: ExitStack, path: Path, issuer: Authority) -> KeptList | None:
    """None for files that went meanwhile: a newer list is there."""
    try:
        records, listed = _mapped(stack, path), _mapped(stack, path.with_suffix(".crl"))
    except FileNotFoundError:
        return None
    if len(records) < _HEAD.size:
        raise Damaged("crl-index")
    magic, list_hash, key_hash, records_hash, count = _HEAD.unpack_from(records)
    try:
        read = crl_bytes.read(listed)
    except Unreadable as problem:
        raise Damaged("crl-index") from problem
    with memoryview(records) as view, view[_HEAD.size :] as body:
        is_whole = hashlib.sha256(body).digest() == records_hash
    if (
        not is_whole
        or magic != _MAGIC
        or len(records) != _HEAD.size + count * _RECORD.size
        or key_hash != hashlib.sha256(issuer.public_key).digest()
        or list_hash != hashlib.sha256(listed).digest()
    ):
        raise Damaged("crl-index")
    return KeptList(read, records, count)


def _mapped(stack: ExitStack, path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        try:
            return stack.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except ValueError as problem:  # an empty file cannot be mapped
            raise Damaged("crl-index") from problem


def _name(issuer: Authority) -> str:
    return hashlib.sha256(issuer.public_key).hexdigest()[:16]


def _key(serial: bytes) -> bytes:
    return (int.from_bytes(serial, "big", signed=True) + _MIDDLE).to_bytes(_WIDTH, "big")


def _write_index(file: IO[bytes], read: Crl, list_hash: bytes, issuer: Authority) -> None:
    """Sorted runs beside, then merged: memory for one run, however long the list."""
    file.write(bytes(_HEAD.size))
    hashed, count = hashlib.sha256(), 0
    with tempfile.TemporaryFile() as beside:
        for block in _blocks(_merged(beside, _write_runs(beside, read))):
            hashed.update(block)
            file.write(block)
            count += len(block) // _RECORD.size
    file.seek(0)
    key_hash = hashlib.sha256(issuer.public_key).digest()
    file.write(_HEAD.pack(_MAGIC, list_hash, key_hash, hashed.digest(), count))


def _write_runs(beside: IO[bytes], read: Crl) -> int:
    """How many records there are. Raises `Unreadable`, `crl_bytes.UnknownCritical`."""
    entries, count = crl_bytes.entries(read), 0
    while run := sorted(map(_record, islice(entries, _RUN))):
        beside.write(b"".join(run))
        count += len(run)
    return count


def _record(entry: Entry) -> bytes:
    if len(entry.serial) > _WIDTH:
        raise Unreadable("evidence")
    return _RECORD.pack(_key(entry.serial), entry.revoked_at, entry.reason)


def _merged(beside: IO[bytes], count: int) -> Iterator[bytes]:
    runs = [_run(beside, start, min(start + _RUN, count)) for start in range(0, count, _RUN)]
    return heapq.merge(*runs)


def _run(beside: IO[bytes], start: int, stop: int) -> Iterator[bytes]:
    step = 1024
    for at in range(start, stop, step):
        beside.seek(at * _RECORD.size)
        piece = beside.read((min(at + step, stop) - at) * _RECORD.size)
        yield from (piece[one : one + _RECORD.size] for one in range(0, len(piece), _RECORD.size))


def _blocks(records: Iterator[bytes]) -> Iterator[bytes]:
    while block := b"".join(islice(records, 8192)):
        yield block


def _whole(file: IO[bytes]) -> bytes:
    hashed = hashlib.sha256()
    file.seek(0)
    while block := file.read(_BLOCK):
        hashed.update(block)
    return hashed.digest()


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".crl-")
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
