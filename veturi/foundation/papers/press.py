"""Data in, a tagged PDF out (PDF/UA-1). What people wrote goes in as data, never as markup."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, cast

import typst

from veturi.foundation.text import without_controls

# Templates import one another by their place in the package.
PACKAGE: Final = Path(__file__).resolve().parents[2]
FONTS: Final = PACKAGE / "foundation" / "design" / "static" / "veturi" / "dist" / "papers"
STANDARD: Final = "ua-1"
# Typst names what its fonts cannot show: at most so many times we write the names of characters.
ROUNDS: Final = 20
_NOT_SHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class NotPrinted(Exception):
    """The template or what it was given is at fault: typst's own words."""


class Press:
    """One template, parsed once; its threads take turns."""

    def __init__(self, template: Path, *, fonts: Path = FONTS) -> None:
        if not any(fonts.glob("*.ttf")):
            raise NotPrinted(
                "The fonts of papers are not built. Run: python -m veturi.foundation.design.build"
            )
        self._turn = Lock()
        self._compiler = typst.Compiler(
            template, root=PACKAGE, font_paths=[fonts], ignore_system_fonts=True
        )

    def pdf(self, content: Mapping[str, Any], *, at: datetime) -> bytes:
        """The same content of the same moment is the same file, letter by letter."""
        [file] = self._print(content, at=at, format="pdf", pdf_standards=STANDARD)
        return file

    def pictures(self, content: Mapping[str, Any], *, ppi: float = 100) -> list[bytes]:
        """Each page as a PNG."""
        return self._print(content, at=datetime.fromtimestamp(0, UTC), format="png", ppi=ppi)

    def _print(self, content: Mapping[str, Any], *, at: datetime, **how: Any) -> list[bytes]:
        text = json.dumps(_plain(content), ensure_ascii=False)
        for _round in range(ROUNDS):
            try:
                return self._compile(text, at=at, **how)
            except typst.TypstError as error:
                text = _with_names_of_characters(text, error)
        raise NotPrinted("There are more characters than fonts can show.")

    def _compile(self, text: str, *, at: datetime, **how: Any) -> list[bytes]:
        second = at.astimezone(UTC).replace(microsecond=0)
        with self._turn:
            made = self._compiler.compile(sys_inputs={"content": text}, timestamp=second, **how)
        return made if isinstance(made, list) else [cast("bytes", made)]


@cache
def press(template: Path) -> Press:
    """The press of a template, set up once in a process."""
    return Press(template)


def _plain(value: Any) -> Any:
    """Without characters that are no writing; lazy texts as they are read now."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool | int):
        return value
    return without_controls(str(value))


def _with_names_of_characters(text: str, error: typst.TypstError) -> str:
    """What no font shows is written as U+4E2D in brackets: nothing is lost unseen."""
    hidden = {_unescaped(found) for found in _NOT_SHOWN.findall(error.diagnostic)}
    if not hidden:
        raise NotPrinted(error.diagnostic) from error
    for cluster in sorted(hidden, key=len, reverse=True):
        text = text.replace(cluster, "".join(f"[U+{ord(letter):04X}]" for letter in cluster))
    return text


def _unescaped(found: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)
