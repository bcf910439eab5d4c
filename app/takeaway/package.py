"""The take-away ZIP: exact bytes, a detached CMS per signer, the evidence as files, reports, how to check them.

    document.pdf                          the signed bytes
    parts/0002.json                       what a part's signer signed, where others signed parts
    signatures/0001-<iin>.cms             RFC 5652, detached, at its newest level
    evidence/0001/tst.der ocsp-…, crl-…   RFC 3161, 6960, 5280, as they came; signature.bin is what the stamp is over
    report.json report.pdf                the checklist at the moment of taking away
    README.txt                            how to check all of it with openssl, NCALayer, the verifier
    META-INF/manifest.json                SHA-256 of every file (`app/eds/carried.py` reads it)

The same document, taken at the same moment, gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from ssl import DER_cert_to_PEM_cert
from typing import Any

from app.domain.errors import Unreadable
from app.domain.signature import Evidence, EvidenceKind
from app.eds import carried, certificate, cms, ocsp_answer
from app.eds.verification import sentences
from app.eds.verification.files import FileReport, SignedFile
from app.eds.verification.printed import lines, shown
from app.takeaway import guide, report
from app.takeaway.taken import Progress, Taken, TakenSignature, untold
from app.verifier import building

_STARTS = {kind: start for start, kind in carried.EVIDENCE_NAMES}
_ENDINGS = {EvidenceKind.CRL: "crl", EvidenceKind.CERT: "cer"}
_STEPS = 4


def package(taken: Taken, *, with_verifier: bool = True, progress: Progress = untold) -> bytes:
    """The ZIP. Raises what `progress` raises."""
    progress(0, _STEPS, "evidence")
    files, listed = _proofs(taken)
    progress(1, _STEPS, "report")
    found = _judged(taken, files, listed)
    files["report.json"] = _report_json(taken, found)
    progress(2, _STEPS, "pages")
    files["report.pdf"] = report.pdf(taken, found)
    files["README.txt"] = guide.text(taken, [one["file"] for one in listed], files).encode("utf-8-sig")
    if with_verifier:
        files[building.NAME] = building.build()
    progress(3, _STEPS, "archive")
    return _zip(files | {carried.MANIFEST: _manifest(taken, files, listed)})


def judge(taken: Taken) -> FileReport:
    """The report on every signature, from the bytes that leave alone: whoever gets them comes to the same one."""
    return _judged(taken, *_proofs(taken))


def _judged(taken: Taken, files: Mapping[str, bytes], listed: list[dict[str, Any]]) -> FileReport:
    archive = _zip({**files, carried.MANIFEST: _manifest(taken, files, listed)})
    return SignedFile(archive, None, trusted=taken.trusted(), now=taken.made_at).report()


def _proofs(taken: Taken) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """The files that prove something, and the manifest's lines about the signatures."""
    files, listed = {taken.document_name: taken.document}, []
    for number, signature in enumerate(taken.signatures, 1):
        folder = f"evidence/{number:04d}"
        name = f"signatures/{number:04d}-{signature.signer_number or 'unnamed'}.cms"
        line: dict[str, Any] = {"file": name, "signer": signature.signer_name, "evidence": []}
        files[name] = signature.container
        if signature.content is not None:
            line["content"] = f"parts/{number:04d}.json"
            line["part"] = signature.part_title
            files[line["content"]] = signature.content
        for file_name, der in _named(signature):
            files[f"{folder}/{file_name}"] = der
            line["evidence"].append(f"{folder}/{file_name}")
        files[f"{folder}/signature.bin"] = cms.read(signature.container).signers[0].signature
        listed.append(line)
    for number, der in enumerate(taken.test_authorities, 1):
        files[f"trust/test-authority-{number}.cer"] = der
    if taken.test_authorities:
        pem = "".join(map(DER_cert_to_PEM_cert, taken.test_authorities))
        files[guide.AUTHORITIES] = pem.encode()
    return files, listed


def _named(signature: TakenSignature) -> list[tuple[str, bytes]]:
    """A name for each piece of evidence: kind, about whom, and a number where there are several."""
    found: dict[str, bytes] = {}
    own = _serial_of_signer(signature)
    for one in signature.evidence():
        stem = _STARTS[one.kind] + _about(one, own)
        ending = _ENDINGS.get(one.kind, "der")
        number, name = 1, f"{stem}.{ending}"
        while name in found:
            number += 1
            name = f"{stem}-{number}.{ending}"
        found[name] = one.der
    return list(found.items())


def _about(one: Evidence, signer_serial: int | None) -> str:
    if one.kind is not EvidenceKind.OCSP:
        return ""
    try:
        asked = {single.serial_number for single in ocsp_answer.read(one.der).singles}
    except Unreadable:
        return ""
    return "-signer" if signer_serial in asked else "-other"


def _serial_of_signer(signature: TakenSignature) -> int | None:
    read = cms.read(signature.container)
    signer = read.signers[0]
    if signer.serial_number is not None:
        return signer.serial_number
    held = [certificate.read(der) for der in read.certificates]
    return next((one.serial_number for one in held if one.subject_key == signer.subject_key), None)


def _report_json(taken: Taken, found: FileReport) -> bytes:
    value = {
        "document": {
            "uid": taken.uid, "title": taken.title, "form": taken.form, "language": taken.language,
            "version": taken.version, "sha256": hashlib.sha256(taken.document).hexdigest(),
        },
        "practice": taken.practice_name,
        "made_at": taken.made_at.isoformat(),
        "program": f"Shipager {building.program_version()}",
        "trust": "test" if taken.is_test else "production",
        "report": shown(found),
        "said": {language: lines(found, language) for language in sentences.LANGUAGES},
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _manifest(taken: Taken, files: Mapping[str, bytes], listed: list[dict[str, Any]]) -> bytes:
    value = {
        "format": carried.FORMAT,
        "version": carried.VERSION,
        "program": f"Shipager {building.program_version()}",
        "made_at": taken.made_at.isoformat(),
        "environment": "TEST" if taken.is_test else "production",
        "document": taken.document_name,
        "signatures": listed,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    """The document first, so that whoever opens the archive sees it first."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items(), key=lambda one: (not one[0].startswith("document."), one[0])):
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()
