"""What a wheel needs and git does not hold: built assets and compiled texts."""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltFiles(BuildHookInterface[Any]):
    """For wheels only: an editable install builds with `make assets translations`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's)
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        _build_what_has_changed(root)
        for texts in sorted(root.glob("veturi/locale/*/LC_MESSAGES/*.po")):
            _compile(texts)


def _build_what_has_changed(root: Path) -> None:
    """Assets of an older state never go into a wheel: the builder knows what it built from."""
    sys.path.insert(0, str(root))
    from veturi.foundation.design.build import build_assets  # noqa: PLC0415 (after the path)

    build_assets()


def _compile(texts: Path) -> None:
    with texts.open("rb") as source, texts.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(source))
