"""The card of an electronic document (ddcard): a PDF with the original and the signatures inside, and pages to read.

Embedded files: first the original, then each signer's CMS in the order of the proven times. The pages are information
only: the list of what lies inside, the document itself where it is a PDF, one page for each signature, and, where they
are wished for, QR codes that hold the CMS in parts.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from app.domain.errors import Unreadable
from app.domain.signature import EvidenceKind
from app.eds import certificate, cms, distinguished_name, ocsp_answer, tsp
from app.eds.certificate import Certificate
from app.takeaway.report import moment, typeset, words
from app.takeaway.taken import Progress, Taken, TakenSignature, untold
from app.verifier import building

# One QR code, as the card's specification recommends: version 25, level M; ten characters for total and index.
_QR_VERSION, _QR_LEVEL, _QR_BYTES, _QR_SPARE = 25, "m", 997, 10
_CODES_ON_PAGE = 6
_ORGANISATION = "2.5.4.10"
_USAGES = {
    "digital_signature": "digitalSignature", "non_repudiation": "nonRepudiation",
    "key_encipherment": "keyEncipherment", "data_encipherment": "dataEncipherment", "key_agreement": "keyAgreement",
    "key_cert_sign": "keyCertSign", "crl_sign": "cRLSign",
}  # fmt: skip


def card(taken: Taken, *, with_codes: bool = False, progress: Progress = untold) -> bytes:
    """The PDF, with the signatures of the document: a part's is over other bytes. Raises what `progress` raises."""
    progress(0, 2, "pages")
    ordered = sorted((one for one in taken.signatures if one.content is None), key=_proven_time)
    names = [f"{number}.cms" for number in range(1, len(ordered) + 1)]
    pages = typeset("card.typ", taken, _values(taken, ordered, names, with_codes))
    progress(1, 2, "archive")
    inside = [(taken.document_name, taken.document), *((n, s.container) for n, s in zip(names, ordered, strict=True))]
    return _joined(taken, pages, inside)


def parts_of(container: bytes, sign_id: str) -> tuple[str, ...]:
    """The texts of the QR codes of one CMS: JSON with signId, total, index, data (base64 of a ZIP with the CMS)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(f"{sign_id}.cms", (2026, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, container)
    text = base64.b64encode(packed.getvalue()).decode()
    room = _QR_BYTES - len(_part(sign_id, 0, 0, "")) - _QR_SPARE
    pieces = [text[start : start + room] for start in range(0, len(text), room)]
    return tuple(_part(sign_id, len(pieces), index, piece) for index, piece in enumerate(pieces, 1))


def _part(sign_id: str, total: int, index: int, text: str) -> str:
    value = {"signId": sign_id, "total": total, "index": index, "data": text}
    return json.dumps(value, separators=(",", ":"))


def _values(taken: Taken, ordered: Sequence[TakenSignature], names: Sequence[str], with_codes: bool) -> dict[str, Any]:
    said = words(taken.language if taken.language in {"kk", "ru"} else "ru")
    listed = [[taken.document_name, said["original"]]]
    listed += [[name, f"{said['signature_of']}, {one.signer_name}"] for name, one in zip(names, ordered, strict=True)]
    return {
        "title": taken.title,
        "language": taken.language,
        "program": f"Shipager {building.program_version()}",
        "is_test": taken.is_test,
        "words": said,
        "facts": [
            [said["uid"], f"{taken.uid} · v{taken.version}"],
            [said["practice"], taken.practice_name],
            [said["made"], moment(taken.made_at)],
        ],
        "files": listed,
        "signatures": [
            {
                "number": number,
                "facts": [[name, value] for name, value in _facts(one, said) if value],
                "pages": _code_pages(one, number) if with_codes else [],
            }
            for number, one in enumerate(ordered, 1)
        ],
    }


def _facts(signature: TakenSignature, said: dict[str, str]) -> list[tuple[str, str]]:
    """What the card's specification asks for, of the signer, the time stamp and the answer on revocation."""
    read = cms.read(signature.container)
    own = _signer(read)
    if own is None:
        return [(said["none"], signature.signer_name)]
    view = certificate.view(own)
    return [
        (said["stamp_time"], _stamped_at(read)),
        (said["signature_of"], view.subject_name),
        (said["number"], view.subject_number.removeprefix("IIN")),
        (said["practice"], next((text for oid, text in own.subject_attributes if oid == _ORGANISATION), "")),
        (said["bin"], str(view.bin_number or "")),
        (said["subject"], distinguished_name.rfc4514(own.subject_attributes)),
        (said["serial"], own.serial_hex),
        (said["term"], f"{moment(own.not_before)} – {moment(own.not_after)}"),
        (said["policy"], ", ".join(own.policies)),
        (said["usage"], ", ".join(_USAGES.get(one, one) for one in sorted(own.key_usage))),
        (said["extended_usage"], ", ".join(own.extended_key_usage)),
        (said["issuer"], distinguished_name.rfc4514(own.issuer_attributes)),
        (said["stamp_by"], _stamp(read)),
        (said["ocsp"], _answers(signature)),
    ]


