"""What a spreadsheet would take for a formula gets a ' before it, and loses it on the way back."""

import re

_DANGER = re.compile(r"['\s]*[=+\-@\t\r＝＋－＠]")
_QUOTED = re.compile(r"'['\s]*[=+\-@\t\r＝＋－＠]")
_HARMLESS = re.compile(
    r"[+-]?\d[\d \N{NO-BREAK SPACE}]*(?:[.,]\d+)?|\+\d[\d \-()/]{3,20}\d", re.ASCII
)


def guarded(text: str) -> str:
    """Numbers and phone numbers stay as they are; every other beginning of a formula is guarded."""
    if _DANGER.match(text) and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return text


def plain(text: str) -> str:
    """The text as it was before `guarded`, which returns whole from any number of round trips."""
    return text[1:] if text.startswith("'") and _QUOTED.match(text) else text
