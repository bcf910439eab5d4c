"""A signed file of any form, judged: CMS, XMLDSig, PDF, document card, signed archive (`app/eds/recognition.py`).

What the form itself shows (a PDF changed after signing, a file added to an archive) stands in the report of each
signature beside the rows of the checklist.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.errors import Unreadable
from app.domain.signature import Check, Evidence, Result, SignatureReport, Verdict
from app.eds import cms, recognition
from app.eds.certificate import Certificate
from app.eds.recognition import Form, Part
from app.eds.trust import TrustList
from app.eds.verification import engine, sentences
from app.eds.verification.case import Case, Expected, Policy
from app.eds.verification.engine import OFFLINE, Question, Wanted


@dataclass(frozen=True, slots=True)
class Named:
    """One report and where its signature lies in the file; empty where the file is the signature."""

    name: str
    report: SignatureReport


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in a file; `form` is None where it is none that is known."""

    form: Form | None
    signatures: tuple[Named, ...]

    @property
    def worst(self) -> SignatureReport:
        return engine.worst(one.report for one in self.signatures)

    @property
    def verdict(self) -> Verdict:
        return self.worst.verdict


class SignedFile:
    """A file that was taken apart once, to be asked about what is missing and then judged."""

    def __init__(
        self,
        file: bytes,
        content: bytes | None,
        *,
        trusted: TrustList,
        now: datetime,
        policy: Policy | None = None,
        expected: Expected | None = None,
    ) -> None:
        self._asked = Question(content, trusted, now, policy or Policy(), expected or Expected(), (), OFFLINE)
        self._problem: Check | None = None
        self._form: Form | None = None
        self._parts: tuple[Part, ...] = ()
        try:
            found = recognition.containers(file, content)
        except Unreadable as problem:
            self._problem = _problem(problem)
        else:
            self._form, self._parts = found.form, found.parts

    def wanted(self, evidence: Iterable[Evidence] = ()) -> tuple[Wanted, ...]:
        """The certificates about which there is no evidence, in the file or handed in."""
        asked = replace(self._asked, evidence=tuple(evidence))
        found = dict.fromkeys(one for part in self._parts for one in engine.lacking(self._cases(part, asked)))
        return tuple(found)

    def report(self, evidence: Iterable[Evidence] = (), why_no_evidence: str = OFFLINE) -> FileReport:
        asked = replace(self._asked, evidence=tuple(evidence), why_no_evidence=why_no_evidence)
        if self._problem is not None:
            return FileReport(None, tuple(Named("", one) for one in engine.reports(self._problem, asked)))
        named = [
            Named(part.name, one) for part in self._parts for one in engine.reports(self._cases(part, asked), asked)
        ]
        return FileReport(self._form, tuple(named))

    def _cases(self, part: Part, asked: Question) -> tuple[Case, ...] | Check:
        asked = replace(asked, content=part.content, evidence=(*asked.evidence, *part.evidence))
        if self._form is Form.XML:
            return _of_xml(part, asked)
        return engine.cases(part.container, asked, part.checks)


def _of_xml(part: Part, asked: Question) -> tuple[Case, ...] | Check:
    """XMLDSig answers C1 to I4 by itself; chain, purpose, revocation and person are the same for every form."""
    from app.eds import xmldsig

    try:
        found = xmldsig.examine(part.container)
    except Unreadable as problem:
        return _problem(problem)
    cases = []
    for one in found:
        held = (one.certificate,) if one.certificate is not None else ()
        signer = _signer(one.certificate, one.signature)
        read = cms.Container(part.container, 1, (), cms.DATA, None, tuple(c.der for c in held), (), (signer,))
        cases.append(engine.case_of(asked, read, signer, held, is_alone=True, is_cms=False, given=one.checks))
    return tuple(cases)


def _signer(own: Certificate | None, signature: bytes) -> cms.Signer:
    return cms.Signer(
        version=1,
        issuer=own.issuer if own else b"",
        serial_number=own.serial_number if own else None,
        subject_key=b"",
        digest_algorithm="",
        digest_algorithm_der=b"",
        signature_algorithm="",
        signature_algorithm_der=b"",
        signed_part=b"",
        signed_attributes=(),
        signature=signature,
        unsigned_attributes=(),
    )


def _problem(problem: Unreadable) -> Check:
    known = problem.code in sentences.texts("reasons")
    return Check("C1", Result.FAIL, problem.code if known else "unreadable")
