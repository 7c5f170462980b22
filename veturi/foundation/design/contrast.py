"""The contrast of the look's colours, by WCAG 2.2."""

import re
from collections.abc import Mapping

TEXT = 4.5
EDGE = 3.0
DARK = 0.04045
COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\s*;", re.IGNORECASE)

PAIRS = (
    ("ink", "white", TEXT),
    ("ink", "paper", TEXT),
    ("ink", "opaste", TEXT),
    ("ink", "rata-2", TEXT),
    ("ink-2", "paper", TEXT),
    ("ink-3", "paper", TEXT),
    ("ink-3", "white", TEXT),
    ("ink-3", "sunk", TEXT),
    ("white", "rata-7", TEXT),
    ("white", "rata-8", TEXT),
    ("white", "rata-9", TEXT),
    ("rata-2", "rata-9", TEXT),
    ("rata-3", "rata-9", TEXT),
    ("rata-7", "white", TEXT),
    ("rata-7", "rata-1", TEXT),
    ("rata-7", "rata-2", TEXT),
    ("rata-7", "paper", TEXT),
    ("rata-7", "sunk", TEXT),
    ("opaste-7", "opaste-1", TEXT),
    ("opaste-7", "white", TEXT),
    ("opaste", "rata-9", EDGE),
    ("seis", "white", TEXT),
    ("seis", "seis-1", TEXT),
    ("sini", "white", TEXT),
    ("sini", "sini-1", TEXT),
    ("control", "white", EDGE),
    ("control", "paper", EDGE),
    ("white", "r-tapahtuma", TEXT),
    ("white", "r-sopimus", TEXT),
    ("white", "r-jakso", TEXT),
    ("white", "r-viestinta", TEXT),
    ("white", "r-palaute", TEXT),
)


def colours(css: str) -> dict[str, str]:
    """The custom properties that are plain colours."""
    return dict(COLOUR.findall(css))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(tokens: Mapping[str, str]) -> list[str]:
    """A sentence for each pair that cannot be told apart well enough."""
    return [
        f"{front} on {ground}: {ratio:.2f}, at least {least} is needed"
        for front, ground, least in PAIRS
        if (ratio := contrast(tokens[front], tokens[ground])) < least
    ]


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part) for part in _parts(colour.lstrip("#")))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(digits: str) -> list[int]:
    width = len(digits) // 3
    pairs = (digits[start : start + width] for start in range(0, len(digits), width))
    return [int(pair * (2 // width), 16) for pair in pairs]


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= DARK else ((share + 0.055) / 1.055) ** 2.4
