"""The DICOM port keeps what devices send, byte for byte, and answers when it is durable (PS3.4 B, PS3.7 9.1, PS3.8)."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import socket
import struct
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydicom
import pynetdicom.sop_class
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.data import get_testdata_file
from pydicom.uid import UID, UID_dictionary
from pynetdicom import AE
from pynetdicom.presentation import StoragePresentationContexts

from devices import dicom_scp
from devices.dicom_command import read_command, response
from devices.dicom_upper_layer import ProtocolFault, is_storage, negotiate, read_associate_rq

IMPLICIT = "1.2.840.10008.1.2"
EXPLICIT = "1.2.840.10008.1.2.1"
BIG_ENDIAN = "1.2.840.10008.1.2.2"
ULTRASOUND = "1.2.840.10008.5.1.4.1.1.6.1"
PRIVATE = "1.3.12.2.1107.5.9.1"
SUCCESS = 0x0000
US = ("-aec", "SHIPAGER", "127.0.0.1")  # how dcmtk is told whom to call
dcmtk = pytest.mark.skipif(shutil.which("storescu") is None, reason="dcmtk is not installed")


def run(*command: str | Path | int) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    environment = {**os.environ, "TCP_NODELAY": "1"}
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False, env=environment)


def sample(name: str) -> Path:
    found = get_testdata_file(name)
    assert isinstance(found, str)
    return Path(found)


# What is kept


@pytest.mark.parametrize(
    "data_set",
    [
        b"",
        b"\x08\x00",
        os.urandom(1001),
        b"\x08\x00\x05\x00CS\x0a\x00ISO_IR 192" + bytes(4 << 20),
        os.urandom(9_000_001),
    ],
    ids=["empty", "cut", "random", "4 MiB", "9 MB"],
)
def test_the_data_set_is_kept_byte_for_byte(hub: Any, scu: Any, data_set: bytes) -> None:
    with scu(hub.dicom) as device:
        device.associate()
        assert device.store(data_set) == SUCCESS
        device.release()
    (kept,) = hub.practice.kept()
    assert kept.kind == "dicom"
    assert kept.data_set == data_set
    meta = pydicom.dcmread(io.BytesIO(kept.body[: len(kept.body) - len(data_set)]), force=True).file_meta
    assert meta.MediaStorageSOPClassUID == ULTRASOUND
    assert meta.MediaStorageSOPInstanceUID == "1.2.3.4"
    assert meta.TransferSyntaxUID == EXPLICIT
    assert {name: kept.metadata[name] for name in ("transport", "peer", "calling", "called", "sop_class_uid")} == {
        "transport": "dicom", "peer": "127.0.0.1", "calling": "US1", "called": "SHIPAGER", "sop_class_uid": ULTRASOUND,
    }  # fmt: skip
    assert kept.metadata["received_at"].endswith("+00:00")


def test_the_same_object_twice_is_the_same_bytes(hub: Any, scu: Any) -> None:
    for calling in ("US1", "US2"):
        with scu(hub.dicom) as device:
            device.associate(calling=calling)
            assert device.store(b"same") == SUCCESS
    first, second = hub.practice.kept()
    assert first.body == second.body


@pytest.mark.parametrize(
    "odd",
    [
        {"sop_class": None}, {"instance": None}, {"message_id": None}, {"instance": b""}, {"sop_class": b"no uid"},
        {"instance": b"1." * 50}, {"instance": "снимок".encode()}, {"sop_class": b"1.2.840.10008.5.1.4.1.1.7"},
    ],
    ids=["no class", "no instance", "no message id", "empty", "words", "100 letters", "cyrillic", "another class"],
)  # fmt: skip
def test_odd_commands_do_not_lose_the_object(hub: Any, scu: Any, odd: dict[str, Any]) -> None:
    with scu(hub.dicom) as device:
        device.associate()
        assert device.store(b"object", **odd) == SUCCESS
        assert device.store(b"next") == SUCCESS
    assert [kept.data_set for kept in hub.practice.kept("dicom")] == [b"object", b"next"]


def test_the_response_repeats_what_the_request_named(hub: Any, scu: Any) -> None:
    with scu(hub.dicom) as device:
        device.associate(maximum_length=64)  # the answer comes in several PDUs then (PS3.8 D.1)
        device.send(4, device.pdv(1, 3, device.command(message_id=65535)) + device.pdv(1, 2, b"x"))
        response = device.response()
    assert response is not None
    assert response[0x0100] == b"\x01\x80"
    assert response[0x0120] == b"\xff\xff"
    assert response[0x0002].rstrip(b"\0").decode() == ULTRASOUND
    assert response[0x1000].rstrip(b"\0") == b"1.2.3.4"


def test_fragments_of_any_size_make_one_object(hub: Any, scu: Any) -> None:
    """PS3.8 annex E: command and data in one PDU, several values in a PDU, single bytes, empty fragments."""
    with scu(hub.dicom) as device:
        device.associate()
        command = device.command()
        device.send(4, device.pdv(1, 1, command[:10]) + device.pdv(1, 3, command[10:]) + device.pdv(1, 0, b"ab"))
        device.send(4, device.pdv(1, 0, b"") + device.pdv(1, 0, b"c") + device.pdv(1, 0, b"d"))
        device.send(4, device.pdv(1, 2, b"e"))
        assert device.status() == SUCCESS
        assert device.store(bytes(range(256)), fragment=1) == SUCCESS
    assert [kept.data_set for kept in hub.practice.kept()] == [b"abcde", bytes(range(256))]


def test_what_is_cut_off_is_not_kept_and_not_acknowledged(hub: Any, scu: Any, until: Any, expects_log: None) -> None:
    for size in (1000, 6 << 20):
        with scu(hub.dicom) as device:
            device.associate()
            device.send(4, device.pdv(1, 3, device.command()))
            for _ in range(0, size, 100_000):
                device.send(4, device.pdv(1, 0, bytes(min(size, 100_000))))
    with scu(hub.dicom) as device:
        device.associate()
        assert device.store(b"whole") == SUCCESS
    until(lambda: not hub.hub.status()["connected"]["dicom"])
    assert [kept.data_set for kept in hub.practice.kept()] == [b"whole"]


def test_what_was_kept_is_told_without_identities(hub: Any, scu: Any, until: Any) -> None:
    with scu(hub.dicom) as device:
        device.associate(calling="US1")
        device.store(b"PatientName")
    until(lambda: len(hub.events) == 2)
    assert set(hub.events[1]) == {"event", "transport", "device", "record", "segment"}
    assert hub.events[1]["device"] == "US1"
    (device_count,) = hub.hub.status()["devices"]
    assert device_count["received"] == 1
    assert hub.hub.status()["sealed_today"] == 1


# What is negotiated


def test_every_storage_class_is_taken_and_no_other_service() -> None:
    storage = {context.abstract_syntax for context in StoragePresentationContexts}
    storage |= {
        uid for uid, entry in UID_dictionary.items() if "Storage" in entry[0] and uid.startswith("1.2.840.10008.5")
    }
    refused = {uid for uid in storage if not is_storage(uid, True)}
    assert {UID(uid).name for uid in refused} == {"RT Beams Delivery Instruction Storage - Trial"}
    others = [
        pynetdicom.sop_class.ModalityWorklistInformationFind, pynetdicom.sop_class.ModalityPerformedProcedureStep,
        pynetdicom.sop_class.StorageCommitmentPushModel, pynetdicom.sop_class.BasicFilmSession,
        pynetdicom.sop_class.StudyRootQueryRetrieveInformationModelFind, pynetdicom.sop_class.UnifiedProcedureStepPush,
        pynetdicom.sop_class.RepositoryQuery,
    ]  # fmt: skip
    assert not [uid for uid in others if is_storage(uid, True)]


def test_transfer_syntaxes_are_chosen_by_preference_and_never_changed(hub: Any, scu: Any) -> None:
    jpeg, jpeg2000, jpip = "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.94"
    proposals = {
        1: (ULTRASOUND, [jpeg, IMPLICIT, EXPLICIT]), 3: (ULTRASOUND, [BIG_ENDIAN, IMPLICIT]),
        5: (ULTRASOUND, [jpeg2000, jpeg]),
        7: (ULTRASOUND, [BIG_ENDIAN]), 9: (ULTRASOUND, [jpip]), 11: (PRIVATE, ["1.2.840.113619.5.2"]),
        13: ("1.2.840.10008.5.1.4.1.2.2.1", [IMPLICIT]), 15: (ULTRASOUND, []),
    }  # fmt: skip
    with scu(hub.dicom) as device:
        kind, answers = device.associate(proposals)
        assert kind == 2
        assert {number: answer for number, answer in answers.items() if answer[0] == 0} == {
            1: (0, EXPLICIT), 3: (0, IMPLICIT), 5: (0, jpeg2000), 7: (0, BIG_ENDIAN), 11: (0, "1.2.840.113619.5.2"),
        }  # fmt: skip
        assert [answers[number][0] for number in (9, 13, 15)] == [4, 3, 4]
        assert device.store(b"compressed", context=5) == SUCCESS
    assert hub.practice.kept()[0].metadata["transfer_syntax_uid"] == jpeg2000


_TRANSFER_SYNTAXES = [
    uid for uid, entry in UID_dictionary.items() if entry[1] == "Transfer Syntax" and "JPIP" not in entry[0]
]


def test_every_transfer_syntax_is_kept_as_it_came(hub: Any, scu: Any) -> None:
    contexts = {2 * number + 1: (ULTRASOUND, [syntax]) for number, syntax in enumerate(_TRANSFER_SYNTAXES)}
    with scu(hub.dicom) as device:
        _, answers = device.associate(contexts)
        assert {answer[1] for answer in answers.values() if answer[0] == 0} == set(_TRANSFER_SYNTAXES)
        for number in contexts:
            assert device.store(str(number).encode(), context=number) == SUCCESS
    kept = {kept.metadata["transfer_syntax_uid"]: kept.data_set for kept in hub.practice.kept()}
    assert kept == {syntaxes[0]: str(number).encode() for number, (_, syntaxes) in contexts.items()}


def test_private_storage_can_be_switched_off(start_hub: Callable[..., Any], scu: Any) -> None:
    hub = start_hub(accept_private_storage=False)
    with scu(hub.dicom) as device:
        assert device.associate({1: (PRIVATE, [EXPLICIT])})[1] == {1: (3, EXPLICIT)}


def test_another_called_title_is_taken_and_said(hub: Any, scu: Any, expects_log: None) -> None:
    with scu(hub.dicom) as device:
        assert device.associate(called="ORTHANC")[0] == 2
        assert device.store(b"x") == SUCCESS
    assert hub.practice.kept()[0].metadata["called"] == "ORTHANC"
    assert [line["text"] for line in hub.hub.status()["log"]] == ["dicom: US1 at 127.0.0.1 calls us ORTHANC"]


@pytest.mark.parametrize(
    ("request_", "reason"),
    [({"version": 2}, (1, 2, 2)), ({"application_context": b"1.2.3"}, (1, 1, 2))],
    ids=["protocol version", "application context"],
)
def test_what_is_no_dicom_association_is_rejected(
    hub: Any, scu: Any, expects_log: None, request_: dict[str, Any], reason: tuple[int, ...]
) -> None:
    with scu(hub.dicom) as device:
        assert device.associate(**request_)[0] == 3
        assert tuple(device.answer[1:]) == reason


# Limits and strangers


def test_one_association_too_many_is_told_to_come_again(
    start_hub: Callable[..., Any], scu: Any, expects_log: None
) -> None:
    hub = start_hub(max_associations=25)
    devices = [scu(hub.dicom) for _ in range(25)]
    try:
        assert {device.associate()[0] for device in devices} == {2}
        with scu(hub.dicom) as another:
            assert another.associate()[0] == 3
        assert {device.store(b"x") for device in devices} == {SUCCESS}
    finally:
        for device in devices:
            device.socket.close()
    assert len(hub.practice.kept()) == 25


_NOISE = {
    "browser": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "HL7": b"\x0bMSH|^~\\&|\r\x1c\r",
    "random": os.urandom(4096),
    "4 GB": struct.pack(">BBI", 1, 0, 0xFFFFFFFF),
    "short": struct.pack(">BBI", 1, 0, 10) + bytes(10),
    "data first": struct.pack(">BBI", 4, 0, 10) + bytes(10),
    "long item": struct.pack(">BBI", 1, 0, 80) + b"\0\1" + bytes(66) + b"\x10\0\xff\xff" + bytes(8),
    "release first": struct.pack(">BBI", 5, 0, 4) + bytes(4),
    "scan": b"",
}


@pytest.mark.parametrize("noise", _NOISE.values(), ids=_NOISE)
def test_strangers_do_no_harm(hub: Any, scu: Any, expects_log: None, noise: bytes) -> None:
    with scu(hub.dicom) as stranger:
        stranger.socket.sendall(noise)
        stranger.socket.shutdown(socket.SHUT_WR)
        assert stranger.receive()[0] in {0, 7}
    with scu(hub.dicom) as device:
        device.associate()
        assert device.store(b"x") == SUCCESS
    assert len(hub.practice.kept()) == 1
    assert sum(line["level"] == "warning" for line in hub.hub.status()["log"]) <= 1


@pytest.mark.parametrize(
    "case", ["long pdu", "cut pdv", "pdv too long", "no command", "other context", "endless command", "no field"]
)
def test_a_broken_protocol_ends_with_an_abort(hub: Any, scu: Any, expects_log: None, case: str) -> None:
    with scu(hub.dicom) as device:
        device.associate()
        if case == "long pdu":
            device.socket.sendall(struct.pack(">BBI", 4, 0, 1 << 30))
        elif case == "cut pdv":
            device.send(4, b"\0\0\0")
        elif case == "pdv too long":
            device.send(4, struct.pack(">IBB", 5000, 1, 3) + b"x")
        elif case == "no command":
            device.send(4, device.pdv(1, 0, b"data"))
        elif case == "other context":
            device.send(4, device.pdv(99, 3, device.command()))
        elif case == "no field":
            device.send(4, device.pdv(1, 3, b"rubbish!"))
        else:
            for _ in range(10):
                device.send(4, device.pdv(1, 1, bytes(10_000)))
        assert device.receive()[0] == 7
    assert not hub.practice.kept()


def test_a_peer_that_drips_is_dropped(hub: Any, scu: Any, expects_log: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dicom_scp, "_ARTIM_SECONDS", 0.3)
    with scu(hub.dicom) as stranger:
        stranger.socket.settimeout(5)
        began = time.monotonic()
        sent = 0
        with contextlib.suppress(ConnectionError):
            for byte in struct.pack(">BBI", 1, 0, 200) + bytes(200):
                stranger.socket.sendall(bytes((byte,)))
                sent += 1
                time.sleep(0.02)
        assert sent < 200
        assert time.monotonic() - began < 4


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_request_or_a_fault(noise: bytes) -> None:
    """Lengths that lie, items that are cut: nothing but `ProtocolFault` comes of them."""
    for body in (noise, b"\0\1" + bytes(66) + noise, b"\0\1" + bytes(66) + b"\x20\0\0\x20\1\0\0\0" + noise):
        with contextlib.suppress(ProtocolFault):
            negotiate(read_associate_rq(body), True)
    with contextlib.suppress(ProtocolFault):
        response(read_command(noise), SUCCESS)


def test_mutated_associations_do_no_harm(hub: Any, scu: Any, expects_log: None) -> None:
    """A whole association with a few bytes changed, many times; then a device stores as if nothing had been."""
    with scu(hub.dicom) as device:
        sent: list[bytes] = []
        device.send = lambda kind, body: sent.append(struct.pack(">BBI", kind, 0, len(body)) + body)
        device.receive = lambda: (0, b"")
        device.associate()
        device.store(b"d" * 50)
    stream = b"".join(sent)
    dice = random.Random(22)
    for _ in range(100):
        mutated = bytearray(stream)
        for _ in range(dice.randint(1, 6)):
            mutated[dice.randrange(len(mutated))] = dice.randrange(256)
        with scu(hub.dicom) as stranger, contextlib.suppress(OSError):
            stranger.socket.sendall(mutated)
            stranger.socket.shutdown(socket.SHUT_WR)
            while stranger.receive()[0]:
                pass
    before = len(hub.practice.kept())
    with scu(hub.dicom) as device:
        device.associate()
        assert device.store(b"x") == SUCCESS
    assert len(hub.practice.kept()) == before + 1


def test_other_operations_are_refused_and_echo_works(hub: Any, scu: Any) -> None:
    with scu(hub.dicom) as device:
        device.associate()
        for field, status in ((0x0030, SUCCESS), (0x0020, 0x0211)):
            device.send(4, device.pdv(1, 3, device.command(field, data_set=False)))
            assert device.status() == status
        device.send(4, device.pdv(1, 3, device.command(0x0020)) + device.pdv(1, 2, b"query"))
        assert device.status() == 0x0211
        assert device.store(b"x") == SUCCESS
    assert len(hub.practice.kept()) == 1


# No room


def test_without_room_the_device_keeps_its_object(start_hub: Callable[..., Any], scu: Any, expects_log: None) -> None:
    hub = start_hub(min_free_bytes=1 << 60)
    with scu(hub.dicom) as device:
        device.associate()
        assert device.store(bytes(100_000)) == 0xA700
        assert device.store(bytes(5 << 20), fragment=100_000) == 0xA700
        device.release()
    assert not hub.practice.kept()
    assert hub.hub.status()["problems"][-1]["code"] == "disk-full"
    assert hub.hub.status()["devices"][0]["errors"] == 2


def test_a_message_on_its_way_may_finish_when_the_hub_ends(start_hub: Callable[..., Any], scu: Any, until: Any) -> None:
    hub = start_hub()
    with scu(hub.dicom) as idle, scu(hub.dicom) as device:
        idle.associate()
        device.associate()
        device.send(4, device.pdv(1, 3, device.command()) + device.pdv(1, 0, b"first "))
        until(lambda: hub.hub.status()["receiving"] == 1)
        hub.hub.ask_to_end()
        assert idle.receive()[0] == 7
        device.send(4, device.pdv(1, 2, b"second"))
        assert device.status() == SUCCESS
        assert device.receive()[0] == 7
    assert hub.practice.kept()[0].data_set == b"first second"


def test_a_message_that_does_not_finish_does_not_keep_the_hub(
    start_hub: Callable[..., Any], scu: Any, until: Any, expects_log: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.hub._FINISHING_SECONDS", 0.2)
    hub = start_hub()
    with scu(hub.dicom) as device:
        device.associate()
        device.send(4, device.pdv(1, 3, device.command()) + device.pdv(1, 0, b"half"))
        until(lambda: hub.hub.status()["receiving"] == 1)
        hub.hub.ask_to_end()
        assert device.receive() == (0, b"")
    assert not hub.practice.kept()


# Other people's senders


@dcmtk
@pytest.mark.peer("dcmtk")
def test_dcmtk_echo(hub: Any) -> None:
    assert run("echoscu", "--repeat", 3, *US, hub.dicom).returncode == 0


@dcmtk
@pytest.mark.peer("dcmtk")
@pytest.mark.parametrize(
    "switches",
    [
        *([word] for word in "-x= -xe -xb -xi -xd -xs -xy -xx -xv -xw -xt -xu -xr -R +C".split()),
        [], ["-pdu", 4096], ["--max-send-pdu", 4096], ["--max-pdu", 4096], ["--repeat", 3],
        ["+II", "+IR", 5, "+IS", 5, "+IP", 5], ["-aet", "x" * 16],
    ],
    ids=str,
)  # fmt: skip
def test_dcmtk_storescu(hub: Any, switches: list[Any]) -> None:
    answer = run("storescu", *switches, *US, hub.dicom, sample("CT_small.dcm"), sample("MR_small.dcm"))
    assert answer.returncode == 0, answer.stderr
    kept = hub.practice.kept("dicom")
    assert len(kept) == (6 if "--repeat" in switches else 2)
    for one in kept:
        assert pydicom.dcmread(io.BytesIO(one.body)).pixel_array.any()


@dcmtk
@pytest.mark.peer("dcmtk")
@pytest.mark.parametrize(
    ("switch", "name"),
    [
        ("-xs", "SC_rgb_jpeg_gdcm.dcm"), ("-xw", "JPEG2000.dcm"), ("-xr", "MR_small_RLE.dcm"),
        ("-xt", "MR_small_jpeg_ls_lossless.dcm"), ("-xy", "SC_rgb_jpeg_dcmtk.dcm"), ("-xe", "MR_small_bigendian.dcm"),
    ],
)  # fmt: skip
def test_dcmtk_compressed_objects_stay_compressed(hub: Any, switch: str, name: str) -> None:
    answer = run("storescu", switch, *US, hub.dicom, sample(name))
    assert answer.returncode == 0, answer.stderr
    (kept,) = hub.practice.kept("dicom")
    source = pydicom.dcmread(sample(name))
    received = pydicom.dcmread(io.BytesIO(kept.body))
    if "bigendian" not in name:
        assert received.file_meta.TransferSyntaxUID == source.file_meta.TransferSyntaxUID
        assert received.PixelData == source.PixelData


# PS3.6 A.1: the video transfer syntaxes by storescu's switch for them
VIDEO_SYNTAXES = {
    "-xm": 100,
    "-xh": 101,
    "-xn": 102,
    "-xl": 103,
    "-x2": 104,
    "-x3": 105,
    "-xo": 106,
    "-x4": 107,
    "-x5": 108,
}


@dcmtk
@pytest.mark.peer("dcmtk")
@pytest.mark.parametrize("switch", VIDEO_SYNTAXES)
def test_dcmtk_videos_stay_as_they_are(hub: Any, switch: str, tmp_path: Path) -> None:
    stream = bytes(range(256)) * 40  # nobody decodes it on the way
    video = pydicom.dcmread(sample("CT_small.dcm"))
    video.SOPClassUID = video.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.77.1.1.1"
    video.file_meta.TransferSyntaxUID = f"1.2.840.10008.1.2.4.{VIDEO_SYNTAXES[switch]}"
    video.PixelData = pydicom.encaps.encapsulate([stream])
    video["PixelData"].VR = "OB"
    video["PixelData"].is_undefined_length = True
    video.save_as(tmp_path / "video.dcm")
    answer = run("storescu", "-R", switch, *US, hub.dicom, tmp_path / "video.dcm")
    assert answer.returncode == 0, answer.stderr
    (kept,) = hub.practice.kept("dicom")
    received = pydicom.dcmread(io.BytesIO(kept.body))
    assert received.file_meta.TransferSyntaxUID == video.file_meta.TransferSyntaxUID
    assert next(pydicom.encaps.generate_frames(received.PixelData, number_of_frames=1)) == stream


@dcmtk
@pytest.mark.peer("dcmtk")
def test_dcmsend_sends_a_mixed_folder(hub: Any) -> None:
    names = [
        "CT_small.dcm",
        "JPEG2000.dcm",
        "MR_small_RLE.dcm",
        "reportsi.dcm",
        "rtplan.dcm",
        "SC_rgb_jpeg_gdcm.dcm",
        "ExplVR_BigEnd.dcm",
    ]
    answer = run("dcmsend", "--no-uid-checks", *US, hub.dicom, *[sample(name) for name in names])
    assert answer.returncode == 0, answer.stderr
    kept = {pydicom.dcmread(io.BytesIO(one.body)).SOPInstanceUID for one in hub.practice.kept("dicom")}
    assert kept == {pydicom.dcmread(sample(name)).SOPInstanceUID for name in names}


@dcmtk
@pytest.mark.peer("dcmtk")
def test_dcmtk_that_aborts_leaves_the_hub_well(hub: Any) -> None:
    run("storescu", "--abort", *US, hub.dicom, sample("CT_small.dcm"))
    assert run("echoscu", "--abort", *US, hub.dicom).returncode == 0
    assert run("storescu", *US, hub.dicom, sample("CT_small.dcm")).returncode == 0
    assert len(hub.practice.kept()) == 2


@dcmtk
@pytest.mark.peer("dcmtk")
def test_several_devices_at_once(hub: Any) -> None:
    threads = [
        threading.Thread(target=run, args=("storescu", "--repeat", 10, *US, hub.dicom, sample("CT_small.dcm")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(hub.practice.kept("dicom")) == 40


def test_pynetdicom_sends_private_classes(hub: Any) -> None:
    device = AE("PRIVATE")
    device.add_requested_context(PRIVATE, [EXPLICIT, IMPLICIT])
    device.add_requested_context("1.2.840.10008.1.1")
    one = pydicom.dcmread(sample("MR_small.dcm"))
    one.SOPClassUID = PRIVATE
    association = device.associate("127.0.0.1", hub.dicom, ae_title="SHIPAGER")
    try:
        assert association.send_c_echo().Status == SUCCESS
        assert association.send_c_store(one).Status == SUCCESS
    finally:
        association.release()
    assert hub.practice.kept()[0].metadata["sop_class_uid"] == PRIVATE


@pytest.mark.peer("orthanc")
@pytest.mark.skipif(shutil.which("Orthanc") is None, reason="Orthanc is not installed")
def test_orthanc_sends(hub: Any, tmp_path: Path) -> None:
    with socket.socket() as free, socket.socket() as free_too:
        free.bind(("127.0.0.1", 0))
        free_too.bind(("127.0.0.1", 0))
        http, dicom = free.getsockname()[1], free_too.getsockname()[1]
    settings = {
        "StorageDirectory": str(tmp_path / "storage"), "IndexDirectory": str(tmp_path / "storage"), "HttpPort": http,
        "DicomPort": dicom, "RemoteAccessAllowed": False, "Plugins": [], "DicomServerEnabled": False,
        "DicomModalities": {"hub": ["SHIPAGER", "127.0.0.1", hub.dicom]},
    }  # fmt: skip
    (tmp_path / "orthanc.json").write_text(json.dumps(settings))
    with (tmp_path / "orthanc.log").open("wb") as log:
        orthanc = subprocess.Popen(["Orthanc", str(tmp_path / "orthanc.json")], stdout=log, stderr=log)

    def ask(path: str, body: bytes | None = None) -> Any:
        with urllib.request.urlopen(f"http://127.0.0.1:{http}{path}", body, timeout=10) as answer:
            return json.load(answer)

    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                ask("/system")
                break
            except OSError:
                assert time.monotonic() < deadline, (tmp_path / "orthanc.log").read_text()[-1000:]
                time.sleep(0.1)
        names = ["CT_small.dcm", "JPEG2000.dcm", "reportsi.dcm"]
        ids = [ask("/instances", sample(name).read_bytes())["ID"] for name in names]
        ask("/modalities/hub/echo", b"{}")
        assert ask("/modalities/hub/store", json.dumps(ids).encode())["FailedInstancesCount"] == 0
    finally:
        orthanc.terminate()
        orthanc.wait(20)
    assert len(hub.practice.kept("dicom")) == 3
