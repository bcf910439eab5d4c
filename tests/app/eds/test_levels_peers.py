"""What others say of our levels: openssl of containers, stamps and embedded lists, pyHanko of CAdES-T and LT, the GOST
engine of GOST signatures; and what an archive stamp covers, worked out a second time from the bytes (EN 319 122-1).
"""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import algos, core
from asn1crypto import cms as cms_types

from app.domain.signature import Level, Verdict
from app.eds import asn1, cades, cms, cms_parts, der, verify
from app.stand_ins.pki import Algorithm, StandInAuthority
from tests.app.eds.levels_bench import CONTENT, TODAY, Services

AT = ("-attime", str(int(TODAY.timestamp())))


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder = tmp_path_factory.mktemp("levels")
    made = Services(StandInAuthority(folder, TODAY), with_lists=True)
    (folder / "anchors.pem").write_text("".join(map(ssl.DER_cert_to_PEM_cert, made.authority.anchors)))
    (folder / "content").write_bytes(CONTENT)
    return made


@pytest.mark.parametrize("attached", [False, True], ids=["detached", "attached"])
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.clause("27.10")
def test_openssl_believes_every_level(
    services: Services, openssl: Callable[..., Any], tmp_path: Path, level: Level, attached: bool
) -> None:
    folder = services.authority.folder
    (tmp_path / "c.cms").write_bytes(services.at(level, attached=attached))
    lists = ("-crl_check_all",) if level in {Level.LT, Level.LTA} else ()  # by what the container embeds alone
    beside = () if attached else ("-content", folder / "content")
    checked = openssl(
        "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", tmp_path / "c.cms", *beside, "-CAfile",
        folder / "anchors.pem", "-purpose", "any", *AT, *lists, "-out", tmp_path / "out",
    )  # fmt: skip
    assert "CAdES Verification successful" in checked.stderr, checked.stderr
    assert (tmp_path / "out").read_bytes() == CONTENT


def test_openssl_finds_a_revoked_signer_by_the_embedded_list(
    services: Services, openssl: Callable[..., Any], tmp_path: Path
) -> None:
    key = services.key("revoked")
    services.authority.revoke(key.certificate, TODAY.replace(day=20), "superseded")
    done = services.raised(cades.sign(CONTENT, key, TODAY), Level.LT)
    (tmp_path / "c.cms").write_bytes(done)
    folder = services.authority.folder
    refused = openssl(
        "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", tmp_path / "c.cms", "-content",
        folder / "content", "-CAfile", folder / "anchors.pem", "-purpose", "any", *AT, "-crl_check_all", "-out",
        tmp_path / "out",
    )  # fmt: skip
    assert "certificate revoked" in refused.stderr
    assert verify.verify(done, CONTENT, trusted=services.trusted, now=TODAY).verdict is Verdict.INVALID


def _stamped_by_openssl(
    openssl: Callable[..., Any], services: Services, folder: Path, token: bytes, covered: bytes
) -> bool:
    (folder / "token").write_bytes(token)
    (folder / "covered").write_bytes(covered)
    answer = openssl(
        "ts", "-verify", "-token_in", "-in", folder / "token", "-data", folder / "covered", "-CAfile",
        services.authority.folder / "anchors.pem", *AT,
    )  # fmt: skip
    return "Verification: OK" in answer.stdout


@pytest.mark.parametrize("algorithm", list(Algorithm))
@pytest.mark.clause("27.12")
def test_openssl_believes_the_stamps_over_what_we_say_they_cover(
    services: Services, openssl: Callable[..., Any], tmp_path: Path, algorithm: Algorithm
) -> None:
    container = services.at(Level.LTA, algorithm)
    signer = cms.read(container).signers[0]
    (stamp,) = signer.unsigned(cms.SIGNATURE_TIME_STAMP)
    assert _stamped_by_openssl(openssl, services, tmp_path, stamp, signer.signature)
    for number, (token, covered) in enumerate(_archive_stamps(services.archived(container))):
        assert _stamped_by_openssl(openssl, services, tmp_path, token, covered), number
        assert not _stamped_by_openssl(openssl, services, tmp_path, token, covered + b"\0"), number


def _archive_stamps(container: bytes) -> list[tuple[bytes, bytes]]:
    """Tokens and what they cover, by asn1crypto's own types: no line of ours takes part (EN 319 122-1 5.5.2, 5.5.3)."""
    signed = cms_types.ContentInfo.load(container)["content"]
    info = signed["signer_infos"][0]
    sha256 = algos.DigestAlgorithm.load(cms.algorithm("2.16.840.1.101.3.4.2.1"))
    unsigned = [
        (one["type"].dotted, value) for one in info["unsigned_attrs"] for value in _elements(one["values"].contents)
    ]
    tokens = [value for oid, value in unsigned if oid == cms.ARCHIVE_TIME_STAMP_V3]
    found = []
    for token in tokens:
        inner = cms_types.ContentInfo.load(token)["content"]["signer_infos"][0]
        index = next(
            _elements(one["values"].contents)[0]
            for one in inner["unsigned_attrs"]
            if one["type"].dotted == "0.4.0.19122.1.5"
        )
        named, *hashes = _elements(core.Sequence.load(index).contents)
        assert named == sha256.dump()
        listed = [[core.OctetString.load(one).native for one in _elements(core.Any.load(part).contents)]
                  for part in hashes]  # fmt: skip
        parts = [
            _elements(signed["certificates"].contents),
            _elements(signed["crls"].contents),
            [core.ObjectIdentifier(oid).dump() + value for oid, value in unsigned],
        ]
        for hashes_of_part, present in zip(listed, parts, strict=True):
            digests = [hashlib.sha256(one).digest() for one in present]
            assert set(hashes_of_part) <= set(digests)
        assert len(listed[0]) == len(parts[0])
        names = ("version", "sid", "digest_algorithm", "signed_attrs", "signature_algorithm", "signature")
        fields = [info[name].dump() for name in names]
        content_type = signed["encap_content_info"]["content_type"].dump()
        found.append((token, b"".join([content_type, hashlib.sha256(CONTENT).digest(), *fields, index])))
    assert found
    return found


