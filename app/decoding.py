"""Decoding of foreign pictures, curves, report trees and PDF in a child process: the program's own side.

A decoder that crashes, hangs or eats memory takes only the child with it (design: limits on memory and time, no
key, no network, only the bytes it is handed). The child is started when first needed and again after a crash.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, Any, cast

from app import decoder_wire as wire
from app.domain.errors import Unreadable
from app.domain.imaging import DecodedFrame, Picture, RenderedPage, TreeLine, WaveformChannel, WaveformGroup
from app.paths import shipped

_SAMPLE_BYTES = {"|u1": 1, "|i1": 1, "<u2": 2, "<i2": 2, "<f4": 4}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use."""

    memory_bytes: int = 2 << 30
    cpu_seconds: int = 30  # of one request
    wall_seconds: float = 60.0  # of one request, its transport included


class Decoder:
    """One child, one request at a time; safe to call from several threads. `close` ends the child.

    `key` names the bytes (the SHA-256 of the record serves): while the child remembers them, they are not sent
    again, so that the next frame costs only its decoding. Every call raises `Unreadable` with the reason:
    `pixels-none`, `pixels-damaged`, `pixels-cut`, `frame-missing`, `transfer-syntax`, `video`, `too-large`,
    `dicom-damaged`, `ecg-damaged`, `scp-damaged`, `scp-compression`, `file-checksum`, `pdf-damaged`, `picture-damaged`,
    `no-document`, `no-waveform`, `no-report`, `decoder-crashed`, `decoder-timed-out`.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._remembered: str = ""

    def frame(self, body: bytes, number: int = 0, *, key: str = "") -> DecodedFrame:
        """One frame of a DICOM object, from 0."""
        header, pixels = self._ask("frame", body, key, frame=number)
        frame = DecodedFrame(
            rows=int(header["rows"]),
            columns=int(header["columns"]),
            samples=int(header["samples"]),
            sample_type=str(header["sample_type"]),
            pixels=pixels,
            photometric=str(header["photometric"]),
            bits_stored=int(header["bits_stored"]),
            slope=float(header["slope"]),
            intercept=float(header["intercept"]),
            windows=tuple((float(centre), float(width)) for centre, width in header["windows"]),
            frame=number,
            frames=int(header["frames"]),
            frame_time_ms=_number(header["frame_time_ms"]),
            pixel_spacing_mm=_pair(header["pixel_spacing_mm"]),
        )
        expected = frame.rows * frame.columns * frame.samples * _SAMPLE_BYTES.get(frame.sample_type, 0)
        if not expected or expected != len(pixels):
            raise Unreadable("pixels-damaged")
        return frame

    def thumbnail(self, body: bytes, number: int | None = None, *, edge: int = 256, key: str = "") -> Picture:
        """A picture of at most `edge` × `edge` for lists; without a number the frame in the middle."""
        header, pixels = self._ask("thumbnail", body, key, frame=number, edge=edge)
        return _picture(header, pixels)

    def picture(self, body: bytes, *, edge: int = 4096) -> Picture:
        """A plain picture file (PNG, JPEG, BMP, GIF, TIFF) inside a message, made no larger than `edge`."""
        header, pixels = self._ask("picture", body, "", edge=edge)
        return _picture(header, pixels)

    def pdf_page(self, pdf: bytes, page: int = 0, *, width: int = 1200, key: str = "") -> RenderedPage:
        """One page of a PDF, `width` pixels wide."""
        header, pixels = self._ask("pdf-page", pdf, key, page=page, width=width)
        return RenderedPage(_picture(header, pixels), page, int(header["pages"]))

    def encapsulated_document(self, body: bytes, *, key: str = "") -> tuple[str, bytes]:
        """Media type and bytes of the document inside a DICOM object (PS3.3 A.45)."""
        header, content = self._ask("document", body, key)
        return str(header["media_type"]), content

    def waveform(self, body: bytes, *, key: str = "") -> tuple[WaveformGroup, ...]:
        """The curves of an ECG or another waveform object."""
        return _groups(*self._ask("waveform", body, key))

    def ecg_file(self, body: bytes, media_type: str) -> tuple[WaveformGroup, ...]:
        """The curves of an ECG file: SCP-ECG, aECG, MUSE XML."""
        return _groups(*self._ask("ecg-file", body, "", media_type=media_type))

    def report_tree(self, body: bytes, *, key: str = "") -> tuple[TreeLine, ...]:
        """The content of a structured report, line by line."""
        header, _ = self._ask("report", body, key)
        return tuple(
            TreeLine(int(level), str(name), str(text), _number(number), str(unit))
            for level, name, text, number, unit in header["lines"]
        )

    def warm(self) -> None:
        """Start the child ahead of the first picture."""
        with self._lock:
            self._started()

    def close(self) -> None:
        """End the child. Safe to call twice; a later call starts a new one."""
        with self._lock:
            self._end()

    def _ask(self, work: str, body: bytes, key: str, **wishes: Any) -> tuple[dict[str, Any], bytes]:
        key = key or hashlib.sha256(body).hexdigest()
        request = {"work": work, "key": key, **wishes}
        with self._lock:
            known = self._child is not None and self._remembered == key
            header, answer = self._exchange(request, b"" if known else body, has_body=not known)
            if header.get("problem") == "forgotten":
                header, answer = self._exchange(request, body, has_body=True)
            self._remembered = key if header.get("remembered") else ""
        if "problem" in header:
            raise Unreadable(str(header["problem"])[:40])
        return header, answer

    def _exchange(self, request: dict[str, Any], body: bytes, *, has_body: bool) -> tuple[dict[str, Any], bytes]:
        child = self._started()
        timed_out = threading.Event()

        def give_up() -> None:
            timed_out.set()
            child.kill()

        clock = threading.Timer(self._limits.wall_seconds, give_up)
        clock.start()
        try:
            wire.send(cast("IO[bytes]", child.stdin), {**request, "has_body": has_body}, body)  # type: ignore[arg-type]  # a pipe is a BinaryIO
            return wire.receive(cast("IO[bytes]", child.stdout))  # type: ignore[arg-type]  # a pipe is a BinaryIO
        except (OSError, wire.Cut):
            self._end()
            raise Unreadable("decoder-timed-out" if timed_out.is_set() else "decoder-crashed") from None
        finally:
            clock.cancel()
            clock.join()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            limits = [str(self._limits.memory_bytes), str(self._limits.cpu_seconds)]
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "app.decoder_child", *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # libraries quote values there, which may name a patient
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._child

    def _end(self) -> None:
        child, self._child, self._remembered = self._child, None, ""
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was buffered for a child that is gone
                    continue


def _environment() -> dict[str, str]:
    """Nothing of ours but where the program lies; one thread for each library, memory is counted by address space."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ}
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {**kept, **threads, "PYTHONPATH": str(shipped()), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}


def _groups(header: dict[str, Any], samples: bytes) -> tuple[WaveformGroup, ...]:
    groups, at = [], 0
    for group in header["groups"]:
        channels = []
        for label, unit, length in group["channels"]:
            channels.append(WaveformChannel(str(label), str(unit), samples[at : at + int(length)]))
            at += int(length)
        groups.append(WaveformGroup(str(group["label"]), float(group["frequency_hz"]), tuple(channels)))
    return tuple(groups)


def _picture(header: dict[str, Any], pixels: bytes) -> Picture:
    picture = Picture(int(header["width"]), int(header["height"]), int(header["samples"]), pixels)
    if picture.width * picture.height * picture.samples != len(pixels) or picture.samples not in (1, 3):
        raise Unreadable("pixels-damaged")
    return picture


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _pair(value: Any) -> tuple[float, float] | None:
    return None if value is None else (float(value[0]), float(value[1]))
