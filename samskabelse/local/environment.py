"""Make .venv with the locked packages. Runs on the system's Python, before anything is installed.

    python3 -I samskabelse/local/environment.py run|dev|node

Only the standard library, and a second run with unchanged locks takes no time.
"""

import contextlib
import fcntl
import hashlib
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
LOCKS = {
    "run": "requirements.lock",
    "dev": "requirements-dev.lock",
    "node": "requirements-node.lock",
}
ALSO = {"run": [], "dev": ["run"], "node": []}  # what a lock file holds besides its own


def main(kind):
    """Bring the environment up to date; exits with a plain sentence when it cannot."""
    if sys.version_info < (3, 11):  # noqa: UP036 an old Python runs this line
        stop(f"Samskabelse needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    with locked():
        if not PYTHON.exists() or subprocess.call([PYTHON, "-c", ""]):  # noqa: S603
            make_venv()
        if stamp(kind) not in stamps():
            install(kind)


@contextlib.contextmanager
def locked():
    """Two starts at the same time take turns."""
    var = ROOT / "var"
    try:
        var.mkdir(exist_ok=True)
        handle = (var / "environment.lock").open("w")
    except OSError as error:
        stop(f"The folder {var} is not writable ({error.strerror}). Give yourself the right to it.")
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_venv():
    try:
        import ensurepip  # noqa: F401, PLC0415
        import venv  # noqa: PLC0415
    except ImportError:
        name = f"python3.{sys.version_info.minor}-venv"
        stop(f"Python's venv is missing. On Debian and Ubuntu: apt install {name}")
    started = time.monotonic()
    try:
        venv.EnvBuilder(with_pip=True, symlinks=True, clear=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        stop(f"The folder {VENV} could not be made: {error}")
    done("Python environment", started)


def install(kind):
    started = time.monotonic()
    lock = LOCKS[kind]
    total = sum(1 for line in read(lock).splitlines() if "==" in line)
    options = ["--require-hashes", "--disable-pip-version-check", "--no-input", "--prefer-binary"]
    command = [str(PYTHON), "-m", "pip", "install", *options, "-r", str(ROOT / lock)]
    with subprocess.Popen(  # noqa: S603 our own program
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as pip:
        lines = follow(pip.stdout, total)
    if pip.returncode:
        sys.stderr.write("\n" + "".join(lines[-12:]))
        stop(f"pip could not install {lock}; its last words are above.")
    remember(kind)
    done(f"{total} packages from {lock}", started)


def follow(stream, total):
    """Count packages on one line as pip goes along; returns everything it said."""
    lines, seen = [], 0
    for line in stream:
        lines.append(line)
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
        if sys.stdout.isatty():
            note = "installing" if line.startswith("Installing") else f"{min(seen, total)}/{total}"
            sys.stdout.write(f"\r… Packages {note}    ")
            sys.stdout.flush()
        elif seen % 25 == 1 and line.startswith("Collecting "):
            say(f"… Packages {seen}/{total}")
    return lines


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def stamp(kind):
    text = sys.version.split()[0] + read(LOCKS[kind])
    return kind + " " + hashlib.sha256(text.encode()).hexdigest()


def stamps():
    try:
        return (VENV / "installed").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def remember(kind):
    kinds = [kind, *ALSO[kind]]
    kept = [line for line in stamps() if line.split()[0] not in kinds]
    lines = [*kept, *map(stamp, kinds)]
    (VENV / "installed").write_text("\n".join(lines) + "\n", encoding="utf-8")


def done(what, started):
    if sys.stdout.isatty():
        sys.stdout.write("\r\033[K")
    say(f"✓ {what}  {time.monotonic() - started:.1f} s")


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def stop(sentence):
    sys.exit("✗ " + sentence)


if __name__ == "__main__":
    main(sys.argv[1])
