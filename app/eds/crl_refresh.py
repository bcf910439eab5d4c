"""Revocation lists fetched in the background, where somebody asked for that: only what is due, only what verifies.

A complete list is due when its term is over or it is a day old, a delta when its term is over or it is an hour old; the
NCA publishes them about daily and several times a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errors import Damaged, Refused, Unreadable
from app.eds import crl, crl_bytes
from app.eds.algorithms import Progress
from app.eds.crl_index import KeptList, ListFolder
from app.eds.transport import Http, NoAnswer
from app.eds.trust import Authority

_AGES = {"base": timedelta(days=1), "delta": timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One address. `problem` is empty where the list was taken in, `crl-current` where it is not due."""

    kind: str
    address: str
    problem: str


def refresh_crls(
    folder: ListFolder,
    issuers: Iterable[Authority],
    crl_url: str,
    delta_url: str,
    now: datetime,
    *,
    http: Http | None = None,
    progress: Progress | None = None,
) -> tuple[Refreshed, ...]:
    """Fetch the list and its delta of one of the authorities; whose it is, the list says and its signature proves.

    Nothing is raised but what `progress` raises: a list that could not be had leaves the one that is kept.
    """
    listed, transport = tuple(issuers), http or Http(seconds=600)
    asked = (("base", crl_url), ("delta", delta_url))
    return tuple(
        Refreshed(kind, address, _refreshed(folder, listed, kind, address, now, transport, progress))
        for kind, address in asked
        if address
    )


def _refreshed(
    folder: ListFolder,
    issuers: tuple[Authority, ...],
    kind: str,
    address: str,
    now: datetime,
    http: Http,
    progress: Progress | None,
) -> str:
    if any(_is_current(folder, one, kind, now) for one in issuers):
        return "crl-current"
    try:
        _fetched(folder, issuers, kind, http.get(address), progress)
    except NoAnswer as problem:
        return f"revocation-{problem.reason}"
    except (Refused, Unreadable, Damaged) as problem:
        return problem.code
    except OSError:
        return "disk-full"
    return ""


def _fetched(
    folder: ListFolder, issuers: tuple[Authority, ...], kind: str, der: bytes, progress: Progress | None
) -> None:
    read = crl_bytes.read(der)
    if (read.delta_of is not None) != (kind == "delta"):
        raise Refused("crl-delta-alone" if kind == "base" else "crl-delta-unused")
    issuer = next((one for one in issuers if crl.wrongs(read, one) != "crl-issuer"), None)
    if issuer is None:
        raise Refused("crl-issuer")
    folder.take_in(der, issuer, progress)


def _is_current(folder: ListFolder, issuer: Authority, kind: str, now: datetime) -> bool:
    try:
        with folder.open(issuer) as kept:
            one: KeptList | None = kept[kind == "delta"]
            if one is None:
                return False
            ends = one.crl.next_update
            return now < one.crl.this_update + _AGES[kind] and (ends is None or now < ends)
    except Damaged:
        return False
