"""Signing into the document: the key is checked first, the result is judged before anybody gets it."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest

from app.domain.errors import Refused
from app.domain.signature import Level, Verdict
from app.eds.recognition import Form
from app.eds.signing_inside import sign_inside
from app.eds.tsp import HttpTimestampAuthority
from app.stand_ins.pki import Purpose, serve

from .conftest import DOCTOR, NOW, Pki


def _page() -> bytes:
    writer, written = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(written)
    return written.getvalue()


@pytest.mark.clause("27.9")
@pytest.mark.parametrize(("form", "document"), [(Form.XML, b"<order><id>1</id></order>"), (Form.PDF, _page())])
def test_what_comes_out_is_verified(pki: Pki, form: Form, document: bytes) -> None:
    key = pki.authority.key(DOCTOR, "doctor")
    signed, report = sign_inside(document, key, form, trusted=pki.trusted, moment=NOW)
    assert report.form is form
    assert report.verdict is Verdict.NOT_CONFIRMED
    again, report = sign_inside(signed, key, form, trusted=pki.trusted, moment=NOW)
    assert len(report.signatures) == 2
    assert again != signed


def test_a_pdf_gets_a_time_stamp_and_xml_does_not(pki: Pki) -> None:
    key = pki.authority.key(DOCTOR, "doctor")
    with serve(pki.folder, clock=lambda: NOW) as server:
        tsa = HttpTimestampAuthority(server.tsa_url)
        _, report = sign_inside(_page(), key, Form.PDF, trusted=pki.trusted, moment=NOW, tsa=tsa)
        with pytest.raises(Refused, match="xml-time-stamp"):
            sign_inside(b"<a/>", key, Form.XML, trusted=pki.trusted, moment=NOW, tsa=tsa)
    assert report.worst.verified_level is Level.T


@pytest.mark.clause("27.11")
def test_a_key_that_may_not_sign_does_not(pki: Pki) -> None:
    login = pki.authority.key(replace(DOCTOR, purpose=Purpose.AUTHENTICATE), "login")
    with pytest.raises(Refused, match="certificate-authentication-only"):
        sign_inside(b"<a/>", login, Form.XML, trusted=pki.trusted, moment=NOW)
