"""The hub and its peers as programs to measure: started, addressed, ended. For the scripts beside this file."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

PROGRAM = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder on the disk (not in memory: syncs are what is measured), gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="shipager-bench-", dir=os.environ.get("BENCH_DIR")))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def hub(folder: Path) -> Iterator[tuple[dict[str, int], int]]:
    """The hub on free ports: its ports by name, and its process number."""
    folder.mkdir()
    (folder / "keyring.json").write_text("{}")
    key = X25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    (folder / "hub.json").write_text(
        json.dumps({"bind": "127.0.0.1", "dicom_port": 0, "hl7_port": 0, "public_key": key, "key_version": 1})
    )
    command = [sys.executable, "-m", "app", "hub", "--data", str(folder), "--json"]
    process = subprocess.Popen(command, cwd=PROGRAM, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    ready = json.loads(process.stdout.readline())
    try:
        yield {"dicom": ready["dicom"], "hl7": ready["hl7"]}, process.pid
    finally:
        process.terminate()
        process.communicate(timeout=20)


@contextlib.contextmanager
def orthanc(folder: Path, *, no_delay: bool) -> Iterator[tuple[int, int]]:
    """Orthanc with its default storage and index (no compression), as shipped or with TCP_NODELAY=1."""
    folder.mkdir()
    dicom, http = free_port(), free_port()
    (folder / "orthanc.json").write_text(
        json.dumps(
            {
                "StorageDirectory": str(folder / "db"), "IndexDirectory": str(folder / "db"), "HttpPort": http,
                "DicomPort": dicom, "RemoteAccessAllowed": False, "Plugins": [], "DicomAlwaysAllowStore": True,
                "DicomCheckCalledAet": False,
            }
        )
    )  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if name != "TCP_NODELAY"}
    if no_delay:
        environment["TCP_NODELAY"] = "1"
    process = subprocess.Popen(
        ["Orthanc", str(folder / "orthanc.json")], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{http}/system"):
                break
            time.sleep(0.1)
        yield dicom, process.pid
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def storescp(folder: Path) -> Iterator[tuple[int, int]]:
    """dcmtk's receiver: syncs nothing, keeps no index."""
    folder.mkdir()
    port = free_port()
    process = subprocess.Popen(
        ["storescp", "--fork", "--max-pdu", "131072", "-od", str(folder), str(port)],
        env={**os.environ, "TCP_NODELAY": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(0.5)
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def peak_memory(pid: int) -> float:
    """MB that the process held at most (VmHWM); Linux."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def reset_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")
