"""Set Shipager up on a fresh machine and open it: `python3 run.py [demo | test | setup | COMMAND ...]`.

Plain Python 3.11+, nothing else needed: makes a virtual environment beside this file, installs the locked
dependencies with their hashes, and on Debian the system libraries (as root; otherwise it prints the line to run).
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Debian 12: what Qt needs offscreen, and in addition on a screen; what the tests' peers are.
QT_LIBRARIES = [
    *(
        "libglib2.0-0",
        "libfontconfig1",
        "libfreetype6",
        "libdbus-1-3",
        "libxkbcommon0",
        "libx11-6",
        "libegl1",
        "libgl1",
    ),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0"),
]
PEERS = {
    "dcmtk": "storescu",
    "orthanc": "Orthanc",
    "strace": "strace",
    "socat": "socat",
    "openssl": "openssl",
    "poppler-utils": "pdftotext",
    "xmlsec1": "xmlsec1",
    "softhsm2": "softhsm2-util",
    "faketime": "faketime",
}
PEER_LIBRARIES = ["libengine-gost-openssl", "libxmlsec1-openssl"]  # no program of their own to look for
NODE_PEERS = ROOT / "tests" / "peers"  # package.json and its lock: HL7 implementations of others


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  this file is what older Pythons meet first
        print("Shipager needs Python 3.11 or newer.", file=sys.stderr)
        return 1
    testing = arguments[:1] == ["test"]
    install_system_libraries(testing)
    prepare_environment("requirements-dev.lock" if testing else "requirements.lock")
    if arguments[:1] == ["setup"]:
        return 0
    if testing:
        prepare_node_peers()
        return test(arguments[1:])
    return run([str(PYTHON), "-m", "app", *(arguments or ["window"])])


def run(command: list[str]) -> int:
    """Run in the checkout; ends with Ctrl+C as the child does."""
    process = subprocess.Popen(command, cwd=ROOT)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the child got it too and ends by itself


def prepare_environment(lock_name: str) -> None:
    """Create or refresh the virtual environment; nothing happens while the lock file is the installed one."""
    lock = ROOT / lock_name
    mark = ENVIRONMENT / f"installed-{lock_name}.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if PYTHON.exists() and mark.exists() and mark.read_text() == digest:
        return
    if importlib.util.find_spec("ensurepip") is None:
        install_packages(["python3-venv"], "Python's venv module")
    if not PYTHON.exists():
        print("Creating the virtual environment ...", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    print("Installing the locked dependencies (about 200 MB the first time) ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.run([*pip, "-r", str(lock)], cwd=ROOT, check=False).returncode:
        raise SystemExit("The dependencies could not be installed. Check the network connection and run this again.")
    mark.write_text(digest)


def prepare_node_peers() -> None:
    """Where npm is: peers of the tests, by their lock with hashes, into the environment's own folder."""
    npm = shutil.which("npm")
    folder = ENVIRONMENT / "peers"
    lock = NODE_PEERS / "package-lock.json"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    mark = folder / "installed.sha256"
    if npm is None or (mark.exists() and mark.read_text() == digest):
        return
    print("Installing the Node.js programs that the tests talk to ...", flush=True)
    folder.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(NODE_PEERS / name, folder / name)
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run([npm, "ci", *quiet], cwd=folder, check=False).returncode:
        print("They could not be installed. Tests that need them are skipped and named.", file=sys.stderr)
        return
    mark.write_text(digest)


def install_system_libraries(testing: bool) -> None:
    """On Debian and its kin: Qt's libraries always, the tests' peers when testing. Elsewhere nothing."""
    if shutil.which("dpkg-query") is None:
        return
    wanted = [name for name in QT_LIBRARIES if not installed(name)]
    if wanted:
        install_packages(wanted, "the libraries that the window needs")
    if testing:
        missing = [package for package, program in PEERS.items() if shutil.which(program) is None]
        missing += [name for name in PEER_LIBRARIES if not installed(name)]
        if missing:
            install_packages(missing, "the programs that the tests talk to", needed=False)


def installed(package: str) -> bool:
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Status}", package], capture_output=True, text=True, check=False
    )
    return answer.stdout.endswith("ok installed")


def install_packages(packages: list[str], what: str, *, needed: bool = True) -> None:
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.name == "nt" or os.geteuid() != 0:
        print(f"Missing: {what}. Please run:\n    sudo {line}", file=sys.stderr)
        if needed and "python3-venv" in packages:
            raise SystemExit(1)
        return
    print(f"Installing {what}: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"stdout": subprocess.DEVNULL, "env": environment}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    # One of the packages starts a server when it is installed; the tests start their own, so it must not run.
    policy = Path("/usr/sbin/policy-rc.d")
    ours = not policy.exists()
    if ours:
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
    try:
        failed = subprocess.run(line.split(), check=False, **quiet).returncode
    finally:
        if ours:
            policy.unlink()
    if failed:
        message = f"Could not install {what}."
        if needed:
            raise SystemExit(message)
        print(message + " Tests that need them are skipped and named.", file=sys.stderr)


def test(more: list[str]) -> int:
    """The checks of CI in their order; the first that fails ends the run."""
    python = str(PYTHON)
    bin_folder = PYTHON.parent
    checks = (
        [python, "-m", "ruff", "format", "--check", "."],
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "mypy"],
        [str(bin_folder / "lint-imports"), "--no-cache"],
    )
    if not more:
        for command in checks:
            print("$", " ".join(Path(part).name if part.startswith("/") else part for part in command), flush=True)
            code = run(command)
            if code:
                return code
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # In the order of the folders: by number of tests the journeys, few and long, would all be left for one core.
    all_of_them = ["-m", "not slow", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    return run([python, "-m", "pytest", *(more or all_of_them)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
