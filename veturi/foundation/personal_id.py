"""A henkilötunnus is nobody's business here: what looks like one is recognised, to be refused."""

import re

# Also one with a wrong check character: a slip of the hand names the same person.
_LOOK = re.compile(
    r"(?<![0-9A-Za-z])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}"
    r"[-+A-FU-Y]\d{3}[0-9A-Y](?![0-9A-Za-z])",
    re.IGNORECASE,
)


def looks_like_personal_id(text: str) -> bool:
    """Whether a day of birth, a sign of the century and four more characters stand somewhere."""
    return _LOOK.search(text) is not None
