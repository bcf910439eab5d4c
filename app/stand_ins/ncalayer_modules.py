"""The modules of NCALayer that the stand-in speaks: requests to answers, in the recorded shapes.

`kz.gov.pki.knca.basics` sign · `kz.gov.pki.knca.commonUtils` · `kz.digiflow.mobile.extensions` getVersion. Nothing of
an answer is believed by the program because it came from here: this is a peer for tests and the demonstration.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.eds.key_store import RawKey
from app.stand_ins import ncalayer_signing, ncalayer_xml
from app.stand_ins.ncalayer_signing import Choice, HeldKey

Answer = dict[str, Any]
CANCELLED: Answer = {"body": {}, "status": True}
CANCELLED_COMMON: Answer = {"code": "500", "message": "action.canceled"}
_EMPTY = "-----BEGIN CMS-----\n-----END CMS-----\n"  # as in the recorded traffic, where signatures are cut out


class InvocationError(Exception):
    """A method of `basics` threw; the text is what Java would say."""


@dataclass(slots=True)
class Modules:
    """What stands behind the socket. `fault` is one of `app/stand_ins/ncalayer.py: FAULTS`."""

    held: Sequence[HeldKey]
    clock: Callable[[], datetime]
    stamp: Callable[[bytes], bytes] | None = None
    locale: str = "ru"
    is_kaztoken: bool = False  # KAZTOKEN desktop has a module more, and is told from NCALayer by it
    asked: list[dict[str, Any]] = field(default_factory=list)  # every request, for whoever watches

    def answer(self, text: str, fault: str = "") -> str:
        """The answer to one text frame."""
        request = _object_of(text)
        if request is None:
            return _written(_invocation_error("org.json.JSONException: A JSONObject text must begin with '{'"))
        self.asked.append(request)
        answer = self._answer(request, fault)
        if "uuid" in request:
            answer = answer | {"uuid": request["uuid"]}
        return _written(answer)

    def _answer(self, request: dict[str, Any], fault: str) -> Answer:
        module, method = request.get("module"), str(request.get("method"))
        if module == "kz.gov.pki.knca.basics" and fault != "module-not-found":
            return self._basics(method, request.get("args"), fault)
        if module == "kz.gov.pki.knca.commonUtils":
            return self._common(method, request.get("args", []), fault)
        if self.is_kaztoken and module == "kz.digiflow.mobile.extensions" and method == "getVersion":
            return {"code": "200", "responseObject": {"name": "KAZTOKENdesktop", "version": "1.2.758.648"}}
        return {"status": False, "code": "MODULE_NOT_FOUND", "message": f"Module {module} not found."}

    # kz.gov.pki.knca.basics

    def _basics(self, method: str, args: Any, fault: str) -> Answer:
        if method != "sign":
            return {"status": False, "code": "METHOD_NOT_FOUND", "message": f"Method {method} not found."}
        try:
            result = self._sign(args, fault)
        except InvocationError as problem:
            return _invocation_error(str(problem))
        return CANCELLED if result is None else {"body": {"result": result}, "status": True}

    def _sign(self, args: Any, fault: str) -> Any:
        """The result of `sign`; None where the person cancels, or sees an empty window."""
        signing, signer = _object(args, "signingParams"), _object(args, "signerParams")
        entries = args.get("data")
        documents = entries if isinstance(entries, list) else [entries]
        if not all(isinstance(one, str) for one in documents):
            raise InvocationError('org.json.JSONException: JSONObject["data"] is not a string.')
        if fault == "invocation-error":
            raise InvocationError("java.lang.IllegalStateException: something in NCALayer failed")
        if fault == "wrong-password":
            raise InvocationError("java.io.IOException: keystore password was incorrect")
        key = self._chosen(args.get("allowedStorages"), signer, fault)
        if fault == "cancel" or key is None:
            return None
        if args.get("format") == "xml":
            return [_xml(document, key) for document in documents]
        made = [self._cms(document, signing, key, fault) for document in documents]
        if fault == "fewer":
            made = made[1:]
        if signing.get("outputCert"):
            return {"signatures": made, "certificate": ncalayer_signing.key_facts(key)["pem"]}
        is_single = not isinstance(entries, list) and fault not in {"fewer", "array"}
        return made[0] if is_single else made

    def _chosen(self, storages: Any, signer: dict[str, Any], fault: str) -> RawKey | None:
        if fault == "other-key":  # the person chose a key that was not asked for
            return self.held[-1].raw
        choice = Choice(
            storages=storages if isinstance(storages, list) else None,
            usages=signer.get("extKeyUsageOids") or (),
            iin=signer.get("iin") or "",
            bin_number=signer.get("bin") or "",
            serial_number=signer.get("serialNumber") or "",
            with_test_keys=signer.get("chain") is not None,
        )
        return choice.of(self.held)

    def _cms(self, document: str, signing: dict[str, Any], key: RawKey, fault: str) -> str:
        if fault == "no-signature":
            return _EMPTY
        content = _decoded(document) if signing.get("decode") else document.encode()
        made = ncalayer_signing.container(
            key,
            b"something else" if fault == "other-bytes" else content,
            self.clock(),
            attached=bool(signing.get("encapsulate")),
            digested=bool(signing.get("digested")),
            stamp=self.stamp if signing.get("tsaProfile") is not None else None,
        )
        return ncalayer_signing.as_pem(made)

    # kz.gov.pki.knca.commonUtils

    def _common(self, method: str, args: Any, fault: str) -> Answer:
        if method == "getActiveTokens":
            tokens = dict.fromkeys(one.storage for one in self.held if one.storage.startswith("AK"))
            return {"responseObject": list(tokens), "code": "200"}
        kinds = _ARGUMENTS.get(method)
        if kinds is None:
            return {"code": "500", "message": f"java.lang.NoSuchMethodException: {method}"}
        if not isinstance(args, list) or [type(one) for one in args] != list(kinds):
            return _mismatch(method)
        if method == "changeLocale":
            self.locale = args[0]
            return {"code": "200"}
        return _COMMON_FAULTS.get(fault) or self._common_signed(method, args, fault)

    def _common_signed(self, method: str, args: list[Any], fault: str) -> Answer:
        usages = ncalayer_signing.of_key_type(args[1]) if len(args) > 1 else ()
        key = Choice([args[0]], usages, with_test_keys=True).of(self.held)
        if key is None:
            return CANCELLED_COMMON
        if fault == "other-key":
            key = self.held[-1].raw
        try:
            found = self._common_result(method, args, key, fault)
        except (ncalayer_xml.NotWellFormed, InvocationError) as problem:
            return {"code": "500", "message": str(problem)}
        return {"responseObject": found, "code": "200"} if found is not None else {"code": "500"}

    def _common_result(self, method: str, args: list[Any], key: RawKey, fault: str) -> Any:
        if method == "getKeyInfo":
            return ncalayer_signing.key_facts(key)
        if method == "signXml":
            return _with_windows_lines(ncalayer_xml.sign(args[2], key))
        if method == "signXmls":
            return [_with_windows_lines(ncalayer_xml.sign(one, key)) for one in args[2]]
        content = _decoded(args[2])
        if not content:
            return None  # recorded: an empty hash is answered with the bare code
        made = ncalayer_signing.container(
            key,
            b"something else" if fault == "other-bytes" else content,
            self.clock(),
            attached=len(args) > 3 and args[3],
            digested=method == "createCAdESFromBase64Hash",
            stamp=self.stamp if method == "createCMSSignatureFromBase64" else None,
        )
        return base64.b64encode(made).decode()


_COMMON_FAULTS: dict[str, Answer] = {
    "cancel": CANCELLED_COMMON,
    "bare-error": {"code": "500"},
    "invocation-error": {"code": "500"},
    "wrong-password": {"code": "500", "message": "java.io.IOException: keystore password was incorrect"},
}
_ARGUMENTS: dict[str, tuple[type, ...]] = {
    "getKeyInfo": (str,),
    "createCAdESFromBase64": (str, str, str, bool),
    "createCAdESFromBase64Hash": (str, str, str),
    "createCMSSignatureFromBase64": (str, str, str, bool),
    "signXml": (str, str, str, str, str),
    "signXmls": (str, str, list, str, str),
    "changeLocale": (str,),
}


def _object_of(text: str) -> dict[str, Any] | None:
    try:
        request = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return request if isinstance(request, dict) else None


def _object(args: Any, name: str) -> dict[str, Any]:
    found = args.get(name) if isinstance(args, dict) else None
    if not isinstance(found, dict):
        raise InvocationError(f'org.json.JSONException: JSONObject["{name}"] is not a JSONObject.')
    return found


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise InvocationError("java.lang.IllegalArgumentException: Illegal base64 character") from problem


def _xml(document: str, key: RawKey) -> str:
    try:
        return ncalayer_xml.sign(document, key)
    except ncalayer_xml.NotWellFormed as problem:
        raise InvocationError(str(problem)) from problem


def _with_windows_lines(document: str) -> str:
    return document.replace("\n", "\r\n")


def _invocation_error(details: str) -> Answer:
    return {
        "code": "INVOCATION_ERROR",
        "details": details,
        "message": "An invoked method threw an exception.",
        "status": False,
    }


def _mismatch(method: str) -> Answer:
    return {
        "code": "500",
        "message": f"java.lang.IllegalArgumentException: argument type mismatch. Method: {method}",
    }


def _written(answer: Answer) -> str:
    """As org.json writes: `</` is escaped."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
