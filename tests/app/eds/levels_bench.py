"""The services of the stand-in without a network: who stamps and who tells of revocation, at a clock that is set."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.domain.identity import Iin, PersonName
from app.domain.signature import Evidence, EvidenceKind, Level
from app.eds import cades, crl_bytes, levels, ocsp, ocsp_answer, trust, tsp
from app.eds.certificate import Certificate
from app.eds.trust import Authority, TrustList
from app.stand_ins import pki_crls, pki_ocsp, time_stamping
from app.stand_ins.pki import Algorithm, StandInAuthority, Subject
from app.stand_ins.pki_keys import CertifiedKey

TODAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
CONTENT = "Қабылдау: шағымдары жоқ.\n".encode() * 20
DOCTOR = Subject(PersonName("Серікқызы", "Айгүл", "Нұрланқызы"), Iin("850101300015"))


@dataclass
class Services:
    """A `TimestampAuthority` and an `EvidenceSource` in one, over the stand-in."""

    authority: StandInAuthority
    now: datetime = TODAY
    with_lists: bool = False  # certificate lists beside the answers
    trusted: TrustList = field(init=False)

    def __post_init__(self) -> None:
        self.trusted = trust.of_test(self.authority.anchors)
        self._stamping = time_stamping.TimeStamping(self.authority, lambda: self.now)
        self._responding = pki_ocsp.Responding(self.authority, lambda: self.now)

    def time_stamp(self, imprint: bytes) -> bytes:
        return tsp.token_of(self._stamping.answer(tsp.request(imprint, 7)), imprint, 7)

    def evidence(self, subject: Certificate, issuer: Authority) -> tuple[Evidence, ...]:
        answer = ocsp_answer.read(self._responding.answer(ocsp.request(subject, issuer)))
        told = Evidence(EvidenceKind.OCSP, answer.der, produced_at=answer.produced_at)
        return (told, self._list(issuer)) if self.with_lists else (told,)

    def _list(self, issuer: Authority) -> Evidence:
        own = next(one for one in self.authority.issuers if one.key.certificate.subject == issuer.subject)
        der = pki_crls.revocation_list(self.authority, own, self.now)
        read = crl_bytes.read(der)
        return Evidence(EvidenceKind.CRL, der, this_update=read.this_update, next_update=read.next_update)

    def key(self, name: str = "doctor", algorithm: Algorithm = Algorithm.RSA) -> CertifiedKey:
        return self.authority.key(DOCTOR, f"{name}-{algorithm}", algorithm=algorithm)

    def at(self, level: Level, algorithm: Algorithm = Algorithm.RSA, *, attached: bool = False) -> bytes:
        """A container of the level, made now."""
        made = cades.container(CONTENT, self.key(algorithm=algorithm), self.now, attached=attached)
        return made if level is Level.B else self.raised(made, level)

    def raised(self, container: bytes, level: Level) -> bytes:
        source = None if level is Level.T else self
        done = levels.complete(
            container, CONTENT, tsa=self, source=source, trusted=self.trusted, now=self.now
        ).container
        return self.archived(done) if level is Level.LTA else done

    def archived(self, container: bytes) -> bytes:
        done = levels.archived(container, CONTENT, tsa=self, source=self, trusted=self.trusted, now=self.now)
        return done.container
