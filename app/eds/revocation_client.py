"""Fresh evidence on revocation from an authority's services: OCSP first, its lists where OCSP cannot be reached.

Only silence is a reason to look into a list. An answer that is there and wrong (its signature, another certificate,
another nonce, a refusal inside it) is kept from being passed over: whoever sends it may not choose what we believe
instead. Addresses are those that a person set, or those that stand beside the pinned authority in the trust list;
what a certificate says of its services is not followed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.errors import Unreadable
from app.domain.signature import Evidence, EvidenceKind, Result
from app.eds import crl, crl_bytes, ocsp, ocsp_answer
from app.eds.certificate import Certificate
from app.eds.revocation import RevocationUnavailable
from app.eds.transport import MAX_LIST, Http, NoAnswer
from app.eds.trust import Authority

_QUERY = "application/ocsp-request"
_NONCE_BYTES = 16  # RFC 8954 2.1: 1 to 32

Lists = Callable[[Authority], tuple[bytes, bytes | None] | None]


@dataclass(frozen=True, slots=True)
class HttpRevocation:
    """An `EvidenceSource`. Empty addresses: those beside the authority, unless `only_own`.

    `kept_lists` gives the lists that were fetched before (base and delta, verified by whoever kept them).
    """

    ocsp_url: str = ""
    crl_url: str = ""
    delta_url: str = ""
    only_own: bool = False  # a practice marked TEST asks nobody but the services it was shown
    kept_lists: Lists | None = None
    longest_list: int = MAX_LIST  # bytes; a list that is to lie in each signature must be short
    http: Http = field(default_factory=Http)

    def evidence(self, subject: Certificate, issuer: Authority) -> tuple[Evidence, ...]:
        """See `EvidenceSource`."""
        address = self.ocsp_url or self._beside(issuer, "ocsp")
        away: RevocationUnavailable | None = None
        if address:
            try:
                return (self._by_ocsp(address, subject, issuer),)
            except RevocationUnavailable as problem:
                if problem.code == "revocation-garbage":
                    raise
                away = problem
        found = self._by_list(subject, issuer)
        if found:
            return found
        raise away or RevocationUnavailable("revocation-nowhere")

    def _by_ocsp(self, address: str, subject: Certificate, issuer: Authority) -> Evidence:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        try:
            body = self.http.post(address, ocsp.request(subject, issuer, nonce=nonce), _QUERY)
        except NoAnswer as problem:
            raise _failed(problem) from problem
        try:
            answer = ocsp_answer.read(body)
        except ocsp_answer.NotSuccessful as problem:
            raise RevocationUnavailable("revocation-garbage", reason="ocsp-not-successful") from problem
        except Unreadable as problem:
            raise RevocationUnavailable("revocation-garbage", reason="evidence-unreadable") from problem
        finding = ocsp.examine(body, subject, issuer, nonce=nonce)
        wrong = next((check for check in finding.checks if check.result is Result.FAIL), None)
        if wrong is not None:
            raise RevocationUnavailable("revocation-garbage", reason=wrong.reason)
        return Evidence(
            EvidenceKind.OCSP, answer.der, finding.produced_at, this_update=finding.this_update,
            next_update=finding.next_update,
        )  # fmt: skip

    def _by_list(self, subject: Certificate, issuer: Authority) -> tuple[Evidence, ...]:
        """The complete list and its delta. Raises `RevocationUnavailable` where there are addresses and no answer."""
        kept = self.kept_lists(issuer) if self.kept_lists else None
        if kept is not None:
            return _as_evidence(*kept)
        address = self.crl_url or self._beside(issuer, "crl")
        if not address or (self.kept_lists is not None and not self.crl_url):
            return ()  # whole lists are fetched in the background, where somebody asked for that
        try:
            base = self.http.get(address, most=self.longest_list)
        except NoAnswer as problem:
            raise _failed(problem) from problem
        delta = self._delta(issuer)
        finding = _examined(base, delta, subject, issuer)
        if finding is None:
            raise RevocationUnavailable("revocation-garbage", reason="crl-issuer")
        return _as_evidence(base, delta)

    def _delta(self, issuer: Authority) -> bytes | None:
        """Where it cannot be had the complete list stands alone: it is older, and says so."""
        address = self.delta_url or ("" if self.crl_url else self._beside(issuer, "delta-crl"))
        try:
            return self.http.get(address, most=self.longest_list) if address else None
        except NoAnswer:
            return None

    def _beside(self, issuer: Authority, service: str) -> str:
        return "" if self.only_own else dict(issuer.services).get(service, "")


def _examined(base: bytes, delta: bytes | None, subject: Certificate, issuer: Authority) -> object | None:
    """None for what is no list of this authority: an answer that is there and wrong."""
    finding = crl.examine(base, delta, subject, issuer)
    return finding if all(check.result is not Result.FAIL or check.code == "R4" for check in finding.checks) else None


def _as_evidence(base: bytes, delta: bytes | None) -> tuple[Evidence, ...]:
    pieces = []
    for der in (base, delta):
        if der is not None:
            read = crl_bytes.read(der)
            pieces.append(Evidence(EvidenceKind.CRL, der, this_update=read.this_update, next_update=read.next_update))
    return tuple(pieces)


def _failed(problem: NoAnswer) -> RevocationUnavailable:
    status = {"status": problem.status} if problem.status else {}
    return RevocationUnavailable(f"revocation-{problem.reason}", **status)
