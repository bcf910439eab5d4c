"""Of several keys the right one is proposed, the others say why not; a certificate has a life and an end."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app import key_choice, key_places, key_revocation, overview, signing_keys
from app.domain.access import Actor
from app.domain.errors import NotFound, Refused
from app.domain.identity import BinNumber, Iin
from app.eds import certificate, revocation
from app.eds.key_store import Availability, Purpose
from app.eds.revocation_client import HttpRevocation
from app.key_places import KeyPlaces
from app.stand_ins import pki_server
from app.stand_ins.pki import Purpose as KeyPurpose
from app.stand_ins.pki import Role
from db.store import Store
from db.tables.account import SigningKeyTable
from tests.app.signing.conftest import COLLEAGUE, DOCTOR, RECEPTION

pytestmark = [pytest.mark.clause("27.9"), pytest.mark.clause("27.11")]

OWN_BIN, OTHER_BIN = BinNumber("150440000003"), BinNumber("941240000014")


def _inspected(clinic: Any, name: str, **changes: Any) -> signing_keys.InspectedKey:
    choice = clinic.key(name, **changes)
    return signing_keys.inspect_key(choice.store_kind, choice.location, choice.secret)


def _add(clinic: Any, name: str, **changes: Any) -> Any:
    return clinic.write(signing_keys.add_signing_key, _inspected(clinic, name, **changes))


def _row(clinic: Any, name: str, actor: Actor = DOCTOR, **changes: Any) -> int:
    """A key that came to be here by an earlier rule: expired since, or a person's who had another IIN."""
    inspected = _inspected(clinic, name, **changes)
    with clinic.store.writing() as session:
        row = SigningKeyTable(
            account_id=actor.account_id,
            store_kind=inspected.store_kind,
            location=inspected.location,
            certificate=inspected.certificate_der,
            serial_number=inspected.certificate.serial_number,
            not_after=inspected.certificate.not_after,
            added_at=clinic.clock.now(),
        )
        session.add(row)
        session.flush()
        return row.id


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, ()),
        ({"role": Role.SOLE_PROPRIETOR}, ()),
        ({"role": Role.HEAD, "bin_number": OWN_BIN, "organisation": "Шипа"}, ()),
        ({"role": Role.EMPLOYEE, "bin_number": OWN_BIN, "organisation": "Шипа"}, ()),
        ({"role": Role.SIGNATORY, "bin_number": OWN_BIN, "organisation": "Шипа"}, ()),
        ({"role": Role.EMPLOYEE, "bin_number": OTHER_BIN, "organisation": "Басқа"}, ("bin-differs",)),
        ({"role": Role.INFORMATION_SYSTEM, "bin_number": OWN_BIN, "organisation": "Шипа"}, ("role",)),
        ({"purpose": KeyPurpose.AUTHENTICATE}, ("authentication-only",)),
        ({"iin": Iin("900202400022")}, ("iin-differs",)),
        ({"valid_from": timedelta(days=-500)}, ("expired",)),
        ({"valid_from": timedelta(days=5)}, ("not-yet-valid",)),
    ],
    ids=lambda one: "-".join(map(str, one.values())) if isinstance(one, dict) else None,
)
def test_each_kind_of_certificate_fits_or_says_why_not(
    clinic: Any, changes: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    _row(clinic, "kind", **changes)
    found = clinic.read(key_choice.proposal)
    (only,) = (*((found.first,) if found.first else ()), *found.others)
    assert (only.reasons, found.first is not None) == (reasons, not reasons)


def test_the_key_of_this_organisation_comes_first_and_an_absent_store_last(clinic: Any) -> None:
    own = _add(clinic, "own", valid_for=timedelta(days=800))
    employee = _add(clinic, "employee", role=Role.EMPLOYEE, bin_number=OWN_BIN, organisation="Шипа")
    login = _row(clinic, "login", purpose=KeyPurpose.AUTHENTICATE)
    found = clinic.read(key_choice.proposal)
    assert found.first.key.key_id == employee.key_id
    assert [one.key.key_id for one in found.others] == [own.key_id, login]
    absent = {"pkcs12": Availability(ready=False, problem="not-running")}
    found = clinic.read(key_choice.proposal, stores=absent)
    assert found.first is None
    assert found.others[0].reasons == ("store-not-running",)
    for_login = clinic.read(key_choice.proposal, Purpose.AUTHENTICATE)
    assert for_login.first.key.key_id == login
    assert for_login.others[0].reasons == ("not-for-login",)


@pytest.mark.parametrize(("left", "warning"), [(31, 0), (30, 30), (15, 30), (14, 14), (4, 14), (3, 3), (0, 3)])
def test_the_end_of_a_term_is_announced(clinic: Any, left: int, warning: int) -> None:
    _add(clinic, "kind", valid_for=timedelta(days=30 + left, minutes=1 if left == 0 else 0))
    assert clinic.read(key_choice.proposal).first.warning == warning


def test_a_new_certificate_replaces_the_old_one_of_the_same_person_only(clinic: Any) -> None:
    old = _add(clinic, "old", valid_for=timedelta(days=40))
    new = _inspected(clinic, "new")
    with pytest.raises(Refused, match="key-same-certificate"):
        clinic.write(
            signing_keys.replace_signing_key, old.key_id, _inspected(clinic, "old", valid_for=timedelta(days=40))
        )
    with pytest.raises(NotFound):
        clinic.write(signing_keys.replace_signing_key, old.key_id, new, actor=COLLEAGUE)
    with pytest.raises(Refused, match="certificate-iin-differs"):
        clinic.write(
            signing_keys.replace_signing_key, old.key_id, _inspected(clinic, "foreign", iin=Iin("900202400022"))
        )
    added = clinic.write(signing_keys.replace_signing_key, old.key_id, new)
    assert clinic.read(signing_keys.signing_keys) == (added,)
    assert {one.key_id: one.replaced_by for one in clinic.read(signing_keys.all_keys)} == {
        added.key_id: None,
        old.key_id: added.key_id,
    }
    (last,) = clinic.read(key_choice.proposal).others
    assert last.reasons == ("replaced",)
    with pytest.raises(Refused, match=r"^key-replaced$"):
        clinic.write(signing_keys.replace_signing_key, old.key_id, new)
    assert [row.action for row in clinic.journal("key.replace")] == ["key.replace"]


def test_a_request_names_the_person_and_exactly_the_known_key(clinic: Any) -> None:
    key = _add(clinic, "known")
    asked = clinic.read(key_choice.request, key.key_id)
    assert (asked.iin, asked.bin_number, asked.purpose) == (str(DOCTOR.iin), str(OWN_BIN), Purpose.SIGN)
    assert (asked.means.is_test, asked.means.tls_authorities) == (True, clinic.authority.anchors)
    assert asked.certificate
    with pytest.raises(NotFound):
        clinic.read(key_choice.request, key.key_id, actor=COLLEAGUE)
    assert clinic.read(key_choice.introduction).bin_number == ""


def test_the_administrator_says_where_the_stores_are(clinic: Any, tmp_path: Path) -> None:
    library = tmp_path / "libtoken.so"
    library.write_bytes(b"\x7fELF")
    wanted = KeyPlaces("wss://127.0.0.1:13580/", str(library))
    with pytest.raises(Refused, match="no-right"):
        clinic.write(key_places.set_places, wanted, actor=COLLEAGUE)
    assert clinic.write(key_places.set_places, wanted) == wanted
    given = clinic.read(key_places.means)
    assert (given.ncalayer_url, given.token_library) == (wanted.ncalayer_url, wanted.token_library)
    for refused in ("libtoken.so", str(tmp_path), str(tmp_path / "absent.so"), "\0.so", str(tmp_path / "x.txt")):
        with pytest.raises(Refused, match=r"^token-library$"):
            clinic.write(key_places.set_places, KeyPlaces(token_library=refused))
    with pytest.raises(Refused, match=r"^ncalayer-address$"):
        clinic.write(key_places.set_places, KeyPlaces("wss://example.kz:13579/"))
    assert clinic.read(key_places.get_places, actor=RECEPTION) == wanted
    assert len(clinic.journal("settings.key-places")) == 1


def test_a_revoked_key_is_known_at_login_and_refused_at_signing(clinic: Any) -> None:
    """The authority's own answers, over the wire; what it said last is kept and needs no network later."""
    key = _add(clinic, "to-be-revoked")
    inspected = _inspected(clinic, "to-be-revoked")
    store: Store = clinic.store
    with pki_server.serve(clinic.authority.folder, clock=clinic.clock.now) as server:
        source = HttpRevocation(server.ocsp_url, only_own=True)
        assert key_revocation.ask_about_keys(store, source) == 1
        (good,) = clinic.read(signing_keys.signing_keys)
        assert (good.revocation, good.revocation_at) == ("good", clinic.clock.now())
        server.authority.revoke(certificate.read(inspected.certificate_der), clinic.clock.now())
        assert key_revocation.ask_about_keys(store, source) == 1
    (revoked,) = clinic.read(signing_keys.signing_keys)
    assert (revoked.key_id, revoked.revocation) == (key.key_id, "revoked")
    found = clinic.read(key_choice.proposal)
    assert (found.first, found.others[0].reasons) == (None, ("revoked",))
    assert clinic.read(signing_keys.check_key, inspected)[-1].reason == "revoked"
    seen = clinic.read(overview.overview)
    assert (seen.certificate_until, seen.certificates_revoked) == (None, 1)
    assert key_revocation.ask_about_keys(store, _Silent()) == 0
    assert len(clinic.journal("key.revocation")) == 2


class _Silent:
    def evidence(self, subject: Any, issuer: Any) -> Any:
        raise revocation.RevocationUnavailable


def test_who_does_not_answer_proves_nothing(clinic: Any) -> None:
    _add(clinic, "silent")
    assert key_revocation.ask_about_keys(clinic.store, _Silent()) == 0
    assert key_revocation.ask_about_keys(clinic.store) == 0  # no address is set
    assert clinic.read(signing_keys.signing_keys)[0].revocation == ""
