"""What was shown, what I wrote, what others saved meanwhile: field by field, in written forms."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core import signing
from django.db.models import QuerySet

from veturi.foundation.history.actions import written

SALT = "veturi.meanwhile"
# A longer text is carried as its beginning and a digest of the whole.
LONGEST_TEXT = 1_000
LONGEST_CARRIED = 60_000


@dataclass(frozen=True, slots=True)
class Joined:
    """`kept` only they changed; `clashing` both did, to different values."""

    kept: tuple[str, ...]
    clashing: tuple[str, ...]


def join(
    original: Mapping[str, str],
    *,
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    undecided: Collection[str] = (),
) -> Joined:
    """What differs on both sides is nobody's to decide but the writer's.

    A field whose original is not known, or on which nothing was chosen when it was asked, is
    taken for one that both changed.
    """
    apart = [name for name in mine if mine[name] != theirs[name]]
    known = [name for name in apart if name in original and name not in undecided]
    kept = tuple(name for name in known if mine[name] == original[name])
    saved = {name for name in known if theirs[name] == original[name]}
    return Joined(kept, tuple(name for name in apart if name not in saved and name not in kept))


@dataclass(frozen=True, slots=True)
class Shown:
    """What a form showed of a thing; `before` has, for what is to be chosen, the first original."""

    fields: Mapping[str, str]
    before: Mapping[str, str | None]


def signed(key: str, shown: Shown) -> str:
    """As the form carries it: nobody else can write it, nor use it for another thing."""
    carried = {"key": key, "fields": dict(shown.fields), "before": dict(shown.before)}
    return signing.dumps(carried, salt=SALT, compress=True)


def read(text: str, *, key: str) -> Shown | None:
    """What the form carried; nothing when it is missing, forged or of another thing."""
    if not text or len(text) > LONGEST_CARRIED:
        return None
    try:
        carried = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    if carried["key"] != key:
        return None
    return Shown(carried["fields"], carried["before"])


def as_shown(value: Any) -> str:
    """A value in its written form: many by their keys, a long text by its start and a digest."""
    if isinstance(value, (list, tuple, QuerySet)):
        return ",".join(sorted(written(one) for one in value))
    text = written(value).replace("\r\n", "\n").strip()
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[:LONGEST_TEXT]}… {sha256(text.encode()).hexdigest()}"
