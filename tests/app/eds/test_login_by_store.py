"""Login by a certificate behind NCALayer and on a token: asked once the password is right, refused by name (§27.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import eds_attempts, key_places, login, practices, signing_keys, totp
from app.domain.attempt import EdsAttempt, Reason
from app.domain.clock import FixedClock
from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName
from app.domain.practice import OwnerDraft, PracticeDraft
from app.eds_attempts import AttemptQuery
from app.key_places import KeyPlaces
from app.login import Unlocked
from app.login_certificates import LoginKey
from app.paths import DataFolder
from app.stand_ins import ncalayer
from app.stand_ins.ncalayer_signing import HeldKey
from app.stand_ins.pki import Purpose as KeyPurpose
from db.keyring import Cost
from tests.app.eds.test_key_store_contract import IIN, MODULE, PIN, token  # noqa: F401  a fixture with its token

pytestmark = pytest.mark.clause("27.4")

PASSWORD = "Қар түсті, жол ақ 7"


class Door:
    """A closed practice of the doctor whose keys they are; it knows where NCALayer and the tokens' library are."""

    def __init__(self, folder: DataFolder, pki: Any, places: KeyPlaces) -> None:
        self.clock = FixedClock(datetime(2026, 11, 23, 4, 0, tzinfo=UTC))
        self.folder = folder
        draft = PracticeDraft("Сынақ кабинеті", iin=Iin(IIN), is_test=True)
        owner = OwnerDraft("aigul", PersonName("Серікқызы", "Айгүл"), Iin(IIN), "терапевт")
        cost = Cost(memory_kib=8, passes=1)
        self._secret = practices.create(folder, draft, owner, PASSWORD, clock=self.clock, cost=cost).totp_secret
        opened = self.by_code()
        with opened.store.writing() as session:
            signing_keys.trust_test_authority(session, opened.actor, pki.authority.anchors)
            key_places.set_places(session, opened.actor, places)
        opened.close()

    def by_code(self) -> Unlocked:
        self.clock.advance(timedelta(seconds=60))
        code = totp.code_at(self._secret, self.clock.now())
        return login.unlock(self.folder, "aigul", PASSWORD, code, clock=self.clock)

    def by_key(self, key: LoginKey, password: str = PASSWORD) -> None:
        login.unlock_by_certificate(self.folder, "aigul", password, key, clock=self.clock).close()

    def refused(self, key: LoginKey, password: str = PASSWORD) -> str:
        with pytest.raises(Refused) as raised:
            self.by_key(key, password)
        return raised.value.code

    def attempts(self) -> list[EdsAttempt]:
        opened = self.by_code()
        with opened.store.writing() as session:
            found = eds_attempts.read_attempts(session, opened.actor, AttemptQuery())
        opened.close()
        return list(found[::-1])


@pytest.fixture
def layer(pki: Any) -> Iterator[ncalayer.NcaLayer]:
    held = [HeldKey("PKCS12", pki.key("layer-login", purpose=KeyPurpose.AUTHENTICATE))]
    with ncalayer.serve(pki.folder, held, clock=lambda: datetime(2026, 11, 23, 4, 0, tzinfo=UTC)) as running:
        yield running


@pytest.mark.clause("22.9")
def test_ncalayer_is_asked_when_the_password_is_right(layer: ncalayer.NcaLayer, pki: Any, tmp_path: Path) -> None:
    door = Door(DataFolder(tmp_path / "record"), pki, KeyPlaces(ncalayer_url=layer.url))
    key = LoginKey("ncalayer")
    assert door.refused(key, "wrong") == "wrong-password"
    assert not layer.modules.asked  # no window for somebody who does not know the password
    door.by_key(key)
    assert layer.modules.asked
    layer.fault = "cancel"
    assert door.refused(key) == "key-cancelled"
    layer.fault = ""
    layer.modules.held = [HeldKey("PKCS12", pki.key("layer-sign"))]  # another key is chosen in the window
    assert door.refused(key) == "login-certificate-not-for-login"
    found = [(one.reason, one.key.store_kind, bool(one.key.fingerprint)) for one in door.attempts()]
    assert found == [
        (Reason.ACCOUNT_PASSWORD, "ncalayer", False),
        (Reason.CANCELLED, "ncalayer", False),
        (Reason.WRONG_PURPOSE, "ncalayer", True),
    ]


@pytest.mark.clause("22.9")
def test_a_token_finds_its_login_key_and_counts_its_pins(token: str, pki: Any, tmp_path: Path) -> None:  # noqa: F811  the fixture
    if not token:
        pytest.skip("SoftHSM2 is not installed")
    door = Door(DataFolder(tmp_path / "record"), pki, KeyPlaces(token_library=str(MODULE)))
    door.by_key(LoginKey("pkcs11", "", PIN))  # the one that is connected
    assert door.refused(LoginKey("pkcs11", token, "0000")) == "key-pin-wrong"
    door.by_key(LoginKey("pkcs11", token, PIN))
    (attempt,) = door.attempts()
    assert (attempt.reason, attempt.key.store_kind) == (Reason.KEY_PASSWORD, "pkcs11")


def test_without_a_library_there_is_no_token(pki: Any, tmp_path: Path) -> None:
    door = Door(DataFolder(tmp_path / "record"), pki, KeyPlaces())
    assert door.refused(LoginKey("pkcs11", "", PIN)) == "key-store-unavailable"
    (attempt,) = door.attempts()
    assert attempt.reason is Reason.KEY_UNUSABLE