def _elements(contents: bytes) -> list[bytes]:
    """The elements that lie one after the other, each as it is."""
    rest, found = contents, []
    while rest:
        one = core.Any.load(rest).dump()
        found.append(one)
        rest = rest[len(one) :]
    return found


@pytest.mark.peer("pyhanko")
@pytest.mark.parametrize("level", [Level.T, Level.LT, Level.LTA])
@pytest.mark.clause("27.10")
def test_pyhanko_believes_signature_and_time_stamp(services: Services, level: Level) -> None:
    """Its checks of CAdES: signature, signing-certificate, the stamp over the signature, both chains at their time,
    and revocation by nothing but what the container carries.
    """
    from pyhanko.sign.validation import async_validate_detached_cms
    from pyhanko_certvalidator import ValidationContext

    signed = cms_types.ContentInfo.load(services.at(level))["content"]

    def context() -> Any:
        from asn1crypto import x509

        held = _elements(signed["crls"].contents) if level is not Level.T else []
        lists = [one for one in held if one[0] == 0x30]
        answers = [_answer(one) for one in held if one[0] == 0xA1]
        return ValidationContext(
            trust_roots=[x509.Certificate.load(one) for one in services.authority.anchors[1:2]],
            other_certs=[x509.Certificate.load(services.authority.anchors[0])],
            moment=TODAY,
            best_signature_time=TODAY,
            crls=lists,
            ocsps=answers,
            allow_fetching=False,
            revocation_mode="soft-fail" if level is Level.T else "require",
        )

    async def judged() -> Any:
        from pyhanko.sign.validation.settings import KeyUsageConstraints

        return await async_validate_detached_cms(
            CONTENT,
            signed,
            signer_validation_context=context(),
            ts_validation_context=context(),
            key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"}),
        )

    status = asyncio.run(judged())
    assert (status.intact, status.valid, status.trusted) == (True, True, True), status.summary()
    assert status.timestamp_validity is not None
    assert (status.timestamp_validity.valid, status.timestamp_validity.trusted) == (True, True)
    assert status.timestamp_validity.timestamp == TODAY


def _answer(choice: bytes) -> bytes:
    """The OCSPResponse around the BasicOCSPResponse of a RevocationInfoChoice."""
    _, basic = _elements(core.Any.load(choice).contents)
    kind = der.oid("1.3.6.1.5.5.7.48.1.1")
    return basic if basic[4:5] == b"\x0a" else der.sequence(
        der.enumerated(0), der.tagged(0, der.sequence(kind, der.octets(basic)))
    )  # fmt: skip


@pytest.mark.parametrize("level", [Level.B, Level.LTA])
def test_the_gost_engine_believes_a_gost_container(
    services: Services, openssl: Callable[..., Any], tmp_path: Path, level: Level
) -> None:
    """Over the signed attributes as a SET; the key under Russian identifiers, the signature turned round."""
    container = services.at(level, Algorithm.GOST)
    signer = cms.read(container).signers[0]
    kind = der.sequence(
        der.oid("1.2.643.7.1.1.1.2"), der.sequence(der.oid("1.2.643.7.1.2.1.2.1"), der.oid("1.2.643.7.1.1.2.3"))
    )
    own = services.key(algorithm=Algorithm.GOST).certificate
    public = der.sequence(kind, asn1.PublicKey.load(own.public_key)["public_key"].dump())
    (tmp_path / "key.der").write_bytes(public)
    (tmp_path / "signature").write_bytes(signer.signature[::-1])
    (tmp_path / "attributes").write_bytes(signer.signed_part)
    checked = openssl(
        "dgst", "-engine", "gost", "-md_gost12_512", "-keyform", "DER", "-verify", tmp_path / "key.der",
        "-signature", tmp_path / "signature", tmp_path / "attributes",
    )  # fmt: skip
    if "could not load the shared library" in checked.stderr:
        pytest.skip("the GOST engine of openssl is not installed")
    assert "Verified OK" in checked.stdout, checked.stderr


@pytest.mark.clause("27.9")
def test_openssl_believes_two_signers_of_one_container(
    services: Services, openssl: Callable[..., Any], tmp_path: Path
) -> None:
    """Two, and the same certificate twice: each SignerInfo is addressed by its place, not by its name."""
    folder = services.authority.folder
    for name in ("colleague", "doctor"):
        second = cades.sign(CONTENT, services.key(name), TODAY)
        both = cms_parts.merged(services.at(Level.T), second)
        (tmp_path / "c.cms").write_bytes(both)
        checked = openssl(
            "cms", "-verify", "-binary", "-inform", "DER", "-in", tmp_path / "c.cms", "-content", folder / "content",
            "-CAfile", folder / "anchors.pem", "-purpose", "any", *AT, "-out", tmp_path / "out",
        )  # fmt: skip
        assert "Verification successful" in checked.stderr, checked.stderr
        reports = verify.verify_each(both, CONTENT, trusted=services.trusted, now=TODAY)
        assert [one.claimed_level for one in reports] == [Level.T, Level.B]
