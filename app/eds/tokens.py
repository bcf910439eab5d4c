"""A token through its vendor's PKCS#11 library (PKCS#11 v2.40), kept at arm's length.

Every call into the library runs on a thread of its own and is waited for so long and no longer: a driver that hangs
holds up itself, not the program. Sessions are opened for one operation and closed after it, and the library is asked
anew which tokens are there, so that one that was pulled and put back works again. The library's path is a setting of
the administrator; nothing else names it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from app.domain.errors import Refused, Unreadable
from app.eds import certificate
from app.eds.certificate import Certificate
from app.eds.key_store import Place

T = TypeVar("T")
SECONDS = 60.0  # a slow card signs within some seconds; a person may have to press a button on it
WRONG_PINS = 2  # then the program stops: most tokens lock themselves at the third


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate on a token whose private key lies beside it."""

    certificate: Certificate
    key_id: bytes


class Library:
    """One PKCS#11 library. All methods raise `Refused` with the codes of `key_store.py`."""

    def __init__(self, path: str, seconds: float = SECONDS) -> None:
        self._path, self._seconds = path, seconds
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._wrong: dict[str, int] = {}  # wrong PINs of each token since the last right one

    def places(self) -> tuple[Place, ...]:
        """The tokens that are there now, by their serial numbers."""
        return tuple(self._place(token) for token in self._call(self._tokens))

    def held(self, serial_number: str) -> tuple[Held, ...]:
        """Certificates are public objects: no PIN is needed to see them."""
        return self._call(lambda: _certificates(self._token(serial_number)))

    def sign(self, serial_number: str, pin: str, key_id: bytes, messages: list[bytes]) -> list[bytes]:
        """RSA with SHA-256 (CKM_SHA256_RSA_PKCS) over each message, in one session with one PIN."""
        return self._call(lambda: self._signed(serial_number, pin, key_id, messages))

    def check_pin(self, serial_number: str, pin: str) -> None:
        """Log in and out again, so that a wrong PIN is told before anything is prepared."""
        self._call(lambda: self._signed(serial_number, pin, b"", []))

    def forget_wrong_pins(self, serial_number: str) -> None:
        """A person has looked at the token and wants to go on."""
        self._wrong.pop(serial_number, None)

    def _signed(self, serial_number: str, pin: str, key_id: bytes, messages: list[bytes]) -> list[bytes]:
        import pkcs11

        if self._wrong.get(serial_number, 0) >= WRONG_PINS:
            raise Refused("key-pin-stopped")
        token = self._token(serial_number)
        try:
            with token.open(user_pin=pin) as session:
                self._wrong.pop(serial_number, None)
                if not messages:
                    return []
                key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, id=key_id)
                return [bytes(key.sign(one, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)) for one in messages]
        except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as problem:
            self._wrong[serial_number] = count = self._wrong.get(serial_number, 0) + 1
            if "pin-locked" in {one.warning for one in map(self._place, self._tokens())}:
                raise Refused("key-pin-locked") from problem
            raise Refused("key-pin-wrong", tries_left=WRONG_PINS - count) from problem

    def _token(self, serial_number: str) -> Any:
        found = next((one for one in self._tokens() if _serial(one) == serial_number), None)
        if found is None:
            raise Refused("key-token-removed")
        return found

    def _tokens(self) -> list[Any]:
        import pkcs11

        library = pkcs11.lib(self._path)
        tokens = [slot.get_token() for slot in library.get_slots(token_present=True)]
        return [one for one in tokens if pkcs11.TokenFlag.TOKEN_INITIALIZED in one.flags]

    def _place(self, token: Any) -> Place:
        import pkcs11

        serial = _serial(token)
        warnings = (
            ("pin-locked", pkcs11.TokenFlag.USER_PIN_LOCKED in token.flags),
            ("pin-last", pkcs11.TokenFlag.USER_PIN_FINAL_TRY in token.flags),
            ("pin-stopped", self._wrong.get(serial, 0) >= WRONG_PINS),
            ("pin-low", pkcs11.TokenFlag.USER_PIN_COUNT_LOW in token.flags),
        )
        warning = next((code for code, applies in warnings if applies), "")
        return Place(serial, str(token.label).strip(), serial, str(token.model).strip(), warning)

    def _call(self, work: Callable[[], T]) -> T:
        """On the library's own thread, with its errors named."""
        if not self._path:
            raise Refused("key-store-unavailable", problem="not-configured")
        if not Path(self._path).is_file():
            raise Refused("key-store-unavailable", problem="not-installed")
        answer: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

        def run() -> None:
            try:
                with _named():
                    answer.put((work(), None))
            except BaseException as problem:  # noqa: BLE001  carried to the thread that waits
                answer.put((None, problem))

        self._running().put(run)
        try:
            result, problem = answer.get(timeout=self._seconds)
        except Exception as silence:  # `queue.Empty`: the driver hangs
            self._thread = None  # its thread is left to it; the next call gets a new one
            raise Refused("key-store-unavailable", problem="no-answer") from silence
        if problem is not None:
            raise problem
        return result  # type: ignore[return-value]  # what `work` gave

    def _running(self) -> SimpleQueue[Callable[[], None] | None]:
        if self._thread is None or not self._thread.is_alive():
            self._queue = SimpleQueue()
            self._thread = threading.Thread(target=_work_off, args=(self._queue,), name="token", daemon=True)
            self._thread.start()
        return self._queue


_LIBRARIES: dict[str, Library] = {}


def library(path: str) -> Library:
    """One object for each path: a process may initialise a PKCS#11 library once, and wrong PINs are counted there."""
    return _LIBRARIES.setdefault(path, Library(path))


def _work_off(queue: SimpleQueue[Callable[[], None] | None]) -> None:
    while (work := queue.get()) is not None:
        work()


def _certificates(token: Any) -> tuple[Held, ...]:
    import pkcs11

    found = []
    with token.open() as session:
        for one in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}):
            try:
                read = certificate.read(bytes(one[pkcs11.Attribute.VALUE]))
            except Unreadable:
                continue  # another application's object
            if not read.is_authority:
                found.append(Held(read, bytes(one[pkcs11.Attribute.ID])))
    return tuple(found)


def _serial(token: Any) -> str:
    serial = token.serial
    return serial.decode("ascii", "replace").strip() if isinstance(serial, bytes) else str(serial).strip()


@contextmanager
def _named() -> Iterator[None]:
    """Errors of the library as refusals; what it says in words is not ours to show."""
    import pkcs11

    gone = (pkcs11.TokenNotPresent, pkcs11.DeviceRemoved, pkcs11.SessionHandleInvalid, pkcs11.SlotIDInvalid,
            pkcs11.TokenNotRecognised)  # fmt: skip
    try:
        yield
    except pkcs11.PinLocked as problem:
        raise Refused("key-pin-locked") from problem
    except gone as problem:
        raise Refused("key-token-removed") from problem
    except pkcs11.NoSuchKey as problem:
        raise Refused("key-without-key") from problem
    except (pkcs11.MechanismInvalid, pkcs11.KeyTypeInconsistent) as problem:
        raise Refused("key-unsupported") from problem
    except pkcs11.FunctionCancelled as problem:
        raise Refused("key-cancelled") from problem
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as problem:
        raise Refused("key-store-unavailable", problem="broken") from problem
