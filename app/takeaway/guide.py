"""README.txt of a take-away: commands that can be typed as they stand, in Kazakh and Russian.

openssl knows RSA; for a GOST signature there are NCALayer's own tools and the verifier that lies beside.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from app.domain.clock import local
from app.eds import algorithms, certificate, cms, tsp
from app.paths import shipped
from app.takeaway.taken import Taken, TakenSignature
from app.verifier import building

AUTHORITIES = "trust/test-authorities.pem"
_PUBLIC = "ca.pem"  # what the reader gets from the authority and puts there
LANGUAGES = ("kk", "ru")


def text(taken: Taken, names: Sequence[str], files: Mapping[str, bytes]) -> str:
    """`names` are the containers' files, in the order of the signatures."""
    listed = json.loads(shipped("resources", "takeaway", "guide.json").read_text("utf-8"))
    parts = []
    for language in LANGUAGES:
        words = listed[language]
        lines = [words["title"], "", words["what"].format(name=taken.document_name), ""]
        lines += [words["made"].format(at=local(taken.made_at).strftime("%d.%m.%Y %H:%M")), ""]
        if taken.is_test:
            lines += [words["test"], ""]
        lines += [words["verifier"], "", f"    {verifier_command(taken)}", "", words["openssl"], ""]
        for signature, name in zip(taken.signatures, names, strict=True):
            lines += _commands(taken, signature, name, files, words)
        if not taken.is_test:
            lines += [words["roots"], ""]
        lines += [words["ncalayer"], "", words["hashes"], ""]
        parts.append("\n".join(lines))
    return ("\n" + "=" * 78 + "\n\n").join(parts).replace("\n", "\r\n")


def verifier_command(taken: Taken) -> str:
    """In the unpacked folder."""
    trusted = [f"--authority trust/test-authority-{number}.cer" for number in range(1, len(taken.test_authorities) + 1)]
    return " ".join(["python", building.NAME, ".", *(["--trust test", *trusted] if taken.is_test else [])])


def _commands(
    taken: Taken, signature: TakenSignature, name: str, files: Mapping[str, bytes], words: Mapping[str, str]
) -> list[str]:
    """One signer's commands, or why there are none."""
    number = name.split("/")[1].split("-", maxsplit=1)[0]
    head = f"{number}  {signature.signer_name}"
    read = cms.read(signature.container)
    kinds = {certificate.read(der).key_algorithm for der in read.certificates}
    if kinds != {algorithms.RSA_KEY}:
        return [head, f"    {words['gost']}", ""]
    roots = AUTHORITIES if taken.is_test else _PUBLIC
    content = taken.document_name if signature.content is None else f"parts/{number}.json"
    moment = _stamped_at(read) or taken.made_at
    lines = [
        head,
        (
            f"    openssl cms -verify -binary -inform DER -in {name} -content {content} -CAfile {roots}"
            f" -purpose any -attime {int(moment.timestamp())} -out checked.bin"
        ),
    ]
    stamp = f"evidence/{number}/tst.der"
    if stamp in files:
        lines.append(
            f"    openssl ts -verify -token_in -in {stamp} -data evidence/{number}/signature.bin -CAfile {roots}"
            f" -attime {int(moment.timestamp())}"
        )
    return [*lines, ""]


def _stamped_at(read: cms.Container) -> datetime | None:
    """When the container says that it was stamped: openssl is to look at certificates as of then."""
    tokens = read.signers[0].unsigned(cms.SIGNATURE_TIME_STAMP)
    return tsp.token_in(tokens[0])[1] if tokens else None
