"""What is asked of NCALayer, and how its answers are read: `basics` first, `commonUtils` for older installations.

Being cancelled by the person is a successful answer without result (`basics`) or code 500 with `action.canceled`
(`commonUtils`). The texts of other errors may quote what was sent, so they are never kept.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from app.domain.errors import Refused
from app.eds.key_store import Means, Purpose, Request

BASICS, COMMON = "kz.gov.pki.knca.basics", "kz.gov.pki.knca.commonUtils"
EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4"
# Storages that NCALayer knows by name; a location outside this list is not asked for.
STORAGES = (
    "PKCS12", "JKS", "AKKaztokenStore", "AKKZIDCardStore", "AKEToken72KStore", "AKEToken5110Store", "AKJaCartaStore",
    "AKAKEYStore",
)  # fmt: skip
Question = dict[str, Any]
Answer = dict[str, Any]


class ModuleMissing(Exception):
    """This NCALayer does not have the module that was asked."""


def sign(
    entries: Sequence[str], request: Request, storage: str, *, form: str = "cms", attached: bool = False
) -> Question:
    """`basics.sign` over base64 texts (cms) or XML documents; several get one window. No time stamp is asked for:
    the record takes its own and keeps the evidence."""
    signing = {} if form == "xml" else {"decode": True, "encapsulate": attached, "digested": False}
    return {
        "module": BASICS,
        "method": "sign",
        "args": {
            "allowedStorages": [storage] if storage else None,
            "format": form,
            "data": entries[0] if len(entries) == 1 else list(entries),
            "signingParams": signing,
            "signerParams": _signer(request),
            "locale": request.means.locale,
        },
    }


def _signer(request: Request) -> dict[str, Any]:
    """The filter of NCALayer's window. `chain` lets test keys in, in a practice marked TEST alone."""
    usages = request.usages or ((EMAIL_PROTECTION,) if request.purpose is Purpose.SIGN else ())
    return {
        "extKeyUsageOids": list(usages),
        "iin": request.iin,
        "bin": "",
        "serialNumber": "",
        "chain": [] if request.means.is_test else None,
    }


def common_sign(entry: str, request: Request, storage: str, *, form: str = "cms", attached: bool = False) -> Question:
    key_type = "SIGNATURE" if request.purpose is Purpose.SIGN else "ANY"
    if form == "xml":
        return {"module": COMMON, "method": "signXml", "args": [storage, key_type, entry, "", ""]}
    return {"module": COMMON, "method": "createCAdESFromBase64", "args": [storage, key_type, entry, attached]}


def active_tokens() -> Question:
    return {"module": COMMON, "method": "getActiveTokens"}


def change_locale(means: Means) -> Question:
    return {"module": COMMON, "method": "changeLocale", "args": [means.locale]}


def read_basics(answer: Answer, expected: int) -> tuple[str, ...]:
    """The signed texts, as many as were asked for.

    Raises `ModuleMissing`, and `Refused`: `key-cancelled`, `key-wrong-password`, `key-store-unavailable`,
    `key-answer-unreadable`.
    """
    if answer.get("status") is not True:
        if answer.get("code") in {"MODULE_NOT_FOUND", "METHOD_NOT_FOUND"}:
            raise ModuleMissing
        raise _failure(answer)
    body = answer.get("body")
    if not isinstance(body, dict):
        raise Refused("key-answer-unreadable")
    result = body.get("result")
    if isinstance(result, dict):  # with `outputCert`
        result = result.get("signatures")
    if result is None:
        raise Refused("key-cancelled")
    return _texts(result if isinstance(result, list) else [result], expected)


def read_common(answer: Answer) -> Any:
    """`responseObject`. Raises `Refused` as `read_basics`."""
    if answer.get("code") != "200":
        if answer.get("code") in {"MODULE_NOT_FOUND", "METHOD_NOT_FOUND"}:
            raise ModuleMissing
        raise _failure(answer)
    return answer.get("responseObject")


def read_tokens(answer: Answer) -> tuple[str, ...]:
    """Names of connected tokens that the program knows."""
    found = read_common(answer)
    return tuple(name for name in STORAGES if isinstance(found, list) and name in found)


def read_signature(answer: Answer) -> str:
    (text,) = _texts([read_common(answer)], 1)
    return text


def as_text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _texts(found: list[Any], expected: int) -> tuple[str, ...]:
    if len(found) != expected or not all(isinstance(one, str) and one for one in found):
        raise Refused("key-answer-unreadable")
    return tuple(found)


def _failure(answer: Answer) -> Refused:
    said = f"{answer.get('message', '')} {answer.get('details', '')}".lower()
    if "action.canceled" in said:
        return Refused("key-cancelled")
    if "password" in said or "pin" in said.split():
        return Refused("key-wrong-password")
    return Refused("key-store-unavailable", problem="broken")
