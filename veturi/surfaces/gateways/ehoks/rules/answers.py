"""What eHOKS says against a HOKS, as sentences that a person can read."""

import re
from collections.abc import Iterator
from typing import Any

LONGEST = 500
# `(not ("Lisää osa-aikaisuustieto, joka on välillä 1-100." {…}))`: the sentence without the rest.
QUOTED = re.compile(r'\(not \(\\?"([^"\\]+)')


def sentences(body: object) -> str:
    """`{"error": "…"}`, or `{"errors": {field: […]}}`; nothing when neither can be read.

    The values that eHOKS repeats are left out: there may be anything of a person in them.
    """
    if not isinstance(body, dict):
        return ""
    if isinstance(body.get("error"), str):
        return str(body["error"])[:LONGEST]
    told = dict.fromkeys(_leaves(body.get("errors"), ""))
    return " ".join(told)[:LONGEST]


def _leaves(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from _leaves(one, str(inner))
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, name)
    elif isinstance(value, str):
        quoted = QUOTED.search(value)
        yield quoted[1] if quoted else f"{name}: {_code(value)}."


def _code(value: str) -> str:
    """`missing-required-key`, `disallowed-key`; of anything longer that there is a fault."""
    return value if re.fullmatch(r"[a-z-]{3,40}", value) else "invalid"
