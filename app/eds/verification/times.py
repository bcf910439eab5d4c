"""T1 to T7: what time the signature is proven to have existed at, and whether that proof holds (RFC 3161, RFC 5816)."""

from __future__ import annotations

from app.domain.errors import Unreadable
from app.domain.signature import Check, Result
from app.eds import cms, integrity, tsp
from app.eds.cms import Container
from app.eds.trust import Authority
from app.eds.verification import chain, pool, revocation
from app.eds.verification.case import Case, Stamp
from app.eds.verification.container import too_much


def stamp(case: Case, token: bytes, stamped_bytes: bytes) -> Stamp:
    """What one token proves about the bytes: T2 and T3 by `tsp`, T4 and T5 by the rules of certificates."""
    container = _container(token)
    if container is not None and too_much(container, case.rules.limits):
        container, report = None, tsp.TokenReport(None, None, (Check("T2", Result.FAIL, "too-many-parts"),))
    else:
        report = tsp.examine(token, stamped_bytes, case.trust)
    own = report.certificate
    above = chain.path(own, case.trust, chain.FOR_TIME_STAMPS) if own is not None else ()
    return Stamp(
        token=token,
        container=container,
        report=report,
        above=above,
        chain=_authority(case, container, report),
        revocation=_revocation(case, container, report, above),
    )


def row_t1(case: Case) -> Check:
    if case.stamps:
        return Check("T1", Result.PASS)
    required = case.rules.time_stamp_required or case.policy.time_stamp_required
    return Check("T1", Result.FAIL if required else Result.PASS, "no-time-stamp")


def row_t2(case: Case) -> Check | None:
    return _worst(case, "T2")


def row_t3(case: Case) -> Check | None:
    return _worst(case, "T3")


def row_t4(case: Case) -> Check | None:
    return _worst(case, "T4")


def row_t5(case: Case) -> Check | None:
    if not case.stamps:
        return None
    return _worst(case, "T5") or Check("T5", case.rules.absent("T5"), "no-revocation-evidence")


def row_t6(case: Case) -> Check:
    return Check("T6", Result.PASS, "current-time" if case.stamped_at is None else "time-stamp")


def row_t7(case: Case) -> Check | None:
    """Clocks: nothing is decided by the signer's, but one that runs ahead, or ours that is behind, is worth a word."""
    if case.stamped_at is None:
        return None
    tolerance = case.rules.clock_tolerance
    if case.signing_time is not None and case.signing_time - case.stamped_at > tolerance:
        return Check("T7", Result.WARN, "signing-time-after-time-stamp")
    if case.stamped_at - case.now > tolerance:
        return Check("T7", Result.WARN, "time-stamp-from-the-future")
    return Check("T7", Result.PASS)


def _worst(case: Case, code: str) -> Check | None:
    """A stamp that is present but bad fails the row, however many good ones lie beside it."""
    order = (Result.FAIL, Result.NOT_CHECKED, Result.WARN, Result.PASS)
    found = [check for one in case.stamps for check in one.checks if check.code == code]
    return min(found, key=lambda check: order.index(check.result), default=None)


def _authority(case: Case, container: Container | None, report: tsp.TokenReport) -> Check:
    """T4, with the certificates that the token and the container hold."""
    if report.time is None:
        return Check("T4", Result.FAIL, "signer-certificate-missing")
    held = {one.sha256: one for one in integrity.held(container)} if container else {}
    return chain.of_stamper(report.certificate, case.trust, {**case.held, **held}, report.time, case.rules)


def _revocation(
    case: Case, container: Container | None, report: tsp.TokenReport, above: tuple[Authority, ...]
) -> Check | None:
    """T5: evidence about the authority's certificate, where there is some, in the token too."""
    own, moment = report.certificate, report.time
    if own is None or moment is None or container is None or not above:
        return None
    at_hand = case.pool.with_more(pool.embedded_in(container, container.signers[0]))
    found = revocation.judged(at_hand, own, above[0], moment, case.rules, is_proven=True)
    return revocation.as_one("T5", found)


def _container(token: bytes) -> Container | None:
    try:
        return cms.read(token)
    except Unreadable:
        return None
