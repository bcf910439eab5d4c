"""A signature made elsewhere: openssl signs the files that were handed out, the record takes them (27.9)."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app import signed_documents, signed_elsewhere, to_sign
from app.domain.errors import Refused
from app.signed_elsewhere import FileToSign
from tests.app.signing.conftest import DOCTOR, OTHER_IIN


def _by_openssl(folder: Path, key: Path, files: Sequence[FileToSign], *flags: str) -> list[bytes]:
    """What another program gives back: CAdES-BES, detached, made with the key file."""
    from app.stand_ins.pki import DEFAULT_PASSWORD

    pem = folder / "key.pem"
    subprocess.run(
        ["openssl", "pkcs12", "-legacy", "-in", key, "-passin", f"pass:{DEFAULT_PASSWORD}", "-nodes", "-out", pem],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    signed = []
    for one in files:
        (folder / one.name).write_bytes(one.content)
        subprocess.run(
            ["openssl", "cms", "-sign", "-binary", "-cades", "-md", "sha256", "-signer", pem, "-in", folder / one.name,
             "-outform", "DER", "-out", folder / "signed.p7s", *flags],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip
        signed.append((folder / "signed.p7s").read_bytes())
    return signed


def _armoured(der: bytes) -> bytes:
    return b"-----BEGIN CMS-----\n" + base64.encodebytes(der) + b"-----END CMS-----\n"


@pytest.mark.clause("27.9")
def test_what_openssl_signed_finishes_the_visit(clinic: Any, tmp_path: Path) -> None:
    visit_id = clinic.visit().visit_id
    to_sign.finish_without_key(clinic.store, DOCTOR, visit_id)
    files = clinic.write(signed_elsewhere.export_for_signing, visit_id)
    assert [one.name.rsplit(".", 1)[1] for one in files] == ["pdf", "json"]
    (row,) = clinic.journal("document.hand-out-to-sign")
    assert row.after == {one.name: one.sha256 for one in files}
    document, event = _by_openssl(tmp_path, Path(clinic.key().location), files)
    with pytest.raises(Refused, match="elsewhere-none"):
        signed_elsewhere.take_signatures(clinic.store, DOCTOR, visit_id, [b"no signature"])
    with pytest.raises(Refused, match="key-answer-other-bytes"):
        signed_elsewhere.take_signatures(clinic.store, DOCTOR, visit_id, [document])
    done = signed_elsewhere.take_signatures(
        clinic.store, DOCTOR, visit_id, [base64.b64encode(event), _armoured(document)]
    )
    (signature,) = clinic.read(signed_documents.signatures, done.document_id)
    assert (signature.store_kind, signature.signer_iin) == ("imported", str(DOCTOR.iin))
    assert [one.result for one in clinic.journal("document.sign")] == ["elsewhere-none", "key-answer-other-bytes", "ok"]
    assert signed_elsewhere.take_signatures(clinic.store, DOCTOR, visit_id, []) == done  # asked again: the same


@pytest.mark.clause("27.11")
def test_another_persons_signature_or_another_file_is_refused(clinic: Any, tmp_path: Path) -> None:
    visit_id = clinic.visit().visit_id
    to_sign.finish_without_key(clinic.store, DOCTOR, visit_id)
    files = clinic.write(signed_elsewhere.export_for_signing, visit_id)
    others = _by_openssl(tmp_path, Path(clinic.key("colleague", iin=OTHER_IIN).location), files)
    with pytest.raises(Refused, match="certificate-iin-differs"):
        signed_elsewhere.take_signatures(clinic.store, DOCTOR, visit_id, others)
    changed = [FileToSign(one.name, one.content + b"\n", "") for one in files]
    with pytest.raises(Refused, match="key-answer-other-bytes"):
        signed_elsewhere.take_signatures(
            clinic.store, DOCTOR, visit_id, _by_openssl(tmp_path, Path(clinic.key().location), changed)
        )
    assert clinic.read(signed_documents.documents) == ()