def _stamped_at(read: cms.Container) -> str:
    return ", ".join(moment(tsp.token_in(one)[1]) for one in read.signers[0].unsigned(cms.SIGNATURE_TIME_STAMP))


def _stamp(read: cms.Container) -> str:
    """Who gave the time stamp."""
    said = []
    for token in read.signers[0].unsigned(cms.SIGNATURE_TIME_STAMP):
        by = _signer(cms.read(tsp.token_in(token)[0]))
        if by is not None:
            named = (by.subject_attributes, by.issuer_attributes)
            subject, issuer = (distinguished_name.rfc4514(one) for one in named)
            said += [subject, by.serial_hex, issuer]
    return "\n".join(said)


def _answers(signature: TakenSignature) -> str:
    said = []
    for one in signature.evidence():
        if one.kind is EvidenceKind.OCSP:
            try:
                answer = ocsp_answer.read(one.der)
            except Unreadable:
                continue
            by = [certificate.read(der) for der in answer.certificates[:1]]
            said += [f"{single.status} · {moment(answer.produced_at)}" for single in answer.singles]
            said += [f"{distinguished_name.rfc4514(own.subject_attributes)} · {own.serial_hex}" for own in by]
    return "\n".join(said)


def _signer(read: cms.Container) -> Certificate | None:
    """The certificate that the first signer names."""
    signer = read.signers[0]
    for der in read.certificates:
        try:
            own = certificate.read(der)
        except Unreadable:
            continue
        if signer.subject_key and own.subject_key == signer.subject_key:
            return own
        if (own.issuer, own.serial_number) == (signer.issuer, signer.serial_number):
            return own
    return None


def _proven_time(signature: TakenSignature) -> datetime:
    """genTime of the first stamp; where there is none yet, the signature stands last."""
    tokens = cms.read(signature.container).signers[0].unsigned(cms.SIGNATURE_TIME_STAMP)
    return tsp.token_in(tokens[0])[1] if tokens else datetime.max.replace(tzinfo=UTC)


def _code_pages(signature: TakenSignature, number: int) -> list[list[str]]:
    import segno

    codes = []
    for text in parts_of(signature.container, str(number)):
        drawn = io.BytesIO()
        segno.make(text, version=_QR_VERSION, error=_QR_LEVEL, mode="byte", boost_error=False).save(
            drawn, kind="svg", border=4, xmldecl=False
        )
        codes.append(drawn.getvalue().decode())
    return [codes[start : start + _CODES_ON_PAGE] for start in range(0, len(codes), _CODES_ON_PAGE)]


def _joined(taken: Taken, pages: bytes, inside: Sequence[tuple[str, bytes]]) -> bytes:
    """First page, the document's own pages, the pages of the signatures; then the embedded files in their order."""
    from pypdf import PdfReader, PdfWriter

    writer, made = PdfWriter(), PdfReader(io.BytesIO(pages))
    writer.add_page(made.pages[0])
    if taken.document.startswith(b"%PDF-"):
        for page in PdfReader(io.BytesIO(taken.document)).pages:
            writer.add_page(page)
    for page in made.pages[1:]:
        writer.add_page(page)
    _embed(writer, inside)
    writer.metadata = {"/Title": taken.title, "/Producer": f"Shipager {building.program_version()}"}
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _embed(writer: Any, inside: Sequence[tuple[str, bytes]]) -> None:
    """A name tree is sorted by its keys (ISO 32000-1 7.9.6): they are numbers, and the names stand in the files."""
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
        NumberObject,
        TextStringObject,
    )

    listed, associated = ArrayObject(), ArrayObject()
    for number, (name, content) in enumerate(inside, 1):
        stream = DecodedStreamObject()
        stream.set_data(content)
        stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
        stream[NameObject("/Params")] = DictionaryObject({NameObject("/Size"): NumberObject(len(content))})
        held = writer._add_object(stream.flate_encode() if name.endswith(".pdf") else stream)
        specification = writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Filespec"),
                    NameObject("/F"): TextStringObject(name),
                    NameObject("/UF"): TextStringObject(name),
                    NameObject("/AFRelationship"): NameObject("/Source" if number == 1 else "/Supplement"),
                    NameObject("/EF"): DictionaryObject({NameObject("/F"): held, NameObject("/UF"): held}),
                }
            )
        )
        listed += [TextStringObject(f"Attachment{number:04d}"), specification]
        associated.append(specification)
    tree = DictionaryObject({NameObject("/Names"): listed})
    root = writer.root_object
    root[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): tree})
    root[NameObject("/AF")] = associated
