"""The address of a built stylesheet or script."""

import json
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static

MANIFEST = Path(__file__).resolve().parent / "static" / "veturi" / "dist" / "manifest.json"


def asset(name: str, *, manifest: Path = MANIFEST) -> str:
    return static(f"veturi/dist/{_built(manifest)[name]}")


def built_file(name: str, *, manifest: Path = MANIFEST) -> Path:
    """The built file itself, for what must be answered from an address of its own."""
    return manifest.with_name(_built(manifest)[name])


def _built(manifest: Path) -> dict[str, str]:
    try:
        return _read(manifest, manifest.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise RuntimeError(
            "The stylesheet is not built. Run: python -m veturi.foundation.design.build"
        ) from missing


@lru_cache(maxsize=4)
def _read(manifest: Path, written: int) -> dict[str, str]:  # noqa: ARG001 (a new build is read anew)
    names: dict[str, str] = json.loads(manifest.read_text())
    return names
